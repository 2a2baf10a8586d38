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

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# By the beginning of the name: the longer one first. Source: SQLite, "Result and Error Codes".
_BY_NAME: tuple[tuple[str, type[StoreError]], ...] = (
    ("SQLITE_FULL", DiskFull),
    ("SQLITE_READONLY_DBMOVED", FileMoved),
    ("SQLITE_READONLY", ReadOnly),
    ("SQLITE_PERM", NoPermission),
    ("SQLITE_AUTH", NoPermission),
    ("SQLITE_IOERR_CORRUPTFS", Damaged),
    ("SQLITE_IOERR", DiskRefused),
    ("SQLITE_CANTOPEN", DiskRefused),
    ("SQLITE_PROTOCOL", DiskRefused),
    ("SQLITE_NOLFS", DiskRefused),
    ("SQLITE_CORRUPT", Damaged),
    ("SQLITE_NOTADB", Damaged),
    ("SQLITE_FORMAT", Damaged),
    ("SQLITE_BUSY", Busy),
    ("SQLITE_LOCKED", Busy),
)
_UNFINISHED = "It ended in the middle of a write: open it once where it can be written."
_REASONS = {
    "SQLITE_READONLY_ROLLBACK": _UNFINISHED,
    "SQLITE_READONLY_RECOVERY": _UNFINISHED,
    "SQLITE_READONLY_DIRECTORY": "Its folder is read-only.",
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


def name_of(error: BaseException) -> str:
    """Return the database's name of an error, also through SQLAlchemy's wrapper; else nothing."""
    inner = getattr(error, "orig", None) or error
    return str(getattr(inner, "sqlite_errorname", None) or "")


def fault_of(error: BaseException, path: Path | None = None) -> StoreError | None:
    """Return what a database error means for the store; None where it is no fault of storage.

    Only the error's name is read: its text may hold the parameters, so a patient's values.
    """
    name = name_of(error)
    for beginning, fault in _BY_NAME:
        if name.startswith(beginning):
            return fault(path, _REASONS.get(name, ""), name)
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
