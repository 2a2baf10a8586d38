"""The audit trail, read a page at a time, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcclog.store.audit import genesis_of_trail, last_event, read_events_after

if TYPE_CHECKING:
    from hcclog.store.audit import AuditEvent
    from hcclog.store.reader import Query


@dataclass(frozen=True, slots=True)
class Trail:
    """Reads the trail of one store."""

    query: Query
    store_id: str

    def after(self, seq: int, limit: int) -> tuple[AuditEvent, ...]:
        """Return the events that follow one, as many as are asked for."""
        return read_events_after(self.query, seq, limit)

    def last(self) -> AuditEvent | None:
        """Return the newest event; None where nothing is on record."""
        return last_event(self.query)

    def end(self) -> tuple[int, str]:
        """Return number and hash that the next event follows."""
        last = self.last()
        return (last.seq, last.hash) if last else (0, genesis_of_trail(self.store_id))
