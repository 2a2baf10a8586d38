"""A store on a PostgreSQL server, for several seats."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, make_url, text

from hcclog.store.reader import Reader
from hcclog.store.server_faults import as_server_error
from hcclog.store.sqlcipher import BUSY_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from hcclog.store.codec import Cell
    from hcclog.store.reader import Query

# One writer at a time: two entries written side by side would fork the chain of hashes.
_ADVISORY_LOCK = 0x68636C67


class PostgresqlServer:
    """The backend of a store on a server; `path` is None, for there is no file."""

    def __init__(self, url: str) -> None:
        """Take the address; nothing is connected yet."""
        parsed = make_url(url).set(drivername="postgresql+psycopg")
        self.place = parsed.render_as_string(hide_password=True)
        self.path: Path | None = None
        self.read_only = False
        # Who saves waits no longer than in a file, and is told so.
        waiting = {"options": f"-c lock_timeout={int(BUSY_SECONDS * 1000)}"}
        self.engine: Engine = create_engine(
            parsed, hide_parameters=True, pool_pre_ping=True, connect_args=waiting
        )
        event.listen(self.engine, "begin", _hold_chain)
        self._reading = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self.reader = Reader(self.query)

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn errors of the server into the store's; a broken connection is made anew by itself.

        Raises:
            StoreError: The server refused, or cannot be reached.
        """
        with as_server_error():
            yield

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Open one transaction in which tables may be changed."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def executing(self) -> Iterator[tuple[Query, Query]]:
        """Open one transaction of plain SQL: what writes in it, and what reads in it."""
        with self.guarded(), self.engine.begin() as connection:

            def write(sql: str, params: Sequence[Cell]) -> Sequence[Sequence[Any]]:
                connection.exec_driver_sql(sql.replace("?", "%s"), tuple(params))
                return ()

            yield write, lambda sql, params: run(connection, sql, params)

    def reader_on(self, connection: Connection) -> Reader:
        """Return a reader that sees a transaction's own writes."""
        return Reader(lambda sql, params: run(connection, sql, params))

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()

    def query(self, sql: str, params: Sequence[Cell]) -> Sequence[Sequence[Any]]:
        """Run one SELECT outside any transaction and return all rows."""
        with self.guarded(), self._reading.connect() as connection:
            return run(connection, sql, params)


def run(connection: Connection, sql: str, params: Sequence[Cell]) -> Sequence[Sequence[Any]]:
    """Run one SELECT written with ``?`` for its parameters, and return all rows."""
    result = connection.exec_driver_sql(sql.replace("?", "%s"), tuple(params))
    return [tuple(row) for row in result]


def _hold_chain(connection: Connection) -> None:
    """Let one transaction write at a time; released at its end by the server."""
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"))
