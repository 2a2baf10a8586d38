"""A clinical date: typed in any form, and what was understood beside it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from hcclog.domain.dates import ClinicalDate
from hcclog.entry.clerk import Clerk
from hcclog.entry.dates import date_text, read_day
from hcclog.ui.fields.text_field import LineField


class DateField(LineField):
    """A date as precise as it is known."""

    def __init__(
        self, name: str, words: str, parent: QWidget | None = None, *, optional: bool = False
    ) -> None:
        hint = "may stay empty" if optional else "today, 2021-10-14, 10/2021, -2w, week 4…"
        super().__init__(name, words, hint, parent)
        self._optional = optional

    def value(self, clerk: Clerk) -> ClinicalDate | None:
        if self.is_empty and self._optional:
            return None
        return read_day(clerk, self.typed(), self.name)

    def show_value(self, value: Any, clerk: Clerk) -> None:
        self.line.setText("" if value is None else date_text(clerk, value))
