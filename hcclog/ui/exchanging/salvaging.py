"""What a damaged store knows beyond this one, shown line by line and written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.exchange.incoming.kinds import Kind
from hcclog.ui.exchanging.reading import Reading, Wanted

if TYPE_CHECKING:
    from hcclog.exchange.progress import Advance
    from hcclog.logbook import Logbook

# Not among the kinds of files: it is no file that somebody chooses.
SALVAGED = Kind("salvage", "A damaged store", "")


def read_damaged(folder: Path, book: Logbook, advanced: Advance) -> Reading:
    """Read a folder that a restore kept.

    Raises:
        StoreError: Nothing can be read of it.
        Refused: No role of who signed in allows it.
        Cancelled: A person gave up.
    """
    from hcclog.commands.restoring import unlocker
    from hcclog.domain.acts import Act
    from hcclog.exchange.salvage.reading import salvage_plan

    unlock = unlocker(Act.SALVAGE, book.store.now, held=book.store.entrance)
    plan = salvage_plan(folder, book, unlock, advanced)
    return Reading(Wanted(folder, SALVAGED.name), SALVAGED, plan)
