"""Questions about dates: after today, before birth, after death."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hcclog.domain.visit import OutcomeKind
from hcclog.entry.questions.question import AFTER_TODAY, BEFORE_BIRTH, Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.chronology import DaySpan
    from hcclog.entry.clerk import Clerk

_DATES = ("on", "start_on", "end_on", "until_on")


def date_questions(clerk: Clerk, entity: Any) -> Iterator[Question]:
    """Yield what is unlikely about an entity's dates; nothing of a relative axis but death."""
    chronology, record = clerk.chronology, clerk.record
    birth = chronology.span(record.patient.birth_on)
    deaths = [o.on for o in record.outcomes if o.kind is OutcomeKind.DEATH and o.on is not None]
    death = chronology.span(deaths[0]) if deaths else None
    for name in _DATES:
        when = getattr(entity, name, None)
        span: DaySpan | None = chronology.span(when)
        if span is None:
            continue
        label = chronology.label(when)
        if not clerk.is_relative and span.earliest > clerk.today.toordinal():
            yield Question(AFTER_TODAY, name, f"{label} lies after today.", needs_reason=True)
        if not clerk.is_relative and birth is not None and span.latest < birth.earliest:
            born = chronology.label(record.patient.birth_on)
            words = f"{label} lies before the patient's birth ({born})."
            yield Question(BEFORE_BIRTH, name, words, needs_reason=True)
        if death is not None and span.earliest > death.latest:
            words = f"{label} lies after the patient's death ({chronology.label(deaths[0])})."
            yield Question("after-death", name, words, needs_reason=True)
