"""Records that were read and still stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.domain.record import PatientRecord
    from hcclog.store.transaction import Transaction

MOST_HELD = 64


@dataclass(slots=True)
class Held:
    """Records as they stand at one revision of the store.

    They are held only while the store stands there: an entry of ours carries them on, one of
    another station lets them go.
    """

    revision: int = -1
    records: dict[str, PatientRecord | None] = field(default_factory=dict)

    def record(
        self, patient_id: str, read: Callable[[str], PatientRecord | None]
    ) -> PatientRecord | None:
        """Return a record, read where it is not held; the oldest goes where there are many."""
        if patient_id not in self.records:
            while len(self.records) >= MOST_HELD:
                self.records.pop(next(iter(self.records)))
            self.records[patient_id] = read(patient_id)
        return self.records[patient_id]

    def carried_on(self, transaction: Transaction, *, current: bool) -> Held:
        """Return the records as an entry left them; none where others wrote before it."""
        revision = transaction.revision
        if revision is None:
            return self
        whole = current and revision == self.revision + 1
        return Held(revision, {key: transaction.records[key] for key in self.records if whole})
