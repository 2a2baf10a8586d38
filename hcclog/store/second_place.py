"""A second place for backups: a stick, another disk, a share. Closed files only, never a store.

A folder of ours is made there when the place is chosen. Where it is missing later the stick is out:
an empty mount point, say, must not be taken for it.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from hcclog.store.durable import replace, sync_file, write_atomically
from hcclog.store.errors import BackupDamaged, PlaceMissing, StoreError
from hcclog.store.faults import as_file_error
from hcclog.store.keys import keys_path
from hcclog.store.links import followed
from hcclog.store.manifest import manifest_path, sha256_of, write_manifest
from hcclog.store.thinning import Backup, backups_folder, backups_of, thin_out, whole_ones

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

FOLDER = "hcclog-backups"
# Each is told after it was done; `copying` after every 4 MB.
STEPS = ("copying", "synced", "compared", "keys copied", "manifest written", "renamed")
_N_BYTES_AT_ONCE = 4 * 1024 * 1024
_OWN_PART = 12


class PlaceUnfit(StoreError):
    """The folder of the store itself was chosen."""

    says = "{place} is where the store lies already. Choose a stick, another disk or a share."


def choose_place(store_path: Path, chosen: Path) -> Path:
    """Make the folder for backups at a place that a person chose, and return it.

    Raises:
        PlaceUnfit: The store or its backups lie there.
        StoreError: No folder can be made there.
    """
    own = followed(store_path).parent
    place = followed(chosen)
    if place == own or place.is_relative_to(backups_folder(store_path)):
        raise PlaceUnfit(chosen)
    folder = chosen if chosen.name == FOLDER else chosen / FOLDER
    with as_file_error(folder):
        folder.mkdir(exist_ok=True)
        probe = folder / f".probe-{own.name}"
        write_atomically(probe, b"")
        probe.unlink()
    return folder


def is_there(folder: Path) -> bool:
    """Return whether a second place is connected now."""
    try:
        return folder.is_dir()
    except OSError:
        return False


def copies_in(folder: Path, store_id: str) -> list[Backup]:
    """Return the backups of one store at a second place, oldest first; none where it is out."""
    try:
        paths = sorted(folder.glob("*.db"))
    except OSError:
        return []
    return [one for one in whole_ones(paths) if one.manifest.store_id == store_id]


def copy_newest(
    store_path: Path,
    folder: Path,
    at: datetime,
    step: Callable[[str], None] = lambda _name: None,
) -> Backup | None:
    """Copy the newest sound backup of a store to its second place, and thin what is older there.

    Key files of copies that are there already follow by `key_copies.carry_keys`.

    Args:
        store_path: The store.
        folder: As `choose_place` returned it.
        at: Now, aware.
        step: Called with each step's name.

    Returns:
        The copy, also where it was there already; None where the store has no backup.

    Raises:
        PlaceMissing: The place is not there now.
        StoreError: It could not be copied; nothing of it has its final name.
    """
    backups = backups_of(store_path)
    if not backups:
        return None
    if not is_there(folder):
        raise PlaceMissing(folder)
    try:
        copy = _copy_sound(backups, folder, step)
        thin_out(copies_in(folder, copy.manifest.store_id), at)
    except StoreError:
        if not is_there(folder):
            raise PlaceMissing(folder) from None
        raise
    return copy


def copy_backup(
    backup: Backup, folder: Path, step: Callable[[str], None] = lambda _name: None
) -> Backup:
    """Copy one backup with its key file and its manifest to any folder; nothing is overwritten.

    Raises:
        BackupDamaged: It is not what it was when it was made.
        StoreError: It could not be copied; nothing of it has its final name.
    """
    return _copy(backup, _free_path(folder, backup), step)


def _copy_sound(backups: list[Backup], folder: Path, step: Callable[[str], None]) -> Backup:
    """Copy the newest backup that is still what it was when it was made."""
    found = {one.manifest.sha256: one for one in copies_in(folder, backups[-1].manifest.store_id)}
    for n_left, backup in reversed(list(enumerate(backups))):
        if backup.manifest.sha256 in found:
            return found[backup.manifest.sha256]
        try:
            return _copy(backup, _free_path(folder, backup), step)
        except BackupDamaged:
            if not n_left:
                raise
    raise AssertionError


def _copy(backup: Backup, target: Path, step: Callable[[str], None]) -> Backup:
    """Write one copy aside, compare it, and give it its name."""
    manifest = backup.manifest
    own = manifest.store_id[-_OWN_PART:]
    with as_file_error(target.parent):
        # What was left when the stick was pulled out; another station may be writing its own.
        for left in target.parent.glob(f"*.{own}.partial"):
            left.unlink(missing_ok=True)
        partial = target.with_name(f"{target.name}.{own}.partial")
        try:
            _write_compared(backup, partial, step)
            write_atomically(keys_path(target), keys_path(backup.path).read_bytes())
            step("keys copied")
            write_manifest(target, manifest)
            step("manifest written")
            replace(partial, target)
            step("renamed")
        except BaseException:
            _abandon(target, partial)
            raise
    return Backup(target, manifest)


def _write_compared(backup: Backup, partial: Path, step: Callable[[str], None]) -> None:
    """Copy a file, and read again what was written.

    Raises:
        BackupDamaged: The backup is not what it was when it was made.
        StoreError: The place does not give back what was written to it.
    """
    if _write(backup.path, partial, step) != backup.manifest.sha256:
        raise BackupDamaged(backup.path, "It is not the file that was written.")
    sync_file(partial)
    step("synced")
    if sha256_of(partial) != backup.manifest.sha256:
        raise StoreError(partial, "What was written there is not what was copied.")
    step("compared")


def _write(source: Path, partial: Path, step: Callable[[str], None]) -> str:
    """Copy a file that nobody has open, and return the SHA-256 of what was read."""
    digest = hashlib.sha256()
    with source.open("rb") as reading, partial.open("wb") as writing:
        while piece := reading.read(_N_BYTES_AT_ONCE):
            digest.update(piece)
            writing.write(piece)
            step("copying")
    return digest.hexdigest()


def _free_path(folder: Path, backup: Backup) -> Path:
    """Return a name for a copy; a backup of another station may have the same one."""
    path, n = folder / backup.path.name, 1
    while path.exists():
        n += 1
        path = folder / f"{backup.path.stem}-{n}.db"
    return path


def _abandon(target: Path, partial: Path) -> None:
    # The place may be gone: then there is nothing to take away.
    with suppress(OSError):
        partial.unlink(missing_ok=True)
        if not target.exists():
            keys_path(target).unlink(missing_ok=True)
            manifest_path(target).unlink(missing_ok=True)
