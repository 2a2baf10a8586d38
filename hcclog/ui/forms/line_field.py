"""The line of therapy of a course: one that is there, a new one, or none."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from hcclog.domain.ids import EntityId
from hcclog.domain.therapy import LineOfTherapy
from hcclog.entry.clerk import Clerk
from hcclog.ui.fields.choice_field import EntryField
from hcclog.ui.forms import entries

_NEW = "new"


class LineField(EntryField):
    """Offers the lines of the record, and to begin the next one."""

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(name, words, _offered, parent)
        self._made: LineOfTherapy | None = None

    def value(self, clerk: Clerk) -> Any:
        chosen = super().value(clerk)
        self._made = None
        if chosen != _NEW:
            return chosen
        own = EntityId(clerk.new_id())
        self._made = LineOfTherapy(own, clerk.record.patient.id, next_number(clerk))
        return own

    def brings(self) -> tuple[Any, ...]:
        return () if self._made is None else (self._made,)


def next_number(clerk: Clerk) -> int:
    """Return the number of the line that comes next."""
    return max((line.number for line in clerk.record.lines), default=0) + 1


def _offered(clerk: Clerk) -> list[tuple[str, Any]]:
    new = (f"line {next_number(clerk)}, a new line", _NEW)
    return [*entries.lines(clerk), new]
