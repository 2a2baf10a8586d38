"""Before a file writes, what is there is backed up: a backup of its own reason, kept on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.commands.replay import Replay
from hcclog.store.errors import StoreError
from hcclog.store.thinning import BEFORE_IMPORT, BEFORE_MERGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.commands.base import Command
    from hcclog.logbook import Logbook
    from hcclog.store.stamp import Change


def do_guarded(book: Logbook, command: Command, failed: Callable[[str], object]) -> Change:
    """Do what a file brings, after a backup of what is there.

    Without a backup it is done all the same, for it is one step that can be undone; but not in
    silence.

    Args:
        book: Where it is written.
        command: What the file brings.
        failed: Told the sentence where no backup could be made.

    Raises:
        Refused: The command may not be done; nothing is written.
        StoreError: The store is damaged or could not write; nothing is written.
    """
    if book.revision:
        back_up_before(book, command, failed)
    return book.do(command)


def back_up_before(book: Logbook, command: Command, failed: Callable[[str], object]) -> None:
    """Back up a store before a command, where its last backup does not hold all of it.

    Raises:
        Damaged: The store is damaged; nothing more should be written to it.
    """
    from hcclog.store.backing_up import back_up_new
    from hcclog.store.errors import Damaged

    try:
        back_up_new(book.store, BEFORE_MERGE if isinstance(command, Replay) else BEFORE_IMPORT)
    except Damaged:
        raise
    except StoreError as error:
        failed(f"No backup was made before it. {error.sentence}")
