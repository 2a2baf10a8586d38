"""Which key file goes with a backup: the store's own, whose passwords are newer, or the copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.store.entrance import Entrance
from hcclog.store.errors import KeyFileDamaged, KeyFileMissing, NewerSchema, OtherStore
from hcclog.store.faults import as_file_error
from hcclog.store.keys import Envelope, begins_with, fits, read_envelope

if TYPE_CHECKING:
    from hcclog.store.manifest import Manifest

Unlock = Callable[[Path], Entrance]
"""Opens the key file that lies beside a store or a backup; asks for a password where one is set."""


def open_keys(path: Path) -> Entrance:
    """Open a key file that no password protects.

    Raises:
        StoreError: There is none that can be read.
    """
    return Entrance(read_envelope(path))


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """The key of a backup.

    Attributes:
        entrance: The key file that was opened, and by whom.
        comes_along: True where the key file beside the backup takes the place of the store's.
    """

    entrance: Entrance
    comes_along: bool

    @property
    def key(self) -> str:
        """Key and salt, 96 hexadecimal digits.

        Raises:
            PasswordNeeded: A password protects it.
        """
        return self.entrance.envelope.raw_key


def key_for(store_path: Path, backup_path: Path, manifest: Manifest, unlock: Unlock) -> KeyChoice:
    """Return the key of a backup.

    Args:
        store_path: Where it is to go; its key file stays if it opens the backup.
        backup_path: The backup.
        manifest: Its manifest.
        unlock: Opens a key file.

    Raises:
        OtherStore: What lies at the path is another store.
        StoreError: There is no key file that can be read.
    """
    own = _own_envelope(store_path)
    if own is not None and own.store_id == manifest.store_id:
        choice = KeyChoice(unlock(store_path), comes_along=False)
        with as_file_error(backup_path):
            if fits(choice.key, backup_path):
                return choice
    elif own is not None and begins_with(store_path, own.salt):
        raise OtherStore(backup_path)
    return KeyChoice(unlock(backup_path), comes_along=True)


def _own_envelope(store_path: Path) -> Envelope | None:
    """Return the store's key file; None where there is none that can be read."""
    try:
        return read_envelope(store_path)
    except (KeyFileMissing, KeyFileDamaged, NewerSchema):
        return None
