"""What a restore would do, told before it is done."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.acts import Act
from hcclog.store.connection import connect
from hcclog.store.errors import StoreError
from hcclog.store.faults import as_store_error
from hcclog.store.restoring import verify

if TYPE_CHECKING:
    from pathlib import Path

    from hcclog.store.manifest import Manifest
    from hcclog.store.restore_key import Unlock


@dataclass(frozen=True, slots=True)
class Outlook:
    """What stands before and after a restore.

    Attributes:
        manifest: Of the backup, which is whole.
        is_there: True where something lies at the store's path; it will be kept aside.
        n_lost: Entries of the store that the backup does not hold; None where the store is too
            damaged to tell.
        n_erased: Patients who were erased from the store since, and whom the backup still holds.
        brings_keys: True where the key file beside the backup takes the place of the present one.
    """

    manifest: Manifest
    is_there: bool
    n_lost: int | None
    brings_keys: bool
    n_erased: int = 0

    @property
    def n_entries(self) -> int:
        """Entries of the journal in the backup."""
        return self.manifest.content.counts.get("entry", 0)

    @property
    def sentence(self) -> str:
        """What will no longer be in the store, and what will be in it again."""
        return " ".join(filter(None, (self._lost, self._erased)))

    @property
    def _erased(self) -> str:
        if not self.n_erased:
            return ""
        if self.n_erased == 1:
            return "It still holds 1 patient who was erased since: erase them again afterwards."
        return f"It still holds {self.n_erased} patients who were erased since: erase them again."

    @property
    def _lost(self) -> str:
        if not self.is_there:
            return "There is no store at this place; the backup becomes one."
        if self.n_lost is None:
            return (
                "How much was entered after it cannot be told, for the store there cannot be read."
            )
        if not self.n_lost:
            return "Nothing was entered after it."
        counted = "1 entry" if self.n_lost == 1 else f"{self.n_lost:,} entries"
        verb = "is" if self.n_lost == 1 else "are"
        return f"{counted} of the store {verb} not in it and will no longer be in the store."


def look(store_path: Path, backup_path: Path, unlock: Unlock) -> Outlook:
    """Verify a backup and compare it with the store; the store may be open here meanwhile.

    Raises:
        StoreError: The backup cannot be restored; as `restoring.verify` says why.
    """
    manifest, choice = verify(store_path, backup_path, unlock)
    is_there = os.path.lexists(store_path)
    n_lost, n_erased = _differences(store_path, backup_path, choice.key) if is_there else (0, 0)
    return Outlook(manifest, is_there, n_lost, choice.comes_along, n_erased)


def _differences(store_path: Path, backup_path: Path, key: str) -> tuple[int | None, int]:
    """Return how many entries the backup lacks, and how many erased patients it still holds."""
    try:
        here, there = _known(store_path, key), _known(backup_path, key)
    except StoreError:
        return None, 0
    return len(here.entries - there.entries), len((here.erased - there.erased) & there.patients)


class _Known(NamedTuple):
    """What a file knows: entries, patients that are in it, patients that were erased."""

    entries: set[str]
    patients: set[str]
    erased: set[str]


def _known(path: Path, key: str) -> _Known:
    with closing(connect(path, key, read_only=True)) as connection, as_store_error(path):

        def texts(sql: str, *params: str) -> set[str]:
            return {str(row[0]) for row in connection.execute(sql, params)}

        has_trail = texts("SELECT name FROM sqlite_schema WHERE name = 'audit_event'")
        erased = "SELECT patient_id FROM audit_event WHERE act = ?"
        return _Known(
            texts("SELECT id FROM entry"),
            texts("SELECT DISTINCT patient_id FROM change WHERE payload IS NOT NULL"),
            texts(erased, Act.ERASE) if has_trail else set(),
        )
