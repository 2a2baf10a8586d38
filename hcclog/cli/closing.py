"""The backups around a command: the day's before it, and one of what it wrote after it."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from hcclog.store.errors import Damaged, PlaceMissing, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hcclog.logbook import Logbook
    from hcclog.store.store import Store


def back_up_before(store: Store) -> None:
    """Make the backup of the day; where none can be made that is said, and work goes on.

    Raises:
        Damaged: The store is damaged; no command should work with it.
    """
    _told(store.back_up_daily)


def back_up_after(book: Logbook, revision: int) -> None:
    """Back up what a command wrote, and copy the newest backup to the second place.

    Args:
        book: Still open.
        revision: Of the store before the command.
    """
    from hcclog.store.backing_up import back_up_new
    from hcclog.store.thinning import AT_CLOSING

    store = book.store
    if store.read_only or store.backend.path is None or book.revision == revision:
        return
    _told(lambda: back_up_new(store, AT_CLOSING))
    _told(lambda: _copy_to_second_place(store))


def _copy_to_second_place(store: Store) -> None:
    from hcclog.store.second_place import copy_newest, is_there

    place, path = second_place(), store.backend.path
    # A stick that is out is no fault; it is copied to when it is there again.
    if place is not None and path is not None and is_there(place):
        renew_key_copies(store)
        with suppress(PlaceMissing):
            copy_newest(path, place, store.now())


def second_place() -> Path | None:
    """Return where this station's backups are copied to; None where no place was chosen."""
    from hcclog.entry.preferences import load_preferences
    from hcclog.paths import preferences_file

    return load_preferences(preferences_file()).second_place_path


def renew_key_copies(store: Store) -> None:
    """Let the key files of all copies follow the store's; what did not is said on stderr."""
    from hcclog.store.key_copies import carry_keys

    left: tuple[StoreError, ...] = ()
    path = store.backend.path
    if path is not None:
        try:
            left = carry_keys(path, second_place())
        except StoreError as error:
            # The store's own was written: a recovery code that was made is yet to be told.
            left = (error,)
    for each in left:
        sys.stderr.write(f"hcclog: {each.sentence}\n")


def _told(act: Callable[[], object]) -> None:
    """Do something with a backup; a fault of it is said on stderr, and costs no command."""
    try:
        act()
    except Damaged:
        raise
    except StoreError as error:
        sys.stderr.write(f"hcclog: no backup was made. {error.sentence}\n")
