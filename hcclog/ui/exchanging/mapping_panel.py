"""How a laboratory's table is read: guessed, shown, corrected, and remembered by laboratory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hcclog.entry.paste.choices import Comma
from hcclog.entry.preferences import DateOrder
from hcclog.exchange.lab_files.mapping import Head, Mapping, Part
from hcclog.ui.exchanging.mapping_grid import MappingGrid
from hcclog.ui.labels import plain_label

if TYPE_CHECKING:
    from hcclog.exchange.lab_files.reading import LabPlan
    from hcclog.exchange.lab_files.tables import Table

_CHOOSE = "choose…"
_ORDERS = {
    DateOrder.ASK: _CHOOSE,
    DateOrder.DAY_FIRST: "day first",
    DateOrder.MONTH_FIRST: "month first",
}
_COMMAS = {
    Comma.ASK: _CHOOSE,
    Comma.DECIMAL: "a decimal sign",
    Comma.THOUSANDS: "thousands",
}
_TEST_WIDTH = 260
_POLICY = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_NO_MAPPING = Mapping(())


class MappingPanel(QWidget):
    """Shows a mapping; each correction asks for another reading.

    Signals:
        corrected: A person meant another mapping.
    """

    corrected = Signal(object)  # Mapping

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mapping = _NO_MAPPING
        self.grid = MappingGrid()
        self.order = _box("Which comes first in the dates", _ORDERS)
        self.comma = _box("What a comma before three digits means", _COMMAS)
        self.letters = _box("How the letters are read", {}, 40)
        self.sheet = _box("Sheet of the workbook", {})
        self.units = QCheckBox("Each test's &usual unit where none stands")
        self.unknown = QCheckBox("Leave out tests that are not &known")
        self.unknown_name = _box("Name of a test that is not known", {})
        self.test = QComboBox()
        self.take_test = QPushButton("Take")
        self.laboratory = QLineEdit()
        self.remember = QLineEdit()
        self._lines: dict[str, QWidget] = {}
        self._lay_out()
        self._connect()

    @property
    def mapping(self) -> Mapping:
        """The mapping that is shown, with the name it is to be remembered by."""
        name = " ".join(self.remember.text().split())
        laboratory = " ".join(self.laboratory.text().split())
        return replace(self._mapping, name=name, laboratory=laboratory)

    def stops(self) -> list[QWidget]:
        """Return what the keyboard stops at, as it is read."""
        lines = (self.order, self.comma, self.sheet, self.letters, self.laboratory, self.remember)
        open_ones = (self.units, self.unknown, self.unknown_name, self.test, self.take_test)
        return [*self.grid.boxes, *lines, *open_ones]

    def show_mapping(self, table: Table, mapping: Mapping, plan: LabPlan | None) -> None:
        """Show how a table was read, and what is open in it."""
        self._mapping = mapping
        self.grid.show_table(table, mapping)
        _select(self.order, mapping.date_order)
        commas = {each.comma for each in mapping.columns}
        _select(self.comma, commas.pop() if len(commas) == 1 else Comma.ASK)
        letters = {e.code: f"{e.name}: {e.sample}" for e in table.encodings}
        is_open = len(letters) > 1 and not mapping.encoding
        self._offer(self.letters, {"": _CHOOSE, **letters} if is_open else letters)
        _select(self.letters, mapping.encoding)
        self._offer(self.sheet, {name: name for name in table.sheets})
        _select(self.sheet, table.sheet)
        self.units.setChecked(mapping.usual_units)
        self.unknown.setChecked(mapping.leaves_unknown)
        for line, text in ((self.laboratory, mapping.laboratory), (self.remember, mapping.name)):
            if not line.hasFocus():
                line.setText(text)
        self._show_open(plan)

    def _show_open(self, plan: LabPlan | None) -> None:
        """Show what can be decided for all rows, where it is open or was decided."""
        from hcclog.exchange.lab_files.reading import Ask

        mapping = self._mapping
        asks = plan.asks if plan is not None else frozenset()
        has_comma = any(each.comma is not Comma.ASK for each in mapping.columns)
        for name, shown in (
            ("order", Ask.DATES in asks or mapping.date_order is not DateOrder.ASK),
            ("comma", Ask.COMMAS in asks or has_comma),
            ("letters", self.letters.count() > 1),
            ("sheet", self.sheet.count() > 1),
            ("units", Ask.UNITS in asks or mapping.usual_units),
            ("unknown", Ask.TESTS in asks or mapping.leaves_unknown),
            ("test", Ask.TESTS in asks),
        ):
            self._lines[name].setVisible(shown)
        names = plan.unknown_tests if plan is not None else ()
        self._offer(self.unknown_name, {name: name for name in names})

    def _offer(self, box: QComboBox, words: dict[Any, str]) -> None:
        if [box.itemText(n) for n in range(box.count())] != list(words.values()):
            box.clear()
            for value, text in words.items():
                box.addItem(text, value)

    def _emit(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self.corrected.emit(self.mapping)

    def _mean(self, n: int, part: Part, head: Head) -> None:
        self._emit(self._mapping.with_part(n, part, head))

    def _take_test(self) -> None:
        name = self.unknown_name.currentText()
        if name:
            self._emit(self._mapping.with_test(name, str(self.test.currentData() or "")))

    def _connect(self) -> None:
        self.grid.column_meant.connect(self._mean)
        self.order.activated.connect(
            lambda _n: self._change(date_order=DateOrder(self.order.currentData()))
        )
        self.comma.activated.connect(
            lambda _n: self._emit(self._mapping.with_comma(Comma(self.comma.currentData())))
        )
        self.letters.activated.connect(
            lambda _n: self._change(encoding=str(self.letters.currentData()))
        )
        self.sheet.activated.connect(lambda _n: self._change(sheet=str(self.sheet.currentData())))
        self.units.clicked.connect(lambda on: self._change(usual_units=on))
        self.unknown.clicked.connect(lambda on: self._change(leaves_unknown=on))
        self.take_test.clicked.connect(self._take_test)
        self.laboratory.editingFinished.connect(self._name_laboratory)

    def _name_laboratory(self) -> None:
        if self.mapping.laboratory != self._mapping.laboratory:
            self._emit(self.mapping)

    def _change(self, **values: Any) -> None:
        self._emit(replace(self._mapping, **values))

    def _lay_out(self) -> None:
        from hcclog.catalogue import analytes

        self.test.addItem("not taken", "")
        for each in analytes.analytes():
            self.test.addItem(each.name, each.code)
        self.test.setMaximumWidth(_TEST_WIDTH)
        for field, name in (
            (self.test, "The test that it is"),
            (self.laboratory, "Laboratory"),
            (self.remember, "Remember the layout as"),
        ):
            field.setAccessibleName(name)
        self.take_test.setAutoDefault(False)
        self.take_test.setAccessibleName("Take the name for this test")
        self.remember.setPlaceholderText("not remembered")
        self.laboratory.setPlaceholderText("as the file says")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.grid)
        lines: tuple[tuple[tuple[str, str, QWidget], ...], ...] = (
            (
                ("order", "Dates are", self.order),
                ("comma", "A comma is", self.comma),
                ("sheet", "Sheet", self.sheet),
            ),
            (("letters", "Letters are", self.letters),),
            (
                ("laboratory", "Laboratory", self.laboratory),
                ("remember", "Remember as", self.remember),
            ),
            (("units", "", self.units), ("unknown", "", self.unknown)),
            (("test", "Not known:", self._test_line()),),
        )
        for line in lines:
            column.addLayout(self._line(*line))

    def _test_line(self) -> QWidget:
        held = QWidget()
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 0, 0, 0)
        for part in (self.unknown_name, plain_label("is", "muted"), self.test, self.take_test):
            line.addWidget(part)
        return held

    def _line(self, *parts: tuple[str, str, QWidget]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(14)
        for name, words, field in parts:
            held = QWidget()
            inner = QHBoxLayout(held)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(6)
            if words:
                label: QLabel = plain_label(words, "muted")
                inner.addWidget(label)
            inner.addWidget(field)
            self._lines[name] = held
            line.addWidget(held)
        line.addStretch(1)
        return line


def _box(name: str, words: dict[Any, str], n_letters: int = 14) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    # What a file holds may be long; the list shows it whole.
    box.setSizeAdjustPolicy(_POLICY)
    box.setMinimumContentsLength(n_letters)
    for value, text in words.items():
        box.addItem(text, value)
    return box


def _select(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(next((n for n in range(box.count()) if box.itemData(n) == value), 0))
