"""The start value of a line, and which line a result belongs to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hcclog.domain.chronology import Chronology, DaySpan
from hcclog.domain.ids import EntityId
from hcclog.domain.patient import TimeAxis
from hcclog.domain.therapy import LineOfTherapy
from hcclog.rules.markers.course import marker_courses
from hcclog.rules.markers.lines import started_lines
from tests.report.samples import course, on
from tests.rules.markers.series import P, a_record, courses, line_one, results

STARTS = [
    pytest.param("day 0: 379", "AFP 379 ng/mL (day 0), on the day line 1 began.", id="that day"),
    pytest.param(
        "day -28: 400 | day -3: 379",
        "AFP 379 ng/mL (day -3), 3 days before line 1 began.",
        id="the newest before",
    ),
    pytest.param(
        "day -28: 400", "AFP 400 ng/mL (day -28), 28 days before line 1 began.", id="28 days old"
    ),
    pytest.param(
        "day -29: 400",
        "There is no AFP from 28 days before to 7 days after line 1 began; "
        "the nearest is AFP 400 ng/mL (day -29), 29 days before.",
        id="29 days old is too old",
    ),
    pytest.param(
        "day -29: 400 | day 7: 300",
        "AFP 300 ng/mL (day 7), 7 days after line 1 began; "
        "there is no number in the 28 days before.",
        id="else the first of the week after",
    ),
    pytest.param(
        "day 3: 350 | day 7: 300",
        "AFP 350 ng/mL (day 3), 3 days after line 1 began; "
        "there is no number in the 28 days before.",
        id="the first of several",
    ),
    pytest.param(
        "day 1: 350",
        "AFP 350 ng/mL (day 1), 1 day after line 1 began; "
        "there is no number in the 28 days before.",
        id="the day after",
    ),
    pytest.param(
        "day -9: raised | day -3: low",
        'AFP "low" (day -3), 3 days before line 1 began.',
        id="of words the newest",
    ),
    pytest.param(
        "day -9: raised | day -6: raised | day -3: low | day 2: low",
        'AFP "low" (day -3), 3 days before line 1 began.',
        id="the newest before, not what was after",
    ),
    pytest.param(
        "between day -60 and day -30: 500 | between day -40 and day -20: 400",
        "AFP 400 ng/mL (between day -40 and day -20), 20 to 40 days before line 1 began; "
        "it may lie more than 28 days before.",
        id="what is surely too old is no rival",
    ),
    pytest.param(
        "day 8: 300",
        "There is no AFP from 28 days before to 7 days after line 1 began; "
        "the nearest is AFP 300 ng/mL (day 8), 8 days after.",
        id="8 days after is too late",
    ),
    pytest.param(
        "day -9: 400 | day -3: raised",
        "AFP 400 ng/mL (day -9), 9 days before line 1 began.",
        id="a number goes before words",
    ),
    pytest.param(
        "day -9: 400 | day -3: <500",
        "AFP <500 ng/mL (day -3), 3 days before line 1 began.",
        id="a comparator is a number",
    ),
    pytest.param(
        "day -3: raised | day 2: 400",
        "AFP 400 ng/mL (day 2), 2 days after line 1 began; "
        "there is no number in the 28 days before.",
        id="a number of the week after goes before words too",
    ),
    pytest.param(
        "day -3: raised",
        'AFP "raised" (day -3), 3 days before line 1 began.',
        id="words where there is nothing else",
    ),
    pytest.param(
        "day 0: falling | week 1: 300",
        "AFP 300 ng/mL (week 1), 4 to 10 days after line 1 began; "
        "there is no number in the 28 days before; it may lie more than 7 days after.",
        id="a trend is no level",
    ),
    pytest.param(
        "month -1: 400",
        "AFP 400 ng/mL (month -1), 15 to 45 days before line 1 began; "
        "it may lie more than 28 days before.",
        id="a month may be too long ago",
    ),
    pytest.param(
        "between day -9 and day 3: 400",
        "AFP 400 ng/mL (between day -9 and day 3), somewhere from 9 days before to 3 days after "
        "line 1 began; order unsure.",
        id="before or after",
    ),
    pytest.param(
        "day -20: 500 | between day -9 and day 20: 400",
        "AFP 500 ng/mL (day -20), 20 days before line 1 began; order unsure; "
        "AFP 400 ng/mL (between day -9 and day 20) may lie nearer to the start.",
        id="another may be newer and still before",
    ),
    pytest.param(
        "day -20: 500 | between day 0 and day 9: 400",
        "AFP 500 ng/mL (day -20), 20 days before line 1 began; order unsure; "
        "AFP 400 ng/mL (between day 0 and day 9) may lie nearer to the start.",
        id="another may be of the day itself",
    ),
    pytest.param(
        "day -20: 500 | between day 1 and day 9: 400",
        "AFP 500 ng/mL (day -20), 20 days before line 1 began.",
        id="another is surely of a day after",
    ),
    pytest.param(
        "between day -9 and day 0: 400",
        "AFP 400 ng/mL (between day -9 and day 0), 0 to 9 days before line 1 began.",
        id="surely at the start or before",
    ),
    pytest.param(
        "week -2: 500 | day -13: 400",
        "AFP 400 ng/mL (day -13), 13 days before line 1 began; order unsure; "
        "AFP 500 ng/mL (week -2) may lie nearer to the start.",
        id="the order of two before is not certain",
    ),
    pytest.param(
        "week -2: 400 | day -13: 400",
        "AFP 400 ng/mL (day -13), 13 days before line 1 began.",
        id="which does not matter where they are equal",
    ),
    pytest.param(
        "between day -9 and day 3: 400 | day 0: 379",
        "AFP 379 ng/mL (day 0), on the day line 1 began.",
        id="nothing lies nearer than the day itself",
    ),
    pytest.param(
        "day 0: 400 | day 0: 379",
        "AFP 379 ng/mL (day 0), on the day line 1 began; order unsure; "
        "AFP 400 ng/mL (day 0) may lie nearer to the start.",
        id="but another value of that day",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), STARTS)
def test_the_start_value(text: str, sentence: str) -> None:
    record = a_record((*results(text), *results("day 50: 1")), "day 0")
    found = marker_courses(record, Chronology(record))
    start = next(c.start for c in found if c.line)
    assert start is not None
    assert start.sentence == sentence
    assert start.order_unsure is ("order unsure" in sentence)
    assert (start.result is None) is sentence.startswith("There is no")


def test_a_statement_on_a_period_is_no_start_value() -> None:
    record = a_record(results("day 0: 5", until_on=on("month 9")), "day 0")
    found = line_one("day 0: 5", until_on=on("month 9"))
    assert len(record.labs) == 1
    assert found.start is not None
    assert found.start.sentence == (
        "There is no AFP from 28 days before to 7 days after line 1 began."
    )


def test_a_month_on_a_calendar_is_no_first_of_the_month() -> None:
    found = line_one("2022-07: 39.97", "2022-07", axis=TimeAxis.CALENDAR)
    assert found.start is not None
    assert found.start.sentence == (
        "AFP 39.97 ng/mL (2022-07), somewhere from 30 days before to 30 days after line 1 began; "
        "it may lie more than 28 days before; order unsure."
    )
    assert found.points[0].place_unsure == (
        "It is not certain whether 39.97 ng/mL (2022-07) lies before the start of line 1."
    )


def test_a_result_of_the_day_a_line_begins_is_its_start_and_belongs_to_it() -> None:
    text = "day 0: 379 | course:C2:start: 5505 | course:C2:start + 3 months: 165"
    found = courses(text, "day 0", "month 3")
    assert [[str(p.result.lab.value) for p in c.points] for c in found] == [
        ["379"],
        ["5505", "165"],
    ]
    assert found[1].start is not None
    assert found[1].start.sentence == (
        "AFP 5505 ng/mL (lenvatinib start), on the day line 2 began."
    )
    assert not found[1].points[0].place_unsure


def test_what_was_before_the_first_line_stands_apart() -> None:
    before, first = courses("day -90: 100 | day -60: 200 | day 0: 300")
    assert before.line is None
    assert before.start is None
    assert before.nadir is None
    assert before.responses == ()
    assert [p.from_nadir for p in before.points] == [None, None]
    assert before.points[1].from_previous is not None
    assert first.line is not None


LINES = [
    pytest.param(["2021"], ["2021-06-15"], "2021-06-15", (0, 165), id="a year and a day in it"),
    pytest.param(["2021-03-01"], ["2021-06-15"], "2021-03-05", (4, 4), id="the first course"),
    pytest.param(["day 3"], [], "2021-03-05", None, id="no start has a place"),
    pytest.param(
        ["2021"],
        [],
        "line_of_therapy:L1:start + 1 week",
        (4, 10),
        id="counted from the line",
    ),
    pytest.param(["2021"], [], "line_of_therapy:L1:on", (0, 0), id="the day of the line"),
]


@pytest.mark.parametrize(("first", "second", "when", "days"), LINES)
def test_a_line_begins_with_the_first_of_its_courses(
    first: list[str], second: list[str], when: str, days: tuple[int, int] | None
) -> None:
    given = [replace(course("C1", "x", s), id=EntityId(f"c{s}")) for s in (*first, *second)]
    record = replace(a_record(()), lines=(LineOfTherapy(EntityId("L1"), P, 1),))
    record = replace(
        record,
        patient=replace(record.patient, time_axis=TimeAxis.CALENDAR),
        courses=tuple(given),
    )
    found = started_lines(record, Chronology(record))
    if days is None:
        assert found == ()
        return
    assert found[0].days_to(on(when)) == DaySpan(*days)


def test_a_date_without_a_place_lies_in_no_line() -> None:
    record = a_record((), "day 0")
    (line,) = started_lines(record, Chronology(record))
    assert line.days_to(on("2021")) is None
    assert line.name == "line 1"


def test_a_later_line_without_a_place_for_a_result_does_not_take_it() -> None:
    found = courses("course:gone:start: 9 | day 20: 5", "day 0")
    assert [c.line is None for c in found] == [True, False]
    assert [f.sentence for f in found[0].findings] == [
        "AFP 9 ng/mL (course start) has no place in time and is in no line."
    ]
