"""Several processes on one store: nothing is lost, nothing forks, and who waits is told so."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.store.audit import read_events
from hcclog.store.beside import beside
from hcclog.store.checks import snapshot
from hcclog.store.errors import Busy
from hcclog.store.projection import faults_of_store
from hcclog.store.sqlcipher import BUSY_SECONDS
from tests.books import a_lab, a_patient, file_of, new_book
from tests.children import run
from tests.commands.words import add
from tests.seats import at_once, count_up, open_as_second, write_and_account

N_SEATS = 4
N_TIMES = 150
N_WRITERS = 6
N_ROWS = 25


@pytest.mark.catalogue("K-04")
def test_four_processes_that_read_change_and_write_lose_nothing(place: str) -> None:
    """In a file they meet at its lock, on a server at the journal's."""
    book = new_book(place)
    patient = a_patient()
    lab = a_lab(patient, "0")
    add(book, patient, lab)
    told = at_once(count_up, place, N_SEATS, lab.id, N_TIMES)

    assert [line.split(",")[0] for line in told] == ["counted"] * N_SEATS
    record = book.patient(patient.id)
    assert record is not None
    assert record.labs[0].value == Decimal(N_SEATS * N_TIMES)
    entries, changes = book.history(patient.id)
    assert len(entries) == 2 + N_SEATS * N_TIMES
    assert [change.seq for change in changes] == list(range(1, len(entries) + 1))
    assert list(faults_of_store(book.store.reader)) == []
    book.close()


@pytest.mark.catalogue("K-07")
def test_six_seats_write_one_journal_and_one_audit_trail(place: str) -> None:
    book = new_book(place)
    told = at_once(write_and_account, place, N_WRITERS, N_ROWS)

    assert told == ["written"] * N_WRITERS
    entries, changes = book.history()
    events = read_events(book.store.backend.query)
    n_all = N_WRITERS * N_ROWS
    assert [entry.seq for entry in entries] == list(range(1, n_all + 1))
    assert [change.seq for change in changes] == list(range(1, 2 * n_all + 1))
    assert [event.seq for event in events] == list(range(1, n_all + 1))
    assert len({change.previous_hash for change in changes}) == len(changes)
    assert len({event.previous_hash for event in events}) == len(events)
    assert book.store.check() == []
    assert {event.station for event in events} == {f"seat {n}" for n in range(N_WRITERS)}
    book.close()


@pytest.mark.catalogue("K-01")
def test_a_second_process_is_told_who_holds_the_store_and_writes_nothing(tmp_path: Path) -> None:
    book = new_book(tmp_path / "store.db")
    add(book, a_patient())
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    code, out = run(open_as_second, tmp_path / "store.db")
    refused, read, *attempts, second = out.splitlines()

    assert (code, int(second) > 0) == (0, True)
    assert "is open already by" in refused
    assert "It can be read meanwhile, not written." in refused
    assert read == f"1 {refused}"
    assert [attempt.partition(":")[0] for attempt in attempts] == ["Refused", "ReadOnly", "Refused"]
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    book.close()


@pytest.mark.catalogue("K-05")
def test_who_saves_while_another_reads_for_long_is_told_so_and_saves_again(tmp_path: Path) -> None:
    """The wait is that of a store, five seconds, and cut short here."""
    book = new_book(tmp_path / "store.db")
    raw = file_of(book).raw
    assert raw.execute("PRAGMA busy_timeout").fetchone() == (5000,) == (BUSY_SECONDS * 1000,)
    raw.execute("PRAGMA busy_timeout=20")
    patient = a_patient()
    with beside(book.store) as reading, snapshot(file_of(Logbook(reading, book.stamp)).raw):
        with pytest.raises(Busy, match="It was not saved: save again"):
            book.do(Add((patient,)))
        assert reading.reader.n_patients() == 0
        assert not raw.in_transaction
    book.do(Add((patient,)))

    assert book.n_patients() == 1
    assert book.store.check() == []
    book.close()
