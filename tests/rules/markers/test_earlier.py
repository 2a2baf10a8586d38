"""What came before each result, against its plain definition: a look at all earlier ones."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.chronology import Chronology
from hcclog.rules.markers.change import change_between, change_from_lowest, is_same_day, lowest_of
from hcclog.rules.markers.course import marker_courses, points_by_id
from hcclog.rules.markers.earlier import newest_before
from hcclog.rules.markers.findings import differing
from hcclog.rules.markers.results import Result, obstacle, results_of
from tests.rules.markers.series import a_record, results

# Few days and few amounts, so that days, spans, values and units often meet.
_WHEN = ("day -3", "day 0", "day 2", "day 2", "week 1", "month 1", "between day 0 and day 2")
_WHAT = ("<30", ">30", "30", "30", "20", "0", "<=30", ">=400", "raised", "1000 µg/L", "30 IU/mL")
_MORE = ("", "", " µg/L", " ng/mL Roche", " ng/mL Abbott")


@st.composite
def _written(draw: st.DrawFn) -> str:
    """Return results as text."""
    parts = []
    for _ in range(draw(st.integers(1, 9))):
        when, what = draw(st.sampled_from(_WHEN)), draw(st.sampled_from(_WHAT))
        more = draw(st.sampled_from(_MORE)) if what[-1].isdigit() else ""
        parts.append(f"{when}: {what}{more}")
    return " | ".join(parts)


def _starts() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(["day -2", "day 0", "day 1", "week 1"]), max_size=3)


def _previous(now: int, found: tuple[Result, ...], chronology: Chronology) -> Result | None:
    earlier = [r for r in found[:now] if not is_same_day(r, found[now], chronology)]
    comparable = [r for r in earlier if not obstacle(found[now], r)]
    return next(reversed(comparable or earlier), None)


@given(text=_written())
def test_the_newest_before_is_the_last_that_compares_else_the_last(text: str) -> None:
    record = a_record(results(text))
    chronology = Chronology(record)
    found = results_of(record.labs, chronology)
    plain = [_previous(n, found, chronology) for n in range(len(found))]
    assert all(a is b for a, b in zip(newest_before(found, chronology), plain, strict=True))


@given(text=_written(), starts=_starts())
def test_the_lowest_before_is_that_of_all_earlier_days_of_the_line(
    text: str, starts: list[str]
) -> None:
    record = a_record(results(text), *starts)
    chronology = Chronology(record)
    for course in marker_courses(record, chronology):
        mine = [point.result for point in course.points]
        first = course.start.result if course.start else None
        head = [first] if first and not any(first.lab is r.lab for r in mine) else []
        pool = [*head, *mine]
        for n, point in enumerate(course.points, start=len(head)):
            now = point.result
            before = [r for r in pool[:n] if not is_same_day(r, now, chronology)]
            after_first = first is not None and any(r.lab is first.lab for r in pool[:n])
            expected = change_from_lowest(now, lowest_of(before, now), chronology)
            assert point.from_nadir == (expected if before and course.line else None)
            start = change_between(now, first, chronology) if first and after_first else None
            assert point.from_start == start


@given(text=_written())
def test_results_of_one_day_that_differ_are_those_among_all_pairs(text: str) -> None:
    record = a_record(results(text))
    chronology = Chronology(record)
    found = results_of(record.labs, chronology)
    pairs = [
        (one, other)
        for one, other in combinations(found, 2)
        if is_same_day(one, other, chronology) and not obstacle(other, one)
    ]
    apart = [
        (one, other)
        for one, other in pairs
        if (first := one.in_unit_of(other)) and other.bounds and not first.overlaps(other.bounds)
    ]
    said = [finding.sentence for finding in differing(found, chronology)]
    assert len(said) == len(apart)
    for sentence, (one, other) in zip(said, apart, strict=True):
        assert f"{one.name} and {other.told}" in sentence


@given(text=_written(), starts=_starts())
def test_points_are_those_of_the_courses(text: str, starts: list[str]) -> None:
    record = a_record(results(text), *starts)
    chronology = Chronology(record)
    courses = marker_courses(record, chronology)
    of_courses = {p.result.lab.id: p for course in courses for p in course.points}
    assert points_by_id(record, chronology) == of_courses
