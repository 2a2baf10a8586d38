"""Put a verified backup in the place of a store, whatever is left of that store.

The backup is verified, copied beside the store and marked with a new epoch and a note of its
origin; then, from a note on, only renamed (`restore_pending`). What lay there is kept in a folder
``damaged-<time>``. Killed anywhere, the next opening finds the old files or finishes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from hcclog import __version__
from hcclog.store.backing_up import read_marks
from hcclog.store.backup import verify_backup
from hcclog.store.connection import connect
from hcclog.store.durable import create_empty, sync_file, write_atomically
from hcclog.store.errors import (
    BackupDamaged,
    NewerSchema,
    NotAStore,
    RestoreFailed,
    StoreError,
    StoreIsFolder,
)
from hcclog.store.faults import as_file_error, as_store_error
from hcclog.store.keys import keys_path
from hcclog.store.links import followed
from hcclog.store.lock import Holder, hold
from hcclog.store.manifest import Manifest, read_manifest, sha256_of
from hcclog.store.place import check_place
from hcclog.store.restore_differences import given_up_by
from hcclog.store.restore_drafts import carry_drafts
from hcclog.store.restore_key import KeyChoice, Unlock, key_for, open_keys
from hcclog.store.restore_pending import (
    KEPT,
    Pending,
    discard_ready,
    finish_restore,
    is_restore_pending,
    ready_path,
    write_pending,
)
from hcclog.store.restore_pending import STEPS as _FINISHING
from hcclog.store.restore_record import RestoreNote, write_note
from hcclog.store.schema import known_revisions
from hcclog.store.stamp import offset_minutes

if TYPE_CHECKING:
    from pathlib import Path

    from hcclog.store.entrance import Entrance
    from hcclog.store.thinning import Backup

# Each is told after it was done; `copying` after every 4 MB.
STEPS = ("backup verified", "copying", "copied", "noted", "keys ready", "marked", *_FINISHING)
N_BYTES_AT_ONCE = 1 << 22


class BackupRefused(BackupDamaged):
    """A backup that is not what was verified when it was made.

    Attributes:
        older: The next older one that is whole; None where there is none.
    """

    says = "The backup {place} is damaged or incomplete, and nothing was changed."

    def __init__(self, path: Path, reason: str = "", older: Backup | None = None) -> None:
        """Name the next older one that is whole."""
        hint = f"The next older one is whole: {older.path}." if older else "No older one is whole."
        super().__init__(path, " ".join(filter(None, (reason, hint))))
        self.args = (path, reason, older)
        self.older = older


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A restore that was asked for.

    Attributes:
        store_path: Where the store lies, or lay, or is to lie; its folder must be there.
        backup_path: The backup; its manifest lies beside it.
        holder: Who restores, where and since when: the time of the restore.
        epoch: A new id: the chain of the changes after the restore.
        unlock: Opens a key file; asks for a password where one is set.
        step: Called with each step's name; for progress, and for tests that end the process there.
    """

    store_path: Path
    backup_path: Path
    holder: Holder
    epoch: str
    unlock: Unlock = open_keys
    step: Callable[[str], None] = lambda _name: None


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    Attributes:
        kept: Folder of the files that lay there before; None where there were none.
        manifest: Of the backup.
    """

    kept: Path | None
    manifest: Manifest


def restore(order: Order) -> Restored:
    """Put a backup in the place of a store; nobody may have the store open, not even who calls.

    Raises:
        HeldByOther: Somebody has the store open.
        BackupRefused: The backup is damaged; names the next older one that is whole.
        NewerSchema: A newer program wrote it.
        OtherStore: It is of another store than the one that lies there.
        StoreError: The disk refused. What is not finished is finished at the next opening.
    """
    path = followed(order.store_path)
    if path.is_dir():
        raise StoreIsFolder(path)
    with hold(path, order.holder):
        # Where one before it failed, what was there is there again, and is what is replaced now.
        with suppress(RestoreFailed):
            finish_restore(path)
        manifest, choice = verify(path, order.backup_path, order.unlock)
        order.step("backup verified")
        try:
            pending = _lay_ready(path, order, manifest, choice)
        except BaseException:
            if not is_restore_pending(path):
                discard_ready(path)
            raise
        order.step("marked")
        finish_restore(path, order.step)
    kept = path.parent / pending.kept
    return Restored(kept if kept.is_dir() else None, manifest)


def verify(store_path: Path, backup_path: Path, unlock: Unlock) -> tuple[Manifest, KeyChoice]:
    """Look through a whole backup; return its manifest, and which key file goes with it.

    Raises:
        BackupRefused: It is damaged; names the next older one that is whole.
        NewerSchema: A newer program wrote it.
        OtherStore: It is of another store than the one that lies at the path.
        StoreError: It cannot be read.
    """
    try:
        return looked_through(store_path, backup_path, unlock)
    except BackupDamaged as error:
        from hcclog.store.older_backups import next_older

        is_whole = partial(_is_whole, store_path, unlock)
        older = next_older(store_path, backup_path, is_whole)
        raise BackupRefused(backup_path, error.reason, older) from None


def looked_through(
    store_path: Path, backup_path: Path, unlock: Unlock
) -> tuple[Manifest, KeyChoice]:
    """Look through a whole backup as `verify` does, without looking for an older one.

    Raises:
        BackupDamaged: It is damaged.
        StoreError: As `verify`.
    """
    try:
        check_place(backup_path, read_only=True)
    except NotAStore as error:
        raise BackupDamaged(backup_path, error.reason) from None
    manifest = read_manifest(backup_path)
    if manifest.content.marks.schema not in known_revisions():
        raise NewerSchema(backup_path)
    choice = key_for(store_path, backup_path, manifest, unlock)
    return verify_backup(backup_path, choice.key, read_marks), choice


def _is_whole(store_path: Path, unlock: Unlock, backup: Backup) -> bool:
    try:
        looked_through(store_path, backup.path, unlock)
    except StoreError:
        return False
    return True


def _lay_ready(path: Path, order: Order, manifest: Manifest, choice: KeyChoice) -> Pending:
    """Make everything that takes the store's place, whole and synced, and write the note."""
    ready = ready_path(path)
    with as_file_error(path.parent):
        discard_ready(path)
        _copy(order, ready, manifest)
        order.step("copied")
        kept = _free_folder(path, order.holder.since)
        note = _note(order, manifest, choice.entrance, kept.name if _is_there(path) else "")
        with closing(connect(ready, choice.key)) as connection, as_store_error(ready):
            write_note(connection, note, order.epoch)
            carry_drafts(path, choice.key, connection)
        (ready.with_name(f"{ready.name}-journal")).unlink(missing_ok=True)
        sync_file(ready)
        order.step("noted")
        keys_sha256 = ""
        if choice.comes_along:
            write_atomically(ready_path(keys_path(path)), keys_path(order.backup_path).read_bytes())
            keys_sha256 = sha256_of(ready_path(keys_path(path)))
        order.step("keys ready")
        pending = Pending(kept.name, sha256_of(ready), keys_sha256)
        write_pending(path, pending)
    return pending


def _is_there(path: Path) -> bool:
    return os.path.lexists(path) or keys_path(path).exists()


def _copy(order: Order, ready: Path, manifest: Manifest) -> None:
    """Copy the backup and compare what was read with its manifest."""
    digest = hashlib.sha256()
    create_empty(ready)
    with order.backup_path.open("rb") as source, ready.open("r+b") as target:
        while block := source.read(N_BYTES_AT_ONCE):
            digest.update(block)
            target.write(block)
            order.step("copying")
    sync_file(ready)
    if digest.hexdigest() != manifest.sha256:
        raise BackupDamaged(order.backup_path, "It changed while it was copied.")


def _note(order: Order, manifest: Manifest, entrance: Entrance, kept: str) -> RestoreNote:
    """Return what the copy says of itself."""
    since = order.holder.since.astimezone(UTC)
    given_up = given_up_by(order.store_path, order.backup_path, entrance.envelope.raw_key)
    person = entrance.person
    return RestoreNote(
        backup=order.backup_path.name,
        backup_made_at=manifest.made_at.isoformat(),
        restored_at=since.isoformat(timespec="milliseconds"),
        set_aside=kept,
        n_given_up=given_up.n_changes,
        tip_given_up=given_up.tip,
        erased=" ".join(sorted(given_up.erased)),
        author=person.name if person is not None else order.holder.user,
        role=person.role_words if person is not None else _role_of(entrance),
        station=order.holder.host,
        utc_offset_minutes=offset_minutes(order.holder.since),
        app_version=__version__,
    )


def _role_of(entrance: Entrance) -> str:
    return "single user" if entrance.envelope.is_open else "recovery code"


def _free_folder(path: Path, at: datetime) -> Path:
    stem = f"{KEPT}{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    folder, n = path.parent / stem, 1
    while folder.exists():
        n += 1
        folder = path.parent / f"{stem}-{n}"
    return folder
