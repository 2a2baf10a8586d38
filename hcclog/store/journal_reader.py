"""Reading the journal: its entries and changes in order, and what stands at their end.

As in `reader`: no SQLAlchemy, values as parameters, and in the SQL only our own names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.store.journal import (
    CHANGE_COLUMNS,
    ENTRY_COLUMNS,
    ChangeRow,
    Entry,
    Stacks,
    genesis,
    stacks_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hcclog.store.codec import Cell
    from hcclog.store.reader import Query

_N_ENTRIES_FOR_UNDO = 400
# Names the store whose journal was taken over; absent where the journal began here.
JOURNAL_ID = "journal_id"
_MOST_MARKS = 500
_AFTER = " WHERE seq > ? ORDER BY seq LIMIT ?"
_ENTRIES = f"SELECT {', '.join(ENTRY_COLUMNS)} FROM entry"  # noqa: S608 - own names
_CHANGES = f"SELECT {', '.join(CHANGE_COLUMNS)} FROM change"  # noqa: S608 - own names


class JournalReader:
    """Reads the journal through one function that runs a query."""

    def __init__(self, query: Query) -> None:
        """Take the function that runs SQL with ``?`` for parameters and returns all rows."""
        self._query = query

    def meta(self, key: str) -> str | None:
        """Return one fact about the store itself."""
        rows = self._query("SELECT value FROM store_meta WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else None

    def stacks(self, station: str) -> Stacks:
        """Return what this station can undo and redo, also what it did before a restart."""
        own = " WHERE station = ? AND kind IN ('do', 'undo', 'redo') ORDER BY seq DESC LIMIT ?"
        return stacks_of(reversed(self._entries(own, (station, _N_ENTRIES_FOR_UNDO))))

    def entries(self, patient_id: str | None = None) -> tuple[Entry, ...]:
        """Return the journal's entries, oldest first: of one patient, or all."""
        where, params = _of_change_patient(patient_id)
        return self._entries(f"{where} ORDER BY seq", params)

    def changes(self, where: str = "", params: Iterable[Cell] = ()) -> tuple[ChangeRow, ...]:
        """Return changes in order, all or those with one column equal to a value.

        Args:
            where: A column of the change table, or nothing.
            params: The value.
        """
        clause = f" WHERE {where} = ?" if where in CHANGE_COLUMNS else ""
        return self._changes(f"{clause} ORDER BY seq", tuple(params))

    def last_change(self, entity_id: str | None = None) -> ChangeRow | None:
        """Return the newest change of one entity, or of the store."""
        where, params = (" WHERE entity_id = ?", (entity_id,)) if entity_id else ("", ())
        found = self._changes(f"{where} ORDER BY seq DESC LIMIT 1", params)
        return found[0] if found else None

    def entries_after(self, seq: int, limit: int) -> tuple[Entry, ...]:
        """Return the entries that follow one, as many as are asked for."""
        return self._entries(_AFTER, (seq, limit))

    def changes_after(self, seq: int, limit: int) -> tuple[ChangeRow, ...]:
        """Return the changes that follow one, as many as are asked for."""
        return self._changes(_AFTER, (seq, limit))

    def journal_id(self) -> str:
        """Return the store that the journal began in: this one, or the one it was taken from."""
        return self.meta(JOURNAL_ID) or self.meta("store_id") or ""

    def genesis(self) -> str:
        """Return the hash that the first change is chained to."""
        return genesis(self.journal_id())

    def heads(self, entity_ids: Sequence[str]) -> dict[str, str]:
        """Return the newest change of each of these entities that the journal knows."""
        found: dict[str, str] = {}
        for marks, some in in_parts(entity_ids):
            sql = f"SELECT entity_id, id FROM change WHERE entity_id IN ({marks}) ORDER BY seq"  # noqa: S608 - own names
            found.update((str(row[0]), str(row[1])) for row in self._query(sql, some))
        return found

    def payloads(self, change_ids: Sequence[str]) -> dict[str, str]:
        """Return what these changes say, as JSON texts."""
        found: dict[str, str] = {}
        for marks, some in in_parts(change_ids):
            sql = f"SELECT id, payload FROM change WHERE id IN ({marks})"  # noqa: S608 - own names
            found.update((str(row[0]), str(row[1])) for row in self._query(sql, some))
        return found

    def authors_of(self, change_ids: Sequence[str]) -> frozenset[str]:
        """Return who made these changes."""
        found: set[str] = set()
        for marks, some in in_parts(change_ids):
            sql = (
                "SELECT DISTINCT e.author FROM change c JOIN entry e ON e.id = c.entry_id"  # noqa: S608 - own names
                f" WHERE c.id IN ({marks})"
            )
            found.update(str(row[0]) for row in self._query(sql, some))
        return frozenset(found)

    def n_entries(self) -> int:
        """Return the store's revision: the number of its last entry."""
        return int(self._query("SELECT coalesce(max(seq), 0) FROM entry", ())[0][0])

    def has_entry(self, entry_id: str) -> bool:
        """Return whether the journal holds an entry."""
        return bool(self._query("SELECT 1 FROM entry WHERE id = ?", (entry_id,)))

    def n_changes(self) -> int:
        """Return the number of the journal's last change."""
        return int(self._query("SELECT coalesce(max(seq), 0) FROM change", ())[0][0])

    def n_changes_of(self, entry_id: str) -> int:
        """Return how many changes an entry of the journal has."""
        return int(self._query("SELECT count(*) FROM change WHERE entry_id = ?", (entry_id,))[0][0])

    def patients_changed_since(self, seq: int) -> tuple[str, ...]:
        """Return the ids of the patients of whom the journal has a change after this one."""
        # Made distinct here: SQLite would walk through all changes by patient to do it.
        rows = self._query("SELECT patient_id FROM change WHERE seq > ?", (seq,))
        return tuple(sorted({str(row[0]) for row in rows}))

    def _entries(self, which: str, params: Sequence[Cell]) -> tuple[Entry, ...]:
        return tuple(Entry(*row) for row in self._query(_ENTRIES + which, params))

    def _changes(self, which: str, params: Sequence[Cell]) -> tuple[ChangeRow, ...]:
        return tuple(ChangeRow(*row) for row in self._query(_CHANGES + which, params))


def in_parts(values: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield as many values as one query takes, and the marks that stand for them."""
    for start in range(0, len(values), _MOST_MARKS):
        some = values[start : start + _MOST_MARKS]
        yield ", ".join("?" * len(some)), some


def _of_change_patient(patient_id: str | None) -> tuple[str, tuple[Cell, ...]]:
    if patient_id is None:
        return "", ()
    return " WHERE id IN (SELECT entry_id FROM change WHERE patient_id = ?)", (patient_id,)
