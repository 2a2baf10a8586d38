"""The same store for a second thread, on a connection of its own."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from hcclog.store.connection import connect
from hcclog.store.sqlite_file import SqliteFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.store.store import Store


@contextmanager
def beside(store: Store, *, to_write: bool = False) -> Iterator[Store]:
    """Open a store that is open already once more, for work beside its first user.

    Who reads here sees what is committed; who writes here keeps all others from writing until the
    transaction ends, and from reading only while it is committed.

    Args:
        store: Stays open until this one is closed.
        to_write: False for work that must not write.

    Raises:
        StoreError: The file cannot be opened a second time.
    """
    backend = store.backend
    if not isinstance(backend, SqliteFile) or backend.path is None:
        # A server has a connection for each who asks.
        yield store
        return
    raw = connect(backend.path, backend.envelope.raw_key, read_only=not to_write)
    # What does not fit into the cache would be written early, and nobody could read from then on.
    raw.execute("PRAGMA cache_spill=OFF")
    own = SqliteFile(backend.path, raw, None, backend.envelope, read_only=not to_write)
    try:
        yield replace(store, backend=own)
    finally:
        own.close()
