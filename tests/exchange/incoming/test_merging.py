"""A record that comes in beside the one that is there."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings

from hcclog.commands.cases import entities_of
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.lesion import Lesion
from hcclog.domain.record import PatientRecord
from hcclog.domain.therapy import LineOfTherapy
from hcclog.exchange.incoming.merging import merge, with_ids
from tests.books import a_lab, a_patient, an_id
from tests.exchange.any_store_record import any_record

SLOW = settings(
    max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
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
def test_a_record_beside_itself_has_nothing_new_and_beside_nothing_all(
    record: PatientRecord,
) -> None:
    assert not [m for m in merge(record, record, own_id) if m.is_new or m.is_changed]
    alone = merge(record, None, own_id)
    assert [m.now for m in alone if m.is_new] == list(entities_of(record))


@SLOW
@given(any_record())
def test_a_record_under_other_ids_has_nothing_new(record: PatientRecord) -> None:
    merged = merge(record, with_other_ids(record), own_id)
    assert not [m for m in merged if m.is_new or m.is_changed]


def test_dates_in_a_circle_are_told_apart_by_what_else_is_said() -> None:
    patient = a_patient("P-1")
    one, two = (a_lab(patient, value) for value in ("1", "2"))
    one = replace(one, on=ClinicalDate.at("lab_result", two.id))
    two = replace(two, on=ClinicalDate.at("lab_result", one.id))
    record = PatientRecord(patient, labs=(one, two))
    assert not [m for m in merge(record, with_other_ids(record), own_id) if m.is_new]


def test_a_change_is_told_with_both_values() -> None:
    patient = a_patient("P-1", note="was")
    changed = PatientRecord(replace(patient, note="is", cirrhosis=True))
    [merged] = merge(changed, PatientRecord(patient), own_id)
    assert merged.is_changed
    assert merged.changes() == "cirrhosis nothing to True, note was to is"


def test_a_lesion_is_known_by_its_label_and_a_line_by_its_number() -> None:
    patient = a_patient("P-1")
    there = PatientRecord(
        patient,
        lines=(LineOfTherapy(an_id(), patient.id, 1),),
        lesions=(Lesion(an_id(), patient.id, "T1", "liver"),),
    )
    said = with_other_ids(
        replace(
            there,
            lines=(replace(there.lines[0], note="first"),),
            lesions=(replace(there.lesions[0], site="S8"),),
        )
    )
    changes = [(m.is_new, m.changes()) for m in merge(said, there, own_id)]
    assert changes == [(False, ""), (False, "note nothing to first"), (False, "site nothing to S8")]
