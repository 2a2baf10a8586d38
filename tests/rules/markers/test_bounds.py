"""Bounds hold what brute force finds, and nothing else."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.quantities import Comparator
from hcclog.rules.markers.bounds import Bounds


def bounds(text: str) -> Bounds:
    """Return the bounds of a result such as ``<30``."""
    sign = text.rstrip("0123456789.") or "="
    return Bounds.of(Comparator(sign), Decimal(text.lstrip("<>=")))


def changes(lower: str, upper: str | None, lower_open: bool, upper_open: bool) -> Bounds:
    """Return bounds of a change, given in percent."""
    top = None if upper is None else Fraction(upper) / 100
    return Bounds(Fraction(lower) / 100, top, lower_open, upper_open)


CHANGES = [
    pytest.param("379", "117", changes("-26200/379", "-26200/379", False, False), id="two exact"),
    pytest.param(
        "400", "<30", changes("-100", "-92.5", False, True), id="fell by more than 92.5 %"
    ),
    pytest.param("400", "<=30", changes("-100", "-92.5", False, False), id="by at least 92.5 %"),
    pytest.param(">400", "100", changes("-100", "-75", True, True), id="fell by more than 75 %"),
    pytest.param(">=400", "100", changes("-100", "-75", True, False), id="by at least 75 %"),
    pytest.param("100", ">400", changes("300", None, True, False), id="rose by more than 300 %"),
    pytest.param("<30", "60", changes("100", None, True, False), id="rose by more than 100 %"),
    pytest.param("<30", "<20", changes("-100", None, False, False), id="anything can have been"),
    pytest.param(">400", ">500", changes("-100", None, True, False), id="so it can here"),
    pytest.param("400", ">100", changes("-75", None, True, False), id="a fall of less, or a rise"),
    pytest.param("400", "<600", changes("-100", "50", False, True), id="a rise of less, or a fall"),
    pytest.param("400", "0", changes("-100", "-100", False, False), id="gone"),
    pytest.param(">400", "0", changes("-100", "-100", False, False), id="gone from more than that"),
    pytest.param(">400", "<=0", changes("-100", "-100", False, False), id="at most 0 is 0"),
    pytest.param("400", ">0", changes("-100", None, True, False), id="still there"),
    pytest.param("0", "40", None, id="from 0 there is no percentage"),
    pytest.param("<=0", "40", None, id="nor from at most 0"),
    pytest.param("<30", "0", None, id="0 may have been before"),
    pytest.param(">0", "0", changes("-100", "-100", False, False), id="not where it was above 0"),
]


@pytest.mark.parametrize(("then", "now", "expected"), CHANGES)
def test_the_change_between_two_results(then: str, now: str, expected: Bounds | None) -> None:
    assert bounds(now).change_from(bounds(then)) == expected


@pytest.mark.parametrize(
    "text", [pytest.param("<0", id="below 0"), pytest.param("-5", id="a negative number")]
)
def test_what_no_concentration_can_be_is_refused(text: str) -> None:
    comparator = Comparator.LESS if text[0] == "<" else Comparator.EQUAL
    with pytest.raises(ValueError, match="no "):
        Bounds.of(comparator, Decimal(text.lstrip("<")))


def test_upside_down_is_refused() -> None:
    with pytest.raises(ValueError, match="no number"):
        Bounds(Fraction(2), Fraction(1))


LIMITS = [
    pytest.param("29.9", (True, True, False, False), id="below"),
    pytest.param("30", (False, True, False, True), id="at"),
    pytest.param("30.1", (False, False, True, True), id="above"),
    pytest.param("<30", (True, True, False, False), id="less than it"),
    pytest.param("<=30", (False, True, False, False), id="at most it"),
    pytest.param("<30.1", (False, False, False, False), id="may be on both sides"),
    pytest.param(">30", (False, False, True, True), id="more than it"),
    pytest.param(">=30", (False, False, False, True), id="at least it"),
    pytest.param(">29.9", (False, False, False, False), id="may be on both sides too"),
]


@pytest.mark.parametrize(("text", "sure"), LIMITS)
def test_on_which_side_of_30_it_surely_is(text: str, sure: tuple[bool, ...]) -> None:
    found, limit = bounds(text), Fraction(30)
    answers = (found.all_below, found.all_at_most, found.all_above, found.all_at_least)
    assert tuple(answer(limit) for answer in answers) == sure


RESULTS = st.builds(
    lambda sign, tenths: (sign, Decimal(tenths) / 10),
    st.sampled_from(list(Comparator)),
    st.integers(0, 60),
).filter(lambda pair: pair != (Comparator.LESS, Decimal(0)))
INSIDE = [Fraction(n, 37) for n in range(37)]


def samples(part: Bounds) -> list[Fraction]:
    """Return numbers that lie in it: its ends or close to them, and some between or beyond."""
    top = part.upper if part.upper is not None else part.lower + 10**6
    near = Fraction(1, 10**9)
    width = top - part.lower
    tried = [part.lower + width * share for share in INSIDE]
    tried += [part.lower, top, part.lower + near, top - near, part.lower + 1, part.lower + 17]
    return [number for number in tried if part.holds(number)]


@given(RESULTS, RESULTS)
def test_every_pair_of_numbers_gives_a_change_within_the_bounds(
    then: tuple[Comparator, Decimal], now: tuple[Comparator, Decimal]
) -> None:
    before, after = Bounds.of(*then), Bounds.of(*now)
    change = after.change_from(before)
    pairs = [x / y - 1 for x in samples(after) for y in samples(before) if y > 0]
    assert change is None or all(change.holds(each) for each in pairs)
    assert bool(pairs) is (before.upper != 0)


@given(RESULTS, RESULTS)
def test_the_bounds_of_a_change_are_no_wider_than_needed(
    then: tuple[Comparator, Decimal], now: tuple[Comparator, Decimal]
) -> None:
    before, after = Bounds.of(*then), Bounds.of(*now)
    change = after.change_from(before)
    if change is None:
        return
    found = [x / y - 1 for x in samples(after) for y in samples(before) if y > 0]
    near = Fraction(1, 10**4)
    assert min(found) - change.lower < near
    assert (min(found) == change.lower) is not change.lower_open
    if change.upper is None:
        assert max(found) > 10**3
    else:
        assert change.upper - max(found) < near
        assert (max(found) == change.upper) is not change.upper_open


@given(RESULTS, RESULTS)
def test_the_lowest_of_two(
    one: tuple[Comparator, Decimal], two: tuple[Comparator, Decimal]
) -> None:
    first, second = Bounds.of(*one), Bounds.of(*two)
    lowest = first.lowest_with(second)
    found = [min(x, y) for x in samples(first) for y in samples(second)]
    assert all(lowest.holds(each) for each in found)
    assert (min(found) == lowest.lower) is not lowest.lower_open
    assert lowest == second.lowest_with(first)
    if lowest.upper is not None:
        assert (max(found) == lowest.upper) is not lowest.upper_open


@given(RESULTS, RESULTS)
def test_overlap_is_a_number_in_both(
    one: tuple[Comparator, Decimal], two: tuple[Comparator, Decimal]
) -> None:
    first, second = Bounds.of(*one), Bounds.of(*two)
    both = [number for number in samples(first) + samples(second) if first.holds(number)]
    assert first.overlaps(second) is any(second.holds(number) for number in both)


@given(RESULTS, st.fractions(min_value=Fraction(1, 1000), max_value=1000))
def test_another_unit_changes_no_change(one: tuple[Comparator, Decimal], factor: Fraction) -> None:
    result, start = Bounds.of(*one), Bounds.of(Comparator.EQUAL, Decimal(7))
    assert result.times(factor).change_from(start.times(factor)) == result.change_from(start)
    assert result.times(factor).exact == (None if result.exact is None else result.exact * factor)


def test_the_lowest_of_two_without_an_upper_end_has_none() -> None:
    assert bounds(">=10").lowest_with(bounds(">20")) == Bounds(Fraction(10), None)


def test_bounds_that_hold_nothing_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match=r"^no number lies between these ends$"):
        Bounds(Fraction(2), Fraction(1))
