"""The lines of one slip: a patient's usual tests, and lines for others below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from hcclog.catalogue.analytes import find_analyte
from hcclog.entry.lab_defaults import last_result, usual_tests
from hcclog.entry.lab_words import result_words
from hcclog.entry.labs import LabWords, default_unit, previewed
from hcclog.ui.fields.lab_hints import understood
from hcclog.ui.fields.test_line import TestLine
from hcclog.ui.labels import ElidedLabel, plain_label

if TYPE_CHECKING:
    from hcclog.catalogue.analytes import Analyte
    from hcclog.entry.clerk import Clerk

_TEST_WIDTH, _VALUE_WIDTH, _UNIT_WIDTH = 120, 130, 90


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One line: the test, its value, and what stands beside them."""

    code: str
    test: TestLine | None
    value: QLineEdit
    unit: QLabel
    said: ElidedLabel

    @property
    def name(self) -> str:
        """What the line is for."""
        return self.code or (self.test.text().strip() if self.test else "")


class SlipLines(QWidget):
    """Values typed one below the other.

    Args:
        before: What Tab comes from.

    Signals:
        ended: Enter was pressed where nothing more is to be typed.
        edited: Something was typed.
    """

    ended = Signal()
    edited = Signal()

    def __init__(self, before: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = before
        self.lines: list[SlipLine] = []
        self._clerk: Clerk | None = None
        self._on = ""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(3, 1)

    def show_patient(self, clerk: Clerk | None) -> None:
        """Make the lines of a patient's usual tests, and one for another test."""
        self._clerk = clerk
        self.lines = []
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if clerk is None:
            return
        for test in usual_tests(clerk.record, clerk.chronology):
            last = last_result(clerk.record, clerk.chronology, test)
            hint = result_words(last) if last is not None else ""
            self._add(test.code, plain_label(test.short), hint)
        self.add_free()

    def add_free(self) -> None:
        """Add a line for a test that is named in it."""
        line = TestLine(self._usual)
        line.setPlaceholderText("another test")
        self._add("", line, "")
        line.named.connect(self._understand)
        line.textEdited.connect(self.edited)

    def start(self) -> None:
        """Put the cursor into the first line."""
        if self.lines:
            self._focus(self.lines[0])

    def words(self, on: str, laboratory: str) -> list[tuple[SlipLine, LabWords]]:
        """Return the lines with a value; those left empty are skipped."""
        filled = [line for line in self.lines if line.value.text().strip()]
        return [
            (line, LabWords(on, line.name, line.value.text(), laboratory=laboratory))
            for line in filled
        ]

    def understand_on(self, on: str) -> None:
        """Read the lines as of another date."""
        self._on = on
        self._understand()

    def refuse(self, line: SlipLine, field: str) -> None:
        """Go to what cannot be read; it stays as it was typed."""
        at = line.test if field == "analyte" and line.test is not None else line.value
        at.setProperty("invalid", True)
        at.style().polish(at)
        at.setFocus(Qt.FocusReason.OtherFocusReason)
        at.selectAll()

    def settle(self) -> None:
        """Draw nothing as wrong any more."""
        for line in self.lines:
            for field in (line.value, line.test):
                if field is not None and field.property("invalid"):
                    field.setProperty("invalid", False)
                    field.style().polish(field)

    def _usual(self) -> tuple[Analyte, ...]:
        clerk = self._clerk
        return () if clerk is None else usual_tests(clerk.record, clerk.chronology)

    def _add(self, code: str, name: QWidget, hint: str) -> None:
        row = len(self.lines)
        value = QLineEdit()
        value.setAlignment(Qt.AlignmentFlag.AlignRight)
        value.setPlaceholderText(hint)
        value.setFixedWidth(_VALUE_WIDTH)
        of = name.text() if isinstance(name, QLabel) else "another test"
        value.setAccessibleName(f"Value of {of}")
        name.setFixedWidth(_TEST_WIDTH)
        unit, said = plain_label("", "muted"), ElidedLabel("muted")
        unit.setFixedWidth(_UNIT_WIDTH)
        for column, widget in enumerate((name, value, unit, said)):
            self._grid.addWidget(widget, row, column)
        test = name if isinstance(name, TestLine) else None
        last = self.lines[-1].value if self.lines else self._before
        for widget in (test, value) if test else (value,):
            # Lines are made after the buttons below them, and would come after them otherwise.
            QWidget.setTabOrder(last, widget)
            last = widget
        line = SlipLine(code, test, value, unit, said)
        self.lines.append(line)
        value.returnPressed.connect(lambda: self._next(line))
        value.textEdited.connect(self.edited)
        value.textEdited.connect(lambda _text: self._understand_line(line))
        if test is not None:
            test.returnPressed.connect(lambda: self._name_entered(line))
        self._understand_line(line)

    def _name_entered(self, line: SlipLine) -> None:
        """Go on from the name of a test: to its value, or to the end of the slip."""
        if line.test is not None and line.test.text().strip():
            line.test.settle_name()
            line.value.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.ended.emit()

    def _next(self, line: SlipLine) -> None:
        place = self.lines.index(line)
        if place + 1 == len(self.lines):
            self.add_free()
        self._focus(self.lines[place + 1])

    def _focus(self, line: SlipLine) -> None:
        (line.test or line.value).setFocus(Qt.FocusReason.TabFocusReason)

    def _understand(self) -> None:
        for line in self.lines:
            self._understand_line(line)

    def _understand_line(self, line: SlipLine) -> None:
        """Say beside the line how it is read."""
        clerk = self._clerk
        if clerk is None:
            return
        words = LabWords(self._on or clerk.today.isoformat(), line.name, line.value.text())
        preview = previewed(clerk, words)
        test = find_analyte(line.name) if line.name else None
        lab = preview.reading.lab if preview.reading else None
        line.unit.setText(lab.unit if lab else default_unit(clerk, test) if test else "")
        line.said.show_text(understood(clerk, preview, words) if line.value.text() else "")
