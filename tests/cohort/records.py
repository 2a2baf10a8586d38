"""Records with one measured line of therapy, from a few lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hcclog.cohort.filters import Row, choose
from hcclog.cohort.summarise import summarise
from hcclog.cohort.summary import PatientSummary
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Criteria
from hcclog.domain.therapy import Course, LineOfTherapy
from hcclog.domain.visit import Outcome, OutcomeKind
from tests.rules.courses import P, a_record

RECIST, MRECIST, IRECIST = Criteria.RECIST_1_1, Criteria.MRECIST, Criteria.IRECIST


def on(text: str) -> ClinicalDate:
    """Return a date from its text."""
    return ClinicalDate.parse(text)


def a_course(number: int, start: str, end: str | None = None, agent: str = "lenvatinib") -> Course:
    """Return a course of a line; its id is that of line and agent."""
    until = on(end) if end else None
    id_ = EntityId(f"c{number}-{agent}")
    return Course(id_, P, EntityId(f"l{number}"), agent, on(start), until)


def treated(
    text: str = "T1 target liver: 50 | 40 | 30 | 50",
    courses: Sequence[Course] | None = None,
    *,
    dates: Sequence[str] = (),
    died: str = "",
    seen: str = "",
    **patient: Any,
) -> PatientRecord:
    """Return a record whose series is that of its first line.

    Args:
        text: Lesions and their sizes; assessments are 60 days apart unless dated.
        courses: What was given; lenvatinib from day 0 on where left out.
        dates: Of the assessments.
        died: Day of death; ``?`` for one that is not known.
        seen: Last follow-up.
        patient: What is known of the person.
    """
    axis = TimeAxis.CALENDAR if any("-" in one for one in dates) else TimeAxis.RELATIVE
    record = a_record(text, dates, axis)
    given = tuple([a_course(1, "day 0")] if courses is None else courses)
    numbers = sorted({int(course.line_id[1:]) for course in given if course.line_id})
    line_id = EntityId(f"l{numbers[0]}") if numbers else None
    return replace(
        record,
        patient=replace(record.patient, **patient),
        lines=tuple(LineOfTherapy(EntityId(f"l{n}"), P, n) for n in numbers),
        courses=given,
        series=tuple(replace(series, line_id=line_id) for series in record.series),
        outcomes=tuple(_outcomes(died, seen)),
    )


def _outcomes(died: str, seen: str) -> list[Outcome]:
    found = []
    if died:
        when = None if died == "?" else on(died)
        found.append(Outcome(EntityId("o1"), P, when, OutcomeKind.DEATH))
    if seen:
        found.append(Outcome(EntityId("o2"), P, on(seen), OutcomeKind.LAST_FOLLOW_UP))
    return found


def summed_up(*args: Any, **fields: Any) -> PatientSummary:
    """Return the summary of `treated`."""
    return summarise(treated(*args, **fields))


def rows_of(*patients: PatientSummary) -> tuple[Row, ...]:
    """Return all rows of patients."""
    return choose(patients).rows


def named(patient: PatientSummary, code: str) -> PatientSummary:
    """Return a patient under another code."""
    return patient._replace(id=PatientId(code), code=code)
