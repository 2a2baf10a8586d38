"""Put a verified backup in the place of a store, whatever is left of that store.

The backup is verified, copied beside the store and marked with a new epoch and a note of its
origin; then, from a note on, only renamed (`restore_pending`). What lay there is kept in a folder
``damaged-<time>``. Killed anywhere, the next opening finds the old files or finishes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

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
from hcclog.store.keys import Envelope, keys_path
from hcclog.store.lock import Holder, hold
from hcclog.store.manifest import Manifest, read_manifest, sha256_of
from hcclog.store.place import check_place
from hcclog.store.restore_key import KeyChoice, key_for
from hcclog.store.restore_pending import (
    KEPT,
    RESTORED,
    Pending,
    discard_ready,
    finish_restore,
    is_restore_pending,
    ready_path,
    write_pending,
)
from hcclog.store.restore_pending import STEPS as _FINISHING
from hcclog.store.schema import known_revisions

if TYPE_CHECKING:
    from pathlib import Path

    from hcclog.store.thinning import Backup

# Each is told after it was done; `copying` after every 4 MB.
STEPS = ("backup verified", "copying", "copied", "noted", "keys ready", "marked", *_FINISHING)
EPOCH = "epoch"
_N_BYTES_AT_ONCE = 1 << 22


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
        unlock: Gives the raw key of a key file; asks for a password where one is set.
        step: Called with each step's name; for progress, and for tests that end the process there.
    """

    store_path: Path
    backup_path: Path
    holder: Holder
    epoch: str
    unlock: Callable[[Envelope], str] = field(default=attrgetter("raw_key"), repr=False)
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
    path = order.store_path.resolve()
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


def verify(
    store_path: Path, backup_path: Path, unlock: Callable[[Envelope], str]
) -> tuple[Manifest, KeyChoice]:
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
    store_path: Path, backup_path: Path, unlock: Callable[[Envelope], str]
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


def _is_whole(store_path: Path, unlock: Callable[[Envelope], str], backup: Backup) -> bool:
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
        _note(ready, choice.key, order, manifest)
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


def _copy(order: Order, ready: Path, manifest: Manifest) -> None:
    """Copy the backup and compare what was read with its manifest."""
    digest = hashlib.sha256()
    create_empty(ready)
    with order.backup_path.open("rb") as source, ready.open("r+b") as target:
        while block := source.read(_N_BYTES_AT_ONCE):
            digest.update(block)
            target.write(block)
            order.step("copying")
    sync_file(ready)
    if digest.hexdigest() != manifest.sha256:
        raise BackupDamaged(order.backup_path, "It changed while it was copied.")


def _note(ready: Path, key: str, order: Order, manifest: Manifest) -> None:
    """Begin a new epoch in the copy, and say in it where it comes from."""
    told = {
        "backup": order.backup_path.name,
        "backup_made_at": manifest.made_at.isoformat(),
        "restored_at": order.holder.since.astimezone(UTC).isoformat(),
        "user": order.holder.user,
        "host": order.holder.host,
    }
    facts = ((EPOCH, order.epoch), (RESTORED, json.dumps(told, sort_keys=True)))
    with closing(connect(ready, key)) as connection, as_store_error(ready):
        connection.execute("BEGIN IMMEDIATE")
        for fact in facts:
            connection.execute("DELETE FROM store_meta WHERE key = ?", fact[:1])
            connection.execute("INSERT INTO store_meta (key, value) VALUES (?, ?)", fact)
        connection.execute("COMMIT")


def _free_folder(path: Path, at: datetime) -> Path:
    stem = f"{KEPT}{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    folder, n = path.parent / stem, 1
    while folder.exists():
        n += 1
        folder = path.parent / f"{stem}-{n}"
    return folder
