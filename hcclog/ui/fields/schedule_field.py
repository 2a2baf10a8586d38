"""How often an agent is given, on one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from hcclog.entry.clerk import Clerk
from hcclog.entry.schedules import HINT, Schedule, read_schedule, schedule_words
from hcclog.ui.fields.text_field import LineField


class ScheduleField(LineField):
    """Reads ``every_days``, and of a course ``days_on`` and ``days_off`` too."""

    def __init__(
        self, name: str, words: str, parent: QWidget | None = None, *, cycles: bool = True
    ) -> None:
        super().__init__(name, words, HINT if cycles else "daily, every 21 days, q3w", parent)
        self._cycles = cycles

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, "days_on", "days_off") if self._cycles else (self.name,)

    def value(self, clerk: Clerk) -> Schedule:
        schedule = read_schedule(self.typed(), self.name)
        if not self._cycles and schedule[1:] != (None, None):
            raise self.refused("Days on and off belong to the course; here, how often: daily.")
        return schedule

    def show_value(self, value: Any, clerk: Clerk) -> None:
        self.line.setText(schedule_words(value))

    def values(self, clerk: Clerk) -> dict[str, Any]:
        return dict(zip(self.names, self.value(clerk), strict=False))

    def show_values(self, values: Mapping[str, Any], clerk: Clerk) -> None:
        self.show_value(Schedule(*(values.get(name) for name in self.names)), clerk)
