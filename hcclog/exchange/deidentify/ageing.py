"""Ages and births: to five years, and nobody is older than 90."""

from __future__ import annotations

from typing import Any

from hcclog.domain.chronology import edge_of
from hcclog.domain.dates import Age, Anchor, Between, ClinicalDate, Form, Offset
from hcclog.domain.record import NOUN_OF_TABLE, PatientRecord

OLDEST_TOLD, OLDEST = 90, 120


def capped(age: Age) -> Age | Between:
    """Return an age, or that it is 90 years or more."""
    return age if age.years < OLDEST_TOLD else Between(Age(OLDEST_TOLD), Age(OLDEST))


def is_of_age(record: PatientRecord, when: ClinicalDate) -> bool:
    """True where a date rests on the birth: told as an age, or counted from one that is."""
    return _rests(record, when, frozenset())


def _rests(record: PatientRecord, when: ClinicalDate | None, seen: frozenset[Anchor]) -> bool:
    forms = (when.form, when.within) if when is not None else ()
    return any(_form_rests(record, form, seen) for form in forms)


def _form_rests(record: PatientRecord, form: Form | None, seen: frozenset[Anchor]) -> bool:
    if isinstance(form, Between):
        return any(_form_rests(record, each, seen) for each in (form.first, form.last))
    if isinstance(form, Offset) and form.anchor is not None and form.anchor not in seen:
        edges = _edges(record, form.anchor)
        return any(_rests(record, each, seen | {form.anchor}) for each in edges)
    return isinstance(form, Age)


def _edges(record: PatientRecord, anchor: Anchor) -> list[ClinicalDate | None]:
    if anchor.entity == "line_of_therapy":
        courses = [c for c in record.courses if c.line_id == anchor.entity_id]
        return [c.end_on if anchor.edge == "end" else c.start_on for c in courses]
    noun = NOUN_OF_TABLE.get(anchor.entity)
    held: Any = getattr(record, noun.attribute) if noun is not None else ()
    entities = held if isinstance(held, tuple) else ()
    return [edge_of(each, anchor.edge) for each in entities if each.id == anchor.entity_id]
