"""Make a backup that is verified before it gets its name, so that every backup there is one.

Copied by the database's own backup, under a temporary name; synced; opened again and checked; its
manifest and the key file written beside it; renamed. Killed anywhere, it leaves at most a
``.partial`` file, which the next backup clears away.

Whoever commits meanwhile waits for one megabyte of it at most: no lock is held from one part to the
next, and what was copied is thrown away where the store has changed since.
"""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from hcclog.store.checks import full_check, snapshot, table_counts
from hcclog.store.connection import connect
from hcclog.store.durable import PARTIAL, discard, partial_of, replace, sync_file, write_atomically
from hcclog.store.errors import BackupDamaged, Damaged, KeyFileMissing, NotAStore, StoreExists
from hcclog.store.faults import as_file_error, as_store_error
from hcclog.store.keys import SUFFIX as KEYS_SUFFIX
from hcclog.store.keys import keys_path
from hcclog.store.manifest import SUFFIX as MANIFEST_SUFFIX
from hcclog.store.manifest import (
    Content,
    Manifest,
    Marks,
    manifest_path,
    read_manifest,
    sha256_of,
    write_manifest,
)
from hcclog.store.thinning import Backup, backup_path, backups_folder, clear_unfinished

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from hcclog.store.sqlcipher import Connection

# Each is told after it was done; the first two again for each attempt, `copying` after every 1 MB.
STEPS = (
    "source read",
    "copying",
    "copied",
    "synced",
    "compared",
    "keys copied",
    "manifest written",
    "renamed",
)
_N_PAGES_AT_ONCE = 256
# Two threads, such as that of an import and that of the day, would clear each other's files away.
_BESIDE = Lock()
# A person saves every few seconds and a copy takes one; only a program never pauses that long.
_N_ATTEMPTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The store to back up.

    Attributes:
        key: Key and salt, 96 hexadecimal digits.
        read_marks: Reads schema and journal tip through any connection to a store or its copy.
        step: Called with each step's name; for progress, and for tests that end the process there.
    """

    store_path: Path
    key: str = field(repr=False)
    store_id: str
    read_marks: Callable[[Connection], Marks]
    step: Callable[[str], None] = lambda _name: None


def back_up_beside(source: Source, why: str, at: datetime) -> Backup:
    """Back up into the folder ``backups`` beside the store; other arguments as `back_up`."""
    with _BESIDE:
        folder = backups_folder(source.store_path)
        with as_file_error(folder):
            folder.mkdir(exist_ok=True)
            clear_unfinished(source.store_path)
            target = backup_path(source.store_path, at, why)
        return back_up(source, target, why, at)


def back_up(source: Source, target: Path, why: str, at: datetime) -> Backup:
    """Write a verified copy of a store, with its manifest and its key file beside it.

    It opens connections of its own and may run in another thread than the store's user, who may
    commit meanwhile: the copy is made anew until it is of one state. Only where that fails many
    times does who commits wait for the copy.

    Args:
        source: The store.
        target: A path where nothing lies.
        why: Reason, for the manifest: lower-case letters and hyphens.
        at: Now, aware.

    Raises:
        Damaged: The store is damaged; no backup was made, and older ones are as they were.
        StoreExists: Something lies at the target.
        StoreError: The disk or the system refused; nothing of it is left.
    """
    _check_target(source, target)
    partial = partial_of(target)
    try:
        content = _copy(source, partial)
        with as_file_error(target.parent):
            sync_file(partial)
        source.step("synced")
        _compare(source, partial, content)
        source.step("compared")
        with as_file_error(target.parent):
            manifest = Manifest(
                source.store_id, at, why, sha256_of(partial), partial.stat().st_size, content
            )
            write_atomically(keys_path(target), keys_path(source.store_path).read_bytes())
            source.step("keys copied")
            write_manifest(target, manifest)
            source.step("manifest written")
            replace(partial, target)
    except BaseException:
        _abandon(target)
        raise
    discard(partial)
    source.step("renamed")
    return Backup(target, manifest)


def verify_backup(path: Path, key: str, read_marks: Callable[[Connection], Marks]) -> Manifest:
    """Check that a backup is still what it was when it was made.

    Raises:
        BackupDamaged: It is not; an older one should be taken.
        StoreError: It cannot be read at all.
    """
    manifest = read_manifest(path)
    with as_file_error(path):
        if sha256_of(path) != manifest.sha256:
            raise BackupDamaged(path, "It is not the file that was written.")
    with closing(connect(path, key, read_only=True)) as connection, as_store_error(path):
        report = full_check(connection)
        if not report.is_whole or _content(connection, read_marks) != manifest.content:
            raise BackupDamaged(path, *report.findings[:1])
    return manifest


def _check_target(source: Source, target: Path) -> None:
    keys, manifest = keys_path(target), manifest_path(target)
    if not keys_path(source.store_path).is_file():
        raise KeyFileMissing(keys_path(source.store_path))
    if target.suffix in {KEYS_SUFFIX, MANIFEST_SUFFIX, PARTIAL}:
        raise NotAStore(target, f"A backup needs another ending than {target.suffix}.")
    with as_file_error(target.parent):
        if target.exists() or (manifest.exists() and not _is_manifest(target)):
            raise StoreExists(target)
        # Another store's backup would be lost with its key.
        if keys.exists() and keys.read_bytes() != keys_path(source.store_path).read_bytes():
            raise StoreExists(keys)
    discard(partial_of(target))


def _is_manifest(target: Path) -> bool:
    try:
        read_manifest(target)
    except BackupDamaged:
        return False
    return True


class _ChangedMeanwhile(Exception):
    """Somebody committed while the store was copied."""


def _copy(source: Source, partial: Path) -> Content:
    """Copy one state of the store, and return what that state holds.

    Every page is authenticated as it is read; all other damage is looked for in the copy.
    """
    with (
        closing(connect(source.store_path, source.key, read_only=True)) as reading,
        closing(connect(partial, source.key, create=True)) as writing,
        as_store_error(source.store_path),
    ):
        # It is synced as a whole afterwards; a slow disk must not keep the source locked till then.
        writing.execute("PRAGMA synchronous=OFF")
        content = _copy_between_commits(source, reading, writing)
    source.step("copied")
    return content


def _copy_between_commits(source: Source, reading: Connection, writing: Connection) -> Content:
    for _ in range(_N_ATTEMPTS):
        with suppress(_ChangedMeanwhile):
            return _copy_if_unchanged(source, reading, writing)
    with snapshot(reading):
        return _copy_if_unchanged(source, reading, writing)


def _copy_if_unchanged(source: Source, reading: Connection, writing: Connection) -> Content:
    """Copy a megabyte at a time, without a lock between them.

    Raises:
        _ChangedMeanwhile: The parts are not of one state, or not of that which was counted.
    """
    before = _state_of(reading)
    content = _content(reading, source.read_marks)
    source.step("source read")

    def progress(_status: int, _n_left: int, _n_all: int) -> None:
        source.step("copying")
        if _state_of(reading) != before:
            raise _ChangedMeanwhile

    reading.backup(writing, pages=_N_PAGES_AT_ONCE, progress=progress)
    if _state_of(reading) != before:
        raise _ChangedMeanwhile
    return content


def _state_of(reading: Connection) -> object:
    """Return a number that is another one after each commit of anybody else."""
    return reading.execute("PRAGMA data_version").fetchone()


def _compare(source: Source, partial: Path, content: Content) -> None:
    """Open the copy as a restore would, and refuse it where it is not the store."""
    with closing(connect(partial, source.key, read_only=True)) as copy, as_store_error(partial):
        # The bytes are those of the store: what is wrong in the copy is wrong there.
        full_check(copy).refuse_damage(source.store_path)
        if _content(copy, source.read_marks) != content:
            raise Damaged(source.store_path, "Its copy does not hold the same.")


def _content(connection: Connection, read_marks: Callable[[Connection], Marks]) -> Content:
    return Content(table_counts(connection), read_marks(connection))


def _abandon(target: Path) -> None:
    """Take away what a backup that failed has left; a backup that got its name is whole."""
    discard(partial_of(target))
    if not target.exists():
        keys_path(target).unlink(missing_ok=True)
        manifest_path(target).unlink(missing_ok=True)
