"""The course of each patient as a lane: what was given, when it responded, how it ended."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from hcclog.cohort.views import (
    LeftOut,
    PatientMark,
    Stretch,
    Swimmer,
    SwimmerLane,
    SwimmerSign,
)
from hcclog.cohort.words import NO_LINE, agents, in_order, left_out
from hcclog.rules.best_response.options import NAMES
from hcclog.rules.endpoints.rules import EndpointKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hcclog.cohort.filters import Row
    from hcclog.cohort.summary import CourseSummary, Judged, LineSummary, PatientSummary
    from hcclog.domain.day_spans import DaySpan
    from hcclog.domain.response import Category, Criteria

_METHOD = (
    "A lane for each patient, from the start of the first line on, also where only a later line is "
    "chosen: all that was given, the first response of each line, confirmed or not, and its "
    "progression. Dates that are not known to the day stand at their middle."
)
RESPONSE, PROGRESSION, DEATH, LAST = "response", "progression", "death", "last follow-up"


class _Given(NamedTuple):
    """A course with a place in the lane; its end is that of the lane where it is not known."""

    course: CourseSummary
    start: float
    end: float
    end_known: bool


def swimmer(rows: Iterable[Row], criteria: Criteria) -> Swimmer:
    """Return a lane for each patient of the rows, the longest first; its method says the rest."""
    first = {row.patient.id: row for row in reversed(list(rows))}
    lanes: list[SwimmerLane] = []
    out: list[LeftOut] = []
    for row in reversed(list(first.values())):
        if not row.patient.lines:
            out.append(left_out(row, NO_LINE))
        elif row.patient.first_line is None:
            out.append(left_out(row, "No line of therapy has a start with a day."))
        else:
            lanes.append(_lane(row.patient, criteria))
    lanes.sort(key=lambda lane: (-lane.end, lane.code))
    return Swimmer(criteria, tuple(lanes), in_order(out), _METHOD)


def _lane(patient: PatientSummary, criteria: Criteria) -> SwimmerLane:
    signs = sorted(_signs(patient, criteria), key=lambda sign: sign.day)
    end = _end(patient, signs)
    given = [found for course in patient.courses if (found := _given(course, end))]
    ongoing = patient.fate.death is None and any(each.course.goes_on for each in given)
    return SwimmerLane(
        PatientMark(patient.id, _reading(patient, given)),
        patient.code,
        tuple(_stretches(given)),
        tuple(signs),
        end,
        ongoing and patient.fate.alive is not False,
        patient.fate.alive,
    )


def _end(patient: PatientSummary, signs: Iterable[SwimmerSign]) -> float:
    """Return the last day of which anything is known."""
    fate = patient.fate
    spans = [fate.death, None if fate.death else fate.last_news]
    spans += [each for course in patient.courses for each in (course.start, course.end)]
    days = [span.day for span in spans if span is not None]
    return max([0.0, *days, *(sign.day for sign in signs)])


def _given(course: CourseSummary, lane_end: float) -> _Given | None:
    """Return a course in its lane; None where its start has no place."""
    if course.start is None:
        return None
    start = course.start.day
    if course.end is not None:
        return _Given(course, start, max(start, course.end.day), end_known=True)
    # An end that has no day is not drawn further than the start of the course.
    end = lane_end if course.goes_on else start
    return _Given(course, start, max(start, end), end_known=False)


def _stretches(given: Iterable[_Given]) -> Iterator[Stretch]:
    """Yield what was given from one change of treatment to the next, those of no length too."""
    held = sorted(given, key=lambda each: (each.start, each.course.agent))
    edges = sorted({edge for each in held for edge in (each.start, each.end)})
    for start, end in pairwise(edges):
        now = [each for each in held if each.start <= start and end <= each.end]
        if now:
            yield _stretch(now, start, end)
    for each in held:
        if each.start == each.end:
            yield _stretch([each], each.start, each.end)


def _stretch(now: list[_Given], start: float, end: float) -> Stretch:
    lines = [each.course.line or 0 for each in now]
    names = tuple(dict.fromkeys(each.course.agent for each in now))
    unknown = any(each.end == end and not each.end_known for each in now)
    return Stretch(start, end, names, max(lines), not unknown)


def _signs(patient: PatientSummary, criteria: Criteria) -> Iterator[SwimmerSign]:
    for line in patient.lines:
        judged = line.by(criteria)
        if judged is not None:
            yield from _of_line(line, judged)
    fate = patient.fate
    if fate.death is not None:
        yield _sign(DEATH, fate.death, None, "death")
    elif fate.last_news is not None:
        yield _sign(LAST, fate.last_news, None, "the last news")


def _of_line(line: LineSummary, judged: Judged) -> Iterator[SwimmerSign]:
    """Yield the first response of a line and its progression, in days since the first line."""
    names = NAMES[judged.criteria]
    first = judged.responded
    if first is not None and first.day is not None:
        words = f"line {line.number}: {first.category.value} at {first.label}"
        yield _sign(RESPONSE, first.day, first.category, words)
    found = judged.endpoint(EndpointKey.TTP)
    if found is not None and found.event and found.ended is not None:
        words = f"line {line.number}: progression"
        yield _sign(PROGRESSION, found.ended, names.progressed, words)


def _sign(kind: str, span: DaySpan, category: Category | None, reading: str) -> SwimmerSign:
    return SwimmerSign(kind, span.day, float(span.earliest), float(span.latest), category, reading)


def _reading(patient: PatientSummary, given: Iterable[_Given]) -> str:
    lines = [f"line {line.number} {agents(line.agents)}" for line in patient.lines]
    shown = {each.course.id for each in given}
    lost = [course.agent for course in patient.courses if course.id not in shown]
    missing = f"; without a day: {', '.join(lost)}" if lost else ""
    return f"{patient.code}: {', '.join(lines)}{missing}"
