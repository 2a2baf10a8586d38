"""MELD, MELD-Na and MELD 3.0: worked examples, limits of the inputs, and what allocation counts."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Context, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.patient import Sex
from hcclog.rules.scores.meld import meld, meld_3, meld_na
from hcclog.rules.scores.score import Score
from tests.rules.scores.records import a_chart, at, said

NORMAL = {
    "bilirubin": "2.0 mg/dL",
    "inr": "1.5",
    "creatinine": "1.5 mg/dL",
    "sodium": "137 mmol/L",
    "albumin": "3.5 g/dL",
}


def results(**values: str) -> str:
    """Return a line of results, the usual ones replaced by those given; empty leaves one out."""
    return ";".join(f"{name} {value}" for name, value in (NORMAL | values).items() if value)


def value(score: Score) -> float:
    assert isinstance(score.value, Decimal), score.sentence
    return float(score.value)


def test_the_worked_example() -> None:
    score = meld(at(a_chart(results())))
    assert value(score) == pytest.approx(17.4716, abs=1e-4)
    assert score.shown == "17"
    assert score.sentence == (
        "Bilirubin 2.0 mg/dL, INR 1.5 and creatinine 1.5 mg/dL give 17.47, shown as 17."
    )
    assert "Dialysis is not in the record" in said(score)


@pytest.mark.parametrize("formula", [meld, meld_na, meld_3])
def test_sixty_digits_whatever_the_caller_counts_with(formula: Callable[..., Score]) -> None:
    here = at(a_chart(results(sodium="130 mmol/L", albumin="3 g/dL")))
    with localcontext(Context(prec=5)):
        exact = formula(here).value
    assert isinstance(exact, Decimal)
    assert exact == formula(here).value
    assert len(exact.as_tuple().digits) > 50


LIMITS = [
    pytest.param({"bilirubin": "0.4 mg/dL"}, {"bilirubin": "1 mg/dL"}, id="bilirubin 1 at least"),
    pytest.param({"bilirubin": "< 0.8 mg/dL"}, {"bilirubin": "1 mg/dL"}, id="also as a bound"),
    pytest.param({"bilirubin": "<= 1 mg/dL"}, {"bilirubin": "1 mg/dL"}, id="up to the limit"),
    pytest.param({"inr": "0.9"}, {"inr": "1"}, id="INR 1 at least"),
    pytest.param({"creatinine": "0.99 mg/dL"}, {"creatinine": "1 mg/dL"}, id="creatinine 1"),
    pytest.param(
        {"creatinine": "4.01 mg/dL"}, {"creatinine": "4 mg/dL"}, id="creatinine 4 at most"
    ),
    pytest.param({"creatinine": "> 5 mg/dL"}, {"creatinine": "4 mg/dL"}, id="over it as a bound"),
    pytest.param({"sodium": "138 mmol/L"}, {"sodium": "137 mmol/L"}, id="sodium 137 at most"),
    pytest.param({"sodium": "124.9 mmol/L"}, {"sodium": "125 mmol/L"}, id="sodium 125 at least"),
    pytest.param({"sodium": "< 120 mmol/L"}, {"sodium": "125 mmol/L"}, id="far below as a bound"),
    pytest.param({"sodium": "130 mEq/L"}, {"sodium": "130 mmol/L"}, id="an ion with one charge"),
]


@pytest.mark.parametrize(("given", "counts_as"), LIMITS)
def test_a_value_counts_as_its_limit(given: dict[str, str], counts_as: dict[str, str]) -> None:
    one, other = at(a_chart(results(**given))), at(a_chart(results(**counts_as)))
    assert meld(one).value == meld(other).value
    assert meld_na(one).value == meld_na(other).value


LIMITS_3 = [
    pytest.param({"creatinine": "3.5 mg/dL"}, {"creatinine": "3 mg/dL"}, id="creatinine 3 at most"),
    pytest.param({"albumin": "4.4 g/dL"}, {"albumin": "35 g/L"}, id="albumin 3.5 at most"),
    pytest.param({"albumin": "1.2 g/dL"}, {"albumin": "1.5 g/dL"}, id="albumin 1.5 at least"),
    pytest.param({"albumin": "> 3.5 g/dL"}, {"albumin": "3.5 g/dL"}, id="above it as a bound"),
]


@pytest.mark.parametrize(("given", "counts_as"), LIMITS_3)
def test_meld_3_has_limits_of_its_own(given: dict[str, str], counts_as: dict[str, str]) -> None:
    assert meld_3(at(a_chart(results(**given)))).value is not None
    one, other = a_chart(results(**given)), a_chart(results(**counts_as))
    assert meld_3(at(one)).value == meld_3(at(other)).value


def test_what_a_value_counts_as_stands_in_the_sentence() -> None:
    score = meld(at(a_chart(results(bilirubin="0.4 mg/dL", creatinine="4.5 mg/dL"))))
    assert "Bilirubin 0.4 mg/dL (counts as 1)" in score.sentence
    assert "creatinine 4.5 mg/dL (counts as 4)" in score.sentence


def test_the_sex_is_an_input_of_meld_3() -> None:
    score = meld_3(at(a_chart(results(), sex=Sex.FEMALE)))
    assert score.inputs[-1] == ("sex", "female", "", None, "", "patient", "p")
    assert score.sentence.endswith(" Sex female.")


@pytest.mark.parametrize("bilirubin", ["2.0 mg/dL", ""])
def test_each_names_its_source_and_its_inputs(bilirubin: str) -> None:
    here = at(a_chart(results(bilirubin=bilirubin)))
    found = [meld(here), meld_na(here), meld_3(here)]
    assert [(score.name, score.clause, score.grade) for score in found] == [
        ("MELD", "MELD (Kamath 2001; Wiesner 2003)", ""),
        ("MELD-Na", "MELD-Na (Kim 2008; OPTN policy 9.1, 2016)", ""),
        ("MELD 3.0", "MELD 3.0 (Kim 2021)", ""),
    ]
    assert [each.name for each in found[0].inputs] == [
        *(["bilirubin"] if bilirubin else []),
        "INR",
        "creatinine",
    ]


def test_the_lowest_meld() -> None:
    score = meld(at(a_chart(results(bilirubin="1 mg/dL", inr="1", creatinine="1 mg/dL"))))
    assert (score.value, score.shown) == (Decimal("6.43"), "6")


SODIUM = [
    pytest.param("137 mmol/L", 17.4716, id="137 adds nothing"),
    pytest.param("130 mmol/L", 17.4716 + 1.32 * 7 - 0.033 * 17.4716 * 7, id="130"),
    pytest.param("125 mmol/L", 17.4716 + 1.32 * 12 - 0.033 * 17.4716 * 12, id="125"),
]


@pytest.mark.parametrize(("sodium", "expected"), SODIUM)
def test_sodium_adds_above_11(sodium: str, expected: float) -> None:
    assert value(meld_na(at(a_chart(results(sodium=sodium))))) == pytest.approx(expected, abs=1e-3)


def _creatinine_for(total: float) -> str:
    """Return the creatinine that makes a MELD of so much where the rest is normal."""
    return f"{math.exp((total - 6.43) / 9.57):.12f} mg/dL"


AROUND_11 = [
    pytest.param(10.999, False, "", id="just below 11"),
    pytest.param(11.001, True, "so comes to 11", id="just above 11, which allocation rounds"),
    pytest.param(11.6, True, "", id="well above"),
]


@pytest.mark.parametrize(("total", "counts", "allocated"), AROUND_11)
def test_sodium_counts_only_above_11(total: float, counts: bool, allocated: str) -> None:
    given = results(
        bilirubin="1 mg/dL", inr="1", creatinine=_creatinine_for(total), sodium="130 mmol/L"
    )
    score = meld_na(at(a_chart(given)))
    assert (value(score) > total + 1) is counts
    assert f"give {total:.3f}".rstrip("0") in meld(at(a_chart(given))).sentence
    assert ("is not above 11, so sodium does not count" in score.sentence) is not counts
    assert (allocated or "Allocation") in said(score) or not allocated
    assert ("Allocation rounds" in said(score)) is bool(allocated)


def test_up_to_11_sodium_is_not_asked_for() -> None:
    given = results(bilirubin="1 mg/dL", inr="1", creatinine="1 mg/dL", sodium="")
    score = meld_na(at(a_chart(given)))
    assert (score.value, score.missing) == (Decimal("6.43"), ())


def test_meld_na_is_40_at_most() -> None:
    given = results(bilirubin="50 mg/dL", inr="8", creatinine="4 mg/dL", sodium="125 mmol/L")
    score = meld_na(at(a_chart(given)))
    assert (score.value, score.shown) == (Decimal(40), "40")
    assert "Allocation counts" not in said(score)


def test_a_meld_above_40_is_kept_and_said() -> None:
    score = meld(at(a_chart(results(bilirubin="50 mg/dL", inr="8", creatinine="4 mg/dL"))))
    assert value(score) > 40
    assert "Allocation counts 40 at most." in said(score)


# Examples of MELD 3.0 computed by hand from its printed formula.
MELD_3 = [
    pytest.param(Sex.MALE, "2.5", "131", "1.0", "1.2", "3.8", 15.8098, id="a man"),
    pytest.param(Sex.FEMALE, "2.5", "131", "1.0", "1.2", "3.8", 17.1398, id="a woman"),
    pytest.param(Sex.MALE, "6.0", "131", "1.5", "1.5", "2.2", 26.1532, id="a low albumin"),
]


@pytest.mark.parametrize(
    ("sex", "bilirubin", "sodium", "inr", "creatinine", "albumin", "expected"), MELD_3
)
def test_meld_3(
    sex: Sex,
    bilirubin: str,
    sodium: str,
    inr: str,
    creatinine: str,
    albumin: str,
    expected: float,
) -> None:
    given = results(
        bilirubin=f"{bilirubin} mg/dL",
        sodium=f"{sodium} mmol/L",
        inr=inr,
        creatinine=f"{creatinine} mg/dL",
        albumin=f"{albumin} g/dL",
    )
    score = meld_3(at(a_chart(given, sex=sex)))
    assert value(score) == pytest.approx(_by_hand(sex, given), abs=1e-9)
    assert value(score) == pytest.approx(expected, abs=5e-3)
    assert score.sentence.endswith(f"Sex {sex.value}.")
    assert score.inputs[-1].words == f"sex {sex.value}"


def _by_hand(sex: Sex, given: str) -> float:
    """Return the printed formula in floating point."""
    words = dict(part.split()[:2] for part in given.split(";"))
    b, na, inr, cr = (float(words[name]) for name in ("bilirubin", "sodium", "inr", "creatinine"))
    albumin = min(float(words["albumin"]), 3.5)
    return (
        1.33 * (sex is Sex.FEMALE)
        + 4.56 * math.log(b)
        + 0.82 * (137 - na)
        - 0.24 * (137 - na) * math.log(b)
        + 9.09 * math.log(inr)
        + 11.14 * math.log(cr)
        + 1.85 * (3.5 - albumin)
        - 1.83 * (3.5 - albumin) * math.log(cr)
        + 6
    )


@pytest.mark.parametrize("sex", [Sex.UNKNOWN, Sex.OTHER])
def test_without_a_sex_there_is_no_meld_3(sex: Sex) -> None:
    score = meld_3(at(a_chart(results(), sex=sex)))
    assert (score.value, score.missing) == (None, ("sex",))
    assert score.sentence == "Not computed; missing: sex."
    assert "sex" not in {each.name for each in score.inputs}


MISSING = [
    pytest.param({"bilirubin": ""}, ("bilirubin",), id="no bilirubin"),
    pytest.param(
        {"creatinine": "> 1 mg/dL"},
        ("creatinine as a number (creatinine > 1 mg/dL is only a bound)",),
        id="a bound that does not decide",
    ),
    pytest.param(
        {"inr": "1.5 %", "creatinine": ""},
        ("creatinine", "INR in INR (INR 1.5 % (2021-01-05))"),
        id="two reasons",
    ),
    pytest.param(
        {"bilirubin": "2 %", "creatinine": "> 1 mg/dL"},
        (
            "bilirubin in mg/dL (bilirubin 2 % (2021-01-05))",
            "creatinine as a number (creatinine > 1 mg/dL is only a bound)",
        ),
        id="what does not convert hides no bound",
    ),
    pytest.param(
        {"inr": "1.5 %"}, ("INR in INR (INR 1.5 % (2021-01-05))",), id="a unit of another kind"
    ),
]


@pytest.mark.parametrize(("given", "missing"), MISSING)
def test_what_is_missing(given: dict[str, str], missing: tuple[str, ...]) -> None:
    record = at(a_chart(results(**given)))
    for score in (meld(record), meld_na(record), meld_3(record)):
        assert (score.value, score.missing) == (None, missing)


def test_sodium_is_missing_above_11() -> None:
    record = at(a_chart(results(sodium="")))
    assert meld_na(record).missing == ("sodium",)
    assert meld_na(at(a_chart(results(sodium="", inr="")))).missing == ("INR", "sodium")


def test_sodium_that_is_only_a_bound_does_not_decide() -> None:
    score = meld_na(at(a_chart(results(sodium="< 130 mmol/L"))))
    assert score.missing == ("sodium as a number (sodium < 130 mmol/L is only a bound)",)


def test_substance_units_convert_and_say_so() -> None:
    given = results(bilirubin="34.208 umol/L", creatinine="132.6 umol/L")
    score = meld(at(a_chart(given)))
    assert value(score) == pytest.approx(17.4716, abs=1e-4)
    assert "17.104 µmol/L a mg/dL" in said(score)
    assert "88.4 µmol/L a mg/dL" in said(score)


@given(st.decimals("0.1", "40", places=1), st.decimals("0.1", "40", places=1))
def test_meld_never_falls_with_bilirubin(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    first = meld(at(a_chart(results(bilirubin=f"{low} mg/dL"))))
    second = meld(at(a_chart(results(bilirubin=f"{high} mg/dL"))))
    assert value(first) <= value(second)
