"""Find what to ask about entities before they are written: each noun has its own questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from hcclog.domain.record import NOUN_OF_CLASS
from hcclog.entry.questions.dates import date_questions
from hcclog.entry.questions.labs import lab_questions
from hcclog.entry.questions.lesions import measurement_questions
from hcclog.entry.questions.patients import patient_questions
from hcclog.entry.questions.therapy import (
    adverse_event_questions,
    course_questions,
    dose_step_questions,
    hold_questions,
)

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk
    from hcclog.entry.questions.question import Question

_OF_TABLE: dict[str, Callable[[Clerk, Any], Iterator[Question]]] = {
    "lab_result": lab_questions,
    "measurement": measurement_questions,
    "patient": patient_questions,
    "course": course_questions,
    "dose_step": dose_step_questions,
    "hold": hold_questions,
    "adverse_event": adverse_event_questions,
}


def questions(clerk: Clerk, entities: Iterable[Any]) -> tuple[Question, ...]:
    """Return what to ask about entities, each sentence once.

    Args:
        clerk: With the record as it stands, without these entities.
        entities: What is about to be added, or the corrected form of what is there.
    """
    found: dict[str, Question] = {}
    for entity in entities:
        own = _OF_TABLE.get(NOUN_OF_CLASS[type(entity)].table)
        for question in date_questions(clerk, entity):
            found.setdefault(question.sentence, question)
        for question in own(clerk, entity) if own is not None else ():
            found.setdefault(question.sentence, question)
    return tuple(found.values())
