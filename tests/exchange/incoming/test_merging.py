"""A record that comes in beside the one that is there."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings

from hcclog.commands.cases import entities_of
from hcclog.domain.record import PatientRecord
from hcclog.exchange.incoming.merging import merge, with_ids
from tests.exchange.any_store_record import any_record

SLOW = settings(
    max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def own_id(entity: Any) -> str:
    return str(entity.id)


def with_other_ids(record: PatientRecord) -> PatientRecord:
    """Return a record that says the same under other ids, in another order."""
    number = count(1)
    ids = {own_id(e): f"01b00000-0000-7000-8000-{next(number):012d}" for e in entities_of(record)}
    parts: dict[str, Any] = {}
    for name in PatientRecord.__slots__:
        part = getattr(record, name)
        is_many = isinstance(part, tuple)
        parts[name] = (
            tuple(with_ids(e, ids) for e in part[::-1]) if is_many else with_ids(part, ids)
        )
    return PatientRecord(**parts)


@SLOW
@given(any_record())
def test_a_record_beside_itself_has_nothing_new(record: PatientRecord) -> None:
    assert not [m for m in merge(record, record, own_id) if m.is_new or m.is_changed]


@SLOW
@given(any_record())
def test_a_record_under_other_ids_has_nothing_new(record: PatientRecord) -> None:
    merged = merge(record, with_other_ids(record), own_id)
    assert not [m for m in merged if m.is_new or m.is_changed]


@SLOW
@given(any_record())
def test_beside_nothing_all_is_new_and_as_it_was(record: PatientRecord) -> None:
    merged = merge(record, None, own_id)
    assert all(m.is_new for m in merged)
    assert [m.now for m in merged] == list(entities_of(record))


@SLOW
@given(any_record())
def test_a_change_of_a_note_is_told(record: PatientRecord) -> None:
    changed = replace(record, patient=replace(record.patient, note="another note"))
    merged = [m for m in merge(changed, record, own_id) if m.is_changed]
    was = record.patient.note
    assert [m.changes() for m in merged] == (
        [] if was == "another note" else [f"note {was or 'nothing'} to another note"]
    )
