"""Files that are either old or new after a crash, never half: write beside, sync, rename, sync."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PARTIAL = ".partial"
_OWNER_ONLY = 0o600
# On Windows a virus scanner may hold a fresh file open for a moment.
_N_TRIES = 30 if sys.platform == "win32" else 1
_PAUSE_SECONDS = 0.1


def write_atomically(path: Path, content: bytes) -> None:
    """Put content at a path, readable by its owner only; a reader finds the old or the new.

    Raises:
        OSError: The disk refused; what stood at the path still stands there.
    """
    partial = partial_of(path)
    partial.unlink(missing_ok=True)
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            _sync(file.fileno())
        replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def partial_of(path: Path) -> Path:
    """Return the name under which a file is written before it is whole."""
    return path.with_name(path.name + PARTIAL)


def discard(database: Path) -> None:
    """Remove a database that never got its final name, with the journal that a crash may leave."""
    for path in (database, database.with_name(f"{database.name}-journal")):
        path.unlink(missing_ok=True)


def create_empty(path: Path) -> None:
    """Make an empty file that only its owner can read.

    Raises:
        FileExistsError: Something is there already.
    """
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY))


def sync_file(path: Path) -> None:
    """Have the disk hold what was written to a file."""
    with path.open("r+b") as file:
        _sync(file.fileno())


def replace(partial: Path, final: Path) -> None:
    """Give a whole, synced file its final name, durably."""
    for n_left in reversed(range(_N_TRIES)):
        try:
            partial.replace(final)
            break
        except PermissionError:
            if not n_left:
                raise
            time.sleep(_PAUSE_SECONDS)
    sync_folder(final.parent)


def sync_folder(folder: Path) -> None:
    """Have the disk hold a folder's names; Windows does so by itself and cannot be asked."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            # Some shares know no such thing for a folder.
            if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
                raise
        finally:
            os.close(descriptor)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep other programs that ask for the same from working in a folder meanwhile.

    For what is read, changed and written again in an instant. Windows locks no folder, and some
    shares do not either: there it is as if nobody else were about.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # fsync on macOS stops at the drive's cache.
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)
