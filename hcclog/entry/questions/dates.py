"""Questions about dates: after today, before birth, after death, a very old patient."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hcclog.commands.lifting import DATES
from hcclog.domain.chronology import Chronology, calendar_span
from hcclog.domain.dates import Age, Calendar
from hcclog.domain.patient import Patient
from hcclog.domain.record import NOUN_OF_CLASS, with_amended
from hcclog.domain.visit import OutcomeKind
from hcclog.entry.questions.question import AFTER_TODAY, BEFORE_BIRTH, Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.dates import ClinicalDate
    from hcclog.entry.clerk import Clerk

_OLD_AGE_YEARS = 120


def date_questions(clerk: Clerk, entity: Any) -> Iterator[Question]:
    """Yield what is unlikely about the dates of an entity that are new or changed."""
    if isinstance(entity, Patient):
        yield from _age_questions(clerk, entity)
        return
    # An entity's end may be counted from the start that is corrected with it.
    chronology = Chronology(with_amended(clerk.record, entity))
    part = getattr(clerk.record, NOUN_OF_CLASS[type(entity)].attribute)
    seen = next((each for each in part if each.id == entity.id), None)
    deaths = [
        outcome.on
        for outcome in clerk.record.outcomes
        if outcome.kind is OutcomeKind.DEATH and outcome.id != entity.id and outcome.on is not None
    ]
    for name in DATES:
        when = getattr(entity, name, None)
        if when is None or when == getattr(seen, name, None):
            continue
        yield from _place_questions(chronology, name, when)
        if not clerk.is_relative:
            yield from _calendar_questions(clerk, chronology, name, when)
        for death in deaths[:1]:
            yield from _death_questions(chronology, name, when, death)


def _calendar_questions(
    clerk: Clerk, chronology: Chronology, name: str, when: ClinicalDate
) -> Iterator[Question]:
    span, birth_on = chronology.span(when), clerk.record.patient.birth_on
    birth = chronology.span(birth_on)
    if span is None:
        return
    label = chronology.label(when)
    if span.earliest > clerk.today.toordinal():
        yield Question(AFTER_TODAY, name, f"{label} lies after today.", needs_reason=True)
    if birth is not None and span.latest < birth.earliest:
        words = f"{label} lies before the patient's birth ({chronology.label(birth_on)})."
        yield Question(BEFORE_BIRTH, name, words, needs_reason=True)


def _death_questions(
    chronology: Chronology, name: str, when: ClinicalDate, death_on: ClinicalDate
) -> Iterator[Question]:
    if chronology.surely_before(death_on, when):
        label, death = chronology.label(when), chronology.label(death_on)
        words = f"{label} lies after the patient's death ({death})."
        yield Question("after-death", name, words, needs_reason=True)


def _place_questions(chronology: Chronology, name: str, when: ClinicalDate) -> Iterator[Question]:
    """Ask about a date that is counted from what has no day itself."""
    if chronology.span(when) is None and not isinstance(when.form, Calendar):
        what = "the age cannot be placed" if isinstance(when.form, Age) else "it cannot be placed"
        words = f"{chronology.label(when)}: {what}, for the record does not say when that was."
        yield Question("no-place", name, words)


def _age_questions(clerk: Clerk, patient: Patient) -> Iterator[Question]:
    born = patient.birth_on.calendar if patient.birth_on is not None else None
    ages = {
        "age_years": patient.age_years,
        "birth_on": _least_age(born, clerk.today) if born is not None else None,
    }
    for name, years in ages.items():
        if years is not None and years > _OLD_AGE_YEARS:
            words = f"The patient would be {years} years old; hardly anybody passes 120."
            yield Question("very-old", name, words, needs_reason=True)


def _least_age(born: Calendar, today: date) -> int:
    """Return the completed years of a person born on the last day that a date can mean."""
    latest = date.fromordinal(calendar_span(born).latest)
    return today.year - latest.year - ((today.month, today.day) < (latest.month, latest.day))
