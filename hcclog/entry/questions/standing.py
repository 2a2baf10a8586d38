"""What was asked and confirmed still shows: the doubts that entries of a record leave behind.

They are computed from the record and not stored, so that one which a correction has settled is
gone by itself. Results have theirs in `labs.kept_doubts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from hcclog.domain.ordering import oldest_first
from hcclog.entry.clerk import Clerk
from hcclog.entry.questions.lesions import AXES, jump_questions, size_questions
from hcclog.entry.questions.therapy import (
    adverse_event_questions,
    dose_step_questions,
    hold_questions,
    order_questions,
    overlap_questions,
)

if TYPE_CHECKING:
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.lesion import Measurement
    from hcclog.domain.record import PatientRecord
    from hcclog.entry.questions.question import Question

Doubts = dict[str, str]
"""Sentences by the id of the entry that they are about."""


def treatment_doubts(record: PatientRecord) -> Doubts:
    """Return what is unlikely about courses, their changes of dose and their holds."""
    return _joined(_treatment(_reader_of(record)))


def event_doubts(record: PatientRecord) -> Doubts:
    """Return what is unlikely about adverse events."""
    clerk = _reader_of(record)
    return _joined(
        (event.id, adverse_event_questions(clerk, event)) for event in record.adverse_events
    )


def size_doubts(record: PatientRecord, chronology: Chronology) -> Doubts:
    """Return what is unlikely about measurements; of two that differ the later one is marked."""
    return _joined(_sizes(record, chronology))


def _sizes(
    record: PatientRecord, chronology: Chronology
) -> Iterator[tuple[str, Iterable[Question]]]:
    ordered = oldest_first(record.assessments, chronology)
    places = {assessment.id: n for n, assessment in enumerate(ordered)}
    days = {assessment.id: chronology.label(assessment.on) for assessment in ordered}
    labels = {lesion.id: lesion.label for lesion in record.lesions}
    last: dict[tuple[str, str], Measurement] = {}
    placed = (each for each in record.measurements if each.assessment_id in places)
    for seen in sorted(placed, key=lambda each: places[each.assessment_id]):
        yield seen.id, size_questions(seen)
        for name in AXES:
            before = last.get((seen.lesion_id, name))
            if before is not None:
                said = before, days[before.assessment_id]
                yield seen.id, jump_questions(labels.get(seen.lesion_id, "It"), name, said, seen)
            if getattr(seen, name):
                last[seen.lesion_id, name] = seen


def _treatment(clerk: Clerk) -> Iterator[tuple[str, Iterable[Question]]]:
    record = clerk.record
    agents = {course.id: course.agent for course in record.courses}
    for course in record.courses:
        yield course.id, order_questions((), course, course.agent)
        yield course.id, overlap_questions(clerk, course)
    for step in record.dose_steps:
        yield step.id, order_questions((), step, agents.get(step.course_id, ""))
        yield step.id, dose_step_questions(clerk, step)
    for hold in record.holds:
        yield hold.id, hold_questions(clerk, hold)


def _joined(found: Iterable[tuple[str, Iterable[Question]]]) -> Doubts:
    doubts: dict[str, list[str]] = {}
    for key, asked in found:
        doubts.setdefault(key, []).extend(question.sentence for question in asked)
    return {key: " ".join(dict.fromkeys(words)) for key, words in doubts.items() if words}


def _reader_of(record: PatientRecord) -> Clerk:
    """Return a clerk who only looks: of what stands, neither today nor a new id matters."""
    return Clerk(record, date.min, str)
