"""CTCAE grades: every threshold at, just below and just above, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.catalogue.adverse_events import adverse_event, find_adverse_event
from hcclog.domain.chronology import Chronology
from hcclog.domain.labs import LabResult, Qualitative
from hcclog.rules.scores.ctcae import DIPSTICK, graded
from hcclog.rules.scores.interval import Interval, exactly
from hcclog.rules.scores.score import Score
from hcclog.rules.scores.tables import DIPSTICK_GRADES, LAB_TERMS
from tests.rules.scores.records import a_chart, a_lab, said


def grade(lab: LabResult | str) -> Score:
    """Return the grade of a result."""
    result = a_lab(lab) if isinstance(lab, str) else lab
    score = graded(result, Chronology(a_chart()))
    assert score is not None
    return score


# Limits from the worst grade to grade 1, in the unit; the last limit ends at the lower limit.
FALLING = {
    "platelets": ("10^9/L", ("25", "50", "75"), "130", 4),
    "neutrophils": ("10^9/L", ("0.5", "1.0", "1.5"), "1.8", 4),
    "wbc": ("10^9/L", ("1.0", "2.0", "3.0"), "4.0", 4),
    "lymphocytes": ("10^9/L", ("0.2", "0.5", "0.8"), "1.0", 4),
    "haemoglobin": ("g/L", ("80", "100"), "130", 3),
    "albumin": ("g/L", ("20", "30"), "35", 3),
}
FALLS = [
    pytest.param(code, value, unit, low, expected, id=f"{code} {value}: grade {expected}")
    for code, (unit, limits, low, worst) in FALLING.items()
    for n, limit in enumerate((*limits, low))
    for value, expected in (
        (f"{float(limit) - 0.01:.2f}", str(max(worst - n, 1))),
        (limit, str(worst - n - 1) if n < len(limits) else "0"),
        (f"{float(limit) + 0.01:.2f}", str(worst - n - 1) if n < len(limits) else "0"),
    )
]


@pytest.mark.parametrize(("code", "value", "unit", "low", "expected"), FALLS)
def test_a_value_that_falls(code: str, value: str, unit: str, low: str, expected: str) -> None:
    assert grade(f"{code} {value} {unit} [{low}-999]").grade == expected


# Multiples of the upper limit at which the next grade begins, above them.
RISING = {
    "alt": ("U/L", ("1", "3", "5", "20")),
    "ast": ("U/L", ("1", "3", "5", "20")),
    "alp": ("U/L", ("1", "2.5", "5", "20")),
    "ggt": ("U/L", ("1", "2.5", "5", "20")),
    "bilirubin": ("umol/L", ("1", "1.5", "3", "10")),
    "creatinine": ("umol/L", ("1", "1.5", "3", "6")),
}
RISES = [
    pytest.param(code, f"{float(limit) * 40 + step:.2f}", unit, str(n + (step > 0)), id=name)
    for code, (unit, limits) in RISING.items()
    for n, limit in enumerate(limits)
    for step, name in (
        (-0.01, f"{code} just below {limit} times"),
        (0.0, f"{code} {limit} times"),
        (0.01, f"{code} just above {limit} times"),
    )
]


@pytest.mark.parametrize(("code", "value", "unit", "expected"), RISES)
def test_a_value_that_rises_over_the_upper_limit(
    code: str, value: str, unit: str, expected: str
) -> None:
    assert grade(f"{code} {value} {unit} [-40]").grade == expected


FIXED = [
    pytest.param("inr 1.2", "0", id="INR 1.2"),
    pytest.param("inr 1.21", "1", id="INR just above 1.2"),
    pytest.param("inr 1.5", "1", id="INR 1.5"),
    pytest.param("inr 1.51", "2", id="INR just above 1.5"),
    pytest.param("inr 2.5", "2", id="INR 2.5"),
    pytest.param("inr 2.51", "3", id="INR just above 2.5"),
    pytest.param("proteinuria-24h 0.149 g/24h [-0.15]", "0", id="protein just below the limit"),
    pytest.param("proteinuria-24h 0.15 g/24h [-0.15]", "1", id="protein at the upper limit"),
    pytest.param("proteinuria-24h 0.999 g/24h [-0.15]", "1", id="protein just below 1.0"),
    pytest.param("proteinuria-24h 1.0 g/24h", "2", id="protein 1.0"),
    pytest.param("proteinuria-24h 3.499 g/24h", "2", id="protein just below 3.5"),
    pytest.param("proteinuria-24h 3.5 g/24h", "3", id="protein 3.5"),
    pytest.param("proteinuria-24h 3500 mg/24h", "3", id="protein in mg"),
    pytest.param("platelets 74000 /uL", "2", id="platelets a µL"),
    pytest.param("platelets 129999 /uL [130000-400000]", "1", id="the limit in its own unit"),
    pytest.param("platelets 130000 /uL [130000-400000]", "0", id="and at it"),
    pytest.param("proteinuria-24h 149 mg/24h [-150]", "0", id="an upper limit in its own unit"),
    pytest.param("proteinuria-24h 150 mg/24h [-150]", "1", id="at that one"),
    pytest.param("platelets 7.4 10^4/uL", "2", id="platelets in ten thousands"),
    pytest.param("haemoglobin 7.9 g/dL", "3", id="haemoglobin in g/dL"),
    pytest.param("platelets < 25 10^9/L", "4", id="a bound that decides"),
    pytest.param("alt > 800 U/L [-40]", "4", id="a bound over the worst limit"),
    pytest.param("platelets 72 10^9/L [70-400]", "2", id="a low limit of normal changes no limit"),
    pytest.param("platelets 76 10^9/L [70-400]", "0", id="and leaves no room for grade 1"),
    pytest.param("platelets 75 10^9/L [75-400]", "0", id="a limit of normal at the limit"),
    pytest.param("proteinuria-24h 1.2 g/24h [-1.5]", "2", id="a high upper limit either"),
    pytest.param("proteinuria-24h 0.9 g/24h [-1.5]", "0", id="below both"),
]


@pytest.mark.parametrize(("lab", "expected"), FIXED)
def test_limits_that_are_fixed(lab: str, expected: str) -> None:
    assert grade(lab).grade == expected


def _strip(typed: str, **fields: Any) -> LabResult:
    return replace(a_lab(f"{DIPSTICK} positive"), as_typed=typed, **fields)


@pytest.mark.parametrize(("typed", "expected"), DIPSTICK_GRADES.items())
def test_a_test_strip(typed: str, expected: str) -> None:
    score = grade(_strip(typed))
    assert (score.grade, score.missing) == (expected, ())
    assert (score.inputs[0].value, score.shown, score.value) == (typed, typed, None)


STRIPS = [
    pytest.param("trace", "no grade is negative or trace.", id="no grade"),
    pytest.param("1+", "grade 1 is 1+.", id="grade 1"),
    pytest.param("3+", "grade 2 is 2+ or 3+.", id="grade 2"),
    pytest.param("4+", "grade 3 is 4+.", id="grade 3"),
]


@pytest.mark.parametrize(("typed", "words"), STRIPS)
def test_the_sentence_of_a_test_strip(typed: str, words: str) -> None:
    assert grade(_strip(typed)).sentence == f"Urine protein {typed} (2021-01-05): {words}"


NAMED = [
    pytest.param(a_lab("alt 41 U/L [-40]"), "Alanine aminotransferase increased", id="a grade"),
    pytest.param(a_lab("alt 41 U/L"), "Alanine aminotransferase increased", id="no grade"),
    pytest.param(_strip("1+"), "Proteinuria", id="a strip"),
    pytest.param(_strip(""), "Proteinuria", id="a strip that says nothing"),
]


@pytest.mark.parametrize(("lab", "term"), NAMED)
def test_a_grade_names_its_term_and_its_result(lab: LabResult, term: str) -> None:
    score = grade(lab)
    assert (score.name, score.clause) == (f"CTCAE {term}", "CTCAE 5.0")
    (told,) = score.inputs
    assert (told.on, told.date) == (lab.on, "2021-01-05")
    assert (told.entity, told.entity_id) == ("lab_result", lab.id)


def test_the_result_is_the_value_as_it_was_printed() -> None:
    score = grade("alt > 900.0 U/L [-40]")
    assert (score.value, score.shown) == (Decimal("900.0"), "> 900.0")
    assert grade("platelets 60 10^9/L").findings == ()


def test_a_negative_strip_in_words() -> None:
    assert grade(_strip("-", qualitative=Qualitative.NEGATIVE)).grade == "0"


def test_a_strip_that_is_only_positive_has_no_grade() -> None:
    score = grade(_strip(""))
    assert score.missing == ("Urine protein as one of negative, trace, 1+, 2+, 3+, 4+",)
    assert score.inputs[0].value == "positive"


MISSING = [
    pytest.param("platelets 76 10^9/L", "lower limit of normal", id="mild or normal"),
    pytest.param("alt 41 U/L", "upper limit of normal", id="no upper limit"),
    pytest.param("alt 41 U/L [-0]", "upper limit of normal", id="an upper limit of nothing"),
    pytest.param("proteinuria-24h 0.5 g/24h", "upper limit of normal", id="protein, no limit"),
    pytest.param("platelets low", "Platelets as a number", id="a result in words"),
    pytest.param("platelets 76 foo", "Platelets in a unit that converts", id="no unit"),
    pytest.param("platelets 76 g/L", "Platelets in a unit that converts", id="another dimension"),
    pytest.param(
        "platelets < 60 10^9/L",
        "Platelets as a number (Platelets < 60 10^9/L could be grade 4 or 3 or 2)",
        id="a bound over limits",
    ),
    pytest.param(
        "platelets < 80 10^9/L [75-400]",
        "Platelets as a number (Platelets < 80 10^9/L could be grade 4 or 3 or 2 or 0)",
        id="a bound where the limit of normal leaves no grade 1",
    ),
]


@pytest.mark.parametrize(("lab", "missing"), MISSING)
def test_what_is_missing(lab: str, missing: str) -> None:
    score = grade(lab)
    assert (score.grade, score.value, score.missing) == ("", None, (missing,))
    assert score.sentence == f"Not computed; missing: {missing}."


SENTENCES = [
    pytest.param(
        "platelets 60 10^9/L",
        "Platelets 60 10^9/L (2021-01-05): grade 2 is 50 to below 75 10^9/L.",
        id="a fixed limit",
    ),
    pytest.param(
        "platelets 200 10^9/L [130-400]",
        "Platelets 200 10^9/L (2021-01-05): no grade is at least 130 10^9/L.",
        id="no grade",
    ),
    pytest.param(
        "alt 120 U/L [-40]",
        "ALT 120 U/L (2021-01-05) is 3.00 times the upper limit of 40 U/L: grade 1 is above 1 to "
        "3 times.",
        id="at a multiple",
    ),
    pytest.param(
        "alt 120.01 U/L [-40]",
        "ALT 120.01 U/L (2021-01-05) is 3.0002 times the upper limit of 40 U/L: grade 2 is above 3 "
        "to 5 times.",
        id="so many decimals as keep it over the limit",
    ),
    pytest.param(
        "alt > 900 U/L [-40]",
        "ALT > 900 U/L (2021-01-05) against the upper limit of 40 U/L: grade 4 is above 20 times.",
        id="a bound",
    ),
]


@pytest.mark.parametrize(("lab", "sentence"), SENTENCES)
def test_the_sentence(lab: str, sentence: str) -> None:
    assert grade(lab).sentence == sentence


def test_a_normal_baseline_is_said() -> None:
    assert "as for a normal baseline" in said(grade("ast 90 U/L [-40]"))


def test_a_test_without_a_term_has_no_grade() -> None:
    assert graded(a_lab("afp 9.86 ng/mL"), Chronology(a_chart())) is None


@pytest.mark.parametrize("code", ["platelet-count-decreased", "proteinuria"])
def test_the_catalogue_draws_the_same_limits(code: str) -> None:
    for band in adverse_event(code).bands:
        term = next(each for each in LAB_TERMS if each.analyte == band.analyte.code)
        ours = next(each.range for each in term.grades if each.grade == str(band.grade))
        low, high = (None if e is None else exactly(e).low for e in (band.at_least, band.below))
        assert (term.unit, ours) == (band.unit.ucum, Interval(low, high, high_in=high is None))
        assert {DIPSTICK_GRADES[word] for word in band.dipstick} <= {str(band.grade)}


@pytest.mark.parametrize("term", LAB_TERMS, ids=lambda term: str(term.term))
def test_every_term_stands_in_the_catalogue_of_events(term: Any) -> None:
    found = find_adverse_event(term.term)
    assert found is not None
    assert found.term == term.term


@given(
    st.sampled_from(
        ["platelets 10^9/L [130-400]", "alt U/L [-40]", "inr", "haemoglobin g/L [130-]"]
    ),
    st.decimals(0, 999, places=2),
    st.decimals(0, 999, places=2),
)
def test_a_grade_never_falls_as_the_value_gets_worse(
    lab: str, one: Decimal, other: Decimal
) -> None:
    code, _, rest = lab.partition(" ")
    rises = code in {"alt", "inr"}
    mild, bad = sorted((one, other), reverse=not rises)
    grades = [int(grade(f"{code} {value} {rest}").grade) for value in (mild, bad)]
    assert grades[0] <= grades[1]
