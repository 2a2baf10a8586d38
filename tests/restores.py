"""Stores with a backup and newer facts for tests of restoring, and what befalls them."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hcclog.commands.base import Add
from hcclog.domain.ids import IdFactory
from hcclog.logbook import Logbook
from hcclog.store.errors import StoreError
from hcclog.store.lock import Holder
from hcclog.store.opening import open_store
from hcclog.store.restoring import Order, Restored, restore
from tests.books import NOW, Clock, Stamps, a_lab, a_patient, file_of, new_book

LATER = NOW + timedelta(days=1)
BEFORE, AFTER = "BEFORE-1", "AFTER-1"
N_PAGE_BYTES = 4096


def store_with_backup(folder: Path) -> tuple[Path, Path]:
    """Make a store with one patient, back it up, and add another; return store and backup."""
    book = new_book(folder / "store.db")
    log_patient(book, BEFORE)
    backup = book.store.back_up("by-hand")
    assert backup is not None
    log_patient(book, AFTER)
    book.close()
    return folder / "store.db", backup


def log_patient(book: Logbook, code: str, n_labs: int = 3) -> None:
    """Log a patient and some results, an entry each."""
    patient = a_patient(code)
    book.do(Add((patient,)))
    for n in range(n_labs):
        book.do(Add((a_lab(patient, f"{n}.51", f"2021-1{n % 3}", id=book.store.new_id()),)))


def order(store_path: Path, backup_path: Path, at_step: str = "") -> Order:
    """Return the order to restore a backup; the process is killed at a step, if one is named."""

    def step(name: str) -> None:
        if name == at_step:
            os.kill(os.getpid(), signal.SIGKILL)

    holder = Holder("Anna", "ward-3", os.getpid(), LATER)
    return Order(
        store_path=store_path,
        backup_path=backup_path,
        holder=holder,
        epoch=f"epoch of {store_path.name}",
        step=step,
    )


def restored(store_path: Path, backup_path: Path) -> Restored:
    """Restore a backup."""
    return restore(order(store_path, backup_path))


def restore_and_die(store_path: str, backup_path: str, at_step: str) -> None:
    """Restore in a process of its own, which is killed at a step."""
    restore(order(Path(store_path), Path(backup_path), at_step))


def restore_on_a_small_disk(store_path: str, backup_path: str, n_bytes: str) -> None:
    """Restore where no file may grow beyond some bytes; tell what came of it."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(n_bytes), int(n_bytes)))
    try:
        restore(order(Path(store_path), Path(backup_path)))
    except StoreError as error:
        print(type(error).__name__)  # noqa: T201 - to the parent
    else:
        print("restored")  # noqa: T201 - to the parent


def finish_and_die(store_path: str, at_step: str) -> None:
    """Finish a restore in a process of its own, which is killed at a step."""
    from hcclog.store.restore_pending import finish_restore

    finish_restore(Path(store_path), order(Path(store_path), Path(), at_step).step)


def refusing(store_path: Path, backup_path: Path, at_step: str, error: OSError) -> Order:
    """Return an order in which the disk refuses at a step."""

    def step(name: str) -> None:
        if name == at_step:
            raise error

    return replace(order(store_path, backup_path), step=step)


def opened(store_path: Path) -> Logbook:
    """Open a store that is there; nothing is laid out for it."""
    clock = Clock(LATER)
    store = open_store(str(store_path), IdFactory(clock.in_ms), clock)
    return Logbook(store, Stamps(epoch=store.epoch, clock=clock))


def codes_in(store_path: Path) -> tuple[str, ...]:
    """Open a store, look that it is whole, and return the codes of its patients."""
    book = opened(store_path)
    try:
        assert book.store.check() == []
        return tuple(patient.code for patient in book.patients())
    finally:
        book.close()


def die_in_write(store_path: str) -> None:
    """Be killed in the middle of a write, so that a hot journal lies beside a half-written file."""
    book = new_book(Path(store_path))
    raw = file_of(book).raw
    raw.execute("PRAGMA cache_size=5")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
        " INSERT INTO store_meta (key, value) SELECT 'half ' || i, hex(randomblob(200)) FROM n"
    )
    os.kill(os.getpid(), signal.SIGKILL)


def damage_page(path: Path, number: int) -> None:
    """Overwrite the middle of a page, counted from 1."""
    with path.open("r+b") as file:
        file.seek((number - 1) * N_PAGE_BYTES + 2000)
        file.write(b"\x00\xff" * 20)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder and below it, but locks."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }
