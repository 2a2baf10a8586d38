"""A result as it is written: ``<0.8``, ``1 089``, ``raised``; its unit has a field of its own."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from PySide6.QtWidgets import QWidget

from hcclog.domain.labs import Qualitative
from hcclog.domain.number_reading import read_number, read_qualitative
from hcclog.domain.quantities import Comparator
from hcclog.entry.asking import settled
from hcclog.entry.clerk import Clerk
from hcclog.ui.fields.text_field import LineField


class Result(NamedTuple):
    """A number with its comparator, or a word; and how it was typed."""

    value: Decimal | None = None
    comparator: Comparator = Comparator.EQUAL
    qualitative: Qualitative | None = None
    as_typed: str = ""


class ResultField(LineField):
    """Reads ``value``, ``comparator``, ``qualitative`` and ``as_typed`` of a laboratory result."""

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(name, words, "5.51, <0.8, >400, raised", parent)
        self._shown: tuple[str, Result] = ("", Result())

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, "comparator", "qualitative", "as_typed")

    def value(self, clerk: Clerk) -> Result:
        text = self.typed()
        if text == self._shown[0]:
            return self._shown[1]
        if not text:
            return Result()
        word = read_qualitative(text)
        if word is not None:
            return Result(qualitative=word, as_typed=text)
        reading = settled(read_number, text, clerk.choose, self.name)
        if reading.unit_text:
            raise self.refused(f"{reading.unit_text!r} is a unit; it has a field of its own below.")
        return Result(reading.value, reading.comparator, as_typed=text)

    def show_value(self, value: Any, clerk: Clerk) -> None:
        result = value if isinstance(value, Result) else Result(value)
        words = result.as_typed or _words(result)
        self._shown = (words, result)
        self.line.setText(words)

    def values(self, clerk: Clerk) -> dict[str, Any]:
        return dict(zip(self.names, self.value(clerk), strict=True))

    def show_values(self, values: Mapping[str, Any], clerk: Clerk) -> None:
        known = {name: values[name] for name in self.names[1:] if values.get(name) is not None}
        self.show_value(Result(values.get(self.name), **known), clerk)


def _words(result: Result) -> str:
    if result.value is None:
        return str(result.qualitative or "")
    sign = "" if result.comparator is Comparator.EQUAL else str(result.comparator)
    return f"{sign}{result.value:f}"
