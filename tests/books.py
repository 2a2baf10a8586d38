"""Logbooks and entities for tests: real stores with a clock and a user that stand still."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import count
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import mkdtemp
from typing import Any

from hcclog.cli.opening import load_cases
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, IdFactory, PatientId
from hcclog.domain.labs import LabResult
from hcclog.domain.patient import Patient
from hcclog.logbook import Logbook
from hcclog.store.opening import open_store
from hcclog.store.sqlite_file import SqliteFile
from hcclog.store.stamp import Stamp

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that goes one second forward at each look."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        """Return the time, and go on."""
        self.now += timedelta(seconds=1)
        return self.now

    def in_ms(self) -> int:
        """Return the time in milliseconds since 1970."""
        return int(self().timestamp() * 1000)


@dataclass
class Stamps:
    """Stamps of one user at one station."""

    epoch: str = "epoch"
    author: str = "nurse"
    station: str = "ward 3"
    clock: Clock = field(default_factory=Clock)

    def __call__(self) -> Stamp:
        """Return the stamp of this moment."""
        at = self.clock().isoformat(timespec="milliseconds")
        return Stamp(self.author, "nurse", self.station, self.epoch, at, 60, TODAY, "0.1.0")


def new_book(target: Path | str, station: str = "ward 3") -> Logbook:
    """Open a store that is made where there is none, without the cases."""
    return _opened(Path(target), target, station, Clock(), _empty_store)


def book_of_cases(target: Path) -> Logbook:
    """Open a new store with the three published cases; its clock goes on from there."""
    return _opened(
        target, target, "ward 3", Clock(_store_of_cases()[1]), lambda: _store_of_cases()[0]
    )


@cache
def _empty_store() -> Path:
    """Make one empty store by the real migrations; the others of this process are its copies."""
    folder = Path(mkdtemp(prefix="hcclog-empty-"))
    atexit.register(rmtree, folder)
    clock = Clock()
    open_store(str(folder / "empty.db"), IdFactory(clock.in_ms), clock).close()
    return folder / "empty.db"


@cache
def _store_of_cases() -> tuple[Path, datetime]:
    """Load the published cases once by the real command; return where, and when that was done."""
    path = _empty_store().with_name("cases") / "cases.db"
    path.parent.mkdir()
    clock = Clock()
    with closing(_opened(path, path, "ward 3", clock, _empty_store)) as book:
        load_cases(book)
    return path, clock.now


def _opened(
    path: Path, target: Path | str, station: str, clock: Clock, made: Callable[[], Path]
) -> Logbook:
    """Open a store; where nothing of one lies there, a copy of one that was made."""
    if path.suffix == ".db" and path.parent.is_dir() and not list(path.parent.glob("*.*")):
        copyfile(made(), path)
        copyfile(made().with_suffix(".keys"), path.with_suffix(".keys"))
    store = open_store(str(target), IdFactory(clock.in_ms), clock)
    return Logbook(store, Stamps(station=station, clock=clock))


def file_of(book: Logbook) -> SqliteFile:
    """Return the file under a logbook that is known to be one."""
    backend = book.store.backend
    assert isinstance(backend, SqliteFile)
    return backend


_NUMBER = count(1)


def an_id() -> EntityId:
    """Return an id that no other call returns."""
    return EntityId(f"00000000-0000-7000-8000-{next(_NUMBER):012d}")


def a_patient(code: str = "P-1", **fields: Any) -> Patient:
    """Return a patient with a code."""
    return Patient(PatientId(an_id()), code, **fields)


def a_lab(patient: Patient, value: str = "5.51", on: str = "2021-10", **fields: Any) -> LabResult:
    """Return an AFP result in ng/mL."""
    given = {"id": an_id(), "analyte": "afp", "unit": "ng/mL", "as_typed": value, **fields}
    return LabResult(
        patient_id=patient.id, on=ClinicalDate.parse(on), value=Decimal(value), **given
    )
