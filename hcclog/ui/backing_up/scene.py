"""Whose backups a list shows: those of the store in the window, or of one that cannot be opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.ui.reopening import Makers

if TYPE_CHECKING:
    from hcclog.domain.acts import Act
    from hcclog.store.entrance import Credentials
    from hcclog.store.restore_key import Unlock
    from hcclog.ui.backing_up.keeper import BackupKeeper


@dataclass(frozen=True, slots=True)
class Scene:
    """A store with its backups.

    Attributes:
        store_path: Where it lies, or is to lie.
        makers: Clock and ids.
        second_place: Where backups are copied to, as chosen at this station.
        keeper: Makes backups; None where the store is not open.
        credentials: Who signs in, where a password protects a store that is not open.
    """

    store_path: Path
    makers: Makers
    second_place: Path | None = None
    keeper: BackupKeeper | None = None
    credentials: Credentials | None = None

    @property
    def place(self) -> Path | None:
        """The second place; None where none was chosen."""
        return self.keeper.place() if self.keeper is not None else self.second_place

    @property
    def n_entries(self) -> int | None:
        """Entries of the store; None where it is not open."""
        return None if self.keeper is None else self.keeper.desk.logbook.revision

    def unlock(self, act: Act) -> Unlock:
        """Return what opens key files, for somebody whose role allows the act."""
        from hcclog.commands.restoring import unlocker

        said = self.credentials
        held = self.keeper.desk.logbook.store.entrance if self.keeper is not None else None
        ask = None if said is None else lambda _needed: said
        return unlocker(act, self.makers.now, ask, held)

    def may(self, act: Act) -> bool:
        """Return whether who signed in may do this; where nobody has yet, it is asked later."""
        return self.keeper is None or self.keeper.desk.logbook.may(act)

    def account(self, act: Act, **about: str) -> None:
        """Put on record what is about to be done; of a store that is not open nothing can be.

        Raises:
            Refused: No role of who signed in allows it.
            StoreError: It cannot be recorded.
        """
        if self.keeper is not None:
            self.keeper.desk.logbook.account(act, **about)

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
