"""A record after one entry was written or taken out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.ids import EntityId
from hcclog.domain.labs import LabResult
from hcclog.domain.record import PatientRecord
from hcclog.domain.rewriting import with_many_written, with_taken_out, with_written
from tests.books import a_lab, a_patient

PATIENT = a_patient()
FIRST, SECOND, THIRD = (a_lab(PATIENT, id=EntityId(f"id-{n}")) for n in range(3))


def test_a_new_entity_stands_in_the_order_of_entry() -> None:
    record = PatientRecord(PATIENT, labs=(FIRST, THIRD))
    assert with_written(record, SECOND).labs == (FIRST, SECOND, THIRD)


def test_a_changed_entity_stands_where_it_stood() -> None:
    changed = replace(FIRST, note="read again")
    record = PatientRecord(PATIENT, labs=(FIRST, SECOND))
    assert with_written(record, changed).labs == (changed, SECOND)


def test_a_new_patient_begins_a_record() -> None:
    assert with_written(None, PATIENT) == PatientRecord(PATIENT)


def test_a_changed_patient_keeps_what_is_logged() -> None:
    changed = replace(PATIENT, name="A. N.")
    record = PatientRecord(PATIENT, labs=(FIRST,))
    assert with_written(record, changed) == PatientRecord(changed, labs=(FIRST,))


def test_an_entity_of_nobody_has_no_record() -> None:
    with pytest.raises(LookupError):
        with_written(None, FIRST)


def test_what_is_taken_out_is_gone_and_the_rest_stays() -> None:
    record = PatientRecord(PATIENT, labs=(FIRST, SECOND))
    assert with_taken_out(record, "lab_result", {FIRST.id}) == PatientRecord(
        PATIENT, labs=(SECOND,)
    )


def test_without_the_patient_there_is_no_record() -> None:
    assert with_taken_out(PatientRecord(PATIENT), "patient", {PATIENT.id}) is None
    assert with_taken_out(None, "lab_result", {FIRST.id}) is None


LABS = tuple(a_lab(PATIENT, str(n), id=EntityId(f"id-{n}")) for n in range(6))


@given(st.lists(st.sampled_from(LABS), max_size=8), st.lists(st.sampled_from(LABS), max_size=8))
def test_many_are_written_as_one_after_the_other(
    held: list[LabResult], written: list[LabResult]
) -> None:
    record: PatientRecord = with_many_written(None, [PATIENT, *held])
    one_by_one = record
    changed = [replace(lab, note=f"{n}") for n, lab in enumerate(written)]
    for lab in changed:
        one_by_one = with_written(one_by_one, lab)
    assert with_many_written(record, changed) == one_by_one


def test_many_entities_of_nobody_have_no_record() -> None:
    with pytest.raises(LookupError):
        with_many_written(None, [FIRST])
    with pytest.raises(LookupError):
        with_many_written(None, [])
