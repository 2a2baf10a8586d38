"""ALBI and mALBI: the worked example, and every cut-off from both sides."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.rules.scores.albi import albi, albi_value, grade_of
from hcclog.rules.scores.tables import ALBI_GRADES, MALBI_GRADES
from tests.rules.scores.records import a_chart, at, said


def test_the_worked_example() -> None:
    plain, modified = albi(at(a_chart("bilirubin 17 umol/L; albumin 40 g/L")))
    assert round(plain.value or 0, 3) == Decimal("-2.588")
    assert (plain.grade, modified.grade, plain.shown) == ("2", "2a", "−2.59")
    assert plain.sentence == (
        "Bilirubin 17 µmol/L and albumin 40 g/L give −2.59; grade 2 is above −2.6 to −1.39."
    )
    assert plain.value == modified.value


def test_what_was_found_is_told_where_the_rest_is_missing() -> None:
    for score in albi(at(a_chart("albumin 40 g/L"))):
        assert [each.words for each in score.inputs] == ["albumin 40 g/L"]


@pytest.mark.parametrize("results", ["bilirubin 17 umol/L; albumin 40 g/L", ""])
def test_each_names_its_source(results: str) -> None:
    assert [(score.name, score.clause) for score in albi(at(a_chart(results)))] == [
        ("ALBI", "ALBI (Johnson 2015)"),
        ("mALBI", "mALBI (Hiraoka 2017)"),
    ]


GRADES = [
    pytest.param("-2.61", "1", "1", id="just below -2.60"),
    pytest.param("-2.60", "1", "1", id="-2.60"),
    pytest.param("-2.5999999999999999999999999", "2", "2a", id="just above -2.60"),
    pytest.param("-2.2700000000000000000000001", "2", "2a", id="just below -2.27"),
    pytest.param("-2.27", "2", "2b", id="-2.27"),
    pytest.param("-2.26", "2", "2b", id="just above -2.27"),
    pytest.param("-1.39", "2", "2b", id="-1.39"),
    pytest.param("-1.3899999999999999999999999", "3", "3", id="just above -1.39"),
]


@pytest.mark.parametrize(("value", "plain", "modified"), GRADES)
def test_the_grade_of_a_value(value: str, plain: str, modified: str) -> None:
    assert grade_of(Decimal(value), ALBI_GRADES).grade == plain
    assert grade_of(Decimal(value), MALBI_GRADES).grade == modified


def test_sixty_digits_whatever_the_caller_counts_with() -> None:
    with localcontext(Context(prec=5)):
        value = albi_value(Fraction(17), Fraction(40))
    assert value == albi_value(Fraction(17), Fraction(40))
    assert len(value.as_tuple().digits) > 50


def test_exactly_at_a_threshold() -> None:
    # Three times 0.66 less 0.085 times 50 is -2.27 to the last digit.
    plain, modified = albi(at(a_chart("bilirubin 1000 umol/L; albumin 50 g/L")))
    assert plain.value == Decimal("-2.27")
    assert (modified.grade, modified.shown) == ("2b", "−2.27")


NEAR = [
    pytest.param("38.352", "2", "−2.5999", id="just above -2.60"),
    pytest.param("38.353", "1", "−2.600005", id="just below -2.60"),
]


@pytest.mark.parametrize(("albumin", "grade", "shown"), NEAR)
def test_near_a_threshold_so_many_decimals_as_keep_it_apart(
    albumin: str, grade: str, shown: str
) -> None:
    score = albi(at(a_chart(f"bilirubin 10 umol/L; albumin {albumin} g/L")))[0]
    assert (score.grade, score.shown) == (grade, shown)


def test_mass_units_convert_and_say_so() -> None:
    score = albi(at(a_chart("bilirubin 1 mg/dL; albumin 4 g/dL")))[0]
    assert round(score.value or 0, 4) == round(albi_value(Fraction("17.104"), Fraction(40)), 4)
    assert said(score) == (
        "Bilirubin was converted from mg/dL to µmol/L with the conventional factor of 17.104 "
        "µmol/L a mg/dL."
    )


MISSING = [
    pytest.param("albumin 40 g/L", ("bilirubin",), id="no bilirubin"),
    pytest.param("bilirubin 17 umol/L", ("albumin",), id="no albumin"),
    pytest.param(
        "bilirubin < 5 umol/L; albumin 40 g/L",
        ("bilirubin as a number (bilirubin < 5 µmol/L is only a bound)",),
        id="a bound has no logarithm",
    ),
    pytest.param(
        "bilirubin 17 umol/L; albumin > 50 g/L",
        ("albumin as a number (albumin > 50 g/L is only a bound)",),
        id="nor is a bound an albumin",
    ),
    pytest.param("bilirubin 0 umol/L; albumin 40 g/L", ("bilirubin above 0",), id="nothing"),
    pytest.param(
        "bilirubin 17 U/L; albumin 40 g/L",
        ("bilirubin in µmol/L (bilirubin 17 U/L (2021-01-05))",),
        id="a unit that does not convert",
    ),
    pytest.param(
        "bilirubin 17 foo; albumin 40 g/L",
        ("bilirubin in µmol/L (bilirubin 17 foo (2021-01-05))",),
        id="a unit that is not known",
    ),
]


@pytest.mark.parametrize(("results", "missing"), MISSING)
def test_what_is_missing(results: str, missing: tuple[str, ...]) -> None:
    for score in albi(at(a_chart(results))):
        assert (score.value, score.grade, score.missing) == (None, "", missing)


@given(st.integers(1, 800), st.integers(10, 60))
def test_the_two_gradings_never_contradict_each_other(bilirubin: int, albumin: int) -> None:
    plain, modified = albi(at(a_chart(f"bilirubin {bilirubin} umol/L; albumin {albumin} g/L")))
    assert modified.grade.rstrip("ab") == plain.grade
