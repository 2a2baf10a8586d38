"""Faults of the disk reach the person as sentences, and what was acknowledged stays."""

import errno
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from hcclog.store.checks import full_check
from hcclog.store.errors import (
    Busy,
    Damaged,
    DiskFull,
    DiskRefused,
    FileMoved,
    FolderMissing,
    NoPermission,
    ReadOnly,
    StoreError,
    StoreExists,
)
from hcclog.store.faults import as_file_error, as_store_error, code_of, fault_of, fault_of_file
from hcclog.store.lock import Holder, hold
from hcclog.store.sqlcipher import DatabaseError
from tests.children import commit_all, commit_until_refused, run
from tests.disks import a_small_disk, fill_disk
from tests.stores import NAME, NOW, StoreFile, add_patients, make_store, rows_of

unix = pytest.mark.skipif(sys.platform == "win32", reason="limits and renaming of Unix")


@pytest.fixture
def store(tmp_path: Path) -> StoreFile:
    """A store with a hundred patients, closed."""
    return make_store(tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB."""
    with a_small_disk(tmp_path / "small") as folder:
        yield folder


def _error(code: int) -> Exception:
    error: Exception = dbapi2.OperationalError(f"({NAME!r}, '5.51')")
    error.sqlite_errorcode = code  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("code", "fault", "told"),
    [
        (sqlite3.SQLITE_FULL, DiskFull, "SQLITE_FULL 13"),
        (sqlite3.SQLITE_IOERR_WRITE, DiskRefused, "SQLITE_IOERR 778"),
        (sqlite3.SQLITE_IOERR_FSYNC, DiskRefused, "SQLITE_IOERR 1034"),
        (sqlite3.SQLITE_IOERR_CORRUPTFS, Damaged, "SQLITE_IOERR_CORRUPTFS"),
        (sqlite3.SQLITE_READONLY, ReadOnly, "SQLITE_READONLY 8"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, ReadOnly, "SQLITE_READONLY_DIRECTORY"),
        (sqlite3.SQLITE_READONLY_ROLLBACK, ReadOnly, "SQLITE_READONLY_ROLLBACK"),
        (sqlite3.SQLITE_READONLY_RECOVERY, ReadOnly, "SQLITE_READONLY_RECOVERY"),
        (sqlite3.SQLITE_READONLY_DBMOVED, FileMoved, "SQLITE_READONLY_DBMOVED"),
        (sqlite3.SQLITE_CANTOPEN, DiskRefused, "SQLITE_CANTOPEN 14"),
        (sqlite3.SQLITE_PERM, NoPermission, "SQLITE_PERM 3"),
        (sqlite3.SQLITE_CORRUPT, Damaged, "SQLITE_CORRUPT 11"),
        (sqlite3.SQLITE_CORRUPT_VTAB, Damaged, "SQLITE_CORRUPT 267"),
        (sqlite3.SQLITE_NOTADB, Damaged, "SQLITE_NOTADB 26"),
        (sqlite3.SQLITE_FORMAT, Damaged, "SQLITE_FORMAT 24"),
        (sqlite3.SQLITE_PROTOCOL, DiskRefused, "SQLITE_PROTOCOL 15"),
        (sqlite3.SQLITE_NOLFS, DiskRefused, "SQLITE_NOLFS 22"),
        (sqlite3.SQLITE_BUSY, Busy, "SQLITE_BUSY 5"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, Busy, "SQLITE_BUSY 517"),
        (sqlite3.SQLITE_LOCKED, Busy, "SQLITE_LOCKED 6"),
    ],
)
def test_each_code_has_its_fault(code: int, fault: type[StoreError], told: str) -> None:
    found = fault_of(_error(code), Path("a.db"))

    assert type(found) is fault
    assert found.code == told
    assert NAME not in found.sentence
    assert "5.51" not in found.sentence


@pytest.mark.parametrize(
    "code",
    [sqlite3.SQLITE_CONSTRAINT_CHECK, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_INTERRUPT],
    ids=["a rule of the schema", "bad SQL", "interrupted"],
)
def test_a_mistake_of_ours_is_no_fault_of_the_disk(code: int) -> None:
    assert fault_of(_error(code)) is None
    with pytest.raises(DatabaseError), as_store_error():
        raise _error(code)


def test_what_is_no_database_error_passes() -> None:
    with pytest.raises(LookupError, match="mine"), as_store_error():
        raise LookupError("mine")


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, ReadOnly),
        (errno.EACCES, NoPermission),
        (errno.EPERM, NoPermission),
        (errno.ENOENT, FolderMissing),
        (errno.EEXIST, StoreExists),
        (errno.EIO, DiskRefused),
        (errno.EFBIG, DiskRefused),
        (None, DiskRefused),
    ],
    ids=lambda cell: errno.errorcode.get(cell, "other") if isinstance(cell, int) else None,
)
def test_each_error_of_the_system_has_its_fault(
    number: int | None, fault: type[StoreError]
) -> None:
    error = OSError(number, os.strerror(number), "x") if number else OSError("odd")

    assert type(fault_of_file(error)) is fault
    with pytest.raises(fault), as_file_error(Path("a.db")):
        raise error


def test_s_03_a_full_store_takes_writes_again_when_there_is_room(store: StoreFile) -> None:
    with closing(store.open()) as connection:
        row = connection.execute("PRAGMA page_count").fetchone()
        assert row is not None
        connection.execute(f"PRAGMA max_page_count={row[0] + 2}")
        told = commit_all(connection.execute, lambda: add_patients(connection, 50))
        n_committed, fault = told.split()[:2]
        if connection.in_transaction:
            connection.execute("ROLLBACK")

        assert fault == "DiskFull"
        assert len(connection.execute("SELECT 1 FROM patient").fetchall()) == (
            100 + 50 * int(n_committed)
        )
        connection.execute(f"PRAGMA max_page_count={row[0] + 1000}")
        connection.execute("BEGIN IMMEDIATE")
        add_patients(connection, 50)
        connection.execute("COMMIT")
        assert full_check(connection).is_whole


@unix
def test_s_03_a_full_disk_loses_nothing_acknowledged(small_disk: Path) -> None:
    store = make_store(small_disk)
    with closing(store.open()) as connection:
        told = commit_all(connection.execute, lambda: add_patients(connection, 50))
        n_committed, fault = told.split()[:2]
        assert fault == "DiskFull"
        assert connection.execute("SELECT count(*) FROM patient").fetchone() == (
            100 + 50 * int(n_committed),
        )
    with closing(store.open()) as connection:
        assert full_check(connection).is_whole
        assert connection.execute("SELECT count(*) FROM patient").fetchone() == (
            100 + 50 * int(n_committed),
        )


@unix
def test_s_03_a_store_on_a_full_disk_opens(small_disk: Path) -> None:
    store = make_store(small_disk)
    fill_disk(small_disk / "film.avi")

    with (
        hold(store.path, Holder("Anna", "ward-3", 1, NOW)),
        closing(store.open()) as connection,
    ):
        assert len(rows_of(connection)) == 400
        with pytest.raises(DiskFull), as_store_error():
            add_patients(connection, 1)
        (small_disk / "film.avi").unlink()
        add_patients(connection, 1)
        assert len(rows_of(connection)) == 404


@unix
def test_s_04_a_write_error_loses_nothing_acknowledged(store: StoreFile) -> None:
    _, told = run(commit_until_refused, store.path, 40_000)
    n_committed, fault, *code = told.split()

    assert fault == "DiskRefused"
    assert code == ["SQLITE_IOERR", str(sqlite3.SQLITE_IOERR_WRITE)]
    with closing(store.open()) as connection:
        assert full_check(connection).is_whole
        assert connection.execute("SELECT count(*) FROM patient").fetchone() == (
            100 + int(n_committed),
        )


@unix
@pytest.mark.parametrize("what", ["renamed", "deleted", "replaced"])
def test_s_12_a_file_moved_while_open_stops_the_next_save(store: StoreFile, what: str) -> None:
    with closing(store.open()) as connection:
        copy = store.path.with_name("copy.db")
        shutil.copy(store.path, copy)
        if what == "renamed":
            store.path.rename(store.path.with_name("other.db"))
        elif what == "deleted":
            store.path.unlink()
        else:
            copy.replace(store.path)
        with pytest.raises(FileMoved, match="moved, removed or replaced"), as_store_error():
            connection.execute("INSERT INTO patient VALUES (900, 'x')")


def test_somebody_who_writes_is_said_to(store: StoreFile) -> None:
    with closing(store.open()) as first, closing(store.open()) as second:
        second.execute("PRAGMA busy_timeout=10")
        first.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy, match="writing to the store"), as_store_error(store.path):
            second.execute("BEGIN IMMEDIATE")


def test_l_02_no_parameter_comes_through_sqlalchemy(store: StoreFile) -> None:
    with closing(store.open()) as raw:
        engine = create_engine(
            "sqlite://", creator=lambda: raw, poolclass=StaticPool, module=dbapi2
        )
        row = raw.execute("PRAGMA page_count").fetchone()
        assert row is not None
        raw.execute(f"PRAGMA max_page_count={row[0]}")
        with (
            pytest.raises(DiskFull) as refused,
            as_store_error(store.path),
            engine.begin() as connection,
        ):
            connection.exec_driver_sql(
                "INSERT INTO patient VALUES (?, ?)", (1000, f"{NAME} {'x' * 50_000}")
            )
        engine.dispose()
    assert NAME not in refused.value.sentence
    assert refused.value.__suppress_context__


def test_the_name_is_found_inside_a_wrapper_too() -> None:
    wrapper = RuntimeError("outer")
    wrapper.orig = _error(sqlite3.SQLITE_BUSY)  # type: ignore[attr-defined]

    assert code_of(wrapper) == sqlite3.SQLITE_BUSY
    assert code_of(RuntimeError("no database")) == 0
    assert isinstance(fault_of(wrapper), Busy)


@pytest.mark.parametrize("fault", [Damaged, DiskRefused, FileMoved])
def test_after_some_faults_the_connection_is_of_no_use(fault: type[StoreError]) -> None:
    assert fault.ends_connection
    assert not DiskFull.ends_connection
