"""Moments: the first and the last of several, of which some are not known."""

from __future__ import annotations

import pytest

from hcclog.domain.chronology import DaySpan
from hcclog.rules.endpoints.events import Moment, earliest, latest
from tests.rules.endpoints.cases import on


def _moment(day: int | None) -> Moment | None:
    if day is None:
        return None
    return Moment(on(f"day {day}"), DaySpan(day, day), f"day {day}", "the visit")


SEVERAL = [
    pytest.param([], None, None, id="none"),
    pytest.param([None], None, None, id="none that is known"),
    pytest.param([9], 9, 9, id="one"),
    pytest.param([20, None, 3, 9], 3, 20, id="in any order"),
]


@pytest.mark.parametrize(("days", "first", "last"), SEVERAL)
def test_the_first_and_the_last(
    days: list[int | None], first: int | None, last: int | None
) -> None:
    moments = [_moment(day) for day in days]
    assert earliest(moments) == _moment(first)
    assert latest(moments) == _moment(last)
