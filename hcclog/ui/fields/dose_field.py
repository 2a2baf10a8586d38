"""A dose on one line: amount, unit, and a day's total where it is one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from hcclog.domain.therapy import DoseBasis
from hcclog.entry.clerk import Clerk
from hcclog.entry.doses import HINT, UNKNOWN, Dose, dose_words, read_dose
from hcclog.ui.fields.text_field import LineField


class DoseField(LineField):
    """Reads ``dose``, ``dose_unit`` and ``dose_basis`` of a course or a dose step."""

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(name, words, HINT, parent)
        self._shown: tuple[str, Dose] = ("", UNKNOWN)
        self._unit = ""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, "dose_unit", "dose_basis")

    def value(self, clerk: Clerk) -> Dose:
        words, dose = self._shown
        if self.typed() == words:
            return dose
        return read_dose(clerk, self.typed(), self._unit, self.name)

    def show_value(self, value: Any, clerk: Clerk) -> None:
        words = dose_words(value)
        # A unit without an amount is what the course is given in: it waits for the number.
        if value.amount is None and value.unit:
            self._unit = value.unit
            self.line.setPlaceholderText(f"a number, in {value.unit}")
            words = "" if value.basis is DoseBasis.ADMINISTRATION else words
        self._shown = (words, value)
        self.line.setText(words)

    def values(self, clerk: Clerk) -> dict[str, Any]:
        return dict(zip(self.names, self.value(clerk), strict=True))

    def show_values(self, values: Mapping[str, Any], clerk: Clerk) -> None:
        amount = values.get(self.name)
        unit = values.get("dose_unit", UNKNOWN.unit)
        self.show_value(Dose(amount, unit, values.get("dose_basis", UNKNOWN.basis)), clerk)
