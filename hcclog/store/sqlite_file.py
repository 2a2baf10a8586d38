"""A store in one encrypted SQLite file, for one seat.

One connection serves reading and writing: reads need no SQLAlchemy, and a command reads inside its
own transaction. Who calls is one thread; backups open connections of their own.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from hcclog.store.errors import Damaged, StoreError
from hcclog.store.faults import as_store_error
from hcclog.store.reader import Reader
from hcclog.store.reviving import identity_of, revive

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from hcclog.store.codec import Cell
    from hcclog.store.keys import Envelope
    from hcclog.store.lock import StoreLock
    from hcclog.store.reader import Query
    from hcclog.store.sqlcipher import Connection as RawConnection


class SqliteFile:
    """The backend of a store in a file.

    Attributes:
        lock: Held until the file is closed; None for who only reads.
        envelope: The key file, which says whether a password protects the store.
        fault: What ended the connection; None while it is well.
        identity: Which file was opened, by device and number.
    """

    def __init__(
        self,
        path: Path,
        raw: RawConnection,
        lock: StoreLock | None,
        envelope: Envelope,
        *,
        read_only: bool,
    ) -> None:
        """Take an open connection and the lock on its file."""
        self.path: Path | None = path
        self.place = str(path)
        self._raw = raw
        self.lock = lock
        self.envelope = envelope
        self.read_only = read_only
        self.reader = Reader(self.query)
        self._engine: Engine | None = None
        self.fault: StoreError | None = None
        self.identity = identity_of(path)

    @property
    def raw(self) -> RawConnection:
        """The connection, with every setting made and read back; a new one after a fault."""
        if self.fault is not None and not self._raw.in_transaction:
            revive(self, to_write=False)
        return self._raw

    @property
    def held(self) -> RawConnection:
        """The connection as it is, be it well or not."""
        return self._raw

    @property
    def engine(self) -> Engine:
        """The engine on the one connection; every transaction begins by taking the write lock."""
        if self.fault is not None:
            revive(self, to_write=True)
        if self._engine is None:
            self._engine = _engine_on(self._raw)
        return self._engine

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn database errors inside into the store's, and note one that ends the connection.

        Raises:
            StoreError: The disk or the database refused.
        """
        try:
            with as_store_error(self.path):
                yield
        except StoreError as fault:
            if fault.ends_connection:
                self.fault = fault
            raise

    def take(self, raw: RawConnection, path: Path | None = None) -> None:
        """Go on with another connection, to the same file or to its copy elsewhere."""
        if self._engine is not None:
            # The engine would close its connection again later.
            self._engine.dispose()
            self._engine = None
        with suppress(Exception):  # what is broken may not even close
            self._raw.close()
        self._raw, self.fault = raw, None
        if path is not None:
            self.path, self.place = path, str(path)
        if self.path is not None:
            self.identity = identity_of(self.path)

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Open one transaction in which tables may be rebuilt.

        Foreign keys are off, for a rebuilt parent would take its children along; they are checked
        before the commit, and a row that lost its parent rolls everything back.
        """
        self.raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with self.engine.begin() as connection:
                yield connection
                if self.raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
                    raise Damaged(self.path)
        finally:
            self.raw.execute("PRAGMA foreign_keys=ON")

    @contextmanager
    def executing(self) -> Iterator[tuple[Query, Query]]:
        """Open one transaction of plain SQL: what writes in it, and what reads in it.

        Raises:
            StoreError: The disk or the database refused; nothing of it is stored.
        """
        with self.guarded():
            if self.fault is not None:
                revive(self, to_write=True)
            self.raw.execute("BEGIN IMMEDIATE")
            try:
                yield self._execute, self._execute
                self.raw.execute("COMMIT")
            finally:
                # SQLite ends the transaction by itself after some errors.
                if self.raw.in_transaction:
                    self.raw.execute("ROLLBACK")

    def write_anew(self) -> None:
        """Write the whole file anew, so that what was deleted is nowhere in it.

        Raises:
            StoreError: The disk refused; the file is as it was.
        """
        with as_store_error(self.path):
            self.raw.execute("VACUUM")

    def _execute(self, sql: str, params: Sequence[Cell]) -> Sequence[Sequence[Any]]:
        return self.raw.execute(sql, tuple(params)).fetchall()

    def reader_on(self, _connection: object) -> Reader:
        """Return the reader: the connection is the same one."""
        return self.reader

    def close(self) -> None:
        """Close the file, then let go of its lock."""
        self._raw.close()
        if self.lock is not None:
            self.lock.release()

    def query(self, sql: str, params: Sequence[Cell]) -> Sequence[Sequence[Any]]:
        """Run one SELECT and return all rows.

        Raises:
            StoreError: The file is damaged, or the disk refused.
        """
        with self.guarded():
            return self._execute(sql, params)


def _engine_on(raw: RawConnection) -> Engine:
    """Return an engine whose only connection is this one."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool
    from sqlcipher3 import dbapi2

    engine = create_engine(
        "sqlite://", module=dbapi2, creator=lambda: raw, poolclass=StaticPool, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def begin_immediate(connection: Connection) -> None:
        """Take the write lock at once: a later upgrade of a read lock would lose updates."""
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
