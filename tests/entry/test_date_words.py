"""What is said beside a date while it is typed, and what is offered."""

from __future__ import annotations

import pytest

from hcclog.entry.date_echo import echo
from hcclog.entry.dates import events_of
from hcclog.entry.event_offers import offers
from tests.dated_record import clerk

ON_A_CALENDAR = [
    pytest.param("2021-10-14", "14 Oct 2021", id="a day"),
    pytest.param("10/2021", "October 2021, day not known", id="a month"),
    pytest.param("2021", "2021, month not known", id="a year"),
    pytest.param("today", "21 Nov 2026", id="today"),
    pytest.param("lenvatinib", "2020-12-01 (lenvatinib)", id="the day of an event"),
    pytest.param(
        "sorafenib 1 + 3w", "2021-04-22 ± 3 days (sorafenib 1 + 3 weeks)", id="weeks after it"
    ),
    pytest.param(
        "CT + 2d", "2021-12-18 ± 15 days (CT + 2 days)", id="after what is known to the month"
    ),
    pytest.param("week 4", "2021-01-29 ± 3 days (week 4)", id="a week after day 0"),
    pytest.param(
        "between 2021-01 and 2021-03",
        "2021-01-01 to 2021-03-31 (between 2021-01 and 2021-03)",
        id="between two months",
    ),
    pytest.param(
        'CT + 2w within 2021-12 "so it says"',
        "2021-12-12 to 2021-12-31 (CT + 2 weeks within 2021-12)",
        id="within a month",
    ),
    pytest.param("MRI 1 within 2021-10", "2021-10-01 (MRI 1 within 2021-10)", id="a day within"),
    pytest.param(
        "end of sorafenib 2", "end of sorafenib 2, with no place in time yet", id="no end yet"
    ),
    pytest.param("03/04/2021", "2021-04-03 or 2021-03-04?", id="two readings"),
    pytest.param("imaging", "MRI 1 or CT or MRI 2 or imaging 4?", id="several events"),
    pytest.param("2021-1", "January 2021, day not known", id="half typed, and already a month"),
    pytest.param("2021-13", "", id="what cannot be is refused later"),
    pytest.param("tod", "", id="half a word"),
    pytest.param("", "", id="nothing"),
]
FROM_DAY_0 = [
    pytest.param("month 3", "day 91 ± 15", id="a month"),
    pytest.param("day 28", "day 28", id="a day"),
    pytest.param("2021-10", "", id="no calendar date"),
    pytest.param(
        "between week 4 and month 2", "day 25 to day 76 (between week 4 and month 2)", id="two"
    ),
]


@pytest.mark.parametrize(("typed", "said"), ON_A_CALENDAR)
def test_what_was_understood_is_said(typed: str, said: str) -> None:
    assert echo(clerk(), typed) == said


@pytest.mark.parametrize(("typed", "said"), FROM_DAY_0)
def test_days_from_day_0_are_said_as_days(typed: str, said: str) -> None:
    assert echo(clerk(relative=True), typed) == said


OFFERED = [
    pytest.param("l", ["line 1", "line 2", "lenvatinib"], id="lines and agents"),
    pytest.param("end of so", ["end of sorafenib 1", "end of sorafenib 2"], id="after an edge"),
    pytest.param("3 weeks after TA", ["3 weeks after TACE 1", "3 weeks after TACE 2"], id="after"),
    pytest.param(
        "between MRI 1 and m", ["between MRI 1 and MRI 1", "between MRI 1 and MRI 2"], id="second"
    ),
    pytest.param("nexavar", ["sorafenib 1", "sorafenib 2"], id="by a trade name"),
    pytest.param("external beam", ["RT"], id="by a longer name of a procedure"),
    pytest.param("lenvatinib", [], id="what is there already"),
    pytest.param("2021", [], id="a year"),
    pytest.param("", [], id="nothing"),
    pytest.param("end of ", [], id="an edge alone"),
    pytest.param("x\ny", [], id="two lines"),
]


@pytest.mark.parametrize(("typed", "expected"), OFFERED)
def test_events_of_the_record_are_offered(typed: str, expected: list[str]) -> None:
    assert offers(events_of(clerk()).names, typed) == expected
