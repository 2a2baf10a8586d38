"""What stands in place of a file while the window is locked: closed, and without its key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from hcclog.domain.acts import Act
from hcclog.store.audit import read_events
from hcclog.store.errors import StoreError
from hcclog.store.reader import Reader
from hcclog.store.sqlite_file import SqliteFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hcclog.store.codec import Cell
    from hcclog.store.keys import Envelope
    from hcclog.store.store import Store


class Locked(StoreError):
    """The store was let go of until somebody signs in."""

    says = "The store is locked. Sign in to go on."


class LockedFile(SqliteFile):
    """Reads nothing and writes nothing."""

    def __init__(self, path: Path, envelope: Envelope) -> None:
        """Take where the file lies, and its envelope without the key."""
        self.path = path
        self.place = str(path)
        self.lock = None
        self.envelope = envelope
        self.read_only = True
        self.reader = Reader(self.query)

    def query(self, sql: str, params: Sequence[Cell]) -> NoReturn:
        """Refuse to read.

        Raises:
            Locked: Always.
        """
        del sql, params
        raise Locked(self.path)

    def close(self) -> None:
        """Do nothing: it is closed."""


class Content(NamedTuple):
    """What a store held at one moment: another one after anybody wrote, restored or erased.

    Attributes:
        epoch: Another one after a restore.
        tip: Hash of the last change of the journal.
        n_erased: Patients who were erased, which is no change of the journal.
    """

    epoch: str
    tip: str
    n_erased: int


def content_of(store: Store) -> Content:
    """Return what a store holds now.

    Raises:
        StoreError: It cannot be read.
    """
    last = store.reader.last_change()
    erased = read_events(store.backend.query, act=Act.ERASE.value)
    return Content(store.epoch, last.hash if last is not None else "", len(erased))


def let_go(store: Store) -> None:
    """Close a protected store and forget its key; the journal of it is whole on the disk.

    Python cannot wipe what it held: the memory is free to be used again, not emptied.
    """
    backend = store.backend
    if not isinstance(backend, SqliteFile) or backend.path is None or store.entrance is None:
        return
    sealed = replace(store.entrance.envelope, key=None)
    backend.close()
    store.backend = LockedFile(backend.path, sealed)
    store.entrance = replace(store.entrance, envelope=sealed)


def take_up(store: Store, opened: Store) -> None:
    """Go on with a store that was let go of, as it was opened anew."""
    store.backend, store.entrance = opened.backend, opened.entrance
    store.notice = opened.notice
