"""The next older backup that is whole, where the one that was chosen is not."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hcclog.store.errors import BackupDamaged
from hcclog.store.manifest import read_manifest
from hcclog.store.second_place import copies_in
from hcclog.store.thinning import backups_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hcclog.store.thinning import Backup

_STAMP = re.compile(r"-(\d{8}T\d{6}Z)-")


def next_older(
    store_path: Path, backup_path: Path, is_whole: Callable[[Backup], bool]
) -> Backup | None:
    """Return the newest whole backup older than this one, beside the store or beside the backup.

    Args:
        store_path: The store.
        backup_path: A backup that is damaged, its manifest perhaps too.
        is_whole: Looks into a backup; called from the newest to the oldest, until one is whole.
    """
    own = backups_of(store_path)
    store_ids = {one.manifest.store_id for one in own} or _ids_beside(backup_path)
    beside = [one for each in store_ids for one in copies_in(backup_path.parent, each)]
    every = {one.path.resolve(): one for one in (*beside, *own)}
    every.pop(backup_path.resolve(), None)
    made_at = _made_at(backup_path)
    older = [one for one in every.values() if made_at is None or one.manifest.made_at <= made_at]
    older.sort(key=lambda one: one.manifest.made_at, reverse=True)
    return next((one for one in older if is_whole(one)), None)


def _ids_beside(backup_path: Path) -> set[str]:
    try:
        return {read_manifest(backup_path).store_id}
    except BackupDamaged:
        return set()


def _made_at(backup_path: Path) -> datetime | None:
    """Return when a backup was made, by its manifest or by its name; None where neither says."""
    try:
        return read_manifest(backup_path).made_at
    except BackupDamaged:
        stamp = _STAMP.search(backup_path.name)
        if stamp is None:
            return None
        return datetime.strptime(stamp[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
