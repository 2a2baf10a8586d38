"""Many entities at once: the journal says the same as of one after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from hcclog.domain.ids import IdFactory
from hcclog.logbook import Logbook
from hcclog.store.opening import open_store
from hcclog.store.transaction import Transaction
from tests.books import Clock, Stamps, a_lab, a_patient, new_book

NEW = [a_patient("P-1", name="Abe"), a_patient("P-2")]
LABS = [
    a_lab(NEW[0], "5.51", "2021-10-01", laboratory="North", as_typed="5,51"),
    a_lab(NEW[1], "6", "2021-10-02"),
    a_lab(NEW[0], "7.0", "day 28 # week four"),
]
ALL: list[Any] = [*NEW, *LABS]


@dataclass(frozen=True)
class Write:
    """A command that does what a test says."""

    work: Callable[[Transaction], None]
    label: str = "Write"
    reason: str = ""

    def apply(self, transaction: Transaction) -> None:
        self.work(transaction)


def one_by_one(entities: Sequence[Any]) -> Write:
    def work(transaction: Transaction) -> None:
        for entity in entities:
            transaction.create(entity)

    return Write(work)


def at_once(entities: Sequence[Any]) -> Write:
    return Write(lambda transaction: transaction.create_many(entities))


def a_still_book(path: Path, monkeypatch: pytest.MonkeyPatch) -> Logbook:
    """Open a store in which nothing is left to chance: ids, salts and the store's own id."""
    numbers = count(1)
    monkeypatch.setattr(os, "urandom", lambda n: next(numbers).to_bytes(n, "big"))
    clock = Clock()
    store = open_store(str(path), IdFactory(clock.in_ms), clock)
    return Logbook(store, Stamps(clock=clock))


def journal(book: Logbook) -> list[Any]:
    entries, changes = book.history()
    return [*entries, *changes]


def test_the_journal_is_the_same_to_the_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    for name, command in (("one", one_by_one), ("many", at_once)):
        book = a_still_book(tmp_path / f"{name}.db", monkeypatch)
        book.do(command(ALL))
        said.append(journal(book))
        assert book.store.check() == []
        book.close()
    assert said[0] == said[1]


def test_all_stand_in_the_record_and_are_found(book: Logbook) -> None:
    change = book.do(at_once(ALL))
    record = book.patient(NEW[0].id)
    assert record is not None
    assert [lab.as_typed for lab in record.labs] == ["5,51", "7.0"]
    assert book.find("p-2") == NEW[1].id
    assert change.patient_ids == {NEW[0].id, NEW[1].id}
    assert change.entity_ids == tuple(entity.id for entity in ALL)
    assert book.store.check() == []


def test_a_record_that_is_held_is_carried_on(book: Logbook) -> None:
    book.do(at_once(NEW))
    assert book.patient(NEW[0].id) is not None
    book.do(at_once(LABS))
    held, read = book.patient(NEW[0].id), book.store.reader.record(NEW[0].id)
    assert held == read
    book.undo()
    assert book.patient(NEW[0].id) == book.store.reader.record(NEW[0].id)


def test_more_than_one_chunk_is_one_chain(book: Logbook) -> None:
    labs = [a_lab(NEW[0], str(n), "2021-10-01") for n in range(2300)]
    book.do(at_once([NEW[0], *labs]))
    record = book.patient(NEW[0].id)
    assert record is not None
    assert [lab.as_typed for lab in record.labs] == [str(n) for n in range(2300)]
    assert book.revision == 1
    assert book.store.check() == []


def test_undo_and_redo_take_all_back_and_bring_all_again(book: Logbook) -> None:
    book.do(at_once(NEW))
    labs = [a_lab(NEW[n % 2], str(n), "2021-10-01") for n in range(1200)]
    book.do(at_once(labs))
    whole = book.patient(NEW[0].id)
    book.undo()
    without = book.patient(NEW[0].id)
    assert without is not None
    assert without.labs == ()
    book.redo()
    assert book.patient(NEW[0].id) == whole
    assert book.store.check() == []
    _, changes = book.history()
    assert [change.kind for change in changes[2:]] == [
        kind for kind in ("create", "void", "create") for _ in labs
    ]
    # Each redone result continues the history of the one that was there.
    last = {change.id: change for change in changes}
    assert all(last[change.parent or ""].kind == "void" for change in changes[2 + 2400 :])


def test_patients_who_were_added_at_once_can_be_taken_back(book: Logbook) -> None:
    book.do(at_once(ALL))
    book.undo()
    assert book.patients() == ()
    book.redo()
    assert [patient.code for patient in book.patients()] == ["P-1", "P-2"]
    assert book.store.check() == []


def test_what_is_not_there_cannot_be_taken_back(tmp_path: Path) -> None:
    book = new_book(tmp_path / "store.db")
    book.do(at_once(ALL))
    _, changes = book.history()
    book.undo()
    with pytest.raises(LookupError):
        book.do(Write(lambda transaction: transaction.revert_all(changes[2:])))
    assert book.store.check() == []
    book.close()
