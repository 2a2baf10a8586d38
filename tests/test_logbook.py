"""Do, undo, redo and read, also after a restart."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcclog.commands.base import Add, Amend, Retract
from hcclog.commands.refused import Refused
from hcclog.domain.record import PatientRecord
from hcclog.logbook import Logbook
from hcclog.store.projection import faults_of_store
from tests.books import a_lab, a_patient, new_book
from tests.commands.words import add


def test_undo_and_redo_go_on_after_a_restart(tmp_path: Path) -> None:
    patient = a_patient()
    first = new_book(tmp_path / "store.db")
    add(first, patient, a_lab(patient, "9.86"))
    first.close()
    second = new_book(tmp_path / "store.db")
    assert second.undo_label == "Add AFP 9.86 ng/mL"
    second.undo()
    second.close()
    third = new_book(tmp_path / "store.db")
    assert third.redo_label == "Add AFP 9.86 ng/mL"
    third.redo()
    assert labs_of(third, patient.id) == ["9.86"]
    third.close()


def test_another_station_undoes_only_its_own(tmp_path: Path) -> None:
    patient = a_patient()
    nurse = new_book(tmp_path / "store.db")
    add(nurse, patient)
    nurse.close()
    oncologist = new_book(tmp_path / "store.db", station="clinic 1")
    assert oncologist.undo_label == ""
    with pytest.raises(Refused, match="nothing to undo"):
        oncologist.undo()
    oncologist.close()


def test_what_was_changed_since_is_not_overwritten_by_undo(tmp_path: Path) -> None:
    patient = a_patient()
    lab = a_lab(patient)
    nurse = new_book(tmp_path / "store.db")
    add(nurse, patient, lab)
    nurse.close()
    oncologist = new_book(tmp_path / "store.db", station="clinic 1")
    oncologist.do(Amend(replace(lab, value=Decimal(7))))
    oncologist.close()
    nurse = new_book(tmp_path / "store.db")
    with pytest.raises(Refused, match="changed since"):
        nurse.undo()
    assert labs_of(nurse, patient.id) == ["7"]
    nurse.close()


def test_k_03_a_second_window_sees_that_the_value_moved(tmp_path: Path) -> None:
    patient = a_patient()
    lab = a_lab(patient)
    book = new_book(tmp_path / "store.db")
    add(book, patient, lab)
    book.do(Amend(replace(lab, value=Decimal(7)), seen=lab))
    with pytest.raises(Refused, match="changed elsewhere"):
        book.do(Amend(replace(lab, value=Decimal(8)), seen=lab))
    assert labs_of(book, patient.id) == ["7"]
    book.close()


def labs_of(book: Logbook, patient_id: str) -> list[str]:
    record = book.patient(patient_id)
    return [str(lab.value) for lab in record.labs] if record else []


STEPS = st.lists(st.sampled_from(["add", "amend", "retract", "undo", "redo"]), max_size=25)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_any_walk_of_edits_undone_ends_where_it_began(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    book = new_book(tmp_path_factory.mktemp("walk") / "store.db")
    patient = a_patient()
    add(book, patient)
    states: list[PatientRecord | None] = [book.patient(patient.id)]
    for step in steps:
        walk(book, patient.id, step)
        states.append(book.patient(patient.id))
    while book.undo_label != "Add patient P-1":
        book.undo()
    assert book.patient(patient.id) == states[0]
    while book.redo_label:
        book.redo()
    assert list(faults_of_store(book.store.reader)) == []
    book.close()


def walk(book: Logbook, patient_id: str, step: str) -> None:
    """Take one step; an undo or redo with nothing to do is no step."""
    record = book.patient(patient_id)
    assert record is not None
    if step == "add":
        book.do(Add((a_lab(record.patient, "5.51"),)))
    elif step == "amend" and record.labs:
        value = (record.labs[0].value or Decimal(0)) + 1
        book.do(Amend(replace(record.labs[0], value=value)))
    elif step == "retract" and record.labs:
        book.do(Retract("lab_result", record.labs[-1].id))
    elif step == "undo" and book.undo_label not in {"", "Add patient P-1"}:
        book.undo()
    elif step == "redo" and book.redo_label:
        book.redo()
