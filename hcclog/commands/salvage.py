"""Write what was read from a damaged store: one entry, which says so."""

from __future__ import annotations

from dataclasses import dataclass

from hcclog.commands.imports import Import


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
