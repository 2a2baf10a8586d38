"""When something was done, as the clock of its station said it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest

from hcclog.store.stamp import offset_minutes, station_time


@dataclass(frozen=True)
class Done:
    at_utc: str
    utc_offset_minutes: int


@pytest.mark.parametrize(
    ("minutes", "says"),
    [
        pytest.param(0, "2026-11-21T23:30:00.125+00:00", id="UTC"),
        pytest.param(60, "2026-11-22T00:30:00.125+01:00", id="the day after"),
        pytest.param(345, "2026-11-22T05:15:00.125+05:45", id="three quarters of an hour"),
        pytest.param(-210, "2026-11-21T20:00:00.125-03:30", id="behind UTC"),
    ],
)
def test_a_time_is_told_on_the_clock_of_its_station(minutes: int, says: str) -> None:
    at = station_time(Done("2026-11-21T23:30:00.125+00:00", minutes))
    assert at.isoformat(timespec="milliseconds") == says
    assert offset_minutes(at) == minutes


@pytest.mark.parametrize("minutes", [1440, -1440, 10**17], ids=["a day", "a day behind", "ages"])
def test_an_offset_that_cannot_be_is_still_a_time(minutes: int) -> None:
    assert abs(offset_minutes(station_time(Done("2026-11-21T23:30:00+00:00", minutes)))) == 1439


@pytest.mark.parametrize(
    ("local", "minutes"),
    [
        pytest.param(datetime(2026, 11, 21, tzinfo=UTC), 0, id="UTC"),
        pytest.param(datetime(2026, 11, 21), 0, id="a clock that does not say"),
        pytest.param(
            datetime(2026, 11, 21, tzinfo=timezone(-timedelta(minutes=90, seconds=30))),
            -91,
            id="seconds of old zones are rounded down",
        ),
    ],
)
def test_how_far_a_clock_is_ahead(local: datetime, minutes: int) -> None:
    assert offset_minutes(local) == minutes
