"""Which backups there are, which is the last good one, and which may go."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hcclog.store.durable import sync_folder
from hcclog.store.errors import BackupDamaged
from hcclog.store.faults import as_file_error
from hcclog.store.keys import keys_path
from hcclog.store.links import followed
from hcclog.store.manifest import Manifest, manifest_path, read_manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

FOLDER = "backups"
DAILY = "daily"
BEFORE_MIGRATION = "before-migration"
BEFORE_IMPORT = "before-import"
BEFORE_MERGE = "before-merge"
AT_CLOSING = "at-closing"
AT_LOCKING = "at-locking"
BY_HAND = "by-hand"

KEEP_ALL_FOR = timedelta(days=2)
# A script closes the store at each line, and a busy ward locks its screen all day.
_OFTEN = frozenset({AT_CLOSING, AT_LOCKING})


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was verified when it was made."""

    path: Path
    manifest: Manifest


# Counted in days, weeks and months that have a backup, not in time that went by: a clock that is
# years ahead, or a long leave, thins nothing more.
_PERIODS: tuple[tuple[int, Callable[[Backup], object]], ...] = (
    (14, lambda one: one.manifest.made_at.date()),
    (10, lambda one: one.manifest.made_at.isocalendar()[:2]),
    (24, lambda one: (one.manifest.made_at.year, one.manifest.made_at.month)),
)


def backups_folder(store_path: Path) -> Path:
    """Return the folder of a store's own backups; it need not exist yet."""
    return followed(store_path).parent / FOLDER


def backup_path(store_path: Path, at: datetime, why: str) -> Path:
    """Return a free name for a backup beside a store: store, time in UTC, reason."""
    stem = f"{followed(store_path).stem}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{why}"
    folder = backups_folder(store_path)
    path, n = folder / f"{stem}.db", 1
    while path.exists():
        n += 1
        path = folder / f"{stem}-{n}.db"
    return path


def backups_of(store_path: Path) -> list[Backup]:
    """Return the backups beside a store that are still there in full, oldest first.

    Only their size is compared here; `backup.verify_backup` looks into one.
    """
    return whole_ones(_own_files(store_path, "db"))


def refuse_unreadable(store_path: Path) -> None:
    """Refuse a folder of backups that cannot be looked into: it is not an empty one.

    Raises:
        StoreError: The system refused.
    """
    folder = backups_folder(store_path)
    with as_file_error(folder), suppress(FileNotFoundError), os.scandir(folder):
        pass


def whole_ones(paths: Iterable[Path]) -> list[Backup]:
    """Return which files are backups that are there in full, oldest first."""
    found = [backup for backup in map(_read, paths) if backup]
    return sorted(found, key=lambda backup: (backup.manifest.made_at, backup.path.name))


def latest_backup(store_path: Path) -> Backup | None:
    """Return the last good backup beside a store; None where there is none."""
    return max(backups_of(store_path), key=lambda one: one.manifest.made_at, default=None)


def is_daily_due(store_path: Path, at: datetime) -> bool:
    """Return True where no backup was made on this day (UTC), whatever later dates there are."""
    today = at.astimezone(UTC).date()
    return all(one.manifest.made_at.date() != today for one in backups_of(store_path))


def clear_unfinished(store_path: Path) -> None:
    """Remove what a backup beside a store left when it was killed."""
    for path in _own_files(store_path, r"(db|keys|json)\.partial(-journal)?"):
        path.unlink(missing_ok=True)


def thin(store_path: Path, at: datetime) -> tuple[Path, ...]:
    """Remove the backups beside a store that the rule does not keep; return their paths.

    Raises:
        StoreError: The system refused.
    """
    return thin_out(backups_of(store_path), at)


def thin_out(backups: list[Backup], at: datetime) -> tuple[Path, ...]:
    """Remove those of some backups of one store that the rule does not keep; return their paths.

    Raises:
        StoreError: The system refused.
    """
    keep = kept(backups, at)
    gone = tuple(one.path for one in backups if one.path not in keep)
    for path in gone:
        with as_file_error(path):
            # The backup first: one without its key file would be worse than none.
            for part in (path, manifest_path(path), keys_path(path)):
                part.unlink(missing_ok=True)
    if gone:
        with as_file_error(gone[0].parent):
            sync_folder(gone[0].parent)
    return gone


def kept(backups: Iterable[Backup], at: datetime) -> set[Path]:
    """Return what to keep: all of two days, then the last of each day, of each week, of each month.

    The last backup, the last one not dated after now, and the last of each reason always stay. Of
    those made at closing and at locking the last of each hour is enough.
    """
    newest_first = sorted(backups, key=lambda one: one.manifest.made_at, reverse=True)
    recent = [one for one in newest_first if one.manifest.made_at > at - KEEP_ALL_FOR]
    often = [one for one in recent if one.manifest.why in _OFTEN]
    keep = {one.path for one in recent if one.manifest.why not in _OFTEN}
    keep |= _last_of_each(often, _hour_of, len(often))
    past = [one for one in newest_first if one.manifest.made_at <= at]
    keep |= {one.path for one in (*newest_first[:1], *past[:1])}
    keep |= _last_of_each(newest_first, lambda one: one.manifest.why, len(newest_first))
    for n_periods, period in _PERIODS:
        keep |= _last_of_each(newest_first, period, n_periods)
    return keep


def _hour_of(backup: Backup) -> datetime:
    return backup.manifest.made_at.replace(minute=0, second=0, microsecond=0)


def _own_files(store_path: Path, ending: str) -> list[Path]:
    # Another store may keep its backups in the same folder.
    stem = re.escape(followed(store_path).stem)
    ours = re.compile(rf"{stem}-\d{{8}}T\d{{6}}Z-[a-z-]+(-\d+)?\.{ending}")
    return [path for path in backups_folder(store_path).glob("*") if ours.fullmatch(path.name)]


def _last_of_each(
    newest_first: list[Backup], group: Callable[[Backup], object], n_groups: int
) -> set[Path]:
    last: dict[object, Path] = {}
    for one in newest_first:
        last.setdefault(group(one), one.path)
    return set(list(last.values())[:n_groups])


def _read(path: Path) -> Backup | None:
    try:
        manifest = read_manifest(path)
        return Backup(path, manifest) if path.stat().st_size == manifest.n_bytes else None
    except (BackupDamaged, OSError):
        return None
