"""The store: one database, read through a `Reader`, written in transactions of one entry each."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from hcclog.store.faults import as_store_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Engine

    from hcclog.store.reader import Reader
    from hcclog.store.transaction import Stamp, Transaction


class Backend(Protocol):
    """What differs between an SQLite file and a PostgreSQL server."""

    @property
    def place(self) -> str:
        """Path or address without password, for the window and the messages."""

    @property
    def path(self) -> Path | None:
        """The file, where the store is one."""

    @property
    def read_only(self) -> bool:
        """True where nothing can be written."""

    @property
    def reader(self) -> Reader:
        """Reads outside transactions."""

    @property
    def engine(self) -> Engine:
        """Writes; SQLAlchemy is imported when it is first asked for."""

    def reader_on(self, connection: object) -> Reader:
        """Return a reader that sees a transaction's own writes."""

    def close(self) -> None:
        """Let go of the database and its lock."""


@dataclass(slots=True)
class Store:
    """A database that is open.

    Attributes:
        is_new: True where it was made by this opening.
        new_id: Gives ids in ascending order.
    """

    backend: Backend
    new_id: Callable[[], str]
    is_new: bool = False

    @property
    def reader(self) -> Reader:
        """Reads what is committed."""
        return self.backend.reader

    @property
    def read_only(self) -> bool:
        """True where nothing can be written."""
        return self.backend.read_only

    @contextmanager
    def write(
        self,
        stamp: Stamp,
        label: str,
        kind: str = "do",
        reason: str = "",
        reverts: str | None = None,
    ) -> Iterator[Transaction]:
        """Open one transaction; it is committed at the end, or rolled back as a whole.

        Raises:
            StoreError: The disk or the database refused; nothing of it is stored.
        """
        from hcclog.store.transaction import Transaction  # noqa: PLC0415 - imports SQLAlchemy

        with as_store_error(), self.backend.engine.begin() as connection:
            reader = self.backend.reader_on(connection)
            yield Transaction(connection, reader, stamp, self.new_id, label, kind, reason, reverts)

    def close(self) -> None:
        """Let go of the database."""
        self.backend.close()
