"""A record after one entry was written or taken out: what a new reading of the store would give."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import pairwise
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
    parts: dict[str, list[Any]] = {}
    for entity in entities:
        attribute = NOUN_OF_CLASS[type(entity)].attribute
        if attribute == "patient":
            record = with_written(record, entity)
        else:
            parts.setdefault(attribute, []).append(entity)
    if record is None:
        raise LookupError
    merged: dict[str, Any] = {
        name: _merged(getattr(record, name), written) for name, written in parts.items()
    }
    return replace(record, **merged)


def _merged(held: tuple[Any, ...], written: list[Any]) -> tuple[Any, ...]:
    """Return entities in the order of ids, each once: the one that was written last."""
    ids = [_id_of(entity) for entity in (*held[-1:], *written)]
    if all(one < other for one, other in pairwise(ids)):
        return (*held, *written)
    by_id = {_id_of(entity): entity for entity in (*held, *written)}
    return tuple(by_id[entity_id] for entity_id in sorted(by_id))


def with_taken_out(
    record: PatientRecord | None, table: str, entity_ids: Collection[str]
) -> PatientRecord | None:
    """Return a record without entities of a table; None without the patient himself."""
    noun = NOUN_OF_TABLE[table]
    if record is None or noun.attribute == "patient":
        return None
    held = getattr(record, noun.attribute)
    parts: dict[str, Any] = {noun.attribute: tuple(e for e in held if e.id not in entity_ids)}
    return replace(record, **parts)


def _id_of(entity: Any) -> str:
    return str(entity.id)
