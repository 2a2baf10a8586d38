"""How a block is understood: what it holds, how it lies, what a column and a comma mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hcclog.entry.paste.choices import Choices, Comma
from hcclog.entry.paste.layout import Layout, Meaning, Shape, Subject, word_of
from hcclog.entry.paste.preview import Preview
from hcclog.entry.preferences import DateOrder
from hcclog.ui.labels import plain_label
from hcclog.ui.text import sentence_case

_SHAPES = {
    Subject.LABS: {
        Shape.DOWN: "tests down, dates across",
        Shape.ACROSS: "dates down, tests across",
    },
    Subject.LESIONS: {
        Shape.DOWN: "lesions down, dates across",
        Shape.ACROSS: "dates down, lesions across",
    },
}
_ORDERS = {
    DateOrder.ASK: "choose…",
    DateOrder.DAY_FIRST: "day first",
    DateOrder.MONTH_FIRST: "month first",
}
_COMMAS = {
    Comma.ASK: "choose…",
    Comma.DECIMAL: "a decimal sign",
    Comma.THOUSANDS: "thousands",
}


class PasteBar(QWidget):
    """Shows how a block is understood, and takes corrections.

    Signals:
        reshaped: The block holds something else or lies otherwise.
        relaid: The same shape, with other columns or titles.
        chosen: The order of dates, a comma or the units were decided.
    """

    reshaped = Signal(object, object)  # Subject, Shape
    relaid = Signal(object)  # Layout
    chosen = Signal(object)  # Choices

    def __init__(self, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        self._column = 0
        self.subject = _box("What the block holds")
        self.shape = _box("How the results lie")
        self.titles = QCheckBox("First row is titles")
        self.meaning = _box("What the column is")
        self.order = _box("Which comes first in the dates")
        self.comma = _box("What a comma in the column means")
        self.units = QCheckBox("Take each test's usual unit where none stands")
        self._of_column = plain_label("Column 1 is", "muted")
        self._of_dates = plain_label("Dates are", "muted")
        self._of_comma = plain_label("Its comma is", "muted")
        self._lay_out()
        _fill(self.subject, {each: sentence_case(each.value) for each in Subject})
        _fill(self.order, _ORDERS)
        _fill(self.comma, _COMMAS)
        for box in (self.subject, self.shape):
            box.activated.connect(self._reshape)
        self.titles.clicked.connect(self._say_titles)
        self.meaning.activated.connect(self._say_meaning)
        for chosen in (self.order, self.comma):
            chosen.activated.connect(self._choose)
        self.units.clicked.connect(self._choose)
        self.show_preview(preview)

    def show_preview(self, preview: Preview) -> None:
        """Show how a block is understood now."""
        self._preview = preview
        layout, choices = preview.layout, preview.choices
        words = _SHAPES[layout.subject]
        _fill(self.shape, {each: sentence_case(words.get(each, each.value)) for each in Shape})
        _fill(self.meaning, {m: sentence_case(word_of(m, layout.subject)) for m in Meaning})
        _select(self.subject, layout.subject)
        _select(self.shape, layout.shape)
        _select(self.order, choices.date_order)
        self.titles.setChecked(layout.has_titles)
        self.titles.setVisible(layout.shape is Shape.TALL)
        self.units.setChecked(choices.usual_units)
        self.units.setVisible(preview.needs_units)
        for part in (self.order, self._of_dates):
            part.setVisible(preview.asks_order)
        self.show_column(self._column)

    def show_column(self, column: int) -> None:
        """Show what a column of the block means."""
        if column < 0:
            return
        self._column = column
        choices = self._preview.choices
        self._of_column.setText(f"Column {column + 1} is")
        self.meaning.setAccessibleName(f"What column {column + 1} is")
        _select(self.meaning, self._preview.layout.meanings[column])
        _select(self.comma, choices.comma_of(column))
        asks = column in self._preview.open_columns or choices.comma_of(column) is not Comma.ASK
        for part in (self.comma, self._of_comma):
            part.setVisible(asks)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        holds, lies = plain_label("Holds", "muted"), plain_label("laid out as", "muted")
        column.addLayout(_line(holds, self.subject, lies, self.shape, self.titles))
        column.addLayout(_line(self._of_column, self.meaning, self._of_comma, self.comma))
        column.addLayout(_line(self._of_dates, self.order, self.units))

    def _reshape(self) -> None:
        # Qt gives words of an enumeration back as plain text.
        subject = Subject(self.subject.currentData())
        self.reshaped.emit(subject, Shape(self.shape.currentData()))

    def _say_titles(self) -> None:
        self._relay(replace(self._preview.layout, has_titles=self.titles.isChecked()))

    def _say_meaning(self) -> None:
        meaning = Meaning(self.meaning.currentData())
        self._relay(self._preview.layout.with_meaning(self._column, meaning))

    def _relay(self, layout: Layout) -> None:
        self.relaid.emit(layout)

    def _choose(self) -> None:
        choices: Choices = self._preview.choices
        comma = Comma(self.comma.currentData())
        if comma is not choices.comma_of(self._column):
            choices = choices.with_comma(self._column, comma)
        order = DateOrder(self.order.currentData())
        self.chosen.emit(replace(choices, date_order=order, usual_units=self.units.isChecked()))


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    return box


def _line(*parts: QLabel | QComboBox | QCheckBox) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    for part in parts:
        line.addWidget(part)
    line.addStretch(1)
    return line


def _fill(box: QComboBox, words: dict[Any, str]) -> None:
    """Fill a box with choices, where they are others than before."""
    if [box.itemText(n) for n in range(box.count())] == list(words.values()):
        return
    blocker = QSignalBlocker(box)
    box.clear()
    for value, text in words.items():
        box.addItem(text, value)
    blocker.unblock()


def _select(box: QComboBox, value: StrEnum) -> None:
    box.setCurrentIndex(_place(value, (box.itemData(n) for n in range(box.count()))))


def _place(value: StrEnum, among: Iterable[Any]) -> int:
    return next((n for n, each in enumerate(among) if each == value), -1)
