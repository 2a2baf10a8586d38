"""The same store elsewhere: where its disk refuses, a person takes it to another place."""

from __future__ import annotations

from contextlib import closing, suppress
from typing import TYPE_CHECKING

from hcclog.store.backing_up import read_marks
from hcclog.store.checks import full_check, snapshot, table_counts
from hcclog.store.connection import connect
from hcclog.store.durable import discard, partial_of, replace, sync_file
from hcclog.store.errors import Damaged, FolderMissing, StoreError, StoreExists
from hcclog.store.faults import as_file_error, as_store_error
from hcclog.store.keys import keys_path, read_envelope, write_envelope
from hcclog.store.manifest import Content
from hcclog.store.reviving import revive
from hcclog.store.sqlite_file import SqliteFile

if TYPE_CHECKING:
    from pathlib import Path

    from hcclog.store.sqlcipher import Connection
    from hcclog.store.store import Store

_N_PAGES_AT_ONCE = 1024


def save_elsewhere(store: Store, target: Path) -> Path:
    """Write what is open to another place, verify it, and go on there.

    Args:
        store: Open to write, be its file still there or not.
        target: A path where nothing lies; its key file is written beside it.

    Raises:
        StoreError: It was not done; nothing is left of it, and the store is as it was.
    """
    backend = store.backend
    if not isinstance(backend, SqliteFile):
        return target
    _check_target(target)
    partial, keys = partial_of(target), keys_path(target)
    try:
        with as_file_error(target.parent):
            discard(partial)
        _copy(backend, partial)
        with as_file_error(target.parent):
            _write_keys(backend, target)
            sync_file(partial)
            replace(partial, target)
        _go_on_at(store, backend, target)
    except BaseException:
        discard(partial)
        if not target.exists():
            keys.unlink(missing_ok=True)
        raise
    discard(partial)
    return target


def _check_target(target: Path) -> None:
    if not target.parent.is_dir():
        raise FolderMissing(target.parent)
    for path in (target, keys_path(target)):
        if path.exists():
            raise StoreExists(path)


def _copy(backend: SqliteFile, partial: Path) -> None:
    """Copy all that the open connection reads, and compare the copy with it."""
    key = backend.envelope.raw_key
    with suppress(StoreError):  # the connection as it was may read still
        revive(backend, to_write=False)
    with (
        closing(connect(partial, key, create=True)) as writing,
        as_store_error(partial),
        snapshot(backend.held),
    ):
        content = _content(backend.held)
        backend.held.backup(writing, pages=_N_PAGES_AT_ONCE, progress=None)
    with closing(connect(partial, key, read_only=True)) as copy, as_store_error(partial):
        full_check(copy).refuse_damage(partial)
        if _content(copy) != content:
            raise Damaged(partial, "It does not hold the same as the store.")


def _go_on_at(store: Store, backend: SqliteFile, target: Path) -> None:
    """Hold the copy as the store was held, and read and write there from now on."""
    import getpass
    import os

    from hcclog.paths import host_name
    from hcclog.store.lock import Holder, hold

    lock = hold(target, Holder(getpass.getuser(), host_name(), os.getpid(), store.now()))
    try:
        fresh = connect(target, backend.envelope.raw_key)
    except BaseException:
        lock.release()
        raise
    backend.take(fresh, target)
    before, backend.lock = backend.lock, lock
    if before is not None:
        before.release()


def _write_keys(backend: SqliteFile, target: Path) -> None:
    """Put the key file beside the copy: as it lies on the disk, else as it was when it was read."""
    if backend.path is not None:
        with suppress(StoreError):
            write_envelope(target, read_envelope(backend.path))
            return
    write_envelope(target, backend.envelope)


def _content(connection: Connection) -> Content:
    return Content(table_counts(connection), read_marks(connection))
