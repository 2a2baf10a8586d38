"""From the errors of the database and of the disk to those of the store."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

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
from hcclog.store.sqlcipher import DatabaseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOT_A_DATABASE = 26
# The last byte of a code is its kind. Source: SQLite, "Result and Error Codes".
_KINDS: dict[int, tuple[str, type[StoreError]]] = {
    3: ("SQLITE_PERM", NoPermission),
    5: ("SQLITE_BUSY", Busy),
    6: ("SQLITE_LOCKED", Busy),
    8: ("SQLITE_READONLY", ReadOnly),
    10: ("SQLITE_IOERR", DiskRefused),
    11: ("SQLITE_CORRUPT", Damaged),
    13: ("SQLITE_FULL", DiskFull),
    14: ("SQLITE_CANTOPEN", DiskRefused),
    15: ("SQLITE_PROTOCOL", DiskRefused),
    22: ("SQLITE_NOLFS", DiskRefused),
    24: ("SQLITE_FORMAT", Damaged),
    NOT_A_DATABASE: ("SQLITE_NOTADB", Damaged),
}
# The database's backup raises without a code: then its fixed words are known, and no others.
# Source: SQLite, sqlite3_errstr.
_BY_WORDS = {
    "attempt to write a readonly database": 8,
    "database is locked": 5,
    "database table is locked": 6,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": NOT_A_DATABASE,
}
_UNFINISHED = "It ended in the middle of a write: open it once where it can be written."
# Codes that mean something else, or more, than their kind.
_DETAILS: dict[int, tuple[str, type[StoreError], str]] = {
    264: ("SQLITE_READONLY_RECOVERY", ReadOnly, _UNFINISHED),
    776: ("SQLITE_READONLY_ROLLBACK", ReadOnly, _UNFINISHED),
    1032: ("SQLITE_READONLY_DBMOVED", FileMoved, ""),
    1544: ("SQLITE_READONLY_DIRECTORY", ReadOnly, "Its folder is read-only."),
    8458: ("SQLITE_IOERR_CORRUPTFS", Damaged, ""),
}

_BY_ERRNO: dict[int, type[StoreError]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EROFS: ReadOnly,
    errno.EACCES: NoPermission,
    errno.EPERM: NoPermission,
    errno.ENOENT: FolderMissing,
    errno.ENOTDIR: FolderMissing,
    errno.EEXIST: StoreExists,
}


def code_of(error: BaseException) -> int:
    """Return the database's code of an error, also through SQLAlchemy's wrapper; else 0."""
    inner = getattr(error, "orig", None) or error
    code = getattr(inner, "sqlite_errorcode", None)
    if code is None and isinstance(inner, DatabaseError):
        return _BY_WORDS.get(str(inner), 0)
    return int(code or 0)


def fault_of(error: BaseException, path: Path | None = None) -> StoreError | None:
    """Return what a database error means for the store; None where it is no fault of storage.

    Only the error's code is read: its text may hold the parameters, so a patient's values.
    """
    code = code_of(error)
    if code in _DETAILS:
        name, fault, reason = _DETAILS[code]
        return fault(path, reason, name)
    if code & 0xFF in _KINDS:
        name, fault = _KINDS[code & 0xFF]
        return fault(path, code=f"{name} {code}")
    return None


def fault_of_file(error: OSError, path: Path | None = None) -> StoreError:
    """Return what an error of the operating system means for the store."""
    fault = _BY_ERRNO.get(error.errno or 0, DiskRefused)
    return fault(path, code=errno.errorcode.get(error.errno or 0, ""))


@contextmanager
def as_store_error(path: Path | None = None) -> Iterator[None]:
    """Turn database errors inside into the store's; every other error passes as it is.

    Raises:
        StoreError: A fault of storage, without the database's own text.
    """
    try:
        yield
    except Exception as error:
        fault = fault_of(error, path)
        if fault is None:
            raise
        raise fault from None


@contextmanager
def as_file_error(path: Path) -> Iterator[None]:
    """Turn errors of the operating system inside into the store's.

    Raises:
        StoreError: The disk or the system refused.
    """
    try:
        yield
    except OSError as error:
        raise fault_of_file(error, path) from None
