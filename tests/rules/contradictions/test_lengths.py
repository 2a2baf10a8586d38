"""Lengths in days: of two dates, and of what is told."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.chronology import DaySpan
from hcclog.domain.dates import TimeUnit
from hcclog.domain.statement import Precision
from hcclog.rules.contradictions.lengths import (
    Length,
    length_between,
    length_words,
    told_length,
    told_words,
)
from tests.rules.contradictions.records import said

MONTH = Fraction(487, 16)

TOLD = [
    pytest.param("10", "day", "as stated", 9, 11, id="10 days: a day either way"),
    pytest.param("2", "week", "as stated", Fraction(21, 2), Fraction(35, 2), id="2 weeks"),
    pytest.param("11", "month", "as stated", MONTH * 21 / 2, MONTH * 23 / 2, id="11 months"),
    pytest.param("1", "year", "as stated", 11 * MONTH, 13 * MONTH, id="1 year: a month"),
    pytest.param("3", "year", "as stated", 33 * MONTH, 39 * MONTH, id="3 years: 3 months"),
    pytest.param("9", "month", "about", MONTH * 33 / 4, MONTH * 39 / 4, id="about 9 months"),
    pytest.param("6", "month", "nearly", 5 * MONTH, 6 * MONTH, id="nearly 6 months"),
    pytest.param("3", "month", "more than", 3 * MONTH, None, id="more than 3 months"),
    pytest.param("3", "month", "less than", 0, 3 * MONTH, id="less than 3 months"),
    pytest.param("1", "day", "about", 0, Fraction(5, 2), id="never below 0"),
    pytest.param("2.5", "week", "nearly", Fraction(21, 2), Fraction(35, 2), id="with a decimal"),
]


@pytest.mark.parametrize(("amount", "unit", "precision", "least", "most"), TOLD)
def test_what_a_told_duration_can_mean(
    amount: str, unit: str, precision: str, least: Fraction, most: Fraction | None
) -> None:
    told = said("duration", amount=amount, unit=unit, precision=precision)
    assert told_length(told) == Length(Fraction(least), most)


@pytest.mark.parametrize("fields", [{"amount": "3"}, {"unit": "day"}])
def test_half_a_duration_means_nothing(fields: dict[str, str]) -> None:
    assert told_length(said("duration", **fields)) is None


def test_a_told_duration_is_shown_as_it_is_told() -> None:
    shown = [
        told_words(said("duration", amount=amount, unit="month", precision=precision))
        for amount, precision in (("1", "as stated"), ("2.5", "about"))
    ]
    assert shown == ["1 month", "about 2.5 months"]


WORDS = [
    pytest.param(1, 1, "1 day", id="one day"),
    pytest.param(45, 45, "45 days", id="45 days"),
    pytest.param(46, 46, "about 2 months (46 days)", id="46 days"),
    pytest.param(10, 20, "about 15 days (10 to 20 days)", id="some days"),
    pytest.param(44, 46, "about 45 days (44 to 46 days)", id="45 days in the middle"),
    pytest.param(44, 47, "about 1 month (44 to 47 days)", id="just more than 45 days"),
    pytest.param(0, 91, "about 1 month (0 to 91 days)", id="about a month"),
    pytest.param(397, 454, "about 14 months (397 to 454 days)", id="14 months"),
    pytest.param(1100, 1100, "about 36 months (1100 days)", id="three years in months"),
    pytest.param(1101, 1101, "about 3.0 years (1101 days)", id="three years"),
    pytest.param(1200, 1400, "about 3.6 years (1200 to 1400 days)", id="more than three years"),
]


@pytest.mark.parametrize(("least", "most", "words"), WORDS)
def test_a_length_in_words(least: int, most: int, words: str) -> None:
    assert length_words(Length(Fraction(least), Fraction(most))) == words


def test_a_length_without_an_end_is_shown_by_its_least() -> None:
    assert length_words(Length(Fraction(30), None)) == "30 days"


BETWEEN = [
    pytest.param((10, 10), (20, 20), (10, 10), id="two days"),
    pytest.param((1, 30), (31, 60), (1, 59), id="two months"),
    pytest.param((1, 30), (10, 20), (0, 19), id="the order is not certain"),
    pytest.param((20, 20), (10, 10), (0, 0), id="turned"),
]


@pytest.mark.parametrize(("first", "last", "days"), BETWEEN)
def test_days_between_two_dates(
    first: tuple[int, int], last: tuple[int, int], days: tuple[int, int]
) -> None:
    assert length_between(DaySpan(*first), DaySpan(*last)) == Length(*map(Fraction, days))


amounts = st.integers(1, 400)


@given(amounts, st.sampled_from(TimeUnit), st.sampled_from(Precision), amounts)
def test_what_lasted_as_long_as_is_told_is_never_against_it(
    amount: int, unit: TimeUnit, precision: Precision, other: int
) -> None:
    told = told_length(said("duration", amount=amount, unit=unit, precision=precision))
    exact = told_length(said("duration", amount=amount, unit=unit, precision=Precision.NEARLY))
    assert told is not None
    assert exact is not None
    assert exact.most is not None
    assert told.meets(Length(exact.most, exact.most))
    length = Length(Fraction(other), Fraction(other))
    assert told.meets(length) is length.meets(told)
