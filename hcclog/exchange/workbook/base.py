"""What stood in the record when a workbook was written, from the journal."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from hcclog.domain.record import Noun
from hcclog.logbook import Logbook
from hcclog.store.codec import from_payload


@dataclass(slots=True)
class Base:
    """Looks an entry up as it was at one revision of this store.

    Attributes:
        revision: Of the export; None where the workbook comes from another store.
    """

    book: Logbook
    revision: int | None
    _numbers: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Logbook, about: dict[str, str]) -> Base:
        """Return the base that a workbook tells of itself."""
        own = book.store.reader.meta("store_id") or ""
        revision = about.get("store revision", "")
        is_own = bool(own) and about.get("store") == own and revision.isdecimal()
        return cls(book, int(revision) if is_own else None)

    def entity(self, noun: Noun, entity_id: str) -> Any | None:
        """Return an entry as it was; None where it was not there, or nobody knows."""
        if self.revision is None:
            return None
        changes = self.book.store.reader.changes("entity_id", (entity_id,))
        before = [change for change in changes if self._number(change.entry_id) <= self.revision]
        if not before or before[-1].kind == "void":
            return None
        return from_payload(noun, json.loads(before[-1].payload or "{}"))

    def was_ever(self, entity_id: str) -> bool:
        """True where this store has seen an entry, whatever became of it."""
        return self.book.store.reader.last_change(entity_id) is not None

    def _number(self, entry_id: str) -> int:
        if not self._numbers:
            self._numbers = {entry.id: entry.seq for entry in self.book.store.reader.entries()}
        return self._numbers[entry_id]
