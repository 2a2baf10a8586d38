"""Changes in words: a bound stays one, and rounding never crosses an edge."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.chronology import DaySpan
from hcclog.rules.markers import words
from hcclog.rules.markers.bounds import Bounds
from tests.report.samples import in_words, lab


def share(text: str | None) -> Fraction | None:
    """Return a percentage as a fraction."""
    return None if text is None else Fraction(text) / 100


PERCENTAGES = [
    pytest.param("-69.129", "−69.1 %", id="to the nearest"),
    pytest.param("187.335", "+187.3 %", id="a rise has its sign"),
    pytest.param("-75", "−75.0 %", id="exactly at a cut-off"),
    pytest.param("-74.96", "−74.96 %", id="as many decimals as keep it off a cut-off"),
    pytest.param("-75.04", "−75.04 %", id="on either side"),
    pytest.param("-19.999", "−19.999 %", id="and more"),
    pytest.param("0.04", "+0.04 %", id="a small change is not none"),
    pytest.param("-99.97", "−99.97 %", id="nor is little left nothing"),
    pytest.param("0", "0.0 %", id="no change has no sign"),
    pytest.param("-74.999999", "−74.999999 %", id="with six decimals at most"),
    pytest.param("-74.9999999", "−75.000000 %", id="a seventh is rounded away"),
    pytest.param("1352136.4", "+1352136.4 %", id="many times more"),
]


@pytest.mark.parametrize(("exact", "text"), PERCENTAGES)
def test_a_percentage(exact: str, text: str) -> None:
    assert words.percent(Fraction(exact) / 100) == text


SENTENCES = [
    pytest.param("-69.129", "-69.129", "", "fell by 69.1 %", "−69.1 %", id="a fall"),
    pytest.param("187.3", "187.3", "", "rose by 187.3 %", "+187.3 %", id="a rise"),
    pytest.param("0", "0", "", "did not change", "0.0 %", id="no change"),
    pytest.param("-100", "-100", "", "fell by 100.0 %", "−100.0 %", id="gone"),
    pytest.param("-100", "-92.5", ")", "fell by more than 92.5 %", "< −92.5 %", id="400 to <30"),
    pytest.param("-100", "-92.5", "", "fell by at least 92.5 %", "≤ −92.5 %", id="400 to <=30"),
    pytest.param(
        "-100",
        "-92.4999",
        ")",
        "fell by more than 92.4 %",
        "< −92.4 %",
        id="a bound is not rounded to more than it says",
    ),
    pytest.param("-100", "0", ")", "fell", "< 0.0 %", id="a fall of unknown size"),
    pytest.param("-100", "0", "", "did not rise", "≤ 0.0 %", id="no rise"),
    pytest.param(
        "-100", "49.99", ")", "rose by less than 50.0 %, or fell", "< +50.0 %", id="either way"
    ),
    pytest.param("-100", "50", "", "rose by at most 50.0 %, or fell", "≤ +50.0 %", id="or just it"),
    pytest.param("300", None, "(", "rose by more than 300.0 %", "> +300.0 %", id="100 to >400"),
    pytest.param("300.09", None, "", "rose by at least 300.0 %", "≥ +300.0 %", id="100 to >=400"),
    pytest.param("50", None, "(", "rose by more than 50.0 %", "> +50.0 %", id="100 to >150"),
    pytest.param("0", None, "(", "rose", "> 0.0 %", id="a rise of unknown size"),
    pytest.param("0", None, "", "did not fall", "≥ 0.0 %", id="no fall"),
    pytest.param(
        "-33.33", None, "(", "fell by less than 33.4 %, or rose", "> −33.4 %", id="a small fall"
    ),
    pytest.param("-75", None, "", "fell by at most 75.0 %, or rose", "≥ −75.0 %", id="at most it"),
    pytest.param(
        "-100", None, "", "may have fallen or risen by anything", "", id="nothing is known"
    ),
    pytest.param(
        "-25.01",
        "33.333",
        "",
        "changed by something between −25.1 % and +33.4 %",
        "−25.1 % to +33.4 %",
        id="two ends",
    ),
]


@pytest.mark.parametrize(("low", "high", "ends", "sentence", "short"), SENTENCES)
def test_a_change_in_words(
    low: str, high: str | None, ends: str, sentence: str, short: str
) -> None:
    bounds = Bounds(Fraction(low) / 100, share(high), "(" in ends, ")" in ends)
    assert words.change(bounds) == sentence
    assert words.short_change(bounds) == short


def test_no_change_is_an_empty_cell() -> None:
    assert words.short_change(None) == ""


@given(st.fractions(min_value=-1, max_value=5), st.sampled_from(words.Rounding))
def test_rounding_down_is_never_above_and_up_never_below(
    exact: Fraction, rounding: words.Rounding
) -> None:
    text = words.percent(exact, rounding).removesuffix(" %").replace("−", "-")
    if rounding is words.Rounding.DOWN:
        assert Fraction(text) <= exact * 100
    elif rounding is words.Rounding.UP:
        assert Fraction(text) >= exact * 100
    assert abs(Fraction(text) - exact * 100) <= Fraction(1, 10)


def test_results_are_told_as_they_were_entered() -> None:
    assert words.amount(lab("day 0", "<30.0")) == "<30.0 ng/mL"
    assert words.amount(lab("day 0", "379")) == "379 ng/mL"
    assert words.amount(lab("day 0", "1.5", unit="")) == "1.5"
    assert words.amount(in_words("day 0", "raised")) == '"raised"'  # type: ignore[arg-type]
    assert words.amount(in_words("day 0", None)) == "without a value"  # type: ignore[arg-type]


def test_a_test_has_the_name_that_the_catalogue_gives() -> None:
    assert words.analyte_name("pivka-ii") == "PIVKA-II"
    assert words.analyte_name("new-marker") == "new-marker"


NUMBERS = [
    pytest.param(Fraction(1000), "1000", id="a whole number"),
    pytest.param(Fraction(1, 1000), "0.001", id="a decimal"),
    pytest.param(Fraction(5, 2), "2.5", id="above 1"),
    pytest.param(Fraction(1, 3), "1/3", id="what no decimal says exactly"),
]


@pytest.mark.parametrize(("number", "text"), NUMBERS)
def test_an_exact_number_stays_exact(number: Fraction, text: str) -> None:
    assert words.plain(number) == text


DAYS = [
    pytest.param((0, 0), "on the day line 1 began", id="the day itself"),
    pytest.param((-1, -1), "1 day before line 1 began", id="the day before"),
    pytest.param((-60, -1), "1 to 60 days before line 1 began", id="some day before"),
    pytest.param((25, 31), "25 to 31 days after line 1 began", id="after"),
    pytest.param((0, 91), "0 to 91 days after line 1 began", id="that day or after"),
    pytest.param((-61, 0), "0 to 61 days before line 1 began", id="that day or before"),
    pytest.param(
        (-30, 1),
        "somewhere from 30 days before to 1 day after line 1 began",
        id="before or after",
    ),
]


@pytest.mark.parametrize(("days", "text"), DAYS)
def test_days_from_the_start_of_a_line(days: tuple[int, int], text: str) -> None:
    assert words.from_start(DaySpan(*days), "line 1") == text
