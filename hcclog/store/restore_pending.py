"""A restore under way: what is ready, what is set aside, and how it goes on after a crash.

Everything the restore needs lies beside the store before its note, ``store.restore.pending``, is
written. From then on there are only renames, each of which may be done before or not: whoever comes
next finishes. The old database never stands beside the new one's name with its journal, nor the new
one beside the old journal.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from hcclog.store.durable import discard, replace, sync_folder, write_atomically
from hcclog.store.errors import RestoreFailed
from hcclog.store.faults import as_file_error
from hcclog.store.keys import keys_path
from hcclog.store.links import followed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SUFFIX = ".restore.pending"
READY = ".restoring"
KEPT = "damaged-"
FORMAT = "hcclog-restore"
VERSION = 1
# What SQLite keeps beside a database; one of an older database would be played into the new one.
_COMPANIONS = ("-journal", "-wal", "-shm")
# Told by `finish_restore`, each after it was done.
STEPS = (
    "keys kept",
    "store kept",
    "journals kept",
    "store replaced",
    "keys replaced",
    "unmarked",
)


@dataclass(frozen=True, slots=True)
class Pending:
    """The note of a restore that is ready to be carried out.

    Attributes:
        kept: Name of the folder that takes what lies there now.
        store_sha256: Of the copy that becomes the store.
        keys_sha256: Of the key file that comes along; empty where the present one stays.
    """

    kept: str
    store_sha256: str
    keys_sha256: str


def pending_path(store_path: Path) -> Path:
    """Return where the note of an unfinished restore lies."""
    return followed(store_path).with_suffix(SUFFIX)


def is_restore_pending(store_path: Path) -> bool:
    """Return True where a restore was begun and not finished."""
    return pending_path(store_path).exists()


def ready_path(path: Path) -> Path:
    """Return where a file waits to take another's place."""
    return path.with_name(path.name + READY)


def write_pending(store_path: Path, pending: Pending) -> None:
    """Write the note; from here on the restore will be finished.

    Raises:
        OSError: The disk refused.
    """
    told = {"format": FORMAT, "version": VERSION, **asdict(pending)}
    write_atomically(pending_path(store_path), json.dumps(told, indent=1).encode())


def finish_restore(store_path: Path, step: Callable[[str], None] = lambda _name: None) -> bool:
    """Carry out a restore whose note lies there; who calls holds the store's lock.

    Args:
        store_path: The store.
        step: Called with each step's name after it was done.

    Returns:
        False where there was nothing to do.

    Raises:
        RestoreFailed: It cannot be finished, and all is as it was before.
        StoreError: The disk refused; the next call goes on from there.
    """
    path = followed(store_path)
    if not is_restore_pending(path):
        return False
    with as_file_error(path.parent):
        pending = _read_pending(path)
        if not _is_whole(path, pending):
            _put_back(path, pending)
            raise RestoreFailed(path)
        if ready_path(path).exists():
            _set_aside(path, path.parent / pending.kept, step)
        _move_in(path, step)
        pending_path(path).unlink()
        sync_folder(path.parent)
    step("unmarked")
    return True


def kept_stores(store_path: Path) -> list[Path]:
    """Return where the stores that restores set aside lie, oldest first; files or their keys."""
    path = followed(store_path)
    found = (folder / path.name for folder in sorted(path.parent.glob(f"{KEPT}*")))
    return [kept for kept in found if kept.is_file() or keys_path(kept).is_file()]


def discard_ready(store_path: Path) -> None:
    """Remove what was laid ready for a restore that was never marked."""
    path = followed(store_path)
    discard(ready_path(path))
    discard(ready_path(keys_path(path)))


def _read_pending(path: Path) -> Pending:
    note = pending_path(path)
    try:
        told = json.loads(note.read_bytes())
        facts = {each.name: told[each.name] for each in fields(Pending)}
        if (told["format"], told["version"]) == (FORMAT, VERSION):
            return Pending(**facts)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    note.replace(note.with_name(f"{note.name}-unreadable"))
    raise RestoreFailed(path, "Its note was damaged.")


def _is_whole(path: Path, pending: Pending) -> bool:
    """Return True where each file waits, or stands in its place, as it was written."""
    from hcclog.store.manifest import sha256_of

    wanted = {path: pending.store_sha256}
    if pending.keys_sha256:
        wanted[keys_path(path)] = pending.keys_sha256
    for final, sha256 in wanted.items():
        found = next((each for each in (ready_path(final), final) if each.is_file()), None)
        if found is None or sha256_of(found) != sha256:
            return False
    return True


def _set_aside(path: Path, folder: Path, step: Callable[[str], None]) -> None:
    """Move what lies there into a folder of its own, with a copy of its key file."""
    there = [each for each in _set_of(path) if os.path.lexists(each)]
    if there or keys_path(path).exists():
        folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(path.parent)
        _keep_keys(path, folder)
    step("keys kept")
    if path in there:
        path.rename(_free(folder / path.name))
    step("store kept")
    for companion in there:
        if companion != path:
            companion.rename(_free(folder / companion.name))
    if folder.is_dir():
        sync_folder(folder)
    sync_folder(path.parent)
    step("journals kept")


def _keep_keys(path: Path, folder: Path) -> None:
    keys, copy = keys_path(path), folder / keys_path(path).name
    if keys.is_file() and not copy.exists():
        write_atomically(copy, keys.read_bytes())


def _move_in(path: Path, step: Callable[[str], None]) -> None:
    for final, name in ((path, "store replaced"), (keys_path(path), "keys replaced")):
        if ready_path(final).exists():
            replace(ready_path(final), final)
        step(name)


def _put_back(path: Path, pending: Pending) -> None:
    """Bring back what was set aside, where nothing else stands in its place."""
    folder = path.parent / pending.kept
    if (folder / path.name).exists() and path.exists():
        # It is no longer the backup that was copied; what was set aside is the store.
        path.rename(_free(folder / f"{path.name}{READY}"))
    for each in (*_set_of(path), keys_path(path)):
        kept = folder / each.name
        if kept.exists() and not os.path.lexists(each):
            kept.rename(each)
    discard_ready(path)
    sync_folder(path.parent)
    pending_path(path).unlink()


def _set_of(path: Path) -> tuple[Path, ...]:
    return (path, *(path.with_name(path.name + ending) for ending in _COMPANIONS))


def _free(path: Path) -> Path:
    found, n = path, 1
    while os.path.lexists(found):
        n += 1
        found = path.with_name(f"{path.stem}-{n}{path.suffix}")
    return found
