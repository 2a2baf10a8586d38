"""A store with a backup and much that was entered after it, damaged and restored, for tests."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from hcclog.commands.base import Add, Amend, Retract
from hcclog.domain.patient import Patient
from hcclog.domain.sources import Source, SourceKind
from hcclog.exchange.incoming.plan import Plan
from hcclog.exchange.salvage.reading import salvage_plan
from hcclog.logbook import Logbook
from hcclog.store.codec import canonical, table_of, to_payload
from hcclog.store.restore_key import open_keys
from tests.books import a_lab, a_patient, new_book
from tests.restores import opened, restored

Truth = dict[str, tuple[str, str]]
N_PATIENTS = 12
# Is retracted after the backup.
GONE = "OLD-9"
FILE = Source(SourceKind.IMPORTED, "labs.csv", "row 12")


def busy_store(folder: Path) -> tuple[Path, Path]:
    """Make a store with patients, back it up, go on in it; return store and backup."""
    book = new_book(folder / "store.db")
    for n in range(N_PATIENTS):
        _log(book, a_patient(f"OLD-{n}", name=f"Zbigniewska {n}"))
    backup = book.store.back_up("by-hand")
    assert backup is not None
    for n, patient in enumerate(book.patients()):
        _go_on(book, patient, n)
    for n in range(N_PATIENTS):
        _log(book, a_patient(f"NEW-{n}", name=f"Zbigniewska {n}"))
    book.close()
    return folder / "store.db", backup


def _log(book: Logbook, patient: Patient) -> None:
    book.do(Add((patient,)))
    for n in range(3):
        lab = a_lab(patient, f"{n}.50", f"2021-0{n + 1}", id=book.store.new_id(), source=FILE)
        book.do(Add((lab,)))


def _go_on(book: Logbook, patient: Patient, n: int) -> None:
    """Add, correct, retract, and take back, as a day at a clinic does."""
    record = book.patient(patient.id)
    assert record is not None
    first, second, third = record.labs
    book.do(Add((a_lab(patient, f"{n}.75", "2022-01", id=book.store.new_id()),)))
    book.do(Amend(replace(first, note=f"corrected {n}"), "typing error", seen=first))
    if n % 2:
        book.do(Retract("lab_result", second.id, "of another patient"))
    if n % 3 == 0:
        book.do(Retract("lab_result", third.id, "a slip"))
        book.undo()
    if patient.code == GONE:
        book.do(Retract("patient", patient.id, "entered twice"))


def truth_of(book: Logbook) -> Truth:
    """Return what every living entity says but for its source, and what its source says."""
    found: Truth = {}
    for patient in book.patients(limit=1000):
        record = book.patient(patient.id)
        assert record is not None
        every: tuple[Any, ...] = (record.patient, *record.labs)
        found |= {each.id: _said(each) for each in every}
    return found


def _said(entity: Any) -> tuple[str, str]:
    payload = to_payload(entity)
    source = payload.pop("source")
    return canonical([table_of(entity), payload]), canonical(source)


def values_of(truth: Truth) -> dict[str, str]:
    """Return what entities say, whatever their source."""
    return {each: said for each, (said, _) in truth.items()}


def copied(pair: tuple[Path, Path], folder: Path) -> tuple[Path, Path]:
    """Copy a closed store with its backups."""
    shutil.copytree(pair[0].parent, folder / "clinic")
    return folder / "clinic" / pair[0].name, folder / "clinic" / "backups" / pair[1].name


def damage_some(store: Path, n_pages: int, seed: int) -> list[int]:
    """Flip a bit in some pages; return their numbers."""
    content = bytearray(store.read_bytes())
    n_all = len(content) // 4096
    pages = random.Random(seed).sample(range(1, n_all + 1), n_pages)
    for page in pages:
        content[(page - 1) * 4096 + 1234] ^= 16
    store.write_bytes(content)
    return pages


def restored_book(store: Path, backup: Path) -> tuple[Path, Logbook]:
    """Restore the backup; return the folder of what was there, and the store, open."""
    done = restored(store, backup)
    assert done.kept is not None
    return done.kept, opened(store)


def plan_from(folder: Path, book: Logbook) -> Plan:
    """Return what a damaged store would bring."""
    return salvage_plan(folder, book, open_keys)
