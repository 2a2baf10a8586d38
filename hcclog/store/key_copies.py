"""The copies of a store's key file: they follow when the key file changes.

Whoever may not open the store any more must not open a copy of it either, and a password that was
set protects the copies made before it too. Copies lie beside the backups, at the second place, and
in the folders where restores keep what lay there before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.store.durable import write_atomically
from hcclog.store.errors import KeysLeft, NewerSchema, PlaceMissing, StoreError
from hcclog.store.faults import as_file_error, fault_of_file
from hcclog.store.keys import SUFFIX, begins_with, keys_path, read_envelope
from hcclog.store.restore_pending import KEPT
from hcclog.store.second_place import is_there
from hcclog.store.thinning import backups_folder

if TYPE_CHECKING:
    from pathlib import Path


def carry_keys(store_path: Path, second_place: Path | None = None) -> tuple[StoreError, ...]:
    """Put the store's key file as it is now in place of each copy that differs.

    A copy that cannot be written keeps no other from following. Cut short, it goes on at the next
    call. The keys of another store are left alone, wherever they lie.

    Args:
        store_path: The store.
        second_place: Where backups are copied to; None where no such place is to follow.

    Returns:
        What could not be done, one for each place; it is for the caller to tell.

    Raises:
        StoreError: The store's own key file cannot be read; no copy was touched.
    """
    salt = read_envelope(store_path).salt
    own = keys_path(store_path)
    with as_file_error(own):
        content = own.read_bytes()
        folders = [backups_folder(store_path), *sorted(own.parent.glob(f"{KEPT}*"))]
    if second_place is not None:
        folders.append(second_place)
    left = [
        PlaceMissing(folder)
        if folder == second_place and not is_there(folder)
        else _carry_into(folder, store_path.suffix, salt, content)
        for folder in folders
    ]
    return tuple(fault for fault in left if fault is not None)


def _carry_into(folder: Path, ending: str, salt: str, content: bytes) -> KeysLeft | None:
    """Write the copies in one folder; return why some were left, where some were."""
    try:
        copies = _copies_in(folder, {ending, ".db"})
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return KeysLeft(folder, fault_of_file(error, folder).sentence)
    left = None
    for copy, databases in copies.items():
        try:
            with as_file_error(copy):
                if _is_ours(copy, databases, salt) and not _holds(copy, content):
                    write_atomically(copy, content)
        except StoreError as error:
            left = left or KeysLeft(folder, error.sentence)
    return left


def _copies_in(folder: Path, endings: set[str]) -> dict[Path, list[Path]]:
    """Return each key file that lies or should lie in a folder, with the databases beside it."""
    copies: dict[Path, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix in {*endings, SUFFIX} and path.is_file():
            databases = copies.setdefault(keys_path(path), [])
            databases += [path] if path.suffix in endings else []
    return copies


def _is_ours(copy: Path, databases: list[Path], salt: str) -> bool:
    """Return True for a copy of this store's keys, be it lost or damaged.

    The key file itself says so first: of a damaged database even the beginning may be gone, and
    beside one of ours may lie the only key file of another store.

    Raises:
        NewerSchema: It is ours, and a newer program wrote it.
    """
    try:
        return read_envelope(copy).salt == salt
    except StoreError as error:
        is_ours = any(begins_with(path, salt) for path in databases)
        if is_ours and isinstance(error, NewerSchema):
            raise
        return is_ours


def _holds(copy: Path, content: bytes) -> bool:
    try:
        return copy.read_bytes() == content
    except OSError:
        return False
