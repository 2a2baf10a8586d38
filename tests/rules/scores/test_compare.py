"""Computed beside reported: what agrees, what does not, and why."""

from __future__ import annotations

from typing import Any

import pytest

from hcclog.domain.staging import Ascites
from tests.rules.scores.records import a_chart, a_staging, all_scores

TUMOUR: dict[str, Any] = {"n_tumours": 1, "largest_mm": 25, "ecog": 0, "child_pugh_points": 5}
PARTS: dict[str, Any] = {
    "bilirubin_umol_l": 17,
    "albumin_g_l": 40,
    "inr": 1,
    "ascites": Ascites.NONE,
    "encephalopathy_grade": 0,
}
THROMBUS: dict[str, Any] = {"vp": 3}

ANSWERS = [
    pytest.param("BCLC", TUMOUR | {"bclc": "A"}, True, "", id="the same stage"),
    pytest.param("BCLC", TUMOUR | {"bclc": "B"}, False, "Reported B, computed A. 1", id="another"),
    pytest.param("CNLC", TUMOUR | {"cnlc": "Ia"}, True, "", id="the same by CNLC"),
    pytest.param("CNLC", TUMOUR | {"cnlc": "Ib"}, False, "Reported Ib, computed Ia.", id="other"),
    pytest.param(
        "BCLC",
        {"bclc": "A", "n_tumours": 1},
        None,
        "Reported A (2021-01-05); there is nothing computed to compare.",
        id="nothing computed",
    ),
    pytest.param("BCLC", THROMBUS | {"bclc": "C"}, True, "", id="at least C, and C"),
    pytest.param(
        "BCLC",
        THROMBUS | {"bclc": "D"},
        None,
        "Reported D, computed C at least.",
        id="at least C may be D",
    ),
    pytest.param(
        "BCLC", THROMBUS | {"bclc": "B"}, False, "Reported B, computed C at least.", id="not B"
    ),
    pytest.param("CNLC", THROMBUS | {"cnlc": "IV"}, None, "computed IIIa at least", id="may be IV"),
    pytest.param("Child-Pugh", PARTS | {"child_pugh_class": "A"}, True, "", id="the class"),
    pytest.param("Child-Pugh", PARTS | {"child_pugh_points": 5}, True, "", id="the points"),
    pytest.param(
        "Child-Pugh",
        PARTS | {"child_pugh_class": "A", "child_pugh_points": 6},
        False,
        "Reported A, 6 points, computed A, 5 points. 5 points, class A:",
        id="the class, but other points",
    ),
    pytest.param(
        "Child-Pugh",
        PARTS | {"child_pugh_class": "B"},
        False,
        "Reported B, computed A, 5 points.",
        id="another class",
    ),
    pytest.param("BCLC", TUMOUR, None, "", id="nothing reported"),
]


@pytest.mark.parametrize(("name", "fields", "agrees", "words"), ANSWERS)
def test_computed_beside_reported(
    name: str, fields: dict[str, Any], agrees: bool | None, words: str
) -> None:
    score = all_scores(a_chart("", a_staging(**fields)))[name]
    assert score.agrees is agrees
    assert words in score.difference
    assert bool(score.difference) is bool(words)


def test_intrahepatic_metastasis_is_told_with_a_difference() -> None:
    staging = a_staging(**TUMOUR, bclc="B", intrahepatic_metastasis=True)
    score = all_scores(a_chart("", staging))["BCLC"]
    assert "Intrahepatic metastasis is stated too" in score.difference


def test_intrahepatic_metastasis_is_not_told_of_another_difference() -> None:
    fields = PARTS | {"child_pugh_class": "B", "bclc": "B", **TUMOUR, "child_pugh_points": None}
    found = all_scores(a_chart("", a_staging(**fields)))
    assert "Intrahepatic" not in found["Child-Pugh"].difference
    assert found["BCLC"].difference.startswith("Reported B, computed A. 1 tumour")
    assert "Intrahepatic" not in found["BCLC"].difference
    told = all_scores(a_chart("", a_staging(**fields, intrahepatic_metastasis=True)))
    assert "Intrahepatic" not in told["Child-Pugh"].difference
    assert "Intrahepatic" in told["BCLC"].difference


def test_what_is_reported_names_the_staging() -> None:
    staging = a_staging(**TUMOUR, bclc="B")
    (reported,) = all_scores(a_chart("", staging))["BCLC"].reported
    assert reported == ("B", staging.on, "2021-01-05", staging.id)


def test_points_alone_are_reported_with_the_class_they_mean() -> None:
    (reported,) = all_scores(a_chart("", a_staging(child_pugh_points=4)))["Child-Pugh"].reported
    assert reported.value == "4 points"


def test_two_differences_are_told_one_after_the_other() -> None:
    first, second = a_staging(bclc="A", n_tumours=1), a_staging("2021-02-05", "s2", bclc="B")
    assert all_scores(a_chart("", first, second))["BCLC"].difference == (
        "Reported A (2021-01-05); there is nothing computed to compare. "
        "Reported B (2021-02-05); there is nothing computed to compare."
    )


TWO = [
    pytest.param("A", "A", True, id="both agree"),
    pytest.param("A", "B", False, id="the second differs"),
    pytest.param("B", "A", False, id="the first differs"),
]


@pytest.mark.parametrize(("one", "other", "agrees"), TWO)
def test_two_statements_on_the_same_values(one: str, other: str, agrees: bool) -> None:
    first = a_staging(**TUMOUR, bclc=one)
    second = a_staging("2021-02-05", "s2", bclc=other)
    score = all_scores(a_chart("", first, second))["BCLC"]
    assert [each.value for each in score.reported] == [one, other]
    assert score.agrees is agrees
