"""Open a store's file: with its key, with every setting read back, or with a sentence why not."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from hcclog.store.errors import ForeignFile, LibraryUnfit
from hcclog.store.faults import NOT_A_DATABASE, code_of, fault_of
from hcclog.store.keys import N_PAGE_BYTES
from hcclog.store.place import check_place, make_place, why_unreadable
from hcclog.store.sqlcipher import (
    BUSY_SECONDS,
    Connection,
    DatabaseError,
    check_library_of,
    open_existing,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

APPLICATION_ID = 0x68636C67  # "hclg"

# Setting, value to set, value to read back. TRUNCATE with EXTRA loses no acknowledged commit in a
# power cut and leaves one file that is whole between transactions.
SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("foreign_keys", "ON", 1),
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", 3),
    ("trusted_schema", "OFF", 0),
    ("recursive_triggers", "ON", 1),  # else INSERT OR REPLACE slips past the triggers on DELETE
    ("cell_size_check", "ON", 1),
    ("temp_store", "MEMORY", 2),  # no patient's data in the system's temporary folder
    ("busy_timeout", str(int(BUSY_SECONDS * 1000)), int(BUSY_SECONDS * 1000)),
)
# Elsewhere the setting is kept but does nothing.
MACOS_SETTINGS = (("fullfsync", "ON", 1),)

_RAW_KEY = re.compile(r"[0-9a-f]{96}")


def connect(path: Path, key: str, *, read_only: bool = False, create: bool = False) -> Connection:
    """Open a store; a path where nothing lies never becomes an empty one.

    Transactions are the caller's (no implicit BEGIN). Threads may share the connection as long as
    the caller lets one at a time use it.

    Args:
        path: The file.
        key: Key and salt, 96 hexadecimal digits (`Envelope.raw_key`).
        read_only: Open without ever writing; needed where `is_read_only` says so.
        create: Make a new file, which must not be there yet. It holds no tables: make them under a
            temporary name and `durable.replace` it, so that no half-made store gets the final name.

    Raises:
        StoreError: Why it cannot be opened.
        ValueError: The key has not its form.
    """
    if not _RAW_KEY.fullmatch(key):
        raise ValueError("a raw key has 96 hexadecimal digits")
    if create:
        make_place(path)
    else:
        check_place(path, read_only=read_only)
        if path.stat().st_size < N_PAGE_BYTES:
            # SQLite takes a file of a few bytes for an empty database.
            raise why_unreadable(path, key)
    try:
        return _open(path, key, read_only=read_only, create=create)
    except BaseException:
        if create:
            path.unlink(missing_ok=True)
        raise


def apply_settings(connection: Connection, settings: Mapping[str, tuple[str, object]]) -> None:
    """Make settings and read each back.

    Raises:
        LibraryUnfit: One was not taken: SQLite ignores what it does not know.
    """
    for name, (value, expected) in settings.items():
        connection.execute(f"PRAGMA {name}={value}").fetchall()
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row is None or row[0] != expected:
            raise LibraryUnfit(reason=f"It did not take the setting {name}={value}.")


def _open(path: Path, key: str, *, read_only: bool, create: bool) -> Connection:
    connection = None
    try:
        connection = open_existing(path, read_only=read_only)
        _unlock(connection, key, create=create)
        apply_settings(connection, {name: (value, back) for name, value, back in _settings()})
        _check_application(connection, path)
    except DatabaseError as error:
        if connection is not None:
            connection.close()
        if code_of(error) == NOT_A_DATABASE:
            raise why_unreadable(path, key) from None
        raise fault_of(error, path) or error from None
    except BaseException:
        if connection is not None:
            connection.close()
        raise
    return connection


def _settings() -> tuple[tuple[str, str, object], ...]:
    return SETTINGS + (MACOS_SETTINGS if sys.platform == "darwin" else ())


def _unlock(connection: Connection, key: str, *, create: bool) -> None:
    check_library_of(connection)
    # It would write on stderr which page of which file is bad.
    connection.execute("PRAGMA cipher_log_level=NONE")
    # The salt is given only to a new file: given to an old one, it would hide a damaged beginning.
    connection.execute(f"PRAGMA key=\"x'{key if create else key[:64]}'\"")
    # A later library must go on writing the format of this one.
    connection.execute("PRAGMA cipher_compatibility=4")
    status = connection.execute("PRAGMA cipher_status").fetchone()
    if status is None or str(status[0]) != "1":
        raise LibraryUnfit(reason="It did not take the key.")
    if create:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")


def _check_application(connection: Connection, path: Path) -> None:
    row = connection.execute("PRAGMA application_id").fetchone()
    if row is None or row[0] != APPLICATION_ID:
        raise ForeignFile(path)
