"""Records that were read and still stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord

MOST_HELD = 64


@dataclass(slots=True)
class Held:
    """Records as they stand at one revision of the store.

    They are held only while the store stands there: an entry of ours carries them on, one of
    another station lets them go.
    """

    revision: int = -1
    records: dict[str, PatientRecord | None] = field(default_factory=dict)

    def make_room(self) -> None:
        """Let the oldest go where there are many."""
        while len(self.records) >= MOST_HELD:
            self.records.pop(next(iter(self.records)))
