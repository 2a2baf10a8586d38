"""What a thread behind the window does for backups: make one, copy it to the second place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.store.errors import PlaceMissing, StoreError
from hcclog.ui.worker import import_in_background

if TYPE_CHECKING:
    from hcclog.store.store import Store


@dataclass(frozen=True, slots=True)
class Wish:
    """A backup that is wanted.

    Attributes:
        why: Its reason; empty where only the second place is to follow.
        always: Also where nothing was written since the last one.
        looks: Look through the whole file first, and make the day's backup where it is due.
        place: The second place; None where none was chosen.
    """

    why: str = ""
    always: bool = False
    looks: bool = False
    place: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a wish.

    Attributes:
        wish: What was wanted.
        last_at: When the last good backup was made; None where there is none.
        fault: Why no backup was made; empty where one was, or none was due.
        place_fault: Why nothing was copied to the second place.
        keys_fault: Why passwords of before still open copies of the store.
        is_new: Whether something was written that no backup holds.
    """

    wish: Wish
    last_at: datetime | None
    fault: str = ""
    place_fault: str = ""
    keys_fault: str = ""
    is_new: bool = False


def carry_out(store: Store, wish: Wish, step: Callable[[str], None]) -> Outcome:
    """Make the backup and its copy; a fault is a sentence, and ends only what it stands at.

    Args:
        store: Open; connections of this work's own are used.
        wish: What is wanted.
        step: Called with each step's name; what it raises ends the work and leaves nothing half.
    """
    from hcclog.store.second_place import copy_newest
    from hcclog.store.thinning import latest_backup

    path = store.backend.path
    if path is None:
        return Outcome(wish, None)
    fault = _sentence_of(lambda: _back_up(store, wish, step))
    place, place_fault = wish.place, ""
    if place is not None:
        place_fault = _sentence_of(lambda: copy_newest(path, place, store.now(), step))
    keys_fault = _sentence_of(lambda: _renew_key_copies(path, place))
    last = latest_backup(path)
    return Outcome(
        wish=wish,
        last_at=last.manifest.made_at if last else None,
        fault=fault,
        place_fault=place_fault,
        keys_fault=keys_fault,
        is_new=_is_new(store),
    )


def _renew_key_copies(path: Path, place: Path | None) -> None:
    """Let the key files of all copies follow the store's.

    Raises:
        StoreError: Some did not; the first of the reasons.
    """
    from hcclog.store.key_copies import carry_keys

    for left in carry_keys(path, place):
        # A stick that is out was told by the copying already.
        if not isinstance(left, PlaceMissing):
            raise left


def _back_up(store: Store, wish: Wish, step: Callable[[str], None]) -> None:
    from hcclog.store.backing_up import back_up_new, back_up_store

    if wish.looks:
        # What the first write needs is imported before: both at once would make the window wait.
        import_in_background().join()
        store.look_after(step)
    elif wish.always:
        back_up_store(store, wish.why, step)
    elif wish.why:
        back_up_new(store, wish.why, step)


def _is_new(store: Store) -> bool:
    from hcclog.store.backing_up import is_backed_up

    try:
        return not store.read_only and not is_backed_up(store)
    except StoreError:
        # What cannot be read cannot be backed up either.
        return True


def _sentence_of(act: Callable[[], object]) -> str:
    from hcclog.store.noting import note_fault

    try:
        act()
    except StoreError as error:
        note_fault(error)
        return error.sentence
    return ""
