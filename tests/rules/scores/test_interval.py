"""What a value can be, and what of a table it can meet."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.quantities import Comparator
from hcclog.rules.scores.interval import (
    ANY,
    Interval,
    above,
    above_to,
    at_least,
    below,
    concentration,
    exactly,
    from_to,
    from_to_below,
    up_to,
)

MEETINGS = [
    pytest.param(below(2), exactly(2), False, id="below 2 has no 2"),
    pytest.param(below(2), exactly("1.999"), True, id="but all under it"),
    pytest.param(up_to(2), exactly(2), True, id="up to 2 has 2"),
    pytest.param(above(3), exactly(3), False, id="above 3 has no 3"),
    pytest.param(at_least(3), exactly(3), True, id="at least 3 has 3"),
    pytest.param(from_to(2, 3), exactly(2), True, id="a closed range has its lower end"),
    pytest.param(from_to(2, 3), exactly(3), True, id="and its upper one"),
    pytest.param(above_to(2, 3), exactly(2), False, id="an open end does not belong"),
    pytest.param(from_to_below(2, 3), exactly(3), False, id="on neither side"),
    pytest.param(below(2), from_to(2, 3), False, id="ranges that touch at an open end"),
    pytest.param(up_to(2), from_to(2, 3), True, id="ranges that touch at a closed end"),
    pytest.param(ANY, exactly(0), True, id="any number"),
]


@pytest.mark.parametrize(("one", "other", "meets"), MEETINGS)
def test_two_intervals_meet_where_they_share_a_number(
    one: Interval, other: Interval, meets: bool
) -> None:
    assert one.meets(other) is meets
    assert other.meets(one) is meets


PRINTED = [
    pytest.param(Comparator.LESS, from_to_below(0, "0.8"), id="less"),
    pytest.param(Comparator.LESS_OR_EQUAL, from_to(0, "0.8"), id="at most"),
    pytest.param(Comparator.EQUAL, exactly("0.8"), id="equal"),
    pytest.param(Comparator.GREATER_OR_EQUAL, at_least("0.8"), id="at least"),
    pytest.param(Comparator.GREATER, above("0.8"), id="greater"),
]


@pytest.mark.parametrize(("comparator", "expected"), PRINTED)
def test_a_printed_result_can_be_so_much(comparator: Comparator, expected: Interval) -> None:
    assert concentration(Decimal("0.8"), comparator) == expected


HELD = [
    pytest.param(from_to_below(0, "0.8"), 1, 4, Fraction(1), id="all below the least"),
    pytest.param(from_to_below(0, 1), 1, 4, Fraction(1), id="all below it, up to its edge"),
    pytest.param(from_to_below(0, "1.2"), 1, 4, None, id="partly above the least"),
    pytest.param(above(4), 1, 4, Fraction(4), id="all above the most"),
    pytest.param(above(4), 1, None, None, id="without a most"),
    pytest.param(at_least(3), 1, 4, None, id="partly below the most"),
    pytest.param(exactly(2), 1, 4, Fraction(2), id="between"),
    pytest.param(ANY, 1, 4, None, id="anything"),
    pytest.param(up_to(1), 1, None, Fraction(1), id="no lower end"),
]


@pytest.mark.parametrize(("value", "least", "most", "expected"), HELD)
def test_a_value_that_is_held_in_limits(
    value: Interval, least: int, most: int | None, expected: Fraction | None
) -> None:
    assert value.held(Fraction(least), None if most is None else Fraction(most)) == expected


IN_WORDS = [
    pytest.param(below(2), "below 2", id="below"),
    pytest.param(up_to("2.50"), "at most 2.5", id="at most"),
    pytest.param(above(3), "above 3", id="above"),
    pytest.param(at_least(100), "at least 100", id="at least"),
    pytest.param(from_to(2, 3), "2 to 3", id="from to"),
    pytest.param(from_to_below(50, 75), "50 to below 75", id="to below"),
    pytest.param(above_to("1.5", 3), "above 1.5 to 3", id="from above"),
    pytest.param(exactly("-2.60"), "-2.6", id="one number"),
    pytest.param(ANY, "any", id="any"),
]


@pytest.mark.parametrize(("interval", "text"), IN_WORDS)
def test_an_interval_in_words(interval: Interval, text: str) -> None:
    assert str(interval) == text


ENDS = st.fractions(min_value=-100, max_value=100, max_denominator=50)


@given(ENDS, ENDS, st.fractions(min_value="1/50", max_value=50, max_denominator=50))
def test_scaling_changes_no_meeting(one: Fraction, other: Fraction, factor: Fraction) -> None:
    left, right = up_to(one), at_least(other)
    assert left.times(factor).meets(right.times(factor)) is left.meets(right)
