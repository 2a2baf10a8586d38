"""Faults of a disk for tests: real ones, which the operating system or the database raises."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hcclog.commands.base import Add
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.visit import Visit
from hcclog.logbook import Logbook
from hcclog.store.errors import DiskFull
from tests.books import an_id, file_of

FILLER = "x"
_A_PAGE = 4096
# More visits than this find room in no store that may not grow.
_MOST_FILLERS = 500


@contextmanager
def full_store(book: Logbook) -> Iterator[None]:
    """Let the store have no room, once what room there is was taken by visits of a patient."""
    raw = file_of(book).held
    raw.execute("PRAGMA max_page_count=1").fetchall()
    patient_id = book.patients("", 1)[0].id
    day = ClinicalDate.parse("2026-01")
    fillers = (Visit(an_id(), patient_id, day, note=FILLER) for _ in range(_MOST_FILLERS))
    with pytest.raises(DiskFull):
        deque((book.do(Add((filler,))) for filler in fillers), maxlen=0)
    try:
        yield
    finally:
        file_of(book).held.execute("PRAGMA max_page_count=1000000").fetchall()


@contextmanager
def failing_disk() -> Iterator[None]:
    """Let every write fail that does not go into the first page of a file."""
    import resource

    # Python ignores the signal, so that the write itself fails.
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_A_PAGE, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def rename(path: Path) -> None:
    """Give the file another name, as a person does in a file manager."""
    path.rename(path.with_name("elsewhere.db"))


def delete(path: Path) -> None:
    """Take the file away."""
    path.unlink()


def replace(path: Path) -> None:
    """Put an equal file in its place, as a program does that synchronises."""
    copy = path.with_name("copy.db")
    shutil.copy(path, copy)
    copy.replace(path)
