"""Faults of a disk for tests: real ones, which the operating system or the database raises."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hcclog.logbook import Logbook
from tests.books import file_of

_A_PAGE = 4096


@contextmanager
def full_store(book: Logbook) -> Iterator[None]:
    """Let the store have no room: the database says what it says of a full disk."""
    raw = file_of(book).held
    row = raw.execute("PRAGMA page_count").fetchone()
    assert row is not None
    raw.execute(f"PRAGMA max_page_count={row[0]}").fetchall()
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
