"""Child-Pugh: each part at, just below and just above its cut-offs, and the class of the sum."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.staging import Ascites
from hcclog.rules.scores.child_pugh import child_pugh, class_of
from hcclog.rules.scores.score import Score
from tests.rules.scores.records import a_chart, a_staging, at, said

NORMAL = {"bilirubin": "1 mg/dL", "albumin": "4 g/dL", "inr": "1.0"}


def scored(ascites: Ascites | None = Ascites.NONE, grade: int | None = 0, **values: str) -> Score:
    given = NORMAL | values
    results = ";".join(f"{analyte} {value}" for analyte, value in given.items() if value)
    stated = a_staging(ascites=ascites, encephalopathy_grade=grade)
    return child_pugh(at(a_chart(results, stated)))


PARTS = [
    pytest.param("bilirubin", "1.99 mg/dL", 1, id="bilirubin just below 2"),
    pytest.param("bilirubin", "2.0 mg/dL", 2, id="bilirubin 2"),
    pytest.param("bilirubin", "2.001 mg/dL", 2, id="bilirubin just above 2"),
    pytest.param("bilirubin", "3.00 mg/dL", 2, id="bilirubin 3"),
    pytest.param("bilirubin", "3.01 mg/dL", 3, id="bilirubin just above 3"),
    pytest.param("bilirubin", "20 mg/L", 2, id="bilirubin in mg/L is exact"),
    pytest.param("bilirubin", "33.99 umol/L", 1, id="bilirubin just below 34 µmol/L"),
    pytest.param("bilirubin", "34 umol/L", 2, id="bilirubin 34 µmol/L, its own cut-off"),
    pytest.param("bilirubin", "51 umol/L", 2, id="bilirubin 51 µmol/L"),
    pytest.param("bilirubin", "51.1 umol/L", 3, id="bilirubin just above 51 µmol/L"),
    pytest.param("albumin", "3.51 g/dL", 1, id="albumin just above 3.5"),
    pytest.param("albumin", "3.5 g/dL", 2, id="albumin 3.5"),
    pytest.param("albumin", "2.8 g/dL", 2, id="albumin 2.8"),
    pytest.param("albumin", "2.79 g/dL", 3, id="albumin just below 2.8"),
    pytest.param("albumin", "35.1 g/L", 1, id="albumin just above 35 g/L"),
    pytest.param("albumin", "35 g/L", 2, id="albumin 35 g/L"),
    pytest.param("albumin", "28 g/L", 2, id="albumin 28 g/L"),
    pytest.param("albumin", "27.9 g/L", 3, id="albumin just below 28 g/L"),
    pytest.param("inr", "1.69", 1, id="INR just below 1.7"),
    pytest.param("inr", "1.7", 2, id="INR 1.7"),
    pytest.param("inr", "2.3", 2, id="INR 2.3"),
    pytest.param("inr", "2.301", 3, id="INR just above 2.3"),
    pytest.param("bilirubin", "< 0.5 mg/dL", 1, id="a bound that decides"),
    pytest.param("bilirubin", "< 2 mg/dL", 1, id="a bound at the cut-off"),
    pytest.param("bilirubin", "> 3 mg/dL", 3, id="a bound from above"),
    pytest.param("albumin", ">= 3.6 g/dL", 1, id="at least so much"),
]


@pytest.mark.parametrize(("analyte", "value", "points"), PARTS)
def test_a_part_by_its_value(analyte: str, value: str, points: int) -> None:
    changed: dict[str, Any] = {analyte: value}
    score = scored(**changed)
    part = next(part for part in score.parts if part.name.casefold() == analyte)
    assert part.points == points
    assert score.value == 4 + points


STATED = [
    pytest.param(Ascites.NONE, 0, 5, id="none, 0"),
    pytest.param(Ascites.SLIGHT, 0, 6, id="slight ascites"),
    pytest.param(Ascites.MODERATE, 0, 7, id="moderate ascites"),
    pytest.param(Ascites.NONE, 1, 6, id="encephalopathy 1"),
    pytest.param(Ascites.NONE, 2, 6, id="encephalopathy 2"),
    pytest.param(Ascites.NONE, 3, 7, id="encephalopathy 3"),
    pytest.param(Ascites.NONE, 4, 7, id="encephalopathy 4"),
]


@pytest.mark.parametrize(("ascites", "grade", "points"), STATED)
def test_a_part_as_stated(ascites: Ascites, grade: int, points: int) -> None:
    assert scored(ascites, grade).value == points


@pytest.mark.parametrize(
    ("points", "grade"),
    [(4, ""), (5, "A"), (6, "A"), (7, "B"), (9, "B"), (10, "C"), (15, "C"), (16, "")],
)
def test_the_class_of_a_sum(points: int, grade: str) -> None:
    assert class_of(points) == grade


def test_the_sentence_has_every_part() -> None:
    score = scored(Ascites.SLIGHT, 1, bilirubin="2.5 mg/dL", albumin="30 g/L", inr="1.8")
    assert (score.value, score.grade, score.shown) == (10, "C", "10")
    assert score.sentence == (
        "10 points, class C: bilirubin 2.5 mg/dL: 2, albumin 30 g/L: 2, INR 1.8: 2, "
        "ascites slight: 2 and encephalopathy 1: 2."
    )


UNDECIDED: list[Any] = [
    pytest.param({"bilirubin": ""}, ("bilirubin",), id="no bilirubin"),
    pytest.param(
        {"bilirubin": "< 2.5 mg/dL"},
        ("bilirubin (bilirubin < 2.5 mg/dL could be 1 or 2 points)",),
        id="a bound over a cut-off",
    ),
    pytest.param(
        {"bilirubin": "> 1 mg/dL"},
        ("bilirubin (bilirubin > 1 mg/dL could be 1 or 2 or 3 points)",),
        id="a bound under all",
    ),
    pytest.param(
        {"albumin": "4 %"}, ("albumin (albumin 4 % has no points)",), id="a unit of another kind"
    ),
    pytest.param(
        {"albumin": "4 foo"}, ("albumin (albumin 4 foo has no points)",), id="no known unit"
    ),
    pytest.param(
        {"inr": "raised"}, ("INR as a number (raised, 2021-01-05)",), id="a result in words"
    ),
    pytest.param({"ascites": None}, ("ascites",), id="no ascites"),
    pytest.param({"grade": None}, ("encephalopathy",), id="no encephalopathy"),
    pytest.param(
        {"grade": 5}, ("encephalopathy (encephalopathy 5 has no points)",), id="no such grade"
    ),
]


@pytest.mark.parametrize(("given", "missing"), UNDECIDED)
def test_without_a_part_there_is_no_sum(given: dict[str, Any], missing: tuple[str, ...]) -> None:
    score = scored(**given)
    assert (score.value, score.grade, score.missing) == (None, "", missing)
    assert score.sentence == f"Not computed; missing: {missing[0]}."
    assert sum(part.points is not None for part in score.parts) == 4


def test_each_part_is_told_even_where_two_are_missing() -> None:
    score = scored(bilirubin="", albumin="< 30 g/L")
    assert [tuple(part) for part in score.parts] == [
        ("bilirubin", None, "bilirubin missing"),
        ("albumin", None, "albumin < 30 g/L: could be 2 or 3 points"),
        ("INR", 1, "INR 1.0: 1"),
        ("ascites", 1, "ascites none: 1"),
        ("encephalopathy", 1, "encephalopathy 0: 1"),
    ]
    assert score.sentence == (
        "Not computed; missing: bilirubin; albumin (albumin < 30 g/L could be 2 or 3 points)."
    )


@pytest.mark.parametrize("albumin", ["4 g/dL", ""])
def test_it_names_its_source_and_says_what_is_unsure(albumin: str) -> None:
    results = f"bilirubin 1 mg/dL; bilirubin 2 mg/dL; inr 1.0; albumin {albumin}".removesuffix(
        "; albumin "
    )
    stated = a_staging(ascites=Ascites.NONE, encephalopathy_grade=0)
    score = child_pugh(at(a_chart(results, stated)))
    assert (score.name, score.clause) == ("Child-Pugh", "Child-Pugh (Pugh 1973), with the INR")
    assert bool(score.grade) is bool(albumin)
    assert said(score) == (
        "Bilirubin 1 mg/dL (2021-01-05) may be as new as bilirubin 2 mg/dL (2021-01-05), which is "
        "used."
    )


def test_values_of_a_staging_count_too() -> None:
    stated = a_staging(
        bilirubin_umol_l=17,
        albumin_g_l=40,
        inr=1,
        ascites=Ascites.NONE,
        encephalopathy_grade=0,
    )
    score = child_pugh(at(a_chart("", stated)))
    assert (score.value, score.grade) == (5, "A")
    assert {each.entity for each in score.inputs} == {"staging"}
    assert said(score) == ""


@given(st.decimals(0, 30, places=2), st.decimals(0, 30, places=2))
def test_points_never_fall_with_bilirubin(one: Decimal, other: Decimal) -> None:
    low, high = (scored(bilirubin=f"{value} mg/dL").value for value in sorted((one, other)))
    assert low is not None
    assert high is not None
    assert low <= high
