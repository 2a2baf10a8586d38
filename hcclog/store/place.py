"""What lies at a path, found out before the database is asked: it has one error for all of it."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from hcclog.store.durable import create_empty
from hcclog.store.errors import (
    Damaged,
    FolderMissing,
    ForeignFile,
    NoPermission,
    NotAStore,
    ReadOnly,
    StoreError,
    StoreExists,
    StoreIsFolder,
    StoreMissing,
    WrongKey,
)
from hcclog.store.faults import as_file_error
from hcclog.store.keys import N_PAGE_BYTES, N_SALT_BYTES, fits
from hcclog.store.links import followed

if TYPE_CHECKING:
    from pathlib import Path

_PLAIN_SQLITE = b"SQLite format 3\x00"
_PROBE = ".hcclog-probe"


def check_place(path: Path, *, read_only: bool) -> None:
    """Refuse a path that cannot be opened as a store, with the reason.

    Raises:
        StoreError: FolderMissing, NoPermission, StoreMissing, StoreIsFolder, NotAStore (empty, or
            no file), ReadOnly (where it is to be written).
    """
    found = _look(path)
    if stat.S_ISDIR(found.st_mode):
        raise StoreIsFolder(path)
    if not stat.S_ISREG(found.st_mode):
        raise NotAStore(path, "It is no file.")
    if not os.access(path, os.R_OK):
        raise NoPermission(path)
    if not found.st_size:
        raise NotAStore(path, "It is empty.")
    if not read_only and is_read_only(path):
        raise ReadOnly(path)


def refuse_unreachable(path: Path) -> None:
    """Refuse a path at which it cannot even be seen whether something lies there.

    Raises:
        StoreError: FolderMissing, NoPermission, or NotAStore where no path is like this.
    """
    with suppress(StoreMissing):
        _look(path)


def refuse_foreign(path: Path) -> None:
    """Refuse what never was a store, for a file that lies without a key file.

    No connection may be open on the file: closing it here would drop the locks of this process.

    Raises:
        StoreError: ForeignFile or NotAStore.
    """
    with as_file_error(path), path.open("rb") as file:
        beginning = file.read(N_PAGE_BYTES)
    if beginning.startswith(_PLAIN_SQLITE):
        raise ForeignFile(path)
    if _is_text(beginning):
        raise NotAStore(path, "It is a text.")


def is_read_only(path: Path) -> bool:
    """Return True where the file or its folder cannot be written, so that it opens to read only."""
    return not (os.access(path, os.W_OK) and takes_files(followed(path).parent))


def make_place(path: Path) -> None:
    """Put an empty file where a store is to be made.

    Raises:
        StoreError: StoreExists, FolderMissing, NoPermission, ReadOnly or what the disk refused.
    """
    if os.path.lexists(path):
        raise StoreExists(path)
    with as_file_error(path.parent):
        create_empty(path)


def why_unreadable(path: Path, key: str) -> StoreError:
    """Return why the database finds no store in a file; it says the same for five reasons.

    No connection may be open on the file: closing it here would drop the locks of this process.
    """
    with path.open("rb") as file:
        beginning = file.read(N_PAGE_BYTES)
    if beginning.startswith(_PLAIN_SQLITE):
        return ForeignFile(path)
    if key[64:].startswith(beginning[:N_SALT_BYTES].hex()) or fits(key, path):
        return Damaged(path)
    if _is_text(beginning):
        return NotAStore(path, "It is a text.")
    return WrongKey(path)


def _look(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except PermissionError:
        raise NoPermission(path.parent) from None
    except (FileNotFoundError, NotADirectoryError):
        if not path.parent.is_dir():
            raise FolderMissing(path.parent) from None
        raise StoreMissing(path) from None
    except OSError:
        raise NotAStore(path) from None


def takes_files(folder: Path) -> bool:
    """Return True where a file can be made: what the system says of a folder may not hold."""
    probe = folder / f"{_PROBE}-{os.getpid()}"
    try:
        create_empty(probe)
    except FileExistsError:
        pass
    except OSError as error:
        # A full disk is no read-only one: it takes writes again as soon as there is room.
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    probe.unlink(missing_ok=True)
    return True


def _is_text(beginning: bytes) -> bool:
    # Cut inside a character at most three bytes are left over.
    for n_cut in range(4):
        try:
            text = beginning[: len(beginning) - n_cut].decode()
        except UnicodeDecodeError:
            continue
        return all(char.isprintable() or char in "\t\r\n\f\ufeff" for char in text)
    return False
