"""What the log holds of a store: that it was opened, and which fault came; by id and code only."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from hcclog import __version__
from hcclog.logs.noting import Event, note
from hcclog.store.schema import REVISION
from hcclog.store.sqlite_file import SqliteFile

if TYPE_CHECKING:
    from hcclog.store.errors import StoreError
    from hcclog.store.store import Store


def note_opened(store: Store) -> None:
    """Note which program opened which store, by its id: a path may hold a person's name."""
    backend = store.backend
    store_id = backend.envelope.store_id if isinstance(backend, SqliteFile) else ""
    note(
        Event.OPENED,
        version=__version__,
        python=".".join(map(str, sys.version_info[:3])),
        system=sys.platform,
        store=store_id,
        revision=REVISION,
        mode="read only" if store.read_only else "write",
    )


def note_fault(error: StoreError) -> None:
    """Note a fault by its kind and the database's code."""
    note(Event.FAULT, fault=type(error), code=error.code or "ENONE")
