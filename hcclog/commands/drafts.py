"""What was kept while it was typed goes where it is saved: in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hcclog.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class DropDraft:
    """Forget this station's draft; a crash between saving and forgetting would double it."""

    kind: str
    patient_id: str
    label: str = "Discard a draft"
    reason: str = ""

    def apply(self, transaction: Transaction) -> None:
        """Forget it; no fault where there is none."""
        transaction.drop_draft(self.kind, self.patient_id)
