"""A record as JSON for people and programs: every date with its label, earliest and latest day.

What in it contradicts itself stands at its end, computed.
"""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.record import NOUNS
from hcclog.domain.sources import Source
from hcclog.rules.contradictions.find import contradictions

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.rules.verdict import Finding


def record_json(record: PatientRecord) -> dict[str, Any]:
    """Return the whole record; decimals as text, so that no digit is lost on the way.

    The last key, `to_settle`, holds the contradictions that the rules find in it.
    """
    chronology = Chronology(record)
    nouns = {noun.attribute: _part(getattr(record, noun.attribute), chronology) for noun in NOUNS}
    found = contradictions(record, chronology)
    return {**nouns, "to_settle": [_finding(finding) for finding in found]}


def _finding(finding: Finding) -> dict[str, Any]:
    marks = [{"entity": table, "id": entity_id} for table, entity_id in finding.marks]
    return {"sentence": finding.sentence, "concerns": marks}


def date_json(when: ClinicalDate, chronology: Chronology) -> dict[str, Any]:
    """Return a date: its label, its own text, and the first and last day that it can mean.

    Days are ISO dates on a calendar axis and whole numbers from day 0 on a relative one; both are
    null where the date has no place on the axis.
    """
    span = chronology.span(when)
    return {
        "label": chronology.label(when),
        "earliest": chronology.iso(span.earliest) if span else None,
        "latest": chronology.iso(span.latest) if span else None,
        "date": str(when),
    }


def _part(part: Any, chronology: Chronology) -> Any:
    if isinstance(part, tuple):
        return [_entity(entity, chronology) for entity in part]
    return _entity(part, chronology)


def _entity(entity: Any, chronology: Chronology) -> dict[str, Any]:
    return {f.name: _value(getattr(entity, f.name), chronology) for f in fields(entity)}


def _value(value: Any, chronology: Chronology) -> Any:
    if isinstance(value, ClinicalDate):
        return date_json(value, chronology)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Source):
        return {f.name: getattr(value, f.name) for f in fields(value)}
    if isinstance(value, tuple):
        return list(value)
    return value
