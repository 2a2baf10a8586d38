"""Any history comes back equal, entry by entry and hash by hash."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from hcclog.commands.base import Add, Amend, Retract
from hcclog.commands.refused import Refused
from hcclog.logbook import Logbook
from tests.books import a_lab, a_patient, new_book
from tests.exchange.dump.dumps import dump, take_in

STEPS = ("patient", "lab", "correct", "rename", "retract", "void", "undo", "redo")


def do(book: Logbook, step: str, number: int) -> None:
    """Do one thing of many, with the patient that a number picks; nothing where none is there."""
    patients = book.patients()
    if step == "patient":
        book.do(Add((a_patient(f"P-{number}-{book.revision}", name="王 O'Brien"),)))
    elif step in {"undo", "redo"}:
        getattr(book, step)()
    elif patients:
        do_with(book, step, patients[number % len(patients)].id)


def do_with(book: Logbook, step: str, patient_id: str) -> None:
    record = book.patient(patient_id)
    assert record is not None
    if step == "lab":
        book.do(Add((a_lab(record.patient, "5.50", note="5,50 “typed”\n"),)))
    elif step == "rename":
        renamed = replace(record.patient, name=f"{record.patient.name}x")
        book.do(Amend(renamed, "typing error", seen=record.patient))
    elif step == "void":
        book.do(Retract("patient", patient_id))
    elif record.labs and step == "correct":
        lab = record.labs[-1]
        book.do(Amend(replace(lab, note=f"{lab.note}y"), "read again", seen=lab))
    elif record.labs:
        book.do(Retract("lab_result", record.labs[0].id))


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 3)), min_size=1, max_size=30))
def test_a_history_comes_back_equal(steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "other").mkdir()
        book, other = new_book(f"{folder}/store.db"), new_book(f"{folder}/other/store.db")
        for step, number in steps:
            try:
                do(book, step, number)
            except Refused:
                continue
        take_in(dump(book, Path(folder) / "d.jsonl"), other)
        assert other.history() == book.history()
        assert other.patients() == book.patients()
        assert [other.patient(p.id) for p in other.patients()] == [
            book.patient(p.id) for p in book.patients()
        ]
        assert other.store.check() == []
        book.close()
        other.close()
