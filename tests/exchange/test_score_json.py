"""Scores as JSON: nothing lost, decimals as text, dates with their days."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import pytest

from hcclog.domain.chronology import Chronology
from hcclog.domain.staging import Ascites
from hcclog.exchange.score_json import scores_json, value_text
from hcclog.rules.scores.compute import scores
from tests.rules.scores.records import a_chart, a_staging, on

VALUES = [
    pytest.param(None, None, id="none"),
    pytest.param(5, "5", id="points"),
    pytest.param(Decimal("6.43"), "6.43", id="exact"),
    pytest.param(Decimal("1E+3"), "1000", id="never an exponent"),
    pytest.param(Decimal("-2.58798737846921"), "-2.5879873785", id="ten places"),
    pytest.param(Fraction(1, 3), "0.3333333333", id="a fraction without an end"),
    pytest.param(Fraction(5, 2), "2.5", id="a fraction"),
]


@pytest.mark.parametrize(("value", "text"), VALUES)
def test_a_value_is_decimal_text(value: Decimal | Fraction | int | None, text: str | None) -> None:
    assert value_text(value) == text


def test_a_score_with_all_that_it_has() -> None:
    stated = a_staging(ascites=Ascites.NONE, encephalopathy_grade=0, child_pugh_class="B")
    record = a_chart("bilirubin 17 umol/L @2021-01; albumin 40 g/L; inr 1.0", stated)
    chronology = Chronology(record)
    found = scores_json(scores(record, chronology, on("2021-02")), chronology)
    assert json.loads(json.dumps(found)) == found
    by_name = {score["name"]: score for score in found if score["as_of"]["label"] == "2021-02"}
    child_pugh = by_name["Child-Pugh"]
    assert (child_pugh["value"], child_pugh["grade"], child_pugh["missing"]) == ("5", "A", [])
    assert [part["points"] for part in child_pugh["parts"]] == [1, 1, 1, 1, 1]
    assert child_pugh["inputs"][0] == {
        "name": "bilirubin",
        "value": "17",
        "unit": "µmol/L",
        "date": {
            "label": "2021-01",
            "earliest": "2021-01-01",
            "latest": "2021-01-31",
            "date": "2021-01",
        },
        "entity": "lab_result",
        "entity_id": "lab-1",
    }
    assert child_pugh["findings"] == ["The day is not known exactly of bilirubin (2021-01)."]
    assert by_name["MELD 3.0"]["inputs"][-1]["date"] is None
    assert by_name["MELD"]["missing"] == ["creatinine"]


def test_what_was_reported_stands_beside() -> None:
    stated = a_staging(n_tumours=1, largest_mm=25, ecog=0, child_pugh_points=5, bclc="B")
    record = a_chart("", stated)
    chronology = Chronology(record)
    found = {each["name"]: each for each in scores_json(scores(record, chronology), chronology)}
    bclc = found["BCLC"]
    assert (bclc["grade"], bclc["agrees"], bclc["as_of"], bclc["value"]) == ("A", False, None, None)
    assert bclc["difference"].startswith("Reported B, computed A.")
    assert bclc["reported"][0]["value"] == "B"
    assert bclc["reported"][0]["staging_id"] == "staging"
