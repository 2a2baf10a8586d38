"""The record that the logbook holds is the one that a new reading of the store gives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hcclog.commands.base import Add, Amend, Retract, Together
from hcclog.commands.held import MOST_HELD
from hcclog.commands.refused import Refused
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.patient import Patient
from hcclog.domain.record import NOUNS, PatientRecord
from hcclog.domain.visit import Visit
from hcclog.logbook import Logbook
from tests.books import a_lab, a_patient, an_id, new_book

_ON = ClinicalDate.parse("2021-10")


@contextmanager
def _a_book() -> Iterator[tuple[Logbook, Patient]]:
    """Open a store with one patient, whose record was read."""
    with TemporaryDirectory() as folder:
        book = new_book(Path(folder) / "store.db")
        patient = a_patient()
        book.do(Add((patient,)))
        book.patient(patient.id)
        yield book, patient
        book.close()


def _entities(book: Logbook, patient: Patient) -> list[tuple[str, Any]]:
    record = book.store.reader.record(patient.id) or PatientRecord(patient)
    return [(n.table, e) for n in NOUNS[1:] for e in getattr(record, n.attribute)]


def _amended(entity: Any) -> Any:
    return replace(entity, note=f"{entity.note}.")


def _step(book: Logbook, patient: Patient, step: tuple[str, int]) -> None:
    """Do one thing; what has nothing to work on is refused or left."""
    name, number = step
    there = _entities(book, patient)
    table, entity = there[number % len(there)] if there else ("lab_result", None)
    if name == "add":
        visit = Visit(an_id(), patient.id, _ON, 1)
        book.do(Add((a_lab(patient, f"{number}.50"), visit)))
    elif name == "rename":
        book.do(Amend(replace(patient, name=f"name {number}")))
    elif name in {"undo", "redo"}:
        getattr(book, name)()
    elif name == "refused" and entity is not None:
        book.do(Together((Retract(table, entity.id), Add((entity, entity))), "Twice"))
    elif entity is not None:
        book.do(Amend(_amended(entity)) if name == "amend" else Retract(table, entity.id))


_NAMES = ("add", "add", "amend", "retract", "undo", "redo", "rename", "refused")
_STEPS = st.lists(st.tuples(st.sampled_from(_NAMES), st.integers(0, 5)), max_size=10)


@settings(max_examples=40)
@given(steps=_STEPS)
def test_after_each_step_it_is_what_the_store_holds(steps: list[tuple[str, int]]) -> None:
    with _a_book() as (book, patient):
        for step in steps:
            with suppress(Refused):
                _step(book, patient, step)
            # In words, for 5.5 and 5.50 are equal and not the same.
            assert repr(book.patient(patient.id)) == repr(book.store.reader.record(patient.id))


def test_what_another_station_writes_is_seen(tmp_path: Path) -> None:
    here = new_book(tmp_path / "store.db")
    patient = a_patient()
    here.do(Add((patient,)))
    assert here.patient(patient.id) is not None
    there = Logbook(here.store, here.stamp)
    there.do(Add((a_lab(patient, "7"),)))
    here.do(Add((a_lab(patient, "8"),)))
    assert here.patient(patient.id) == here.store.reader.record(patient.id)
    here.close()


def test_a_command_that_writes_nothing_leaves_what_is_held() -> None:
    with _a_book() as (book, patient):
        held = book.patient(patient.id)
        book.do(Amend(patient))
        assert book.patient(patient.id) is held


def test_few_records_are_held() -> None:
    with _a_book() as (book, first):
        people = [a_patient(f"P-{n}") for n in range(2, MOST_HELD + 3)]
        book.do(Add(tuple(people)))
        held = book.patient(people[0].id)
        for person in people[1:]:
            assert book.patient(person.id) is not None
        assert book.patient(people[-1].id) is book.patient(people[-1].id)
        assert book.patient(people[0].id) is not held
        assert book.patient(people[0].id) == held
        assert book.patient(first.id) is not None
