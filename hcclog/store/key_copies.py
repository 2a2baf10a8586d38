"""The copies of a store's key file beside its backups: they follow when the key file changes.

Whoever may not open the store any more must not open a backup either, and a password that was set
protects the backups made before it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.store.durable import write_atomically
from hcclog.store.faults import as_file_error
from hcclog.store.keys import N_SALT_BYTES, keys_path, read_envelope
from hcclog.store.thinning import backups_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def refresh_keys(store_path: Path, also: Iterable[Path] = ()) -> int:
    """Put the store's key file as it is now beside each of its backups; return how many changed.

    Cut short, it goes on at the next call: only copies that differ are written.

    Args:
        store_path: The store.
        also: Further folders with backups, such as the second place; one that is not there is
            passed over.

    Raises:
        StoreError: The key file cannot be read, or a copy not be written.
    """
    salt = bytes.fromhex(read_envelope(store_path).salt)
    with as_file_error(keys_path(store_path)):
        content = keys_path(store_path).read_bytes()
    n_changed = 0
    for folder in (backups_folder(store_path), *also):
        with as_file_error(folder):
            for backup in sorted(folder.glob("*.db")):
                n_changed += _refresh(backup, salt, content)
    return n_changed


def _refresh(backup: Path, salt: bytes, content: bytes) -> bool:
    """Write one copy where it differs; a backup of another key is left alone."""
    with backup.open("rb") as file:
        # A store begins with its salt: it tells which key the file was written with.
        if file.read(N_SALT_BYTES) != salt:
            return False
    copy = keys_path(backup)
    if copy.is_file() and copy.read_bytes() == content:
        return False
    write_atomically(copy, content)
    return True
