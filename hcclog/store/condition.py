"""How a store is: sizes, counts, last backup, what a check finds; nothing of any patient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.store.errors import StoreError
from hcclog.store.schema import revision_of
from hcclog.store.sqlite_file import SqliteFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hcclog.store.store import Store

_CHECKED_AT_ONCE_BYTES = 64 * 1024 * 1024
_HOUR_SECONDS, _DAY_HOURS = 3600, 24


def library_versions() -> dict[str, str]:
    """Return the versions of the database library."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:")
    try:
        row = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    return {"SQLite": dbapi2.sqlite_version, "SQLCipher": str(row[0]) if row else "none"}


def condition_of(store: Store) -> dict[str, str]:
    """Return how a store is, as name and words; what cannot be read is said by its fault's name."""
    facts: dict[str, Callable[[], str]] = {
        "schema": lambda: revision_of(store.backend.query) or "none",
        "opened": lambda: "to read only" if store.read_only else "to write",
        "password": lambda: "none" if store.is_unprotected else "set",
        "patients": lambda: str(store.reader.n_patients()),
        "entries": lambda: str(store.reader.n_entries()),
        "changes": lambda: str(store.reader.n_changes()),
    }
    path = store.backend.path
    if isinstance(store.backend, SqliteFile) and path is not None:
        facts["file"] = lambda: _size(path)
        facts["journal"] = lambda: _size(path.with_name(f"{path.name}-journal"))
        facts["backups"] = lambda: _backups(store, path)
        facts["check"] = lambda: _checked(store, path)
    return {name: _read(read) for name, read in facts.items()}


def _read(read: Callable[[], str]) -> str:
    try:
        return read()
    except StoreError as error:
        return f"{type(error).__name__} {error.code}".strip()
    except OSError as error:
        return type(error).__name__


def _size(path: Path) -> str:
    return f"{path.stat().st_size} bytes" if path.exists() else "none"


def _backups(store: Store, path: Path) -> str:
    from hcclog.store.thinning import backups_of

    backups = backups_of(path)
    if not backups:
        return "none"
    hours = (store.now() - backups[-1].manifest.made_at).total_seconds() / _HOUR_SECONDS
    age = f"{hours:.0f} hours" if hours < 2 * _DAY_HOURS else f"{hours / _DAY_HOURS:.0f} days"
    return f"{len(backups)}, the last {age} old"


def _checked(store: Store, path: Path) -> str:
    from contextlib import closing

    from hcclog.store.checks import quick_check
    from hcclog.store.connection import connect

    backend = store.backend
    if not isinstance(backend, SqliteFile) or path.stat().st_size > _CHECKED_AT_ONCE_BYTES:
        return "not made, the file is large"
    with closing(connect(path, backend.envelope.raw_key, read_only=True)) as connection:
        findings = quick_check(connection).findings
    return f"{len(findings)} findings" if findings else "whole"
