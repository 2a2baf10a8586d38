"""Logarithms to sixty digits, and their results for the eye."""

from __future__ import annotations

import math
from decimal import Context, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.rules.scores import figures

SHOWN = [
    pytest.param("-2.588", 2, (), "−2.59", id="two places"),
    pytest.param("-2.601", 2, ("-2.60",), "−2.601", id="never shown as the threshold"),
    pytest.param("-2.60", 2, ("-2.60",), "−2.60", id="but for the threshold itself"),
    pytest.param("17.4716", 1, (), "17.5", id="one place, no plus"),
    pytest.param("0.001", 2, (), "0.00", id="nothing has no sign"),
]


@pytest.mark.parametrize(("exact", "places", "edges", "text"), SHOWN)
def test_a_number_for_the_eye(exact: str, places: int, edges: tuple[str, ...], text: str) -> None:
    assert figures.rounded(Decimal(exact), places, [Decimal(edge) for edge in edges]) == text


def test_what_cannot_be_told_apart_is_shown_with_twenty_places() -> None:
    exact = Decimal(f"-2.59{'9' * 28}")
    text = figures.rounded(exact, 2, [Decimal("-2.60")])
    assert text == f"−2.6{'0' * 18}"


@pytest.mark.parametrize(
    ("exact", "number"),
    [("17.49", 17), ("17.5", 18), ("18.5", 19), ("6.43", 6), (f"17.4{'9' * 40}", 17)],
)
def test_a_half_is_rounded_up(exact: str, number: int) -> None:
    assert figures.whole(Decimal(exact)) == number


@given(st.fractions(min_value="1/1000", max_value=10000, max_denominator=1000))
def test_logarithms(exact: Fraction) -> None:
    assert float(figures.ln(exact)) == pytest.approx(math.log(exact), abs=1e-12)
    assert float(figures.log10(exact)) == pytest.approx(math.log10(exact), abs=1e-12)


@pytest.mark.parametrize("power", range(-3, 4))
def test_powers_of_ten_come_out_exactly(power: int) -> None:
    assert figures.log10(Fraction(10) ** power) == power


def test_more_digits_than_the_usual_change_no_whole_number() -> None:
    with localcontext(Context(prec=2)):
        assert figures.whole(Decimal("123.4")) == 123


def test_a_sentence_begins_with_a_large_letter() -> None:
    assert (figures.capital("albumin 40 g/L"), figures.capital("")) == ("Albumin 40 g/L", "")
