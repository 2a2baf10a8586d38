"""A record after one entry was written or taken out: what a new reading of the store would give."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hcclog.domain.record import NOUN_OF_CLASS, NOUN_OF_TABLE, PatientRecord

if TYPE_CHECKING:
    from hcclog.domain.patient import Patient


def with_written(record: PatientRecord | None, entity: Any) -> PatientRecord:
    """Return a record with a new or changed entity, in the order of entry, which is that of ids.

    Raises:
        LookupError: The patient is not there, and the entity is none.
    """
    noun = NOUN_OF_CLASS[type(entity)]
    if noun.attribute == "patient":
        patient: Patient = entity
        return PatientRecord(patient) if record is None else replace(record, patient=patient)
    if record is None:
        raise LookupError(entity.patient_id)
    held = getattr(record, noun.attribute)
    place = bisect_left(held, entity.id, key=_id_of)
    after = place + (place < len(held) and held[place].id == entity.id)
    parts: dict[str, Any] = {noun.attribute: (*held[:place], entity, *held[after:])}
    return replace(record, **parts)


def with_many_written(record: PatientRecord | None, entities: Iterable[Any]) -> PatientRecord:
    """Return a record with new or changed entities, as one by one, and quicker.

    Raises:
        LookupError: The patient is not there, or there is no entity.
    """
    parts: dict[str, dict[str, Any]] = {}
    for entity in entities:
        noun = NOUN_OF_CLASS[type(entity)]
        if noun.attribute == "patient":
            record = with_written(record, entity)
            continue
        if record is None:
            raise LookupError(entity.patient_id)
        held = parts.setdefault(
            noun.attribute, {each.id: each for each in getattr(record, noun.attribute)}
        )
        held[entity.id] = entity
    if record is None:
        raise LookupError
    ordered: dict[str, Any] = {
        name: tuple(sorted(held.values(), key=_id_of)) for name, held in parts.items()
    }
    return replace(record, **ordered)


def with_taken_out(
    record: PatientRecord | None, table: str, entity_id: str
) -> PatientRecord | None:
    """Return a record without an entity; None without the patient himself."""
    noun = NOUN_OF_TABLE[table]
    if record is None or noun.attribute == "patient":
        return None
    held = getattr(record, noun.attribute)
    parts: dict[str, Any] = {noun.attribute: tuple(e for e in held if e.id != entity_id)}
    return replace(record, **parts)


def _id_of(entity: Any) -> str:
    return str(entity.id)
