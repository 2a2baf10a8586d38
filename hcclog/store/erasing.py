"""Erase one patient: every value is emptied, every digest stays, and the chain still holds.

The journal goes on saying that there were entries, who made them and when; what they said is gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from hcclog.domain.acts import Act
from hcclog.domain.record import NOUNS
from hcclog.store.audit import write_events
from hcclog.store.errors import ReadOnly
from hcclog.store.journal import ERASING
from hcclog.store.restore_pending import kept_stores
from hcclog.store.sqlite_file import SqliteFile
from hcclog.store.thinning import backups_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hcclog.store.codec import Cell
    from hcclog.store.reader import Query
    from hcclog.store.stamp import Stamp
    from hcclog.store.store import Store

_EMPTY_ENTRIES = (
    "UPDATE entry SET label = '', reason = '', salt = NULL, digest = coalesce(digest, 'erased')"
    " WHERE id IN (SELECT entry_id FROM change WHERE patient_id = ?)"
)


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did.

    Attributes:
        n_changes: How many changes were emptied.
        backups: Those that still hold the patient, and the stores that restores set aside.
    """

    n_changes: int
    backups: tuple[Path, ...]


def erase_patient(store: Store, stamp: Stamp, patient_id: str, reason: str) -> Erased:
    """Take a patient out of tables, search and drafts, and empty all that the journal says.

    One transaction, with the audit event in it; then the file is written anew, so that nothing is
    left in its free pages.

    Raises:
        StoreError: The store cannot write; everything is as it was.
        LookupError: The journal knows no such patient.
    """
    if store.read_only:
        raise ReadOnly(store.backend.path)
    backups = holding(store, patient_id)
    with store.backend.executing() as (execute, query):
        n = int(query("SELECT count(*) FROM change WHERE patient_id = ?", (patient_id,))[0][0])
        if not n:
            raise LookupError(patient_id)
        _take_out(execute, patient_id)
        _empty(execute, patient_id)
        about = {"reason": reason, "changes": str(n)}
        write_events(execute, query, store.new_id, stamp, Act.ERASE, (patient_id,), about)
    if isinstance(store.backend, SqliteFile):
        store.backend.write_anew()
    return Erased(n, backups)


def holding(store: Store, patient_id: str) -> tuple[Path, ...]:
    """Return the backups beside the store that were made after the patient came into it.

    Stores that a restore set aside are among them: what they hold is not looked into.
    """
    if store.backend.path is None:
        return ()
    entries = store.reader.entries(patient_id)
    if not entries:
        return ()
    first = datetime.fromisoformat(entries[0].at_utc)
    backups = (
        backup.path
        for backup in backups_of(store.backend.path)
        if backup.manifest.made_at >= first
        or backup.manifest.content.counts.get("entry", 0) >= entries[0].seq
    )
    return (*backups, *kept_stores(store.backend.path))


def _take_out(execute: Query, patient_id: str) -> None:
    for noun in reversed(NOUNS[1:]):
        execute(f"DELETE FROM {noun.table} WHERE patient_id = ?", (patient_id,))  # noqa: S608 - own names
    execute("DELETE FROM patient_search WHERE patient_id = ?", (patient_id,))
    execute("DELETE FROM patient WHERE id = ?", (patient_id,))
    execute("DELETE FROM draft WHERE patient_id = ?", (patient_id,))


def _empty(execute: Query, patient_id: str) -> None:
    steps: Sequence[tuple[str, tuple[Cell, ...]]] = (
        ("INSERT INTO store_meta (key, value) VALUES (?, ?)", (ERASING, patient_id)),
        (_EMPTY_ENTRIES, (patient_id,)),
        ("UPDATE change SET payload = NULL, salt = NULL WHERE patient_id = ?", (patient_id,)),
        ("DELETE FROM store_meta WHERE key = ?", (ERASING,)),
    )
    for sql, params in steps:
        execute(sql, params)
