"""Read rows of a damaged store: what one page spoils never keeps the rows of others back.

SQLCipher authenticates each page, so a damaged page is an error and never a wrong value. After an
error the connection keeps failing: the next read gets a new one.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hcclog.store.connection import connect
from hcclog.store.errors import StoreError
from hcclog.store.faults import as_file_error
from hcclog.store.schema_pages import mend_schema
from hcclog.store.sqlcipher import Connection, DatabaseError

if TYPE_CHECKING:
    from hcclog.store.codec import Cell

Row = tuple[Any, ...]
_TABLES = "SELECT count(*), sum(length(sql)) FROM sqlite_schema"
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
        sql = f"SELECT {', '.join(self._there(table, columns))} FROM {table} WHERE rowid "  # noqa: S608 - own names
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

    def has_tables(self) -> bool:
        """Return True where the list of tables can be read."""
        return self.query(_TABLES) is not None

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            with suppress(DatabaseError):
                self._connection.close()
            self._connection = None

    def _there(self, table: str, columns: Sequence[str]) -> list[str]:
        """Return columns as they can be asked for: one that an older schema lacks is empty."""
        rows = self.query("SELECT name FROM pragma_table_info(?)", (table,)) or ()
        known = {str(row[0]) for row in rows}
        return [name if name in known or not known else "NULL" for name in columns]

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
def damaged_store(
    path: Path, key: str, copy_sound: Callable[[Path], None]
) -> Iterator[DamagedStore | None]:
    """Open a damaged store; nothing of it is altered, for what must be mended is a copy.

    Yields None where not even the list of tables can be read.

    Args:
        path: The file; a journal that lies beside it is played back.
        key: Key and salt, 96 hexadecimal digits.
        copy_sound: Writes a sound file of the same store and key to a path.
    """
    journal = path.with_name(f"{path.name}-journal")
    is_hot = journal.is_file() and journal.stat().st_size > 0
    with _closing(DamagedStore(path, key)) as store:
        if not is_hot and store.has_tables():
            yield store
            return
    with TemporaryDirectory(prefix="hcclog-") as folder, as_file_error(Path(folder)):
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        sound = copy.with_name(f"sound-{path.name}")
        copy_sound(sound)
        mend_schema(copy, sound, key)
        if is_hot:
            shutil.copyfile(journal, copy.with_name(journal.name))
            _play_back(copy, key)
            mend_schema(copy, sound, key)
        with _closing(DamagedStore(copy, key)) as store:
            yield store if store.has_tables() else None


def _play_back(copy: Path, key: str) -> None:
    with suppress(StoreError, DatabaseError), closing(connect(copy, key)) as connection:
        connection.execute(_TABLES).fetchall()


@contextmanager
def _closing(store: DamagedStore) -> Iterator[DamagedStore]:
    try:
        yield store
    finally:
        store.close()
