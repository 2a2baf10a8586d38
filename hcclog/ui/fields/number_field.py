"""Exact decimals and whole numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from hcclog.domain.number_reading import read_number
from hcclog.domain.quantities import Comparator
from hcclog.entry.asking import settled
from hcclog.entry.clerk import Clerk
from hcclog.ui.fields.text_field import LineField


class DecimalField(LineField):
    """A number in a unit of its own; another unit beside it is refused, never converted."""

    def __init__(
        self, name: str, words: str, unit: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, words, unit, parent)
        self._unit = unit

    def value(self, clerk: Clerk) -> Decimal | None:
        text = self.typed()
        if not text:
            return None
        reading = settled(read_number, text, clerk.choose, self.name)
        if reading.comparator is not Comparator.EQUAL:
            raise self.refused(f"{text!r}: one number is needed here, without a comparator.")
        if reading.unit_text and reading.unit_text.casefold() != self._unit.casefold():
            allowed = f"; it is in {self._unit} here" if self._unit else ""
            raise self.refused(f"{reading.unit_text!r} does not belong here{allowed}.")
        return reading.value

    def show_value(self, value: Any, clerk: Clerk) -> None:
        self.line.setText("" if value is None else format(value, "f"))


class IntegerField(LineField):
    """A whole number."""

    def value(self, clerk: Clerk) -> int | None:
        text = self.typed()
        if not text:
            return None
        if not (text.isascii() and text.removeprefix("-").isdigit() and len(text) < 10):  # noqa: PLR2004 - more digits than anything counted has
            raise self.refused(f"{text!r} is not a whole number.")
        return int(text)

    def show_value(self, value: Any, clerk: Clerk) -> None:
        self.line.setText("" if value is None else str(value))
