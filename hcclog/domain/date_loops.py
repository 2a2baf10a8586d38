"""Dates that are counted from themselves, by way of other events or at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.chronology import edge_of
from hcclog.domain.dates import Between, Offset
from hcclog.domain.record import NOUN_OF_TABLE

if TYPE_CHECKING:
    from hcclog.domain.dates import Anchor, ClinicalDate, Form
    from hcclog.domain.record import PatientRecord


def is_circular(record: PatientRecord, when: ClinicalDate) -> bool:
    """True where following what a date is counted from leads back to the same date."""
    waiting, seen = _next(record, when), set()
    while waiting:
        each = waiting.pop()
        if each == when:
            return True
        if each not in seen:
            seen.add(each)
            waiting += _next(record, each)
    return False


def _next(record: PatientRecord, when: ClinicalDate) -> list[ClinicalDate]:
    """Return the dates of the events that a date is counted from."""
    forms = [when.form, when.within]
    return [day for form in forms for anchor in _anchors(form) for day in _days(record, anchor)]


def _anchors(form: Form | None) -> list[Anchor]:
    if isinstance(form, Between):
        return _anchors(form.first) + _anchors(form.last)
    return [form.anchor] if isinstance(form, Offset) and form.anchor else []


def _days(record: PatientRecord, anchor: Anchor) -> list[ClinicalDate]:
    if anchor.entity == "line_of_therapy":
        events = [c for c in record.courses if c.line_id == anchor.entity_id]
    else:
        noun = NOUN_OF_TABLE.get(anchor.entity)
        part = getattr(record, noun.attribute) if noun and anchor.entity != "patient" else ()
        events = [each for each in part if each.id == anchor.entity_id]
    days = (edge_of(event, anchor.edge) for event in events)
    return [day for day in days if day is not None]
