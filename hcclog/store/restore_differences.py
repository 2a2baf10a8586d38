"""What a store has that a backup lacks, and what a backup still has that was erased since."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcclog.domain.acts import Act
from hcclog.store.connection import connect
from hcclog.store.errors import StoreError
from hcclog.store.faults import as_store_error
from hcclog.store.sqlcipher import DatabaseError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class GivenUp:
    """What a restore gives up; nothing is known of a store that cannot be read.

    Attributes:
        n_entries: Entries that the backup lacks; None where the store cannot be read.
        n_changes: Changes of the journal, as a text; empty where it cannot be read.
        tip: Hash of the last one; empty likewise.
        erased: Ids of patients who were erased since, and whom the backup still holds.
    """

    n_entries: int | None = None
    n_changes: str = ""
    tip: str = ""
    erased: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Known:
    """What a file knows: its last change, entries, and who is in it or was erased from it."""

    last: tuple[str, str]
    entries: frozenset[str]
    patients: frozenset[str]
    erased: frozenset[str]


def given_up_by(store_path: Path, backup_path: Path, key: str) -> GivenUp:
    """Compare a store with a backup of it; the store may be open here meanwhile.

    Args:
        store_path: The store, which may be damaged or gone.
        backup_path: The backup, which is whole.
        key: Of both, 96 hexadecimal digits.
    """
    try:
        here, there = _known(store_path, key), _known(backup_path, key)
    except (StoreError, DatabaseError):
        return GivenUp()
    erased = (here.erased - there.erased) & there.patients
    return GivenUp(len(here.entries - there.entries), *here.last, erased)


def _known(path: Path, key: str) -> _Known:
    with closing(connect(path, key, read_only=True)) as connection, as_store_error(path):

        def texts(sql: str, *params: str) -> frozenset[str]:
            return frozenset(str(row[0]) for row in connection.execute(sql, params))

        tip = "SELECT seq, hash FROM change ORDER BY seq DESC LIMIT 1"
        last = connection.execute(tip).fetchone() or (0, "")
        has_trail = texts("SELECT name FROM sqlite_schema WHERE name = 'audit_event'")
        erased = "SELECT patient_id FROM audit_event WHERE act = ?"
        return _Known(
            (str(last[0]), str(last[1])),
            texts("SELECT id FROM entry"),
            texts("SELECT DISTINCT patient_id FROM change WHERE payload IS NOT NULL"),
            texts(erased, Act.ERASE) if has_trail else frozenset(),
        )
