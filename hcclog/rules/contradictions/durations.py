"""How long a treatment or a response is said to have lasted, against the dates of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hcclog.domain.statement import StatementKind
from hcclog.rules.contradictions.case import (
    ContradictionRule,
    agent_name,
    finding,
    place_of,
)
from hcclog.rules.contradictions.lengths import (
    Length,
    length_between,
    length_words,
    told_length,
    told_words,
)
from hcclog.rules.words import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.response import ReportedResponse
    from hcclog.domain.statement import Statement
    from hcclog.rules.contradictions.case import Case
    from hcclog.rules.verdict import Finding


class Period(NamedTuple):
    """What a duration is told of, and the dates that the record has of it.

    Attributes:
        words: How a sentence begins that tells the duration.
        start: How the beginning is called.
        entities: What it concerns.
    """

    words: str
    from_on: ClinicalDate
    to_on: ClinicalDate
    start: str
    entities: tuple[Any, ...]


def find_durations(case: Case) -> Iterator[Finding]:
    """Yield where a told duration has no day in common with that of its dates."""
    for told in case.stated(StatementKind.DURATION):
        period, length = _period(case, told), told_length(told)
        between = _length(case, period.from_on, period.to_on) if period else None
        if period is None or length is None or between is None or length.meets(between):
            continue
        yield finding(
            f"{period.words} {told_words(told)}{place_of(told)}; from {period.start} to "
            f"{case.when(period.to_on)} it is {length_words(between)}."
            f"{_elsewhere(case, told)}{_would_hold(case, told, length)}",
            told,
            *period.entities,
        )


def _length(case: Case, first: ClinicalDate, last: ClinicalDate) -> Length | None:
    start, end = case.span(first), case.span(last)
    return None if start is None or end is None else length_between(start, end)


def _period(case: Case, told: Statement) -> Period | None:
    """Return the dates that a duration is held against; None where the record has none."""
    course = case.courses.get(told.course_id or "")
    if course is not None:
        words = f"{agent_name(course.agent)} is said to have been given for"
        first, last = told.from_on or course.start_on, told.to_on or course.end_on or _end(case)
        return _made(case, words, first, last, course)
    reported = _report_of(case, told)
    if reported is not None:
        return _period_of_report(case, told, reported)
    return _made(case, "Something is said to have lasted", told.from_on, told.to_on)


def _period_of_report(case: Case, told: Statement, reported: ReportedResponse) -> Period | None:
    """Return from when to when a response lasted.

    With an end, it is counted from the day of the report; without one, up to that day, from the
    last imaging before where the statement names no start: what no picture shows is not stable.
    """
    name, on = reported.category or f"“{reported.wording}”", case.when(reported.on)
    if told.to_on is not None:
        words = f"The {name} of {on} is said to have lasted"
        return _made(case, words, told.from_on or reported.on, told.to_on, reported)
    words = f"{name} is reported on {on} for"
    if told.from_on is not None:
        return _made(case, words, told.from_on, reported.on, reported)
    images = [a for a in case.record.assessments if case.surely_before(a.on, reported.on)]
    if not images:
        return None
    last = case.in_order(images)[-1]
    start = f"the last imaging ({case.when(last.on)})"
    return Period(words, last.on, reported.on, start, (reported, last))


def _made(
    case: Case,
    words: str,
    first: ClinicalDate | None,
    last: ClinicalDate | None,
    *entities: Any,
) -> Period | None:
    if first is None or last is None:
        return None
    return Period(words, first, last, case.when(first), entities)


def _report_of(case: Case, told: Statement) -> ReportedResponse | None:
    wanted = told.reported_response_id
    return next((r for r in case.record.reported_responses if r.id == wanted), None)


def _end(case: Case) -> ClinicalDate | None:
    """Return the last news of the patient, up to which a course without an end goes on."""
    known = case.in_order([outcome for outcome in case.record.outcomes if outcome.on is not None])
    return known[-1].on if known else None


def _elsewhere(case: Case, told: Statement) -> str:
    """Return what else is told of the same thing."""
    subject = told.course_id or told.reported_response_id
    others = [
        f"{told_words(other)}{place_of(other)}"
        for other in case.stated(StatementKind.DURATION)
        if subject in {other.course_id, other.reported_response_id}
        and other.id != told.id
        and told_length(other) != told_length(told)
        and told_length(other) is not None
    ]
    return f" Elsewhere it is given as {joined(others)}." if subject and others else ""


def _would_hold(case: Case, told: Statement, length: Length) -> str:
    """Return from which start of a course a duration up to a report would hold."""
    reported = _report_of(case, told)
    if reported is None or told.to_on is not None or told.from_on is not None:
        return ""
    starts = [
        f"{agent_name(course.agent)} ({case.when(course.start_on)})"
        for course in case.record.courses
        if (between := _length(case, course.start_on, reported.on)) and length.meets(between)
    ]
    return f" It would hold from the start of {joined(starts)}." if starts else ""


def find_hold_lengths(case: Case) -> Iterator[Finding]:
    """Yield where the told length of a hold is not that of its dates."""
    for hold in case.record.holds:
        course = case.courses.get(hold.course_id)
        between = _length(case, hold.start_on, hold.end_on) if hold.end_on else None
        if hold.n_days is None or hold.end_on is None or course is None or between is None:
            continue
        if between.least - 1 <= hold.n_days <= (between.most or 0) + 1:
            continue
        yield finding(
            f"{agent_name(course.agent)} is said to have been held for {hold.n_days} days; from "
            f"{case.when(hold.start_on)} to {case.when(hold.end_on)} it is "
            f"{length_words(between)}.",
            hold,
            course,
        )


RULES = (
    ContradictionRule(
        "duration",
        "A treatment or a response is said to have lasted longer or shorter than its dates allow.",
        find_durations,
    ),
    ContradictionRule(
        "length of a hold",
        "A hold is said to have lasted a number of days that its dates do not allow.",
        find_hold_lengths,
    ),
)
