"""An import of every kind of change, for tests of what becomes of it when it is cut short."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hcclog.commands.imports import Import
from hcclog.domain.ids import PatientId
from hcclog.domain.patient import Patient
from hcclog.logbook import Logbook
from tests.books import a_lab, a_patient

N_LABS = 6


def add_ward(book: Logbook) -> None:
    """Add a patient with results that an import then moves."""
    patient = a_patient("P-1")
    labs = (a_lab(patient, str(n), id=book.store.new_id()) for n in range(1, N_LABS + 1))
    book.do(Import("first.csv", (patient, *labs)))


def a_mixed_import(book: Logbook) -> Import:
    """Return an import that adds a patient and results, corrects some and takes one out."""
    old = book.patients()[0]
    record = book.patient(old.id)
    assert record is not None
    new = Patient(PatientId(book.store.new_id()), f"P-{book.n_patients() + 1}")
    created = [a_lab(one, "9.5", id=book.store.new_id()) for one in (old, new, old)]
    amended = [
        (lab, replace(lab, value=Decimal("7.25"), as_typed="7.25")) for lab in record.labs[:2]
    ]
    gone = record.labs[-1]
    return Import(
        "second.csv",
        (new, *created),
        tuple(amended),
        (("lab_result", gone.id),),
        reason="The laboratory corrected them.",
    )
