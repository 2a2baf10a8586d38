"""After a fault that ended the connection: a new one to the same file.

The lock is held all the while. Nothing is ever gone on with that is not what was opened: a file
that another program put in place of it is taken only where its journal ends as ours does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.store.connection import connect
from hcclog.store.errors import FileMoved, StoreError, StoreMissing
from hcclog.store.faults import as_store_error

if TYPE_CHECKING:
    from pathlib import Path

    from hcclog.store.sqlcipher import Connection
    from hcclog.store.sqlite_file import SqliteFile

_OTHER = "Another file lies in its place, which does not end as the one that was opened."


def identity_of(path: Path) -> tuple[int, int] | None:
    """Return which file lies at a path, by device and number; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def revive(backend: SqliteFile, *, to_write: bool) -> None:
    """Put a new connection in place of one that a fault has ended.

    Raises:
        StoreError: Why there is none; the old one stays, and may still read.
    """
    if backend.path is None or (isinstance(backend.fault, FileMoved) and not to_write):
        # What was opened can still be read, wherever it was moved to.
        return
    try:
        fresh = connect(backend.path, backend.envelope.raw_key, read_only=backend.read_only)
    except StoreMissing:
        raise FileMoved(backend.path) from None
    if identity_of(backend.path) != backend.identity and not _ends_alike(backend.held, fresh):
        fresh.close()
        raise FileMoved(backend.path, _OTHER)
    backend.take(fresh)


def _ends_alike(old: Connection, fresh: Connection) -> bool:
    """Return True where both hold the same journal to its last change."""
    try:
        with as_store_error():
            return _tip(old) == _tip(fresh)
    except StoreError:
        return False


def _tip(connection: Connection) -> tuple[object, ...] | None:
    rows = connection.execute("SELECT seq, hash FROM change ORDER BY seq DESC LIMIT 1")
    return rows.fetchone()
