"""Open a store, or make one where nothing lies: the order is lock, key, file, schema, checks."""

from __future__ import annotations

import getpass
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.paths import host_name
from hcclog.store.checks import full_check, quick_check, schema_check
from hcclog.store.connection import connect
from hcclog.store.durable import discard, partial_of, replace, sync_file
from hcclog.store.errors import (
    FolderMissing,
    HeldByOther,
    OlderSchema,
    PasswordNeeded,
    RestoreUnfinished,
    StoreError,
    StoreMissing,
)
from hcclog.store.faults import as_file_error
from hcclog.store.key_edition import hold_keys_against, remember_keys
from hcclog.store.keys import keys_path, obtain_envelope, read_envelope
from hcclog.store.links import followed
from hcclog.store.lock import Holder, hold
from hcclog.store.place import (
    check_place,
    is_read_only,
    refuse_foreign,
    refuse_unreachable,
    takes_files,
)
from hcclog.store.restore_pending import finish_restore, is_restore_pending
from hcclog.store.restore_record import UNRECORDED, record_restore
from hcclog.store.schema import check_revision, our_objects, upgrade
from hcclog.store.sqlite_file import SqliteFile
from hcclog.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from hcclog.store.entrance import Credentials, Entrance
    from hcclog.store.lock import StoreLock
    from hcclog.store.sqlcipher import Connection as RawConnection

CHECKED_AT_ONCE_BYTES = 4 * 1024 * 1024
_SERVER = ("postgresql:", "postgresql+psycopg:", "postgres:")
_FILE_URL = "sqlite:///"


def open_store(
    target: str,
    new_id: Callable[[], str],
    now: Callable[[], datetime],
    *,
    read_only: bool = False,
    credentials: Credentials | None = None,
) -> Store:
    """Open the store at a path or an address; where nothing ever was, a new one is made.

    A path beside which a key file or backups of a store lie is not made anew: the store that
    belongs to them is missing, and an empty one in its place would hide that.

    Args:
        target: Path of a file, ``sqlite:///`` address of one, or address of a PostgreSQL database.
        new_id: Gives ids.
        now: The clock, aware.
        read_only: Open to read only, also while somebody else writes.
        credentials: Who signs in; left out where no password protects the store.

    Raises:
        PasswordNeeded: A password protects the store, and no credentials were given.
        StoreError: Why it cannot be opened.
    """
    path = path_of(target)
    if path is None:
        return _open_server(target, new_id, now)
    refuse_unreachable(path)
    holder = Holder(getpass.getuser(), host_name(), os.getpid(), now().astimezone())
    _finish_restore(path, holder, read_only=read_only)
    is_new = not os.path.lexists(path)
    if is_new:
        _refuse_to_make(path, read_only=read_only)
    else:
        _refuse_other_things(path)
    if read_only or (not is_new and is_read_only(path)):
        return _store(path, _entrance(path, credentials, now), None, new_id, now)
    lock = hold(path, holder)
    try:
        # Somebody may have made or restored it before the lock was ours.
        is_new = is_new and not os.path.lexists(path)
        if is_new:
            _make_file(path, new_id)
        store = _store(path, _entrance(path, credentials, now), lock, new_id, now)
        store.is_new = is_new
        _bring_forward(store)
        if not is_new and lock.left is not None:
            _check_after(store, path, lock.left)
        # On a full disk a store can be read; the next opening tries again.
        with suppress(StoreError):
            remember_keys(store)
            if store.reader.meta(UNRECORDED) is not None:
                record_restore(store)
    except BaseException:
        lock.release()
        raise
    return store


def open_held_store(
    target: str,
    new_id: Callable[[], str],
    now: Callable[[], datetime],
    credentials: Credentials | None = None,
) -> Store:
    """Open a store to write; where somebody holds it, open it to read, with a notice who.

    Raises:
        StoreError: It cannot be opened either way.
    """
    try:
        return open_store(target, new_id, now, credentials=credentials)
    except HeldByOther as held:
        from hcclog.store.place_warnings import file_system_of, refuse_second_seat

        path = path_of(target)
        if path is not None:
            refuse_second_seat(path, file_system_of(followed(path).parent))
        store = open_store(target, new_id, now, read_only=True, credentials=credentials)
        store.notice = held.sentence
        return store


def path_of(target: str) -> Path | None:
    """Return the file that a path or an address means; None for a store on a server."""
    if target.startswith(_SERVER):
        return None
    return Path(target.removeprefix(_FILE_URL)).expanduser()


def _finish_restore(path: Path, holder: Holder, *, read_only: bool) -> None:
    """Finish a restore that was cut short: before it is done, nothing here is a store."""
    if not is_restore_pending(path):
        return
    if read_only or not takes_files(followed(path).parent):
        raise RestoreUnfinished(path)
    with hold(path, holder):
        finish_restore(path)


def _refuse_to_make(path: Path, *, read_only: bool) -> None:
    if not path.parent.is_dir():
        raise FolderMissing(path.parent)
    from hcclog.store.thinning import backups_of

    if _making(path).exists() and not read_only:
        return
    if backups_of(path):
        raise StoreMissing(path, "Its backups are there: restore one, or put the store back.")
    if keys_path(path).exists():
        raise StoreMissing(path, f"Its key file {keys_path(path).name} is there: put it back.")
    if read_only:
        raise StoreMissing(path)


def _refuse_other_things(path: Path) -> None:
    """Refuse what is no store before the lock and the key file beside it are asked for."""
    check_place(path, read_only=True)
    if not keys_path(path).exists():
        refuse_foreign(path)


def _making(path: Path) -> Path:
    """Return the mark that says a store is being made, so that an attempt cut short goes on."""
    return path.with_name(f"{path.name}.making")


def _entrance(path: Path, credentials: Credentials | None, now: Callable[[], datetime]) -> Entrance:
    """Open the key file, which is asked before the database: it knows a wrong password from damage.

    Raises:
        PasswordNeeded: It is protected, and no credentials were given.
        StoreError: They are wrong, or the key file cannot be read.
    """
    from hcclog.store.entrance import Entrance, enter

    envelope = read_envelope(path)
    if envelope.is_open:
        return Entrance(envelope)
    if credentials is None:
        raise PasswordNeeded(path)
    return enter(path, credentials, now())


def _store(
    path: Path,
    entrance: Entrance,
    lock: StoreLock | None,
    new_id: Callable[[], str],
    now: Callable[[], datetime],
) -> Store:
    read_only = lock is None
    raw = connect(path, entrance.envelope.raw_key, read_only=read_only)
    try:
        _check_file(path, raw, read_only=read_only)
    except BaseException:
        raw.close()
        raise
    backend = SqliteFile(path, raw, lock, entrance.envelope, read_only=read_only)
    store = Store(backend, new_id, now, entrance=entrance)
    try:
        hold_keys_against(store)
    except BaseException:
        store.close()
        raise
    return store


def _check_file(path: Path, raw: RawConnection, *, read_only: bool) -> None:
    """Refuse a damaged file, triggers and views that are not ours, and old tables only to read.

    The cost of the check grows with the file, so a large one is checked behind the window; every
    page that is read is authenticated all the same, so that no damaged value is ever shown.
    """
    if check_revision(lambda sql, params: raw.execute(sql, params).fetchall(), path):
        schema_check(raw, our_objects()).refuse_damage(path)
    elif read_only:
        raise OlderSchema(path)
    if path.stat().st_size <= CHECKED_AT_ONCE_BYTES:
        quick_check(raw).refuse_damage(path)


def _check_after(store: Store, path: Path, left: Holder) -> None:
    """Check in full what somebody did not close; of a large file that is done behind the window."""
    store.unclean_end = left
    is_small = path.stat().st_size <= CHECKED_AT_ONCE_BYTES
    if isinstance(store.backend, SqliteFile) and is_small:
        full_check(store.backend.raw).refuse_damage(path)


def _make_file(path: Path, new_id: Callable[[], str]) -> None:
    """Make a new store under a temporary name, whole, and give it its name at the end."""
    partial = partial_of(path)
    with as_file_error(partial):
        _making(path).touch()
        discard(partial)
    envelope = obtain_envelope(path, new_id())
    raw = connect(partial, envelope.raw_key, create=True)
    backend = SqliteFile(partial, raw, None, envelope, read_only=False)
    try:
        with backend.engine.begin() as connection:
            _make_tables(connection, envelope.store_id, new_id())
    finally:
        backend.close()
    with as_file_error(path):
        sync_file(partial)
        replace(partial, path)
        discard(partial)
        _making(path).unlink()


def _make_tables(connection: Connection, store_id: str, epoch: str) -> None:
    from sqlalchemy import insert

    from hcclog.store.tables import STORE_META

    upgrade(connection)
    facts = {"store_id": store_id, "epoch": epoch}
    rows = [{"key": key, "value": value} for key, value in facts.items()]
    connection.execute(insert(STORE_META), rows)


def _bring_forward(store: Store) -> None:
    """Check the schema's revision, and migrate an older one after a verified backup."""
    if not check_revision(store.backend.query, store.backend.path):
        from hcclog.store.bringing_forward import bring_forward

        bring_forward(store)


def _open_server(url: str, new_id: Callable[[], str], now: Callable[[], datetime]) -> Store:
    from hcclog.store.postgresql import PostgresqlServer
    from hcclog.store.schema import revision_of

    backend = PostgresqlServer(url)
    is_new = revision_of(backend.query) is None
    store = Store(backend, new_id, now, is_new=is_new)
    if is_new:
        with backend.engine.begin() as connection:
            _make_tables(connection, new_id(), new_id())
    else:
        _bring_forward(store)
    return store
