"""Schedules as people write them, and what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.commands.refused import Refused
from hcclog.entry.schedules import Schedule, read_schedule, schedule_words

DAYS = st.none() | st.integers(min_value=1, max_value=365)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", Schedule(), id="nothing is not stated"),
        pytest.param("daily", Schedule(1), id="daily"),
        pytest.param("Every Day", Schedule(1), id="every day"),
        pytest.param("qd", Schedule(1), id="qd"),
        pytest.param("every other day", Schedule(2), id="every other day"),
        pytest.param("weekly", Schedule(7), id="weekly"),
        pytest.param("every 21 days", Schedule(21), id="every 21 days"),
        pytest.param("q21d", Schedule(21), id="q21d"),
        pytest.param("q3w", Schedule(21), id="q3w"),
        pytest.param("every 2 weeks", Schedule(14), id="every 2 weeks"),
        pytest.param("21 on 7 off", Schedule(None, 21, 7), id="a cycle alone"),
        pytest.param("21 days on, 7 days off", Schedule(None, 21, 7), id="a cycle with its days"),
        pytest.param("4 weeks on 2 off", Schedule(None, 28, 14), id="a cycle in weeks"),
        pytest.param("3 weeks on, 1 week off", Schedule(None, 21, 7), id="weeks on, a week off"),
        pytest.param("daily, 21 on 7 off", Schedule(1, 21, 7), id="daily within a cycle"),
        pytest.param("daily 21 on, 7 off", Schedule(1, 21, 7), id="daily, no comma"),
        pytest.param("21 on", Schedule(None, 21, None), id="only the days on"),
        pytest.param("7 off", Schedule(None, None, 7), id="only the days off"),
        pytest.param("every 0 days", Schedule(0), id="zero is read, and refused later"),
        pytest.param("every -21 days", Schedule(-21), id="negative is read, and refused later"),
        pytest.param("every 21 weeks", Schedule(147), id="unlikely is read, and asked about later"),
    ],
)
def test_a_schedule_is_read(text: str, expected: Schedule) -> None:
    assert read_schedule(text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("21", "every 21 days", id="a bare number"),
        pytest.param("monthly", "no fixed length", id="a month"),
        pytest.param("twice daily", "the day's total", id="several times a day"),
        pytest.param("now and then", "is not a schedule", id="words"),
        pytest.param("daily, 21 off 7 on", "is not a schedule", id="off before on"),
    ],
)
def test_what_is_no_schedule_is_refused_at_its_field(text: str, says: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_schedule(text)
    assert refusal.value.field == "every_days"
    assert says in refusal.value.sentence


@given(schedule=st.builds(Schedule, DAYS, DAYS, DAYS))
def test_the_words_of_a_schedule_read_back_to_it(schedule: Schedule) -> None:
    assert read_schedule(schedule_words(schedule)) == schedule
