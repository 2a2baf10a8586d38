"""What a restore would do, told before it is done."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcclog.store.restore_differences import given_up_by
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
    given_up = given_up_by(store_path, backup_path, choice.key)
    n_lost = given_up.n_entries if is_there else 0
    return Outlook(manifest, is_there, n_lost, choice.comes_along, len(given_up.erased))
