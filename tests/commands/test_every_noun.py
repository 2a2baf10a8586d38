"""Every noun can be added, corrected, retracted, undone and redone, and comes back equal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hcclog.commands.base import Add, Amend, Retract
from hcclog.commands.cases import entities_of
from hcclog.domain.discrepancy import DiscrepancyNote
from hcclog.domain.record import NOUNS, Noun, PatientRecord
from hcclog.exchange.casefile import case_paths, read_case
from hcclog.logbook import Logbook
from hcclog.store.projection import faults_of_store
from tests.books import an_id, book_of_cases, new_book

NOTES = {"discrepancy_note": "text", "scan": "region", "series_lesion": None, "lab_result": "assay"}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Logbook]:
    """A store with the three cases, and a person's note on one of them."""
    opened = book_of_cases(tmp_path / "store.db")
    patient = opened.patients()[0]
    opened.do(Add((DiscrepancyNote(an_id(), patient.id, "Figure 1 shows another liver."),)))
    yield opened
    opened.close()


def one_of(book: Logbook, noun: Noun) -> tuple[str, Any]:
    """Return a patient and one entity of a noun that some case has."""
    for patient in book.patients():
        record = book.patient(patient.id)
        part = getattr(record, noun.attribute)
        if part:
            return patient.id, part[-1]
    raise LookupError(noun.table)


def record_of(book: Logbook, patient_id: str) -> PatientRecord:
    record = book.patient(patient_id)
    assert record is not None
    return record


ENTERED = [noun for noun in NOUNS if noun.table != "patient"]


@pytest.mark.parametrize("noun", ENTERED, ids=lambda noun: noun.table)
def test_retract_undo_redo(book: Logbook, noun: Noun) -> None:
    patient_id, entity = one_of(book, noun)
    before = record_of(book, patient_id)
    book.do(Retract(noun.table, entity.id, reason="entered for the wrong patient"))
    retracted = record_of(book, patient_id)
    assert entity not in getattr(retracted, noun.attribute)
    book.undo()
    assert record_of(book, patient_id) == before
    book.redo()
    assert record_of(book, patient_id) == retracted
    assert list(faults_of_store(book.store.reader)) == []


@pytest.mark.parametrize(
    "noun",
    [n for n in ENTERED if NOTES.get(n.table, "note") is not None],
    ids=lambda noun: noun.table,
)
def test_correct_and_undo(book: Logbook, noun: Noun) -> None:
    patient_id, entity = one_of(book, noun)
    name = NOTES.get(noun.table) or ("note" if hasattr(entity, "note") else "wording")
    name = name if hasattr(entity, name) else "findings"
    corrected = replace(entity, **{name: "read again"})
    before = record_of(book, patient_id)
    book.do(Amend(corrected, reason="read again", seen=entity))
    assert corrected in getattr(record_of(book, patient_id), noun.attribute)
    book.undo()
    assert record_of(book, patient_id) == before


@pytest.mark.parametrize("path", case_paths(), ids=lambda path: path.stem)
def test_each_entry_of_a_case_could_be_entered_by_hand(tmp_path: Path, path: Path) -> None:
    """The checks that a person meets refuse nothing that a paper prints."""
    book = new_book(tmp_path / "store.db")
    record = read_case(path, an_id)
    for entity in entities_of(record):
        book.do(Add((entity,)))
    assert record_of(book, record.patient.id) == record
    book.close()
