"""The store: one database, read through a `Reader`, written in transactions of one entry each."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcclog.store.errors import ReadOnly, StoreError
from hcclog.store.server_faults import SavedUnknown, ServerGone
from hcclog.store.sqlite_file import SqliteFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from hcclog.domain.people import Person
    from hcclog.store.entrance import Entrance
    from hcclog.store.lock import Holder
    from hcclog.store.postgresql import PostgresqlServer
    from hcclog.store.reader import Reader
    from hcclog.store.stamp import Stamp
    from hcclog.store.transaction import Transaction


@dataclass(slots=True)
class Store:
    """A database that is open.

    Attributes:
        new_id: Gives ids in ascending order.
        now: The clock, aware.
        is_new: True where it was made by this opening.
        notice: What the user should know all the while, such as who else holds the store.
        entrance: Who signed in to a file, and how.
        unclean_end: Who had it open last and did not close it, until it was checked in full.
    """

    backend: SqliteFile | PostgresqlServer
    new_id: Callable[[], str]
    now: Callable[[], datetime]
    is_new: bool = False
    notice: str = ""
    entrance: Entrance | None = None
    unclean_end: Holder | None = None

    @property
    def reader(self) -> Reader:
        """Reads what is committed."""
        return self.backend.reader

    @property
    def read_only(self) -> bool:
        """True where nothing can be written."""
        return self.backend.read_only

    @property
    def person(self) -> Person | None:
        """Who signed in; None where no password is set, and nobody is told apart."""
        return self.entrance.person if self.entrance is not None else None

    @property
    def epoch(self) -> str:
        """The chain that this store's own changes belong to."""
        return self.reader.meta("epoch") or ""

    @property
    def is_unprotected(self) -> bool:
        """True where whoever has the files can read them: no password is set."""
        return isinstance(self.backend, SqliteFile) and self.backend.envelope.is_open

    @contextmanager
    def write(
        self, stamp: Stamp, label: str, kind: str, reason: str, reverts: str | None = None
    ) -> Iterator[Transaction]:
        """Open one transaction; it is committed at the end, or rolled back as a whole.

        Raises:
            StoreError: The disk or the database refused; nothing of it is stored.
        """
        from hcclog.store.transaction import Transaction

        if self.read_only:
            raise ReadOnly(self.backend.path)
        entry_id = None
        try:
            with self.backend.guarded(), self.backend.engine.begin() as connection:
                reader = self.backend.reader_on(connection)
                written = Transaction(
                    connection, reader, stamp, self.new_id, label, kind, reason, reverts
                )
                yield written
                entry_id = written.outcome().entry_id
        except ServerGone:
            # The last word may have reached the server, and its answer not us.
            if not entry_id or not self._is_stored(entry_id):
                raise

    def _is_stored(self, entry_id: str) -> bool:
        """Ask for an entry that may or may not be there.

        Raises:
            SavedUnknown: There is nobody to ask.
        """
        try:
            # It waits for the journal's lock, which a commit that is still under way holds.
            with self.backend.guarded(), self.backend.engine.begin() as connection:
                return self.backend.reader_on(connection).has_entry(entry_id)
        except StoreError:
            raise SavedUnknown from None

    def check(self) -> list[str]:
        """Return a sentence for each fault: of the file, of the chain, of the tables against it."""
        from hcclog.store.checks import full_check
        from hcclog.store.projection import faults_of_store

        faults: list[str] = []
        if isinstance(self.backend, SqliteFile):
            faults += full_check(self.backend.raw).findings
        return faults or list(faults_of_store(self.reader))

    def back_up(self, why: str) -> Path | None:
        """Write a verified backup beside the store; None for a server, which has its own.

        Raises:
            StoreError: No backup was made, and why.
        """
        from hcclog.store.backing_up import back_up_store

        return back_up_store(self, why)

    def back_up_to(self, target: Path) -> Path:
        """Write a verified backup to a file.

        Raises:
            StoreError: No backup was made, and why.
        """
        from hcclog.store.backing_up import back_up_store_to

        return back_up_store_to(self, target)

    def back_up_daily(self) -> Path | None:
        """Back up where none was made today; None where there is one.

        Raises:
            StoreError: No backup was made, and why.
        """
        from hcclog.store.backing_up import back_up_daily

        return back_up_daily(self)

    def look_after(self, step: Callable[[str], None] = lambda _name: None) -> datetime | None:
        """Check the whole file and make the day's backup; may run in another thread.

        Args:
            step: Called with each step of a backup; what it raises ends it and leaves nothing.

        Returns:
            When the last good backup was made; None where there is none.

        Raises:
            StoreError: The file is damaged, or no backup could be made.
        """
        from hcclog.store.backing_up import look_after

        return look_after(self, step)

    def close(self) -> None:
        """Let go of the database."""
        self.backend.close()
