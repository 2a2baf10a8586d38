"""Write what was read from a damaged store: one entry, which says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcclog.commands.imports import Import
from hcclog.store.stamp import Move

if TYPE_CHECKING:
    from hcclog.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Salvage(Import):
    """Create, amend and retract what the journal of a damaged store says.

    Attributes:
        document: Which store: ``the store of 2026-11-21``.
    """

    @property
    def label(self) -> str:
        """What the menu says after Undo: ``Salvage from the store of 2026-11-21: 3 entries``."""
        return f"Salvage from {self.document}: {self.counted}"

    def apply(self, transaction: Transaction) -> None:
        """Check and write each, as who may take over a journal.

        Raises:
            Refused: One of them may not be written; nothing is.
        """
        Import.apply(self, transaction)
        # Others entered it, each with the right to: who brings it back is asked for another one.
        transaction.moves[:] = [Move("journal", "create", None)]
