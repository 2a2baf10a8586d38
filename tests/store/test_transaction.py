"""Transactions: one entry each, whole or not at all, on both databases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from hcclog.commands.base import Add, Amend, Retract
from hcclog.commands.refused import Refused
from hcclog.logbook import Logbook
from hcclog.store.projection import faults_of_store
from hcclog.store.transaction import Transaction
from tests.books import a_lab, a_patient
from tests.commands.words import add


@dataclass(frozen=True)
class Fails:
    """A command that writes and then fails."""

    label: str = "fail half way"
    reason: str = ""

    def apply(self, transaction: Transaction) -> None:
        transaction.create(a_patient("half"))
        msg = "no"
        raise Refused(msg)


def test_what_is_written_comes_back_equal(book: Logbook) -> None:
    patient = a_patient("zhang-2024", name="张伟", age_years=47)
    lab = a_lab(patient, "5.510")
    add(book, patient, lab)
    record = book.patient(patient.id)
    assert record is not None
    assert (record.patient, record.labs) == (patient, (lab,))
    assert str(record.labs[0].value) == "5.510"


def test_a_command_that_fails_leaves_nothing(book: Logbook) -> None:
    with pytest.raises(Refused):
        book.do(Fails())
    assert book.n_patients() == 0
    assert book.revision == 0


def test_equal_values_leave_no_trace(book: Logbook) -> None:
    patient = a_patient()
    lab = a_lab(patient)
    add(book, patient, lab)
    before = book.revision
    assert book.do(Amend(lab)).entry_id == ""
    assert book.revision == before


def test_a_change_says_who_what_and_what_it_moved(book: Logbook) -> None:
    patient = a_patient()
    add(book, patient)
    change = book.do(Add((a_lab(patient, "9.86"),)))
    entries, _ = book.history(patient.id)
    assert change.tables == {"lab_result"}
    assert change.patient_ids == {patient.id}
    assert [entry.label for entry in entries] == ["Add patient P-1", "Add AFP 9.86 ng/mL"]
    assert {entry.author for entry in entries} == {"nurse"}


def test_a_correction_keeps_what_was_before_and_its_reason(book: Logbook) -> None:
    patient = a_patient()
    lab = a_lab(patient, "5.51")
    add(book, patient, lab)
    book.do(Amend(replace(lab, value=Decimal("55.1")), reason="slip misread"))
    entries, changes = book.history(patient.id)
    values = [c.values["value"] for c in changes if c.entity == "lab_result" and c.values]
    assert values == ["5.51", "55.1"]
    assert changes[-1].parent == changes[-2].id
    assert entries[-1].reason == "slip misread"


def test_a_retracted_patient_takes_everything_along_and_comes_back_whole(book: Logbook) -> None:
    patient = a_patient()
    lab = a_lab(patient)
    add(book, patient, lab)
    book.do(Retract("patient", patient.id))
    assert book.patient(patient.id) is None
    assert book.find("P-1") is None
    book.undo()
    record = book.patient(patient.id)
    assert record is not None
    assert record.labs == (lab,)


def test_tables_and_journal_agree_after_all_kinds_of_change(book: Logbook) -> None:
    patient = a_patient()
    lab = a_lab(patient)
    add(book, patient, lab, a_lab(patient, "7.1"))
    book.do(Amend(replace(lab, value=Decimal(6))))
    book.do(Retract("lab_result", lab.id))
    book.undo()
    assert list(faults_of_store(book.store.reader)) == []
