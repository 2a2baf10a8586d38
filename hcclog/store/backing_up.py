"""Backups of an open store: which marks tell its state, and when the daily one is due."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from hcclog.logs.noting import Event, note
from hcclog.store.backup import Source, back_up, back_up_beside
from hcclog.store.checks import full_check, pages_check, table_counts
from hcclog.store.connection import connect
from hcclog.store.errors import JournalBroken, StoreError
from hcclog.store.manifest import Marks
from hcclog.store.projection import faults_of_store
from hcclog.store.reader import Reader
from hcclog.store.sqlite_file import SqliteFile
from hcclog.store.thinning import BY_HAND, DAILY, is_daily_due, latest_backup, thin

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from hcclog.store.sqlcipher import Connection
    from hcclog.store.store import Store

_WITH_AUDIT_TRAIL = "0006"


# Rows that come with each opening, or go again by themselves: alone they need no backup.
_OF_THE_MOMENT = frozenset({"draft", "audit_event"})


class ServerBackup(StoreError):
    """A backup of a server was asked for."""

    says = "{place} is on a server: back it up with the server's own tools."


def back_up_store(
    store: Store, why: str, step: Callable[[str], None] = lambda _name: None
) -> Path | None:
    """Back up beside the store and thin what is older; None for a server.

    Args:
        store: The store; connections of their own are opened, perhaps in another thread.
        why: Reason, for the manifest.
        step: Called with each step's name; what it raises ends the backup and leaves nothing.

    Raises:
        StoreError: No backup was made, and why.
    """
    source = _source(store)
    if source is None:
        return None
    made = back_up_beside(replace(source, step=step), why, store.now())
    gone = thin(source.store_path, store.now())
    note(Event.BACKED_UP, n_thinned=len(gone))
    return made.path


def back_up_store_to(store: Store, target: Path) -> Path:
    """Back up to a file that is not there yet.

    Raises:
        ServerBackup: The store is on a server.
        StoreError: No backup was made.
    """
    source = _source(store)
    if source is None:
        raise ServerBackup
    return back_up(source, target, BY_HAND, store.now()).path


def back_up_new(
    store: Store, why: str, step: Callable[[str], None] = lambda _name: None
) -> Path | None:
    """Back up beside the store where something was written since the last backup.

    It opens connections of its own, and may run in another thread.

    Args:
        store: The store.
        why: Reason, for the manifest.
        step: Called with each step's name; what it raises ends the backup and leaves nothing.

    Returns:
        The backup; None where the last one holds all of it, or the store is on a server or read.

    Raises:
        StoreError: No backup was made, and why.
    """
    if store.read_only or is_backed_up(store):
        return None
    return back_up_store(store, why, step)


def is_backed_up(store: Store) -> bool:
    """Return True where the last backup holds all that was written; a draft counts as nothing."""
    source = _source(store)
    last = latest_backup(source.store_path) if source is not None else None
    if source is None or last is None:
        return source is None
    with closing(connect(source.store_path, source.key, read_only=True)) as reading:
        marks, counts = read_marks(reading), table_counts(reading)
    there = last.manifest.content
    # The tip of the audit trail moves with each opening.
    is_same = (marks.schema, marks.tip) == (there.marks.schema, there.marks.tip)
    return is_same and _counted(counts) == _counted(there.counts)


def _counted(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: n for name, n in counts.items() if name not in _OF_THE_MOMENT}


def back_up_daily(store: Store, step: Callable[[str], None] = lambda _name: None) -> Path | None:
    """Back up where none was made today; None where there is one."""
    path = store.backend.path
    if path is None or store.read_only or not is_daily_due(path, store.now()):
        return None
    return back_up_store(store, DAILY, step)


def look_after(store: Store, step: Callable[[str], None] = lambda _name: None) -> datetime | None:
    """Check every page of the file and make the day's backup, on connections of their own.

    Where somebody did not close the store, the history is checked too. For a thread behind the
    window, or before the first command of a day.

    Args:
        store: The store.
        step: Called with each step of the backup; what it raises ends it and leaves nothing.

    Returns:
        When the last good backup was made; None where there is none, or the store is on a server.

    Raises:
        StoreError: The file is damaged, or no backup could be made.
    """
    source = _source(store)
    if source is None:
        return None
    broken = None
    try:
        check_after_unclean_end(store)
    except JournalBroken as error:
        # Told in the end: a history that does not hold is one more reason for a copy.
        broken = error
    if back_up_daily(store, step) is None:
        with closing(connect(source.store_path, source.key, read_only=True)) as reading:
            pages_check(reading).refuse_damage(source.store_path)
    if broken is not None:
        raise broken
    last = latest_backup(source.store_path)
    return last.manifest.made_at if last else None


def check_after_unclean_end(store: Store) -> None:
    """Check file, foreign keys and both chains where the last who had the store did not close it.

    Raises:
        Damaged: The file is damaged.
        JournalBroken: The history does not hold; everything can still be read and written.
    """
    source = _source(store)
    if source is None or store.unclean_end is None:
        return
    with closing(connect(source.store_path, source.key, read_only=True)) as reading:
        full_check(reading).refuse_damage(source.store_path)
        query = lambda sql, params: reading.execute(sql, tuple(params)).fetchall()  # noqa: E731 - one use
        fault = next(faults_of_store(Reader(query)), None)
    if fault is not None:
        raise JournalBroken(source.store_path, f"({fault})")
    store.unclean_end = None


def _source(store: Store) -> Source | None:
    backend = store.backend
    if not isinstance(backend, SqliteFile) or backend.path is None:
        return None
    return Source(
        store_path=backend.path,
        key=backend.envelope.raw_key,
        store_id=backend.envelope.store_id,
        read_marks=read_marks,
    )


def read_marks(connection: Connection) -> Marks:
    """Read schema revision and tips of both chains through a connection to a store or a copy."""
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    revision = str(row[0]) if row else ""
    tip = connection.execute("SELECT hash FROM change ORDER BY seq DESC LIMIT 1").fetchone()
    last = None
    if revision >= _WITH_AUDIT_TRAIL:
        sql = "SELECT hash FROM audit_event ORDER BY seq DESC LIMIT 1"
        last = connection.execute(sql).fetchone()
    return Marks(revision, str(tip[0]) if tip else "", str(last[0]) if last else "")
