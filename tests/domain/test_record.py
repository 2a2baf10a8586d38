"""The record's nouns: every entity has a table, a place in the record and parents that exist."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.lesion import Lesion, LesionKind
from hcclog.domain.patient import Patient
from hcclog.domain.record import (
    NOUN_OF_CLASS,
    NOUN_OF_TABLE,
    NOUNS,
    REFERENCES,
    Noun,
    PatientRecord,
    with_amended,
)


def test_each_part_of_a_record_is_one_noun() -> None:
    assert [field.name for field in fields(PatientRecord)] == [noun.attribute for noun in NOUNS]
    assert len(NOUN_OF_TABLE) == len(NOUN_OF_CLASS) == len(NOUNS)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.table)
def test_parents_stand_before_their_children(noun: Noun) -> None:
    order = [each.table for each in NOUNS]
    parents = {REFERENCES[name] for name in noun.columns if name in REFERENCES}
    assert all(order.index(parent) < order.index(noun.table) for parent in parents)


@pytest.mark.parametrize("kind", LesionKind, ids=lambda kind: kind.value)
def test_only_nodes_are_nodal(kind: LesionKind) -> None:
    lesion = Lesion(EntityId("l"), PatientId("p"), "T1", "liver", kind=kind)
    assert lesion.nodal is (kind is LesionKind.NODE)


def test_what_is_corrected_stands_in_the_place_of_what_was() -> None:
    patient = Patient(PatientId("p"), "P")
    one, two = (Lesion(EntityId(key), patient.id, key, "liver") for key in ("T1", "T2"))
    record = PatientRecord(patient, lesions=(one, two))
    corrected = replace(one, benign=True)
    assert with_amended(record, corrected).lesions == (corrected, two)
    assert with_amended(record, Lesion(EntityId("T3"), patient.id, "T3", "liver")) == record
    renamed = replace(patient, name="Li")
    assert with_amended(record, renamed).patient == renamed
    assert with_amended(record, Patient(PatientId("q"), "Q")) == record
