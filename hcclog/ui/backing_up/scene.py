"""Whose backups a list shows: those of the store in the window, or of one that cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.ui.reopening import Makers

if TYPE_CHECKING:
    from hcclog.store.keys import Envelope
    from hcclog.ui.backing_up.keeper import BackupKeeper


@dataclass(frozen=True, slots=True)
class Scene:
    """A store with its backups.

    Attributes:
        store_path: Where it lies, or is to lie.
        makers: Clock and ids.
        second_place: Where backups are copied to, as chosen at this station.
        keeper: Makes backups; None where the store is not open.
        unlock: Gives the key of a key file.
    """

    store_path: Path
    makers: Makers
    second_place: Path | None = None
    keeper: BackupKeeper | None = None
    unlock: Callable[[Envelope], str] = attrgetter("raw_key")

    @property
    def place(self) -> Path | None:
        """The second place; None where none was chosen."""
        return self.keeper.place() if self.keeper is not None else self.second_place

    @property
    def n_entries(self) -> int | None:
        """Entries of the store; None where it is not open."""
        return None if self.keeper is None else self.keeper.desk.logbook.revision

    @property
    def may_write(self) -> bool:
        """Whether backups may be made here."""
        return self.keeper is not None and self.keeper.is_possible


def scene_of(keeper: BackupKeeper) -> Scene | None:
    """Return the scene of the store in a window; None for a server."""
    store, path = keeper.desk.logbook.store, keeper.store_path
    if path is None:
        return None
    return Scene(path, Makers(store.now, store.new_id), keeper=keeper)
