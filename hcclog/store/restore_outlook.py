"""What a restore would do, told before it is done."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
        brings_keys: True where the key file beside the backup takes the place of the present one.
    """

    manifest: Manifest
    is_there: bool
    n_lost: int | None
    brings_keys: bool

    @property
    def n_entries(self) -> int:
        """Entries of the journal in the backup."""
        return self.manifest.content.counts.get("entry", 0)

    @property
    def sentence(self) -> str:
        """What will no longer be in the store."""
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
    n_lost = _n_lost(store_path, backup_path, choice.key) if is_there else 0
    return Outlook(manifest, is_there, n_lost, choice.comes_along)


def _n_lost(store_path: Path, backup_path: Path, key: str) -> int | None:
    try:
        return len(_entry_ids(store_path, key) - _entry_ids(backup_path, key))
    except StoreError:
        return None


def _entry_ids(path: Path, key: str) -> set[str]:
    with closing(connect(path, key, read_only=True)) as connection, as_store_error(path):
        return {str(row[0]) for row in connection.execute("SELECT id FROM entry")}
