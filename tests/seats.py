"""Seats: several processes that write in one store at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import Path

from hcclog.commands.base import Add
from hcclog.commands.refused import Refused
from hcclog.domain.acts import Act
from hcclog.domain.ids import IdFactory, PatientId
from hcclog.domain.patient import Patient
from hcclog.logbook import Logbook
from hcclog.store.connection import connect
from hcclog.store.errors import Busy, HeldByOther, StoreError
from hcclog.store.keys import read_envelope
from hcclog.store.opening import open_held_store, open_store
from hcclog.store.sqlite_file import SqliteFile
from hcclog.store.store import Store
from hcclog.store.transaction import Transaction
from tests.books import Clock, Stamps, a_lab, a_patient, new_book
from tests.children import first_line, start


@dataclass(frozen=True)
class CountUp:
    """Read a result inside the transaction, and write the next number in its place."""

    lab_id: str
    label: str = "Count up"
    reason: str = ""

    def apply(self, transaction: Transaction) -> None:
        """Read, change, write."""
        lab = transaction.reader.get("lab_result", self.lab_id)
        assert lab is not None
        value = Decimal(lab.value) + 1
        transaction.update(replace(lab, value=value, as_typed=str(value)))


def take_a_seat(place: str, station: str) -> Logbook:
    """Open a store beside its holder, as `store.beside` does it for threads."""
    if "://" in place:
        return new_book(place, station)
    path, clock = Path(place), Clock()
    envelope = read_envelope(path)
    backend = SqliteFile(path, connect(path, envelope.raw_key), None, envelope, read_only=False)
    store = Store(backend, IdFactory(clock.in_ms), clock)
    return Logbook(store, Stamps(station=station, clock=clock))


def at_once(work: Callable[..., None], place: str, n_seats: int, *arguments: object) -> list[str]:
    """Do a work in several processes that begin together; return what each told at its end."""
    seats = [start(work, place, f"seat {n}", *arguments) for n in range(n_seats)]
    try:
        for seat in seats:
            assert first_line(seat) == "ready"
        for seat in seats:
            assert seat.stdin is not None
            seat.stdin.close()
        return [first_line(seat) for seat in seats]
    finally:
        for seat in seats:
            seat.wait()
            assert seat.stdout is not None
            seat.stdout.close()


def wait_for_the_others() -> None:
    """Say that all is imported and open, and wait until all are told to begin."""
    print("ready", flush=True)  # noqa: T201 - to the parent
    sys.stdin.read()


def until_saved(save: Callable[[], object]) -> int:
    """Save again as long as another writes; return how often that had to be."""
    n_again = 0
    while True:
        try:
            save()
        except Busy:
            n_again += 1
        else:
            return n_again


def count_up(place: str, station: str, lab_id: str, n_times: str) -> None:
    """Count one result up, again and again."""
    book = take_a_seat(place, station)
    wait_for_the_others()
    n_again = sum(until_saved(partial(book.do, CountUp(lab_id))) for _ in range(int(n_times)))
    book.close()
    print(f"counted, {n_again} again", flush=True)  # noqa: T201 - to the parent


def write_and_account(place: str, station: str, n_times: str) -> None:
    """Write rows of the journal and of the audit trail in turn."""
    book = take_a_seat(place, station)
    wait_for_the_others()
    for n in range(int(n_times)):
        patient = Patient(PatientId(book.store.new_id()), f"{station}-{n}")
        both = Add((patient, a_lab(patient, id=book.store.new_id())))
        until_saved(partial(book.do, both))
        until_saved(partial(book.account, Act.PRINT, (patient.id,), format="PDF"))
    book.close()
    print("written", flush=True)  # noqa: T201 - to the parent


def open_as_second(place: str) -> None:
    """Try to open a store that another process holds, and to write in it; tell what came of it."""
    clock = Clock()
    try:
        open_store(place, IdFactory(clock.in_ms), clock).close()
    except HeldByOther as held:
        print(held.sentence)  # noqa: T201 - to the parent
    else:
        print("opened")  # noqa: T201 - to the parent
    book = Logbook(open_held_store(place, IdFactory(clock.in_ms), clock), Stamps(clock=clock))
    print(book.n_patients(), book.store.notice)  # noqa: T201 - to the parent
    tries: Sequence[Callable[[], object]] = (
        lambda: book.do(Add((a_patient("P-2"),))),
        lambda: book.keep_draft("visit", "", "{}"),
        book.undo,
    )
    for attempt in tries:
        try:
            attempt()
        except (Refused, StoreError) as error:
            print(f"{type(error).__name__}: {error}")  # noqa: T201 - to the parent
        else:
            print("wrote")  # noqa: T201 - to the parent
    book.close()
    print(os.getpid(), flush=True)  # noqa: T201 - to the parent
