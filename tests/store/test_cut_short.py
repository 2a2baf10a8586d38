"""A command that is cut short at any statement has done nothing; done again, it has done all."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from hcclog.logbook import Logbook
from tests.books import new_book
from tests.imports import a_mixed_import, add_ward
from tests.kills import import_and_die, killed

EVENTS = ("before_cursor_execute", "commit")


class Fault(Exception):
    """Something that nobody thought of."""


@contextmanager
def fault_at(n_last: int) -> Iterator[list[str]]:
    """Fail at a statement, the commit among them; 0 for none. Yields those that came till then."""
    told: list[str] = []

    def listen(*given: Any) -> None:
        told.append(str(given[2]) if len(given) > 1 else "COMMIT")
        if len(told) == n_last:
            raise Fault

    for name in EVENTS:
        event.listen(Engine, name, listen)
    try:
        yield told
    finally:
        for name in EVENTS:
            event.remove(Engine, name, listen)


def do_import(book: Logbook) -> None:
    book.do(a_mixed_import(book))


def undo_import(book: Logbook) -> None:
    book.undo()


def keep_draft(book: Logbook) -> None:
    book.keep_draft("visit", book.patients()[0].id, '{"note": "half"}')


def facts_of(book: Logbook) -> tuple[Any, ...]:
    """Return all that the store says, by another way than what the logbook holds."""
    reader = book.store.reader
    records = [reader.record(patient_id) for patient_id in reader.patient_ids()]
    return records, reader.entries(), reader.changes(), reader.drafts("ward 3")


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Logbook]:
    """A store with a patient and results, and one thing to undo."""
    book = new_book(tmp_path / "store.db")
    add_ward(book)
    do_import(book)
    yield book
    book.close()


@pytest.mark.catalogue("I-09")
@pytest.mark.parametrize(
    "work",
    [
        pytest.param(do_import, id="an import"),
        pytest.param(undo_import, id="an undo"),
        pytest.param(keep_draft, id="a draft"),
    ],
)
def test_a_fault_at_any_statement_leaves_all_as_it_was(
    ward: Logbook, work: Callable[[Logbook], None]
) -> None:
    before = facts_of(ward)
    n_last = 0
    while True:
        n_last += 1
        with fault_at(n_last) as told:
            try:
                work(ward)
            except Fault:
                assert facts_of(ward) == before, told[-1]
                assert ward.patient(ward.patients()[0].id) == before[0][0]
                continue
        break
    assert told[-1] == "COMMIT"
    assert n_last == len(told) + 1 > 3
    assert facts_of(ward) != before
    assert ward.store.check() == []


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of Unix")
@pytest.mark.catalogue("I-09")
def test_an_import_killed_at_any_statement_has_written_nothing(tmp_path: Path) -> None:
    book = new_book(tmp_path / "store.db")
    add_ward(book)
    with fault_at(0) as statements:
        trial = tmp_path / "trial"
        trial.mkdir()
        for name in ("store.db", "store.keys"):
            shutil.copy(tmp_path / name, trial / name)
        other = new_book(trial / "store.db")
        do_import(other)
        other.close()
    before = facts_of(book)
    book.close()
    told = killed(import_and_die, [0] * len(statements), tmp_path / "store.db")

    assert told == [[]] * len(statements)
    book = new_book(tmp_path / "store.db")
    assert facts_of(book) == before
    assert book.store.check() == []
    do_import(book)
    assert facts_of(book) != before
    book.close()
