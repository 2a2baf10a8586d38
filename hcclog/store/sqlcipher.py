"""The database library: SQLCipher through ``sqlcipher3``, whose types stand here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from sqlcipher3 import dbapi2

from hcclog.store.errors import LibraryUnfit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

# 3.51.3 mends a fault by which two connections could corrupt a file.
# Source: SQLite release history, 3.51.3.
LEAST_VERSION = (3, 51, 3)
BUSY_SECONDS = 5.0
# SQLITE_OPEN_EXRESCODE, unknown to the driver: without it a file that was moved away, a read-only
# folder and an unfinished journal all are the same SQLITE_READONLY.
_EXTENDED_CODES = 0x02000000

DatabaseError: type[Exception] = dbapi2.Error


class Cursor(Protocol):
    """Rows of one statement."""

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return all rows that are left."""

    def __iter__(self) -> Iterator[tuple[Any, ...]]: ...


class Connection(Protocol):
    """What this half of the store uses of a connection."""

    @property
    def in_transaction(self) -> bool:
        """True between BEGIN and its end."""

    def execute(self, sql: str, parameters: Sequence[object] = (), /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Sequence[Sequence[object]], /) -> Cursor:
        """Run one statement for each row of parameters."""

    def backup(
        self, target: Connection, *, pages: int, progress: Callable[[int, int, int], None] | None
    ) -> None:
        """Copy the whole database."""

    def close(self) -> None:
        """Let go of the file."""


def open_existing(path: Path, *, read_only: bool) -> Connection:
    """Open a file that exists, without a key yet; a missing one is an error, never a new store.

    Threads may share the connection: its owner lets only one use it at a time, and the library is
    built in serialised mode, so a slip there cannot harm the file.
    """
    mode = dbapi2.SQLITE_OPEN_READONLY if read_only else dbapi2.SQLITE_OPEN_READWRITE
    connection = dbapi2.connect(
        path.absolute().as_uri(),
        uri=True,
        flags=mode | dbapi2.SQLITE_OPEN_URI | dbapi2.SQLITE_OPEN_FULLMUTEX | _EXTENDED_CODES,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    return cast("Connection", connection)


def check_library(version: tuple[int, ...], cipher_version: str) -> None:
    """Refuse a library that is too old, or that would write in plain.

    Raises:
        LibraryUnfit: It is; the sentence names what is wrong.
    """
    if version < LEAST_VERSION:
        found, least = (".".join(map(str, one)) for one in (version, LEAST_VERSION))
        raise LibraryUnfit(reason=f"SQLite {found} is older than {least}.")
    if not cipher_version:
        raise LibraryUnfit(reason="It does not encrypt.")


def check_library_of(connection: Connection) -> None:
    """Refuse the library that opened this connection where it is unfit."""
    row = connection.execute("PRAGMA cipher_version").fetchone()
    check_library(dbapi2.sqlite_version_info, str(row[0]) if row else "")
