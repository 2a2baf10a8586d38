"""Rechallenge: a later course of an agent that was given and ended before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.therapy import Course


def given_before(
    record: PatientRecord, chronology: Chronology, agent: str, start_on: ClinicalDate
) -> tuple[Course, ...]:
    """Return the ended courses of an agent that began before a date, the latest last.

    One that surely still went on at that date does not count: the two would overlap.
    """
    start = chronology.span(start_on)
    if start is None:
        return ()
    found = []
    for course in record.courses:
        began, ended = chronology.span(course.start_on), chronology.span(course.end_on)
        if course.agent != agent or began is None or course.end_on is None:
            continue
        still = ended is not None and start.latest < ended.earliest
        if began.middle < start.middle and not still:
            found.append((began.middle, course))
    return tuple(course for _, course in sorted(found, key=lambda each: each[0]))


def is_rechallenge(record: PatientRecord, chronology: Chronology, course: Course) -> bool:
    """Return whether a course is a rechallenge."""
    return bool(given_before(record, chronology, course.agent, course.start_on))


def rechallenge_sentence(name: str, earlier: Sequence[Course], chronology: Chronology) -> str:
    """Return what a person should know of the earlier courses; empty without any."""
    if not earlier:
        return ""
    last = earlier[-1]
    when = f"{chronology.label(last.start_on)} to {chronology.label(last.end_on)}"
    return f"{name} was given before, {when}; this is a rechallenge."
