"""Read rows of a damaged store: what one page spoils never keeps the rows of others back.

SQLCipher authenticates each page, so a damaged page is an error and never a wrong value. After an
error the connection keeps failing: the next read gets a new one.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hcclog.store.connection import connect
from hcclog.store.errors import StoreError
from hcclog.store.sqlcipher import Connection, DatabaseError

if TYPE_CHECKING:
    from hcclog.store.codec import Cell

Row = tuple[Any, ...]
_AT_ONCE = 200
# Behind the last row every look-up fails where the end of a table is damaged.
_MOST_FAILURES = 5000


@dataclass(slots=True)
class Scanned:
    """The rows of one table that could be read.

    Attributes:
        unread: Row numbers that could not be read.
    """

    rows: list[Row] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)


class DamagedStore:
    """A damaged file, read with as many connections as it takes."""

    def __init__(self, path: Path, key: str) -> None:
        """Take a file that nobody writes to, and its key."""
        self._path, self._key = path, key
        self._connection: Connection | None = None

    def query(self, sql: str, params: Sequence[Cell] = ()) -> list[Row] | None:
        """Return the rows of a SELECT; None where a page that it needs cannot be read."""
        try:
            if self._connection is None:
                self._connection = connect(self._path, self._key, read_only=True)
            return self._connection.execute(sql, tuple(params)).fetchall()
        except (DatabaseError, StoreError):
            self.close()
            return None

    def scan(self, table: str, columns: Sequence[str]) -> Scanned:
        """Return all rows of a table that can be read, in the order in which they were written."""
        found = Scanned()
        sql = f"SELECT {', '.join(columns)} FROM {table} WHERE rowid "  # noqa: S608 - own names
        last, n_failures = self._last_row(table), 0
        for first in self._starts(last):
            rows = self.query(
                f"{sql} BETWEEN ? AND ? ORDER BY rowid", (first, first + _AT_ONCE - 1)
            )
            if rows is not None:
                found.rows += rows
                n_failures = 0
                continue
            n_read = len(found.rows)
            self._one_by_one(f"{sql} = ?", range(first, first + _AT_ONCE), found)
            n_failures = 0 if len(found.rows) > n_read else n_failures + _AT_ONCE
            if last is None and n_failures >= _MOST_FAILURES:
                break
        found.unread = [number for number in found.unread if last is None or number <= last]
        return found

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            with suppress(DatabaseError):
                self._connection.close()
            self._connection = None

    def _one_by_one(self, sql: str, numbers: range, found: Scanned) -> None:
        for number in numbers:
            rows = self.query(sql, (number,))
            if rows is None:
                found.unread.append(number)
            else:
                found.rows += rows

    def _last_row(self, table: str) -> int | None:
        """Return the last row's number, from the table's end or from an index; None for neither."""
        for column in ("rowid", "seq"):
            rows = self.query(f"SELECT max({column}) FROM {table}")  # noqa: S608 - own names
            if rows is not None:
                return int(rows[0][0] or 0)
        return None

    def _starts(self, last: int | None) -> range:
        # No row is smaller than this part of a page.
        n_rows = self._path.stat().st_size // 64 if last is None else last
        return range(1, n_rows + 1, _AT_ONCE)


@contextmanager
def damaged_store(path: Path, key: str) -> Iterator[DamagedStore]:
    """Open a damaged store; nothing of it is altered, even where a write in it was cut short.

    Args:
        path: The file; a journal that lies beside it is played back in a copy.
        key: Key and salt, 96 hexadecimal digits.
    """
    journal = path.with_name(f"{path.name}-journal")
    if not journal.is_file() or not journal.stat().st_size:
        with _closing(DamagedStore(path, key)) as store:
            yield store
        return
    with TemporaryDirectory(prefix="hcclog-") as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(journal, copy.with_name(journal.name))
        with suppress(StoreError):
            _play_back(copy, key)
        with _closing(DamagedStore(copy, key)) as store:
            yield store


def _play_back(copy: Path, key: str) -> None:
    connection = connect(copy, key)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except DatabaseError:
        pass
    finally:
        connection.close()


@contextmanager
def _closing(store: DamagedStore) -> Iterator[DamagedStore]:
    try:
        yield store
    finally:
        store.close()
