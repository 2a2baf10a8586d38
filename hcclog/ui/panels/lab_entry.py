"""The row that is always empty: date, test, value, unit, Enter.

Where something cannot be taken, the sentence stands below its field, and all that was typed stays.
"""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from hcclog.domain.patient import TimeAxis
from hcclog.entry.labs import LabWords, lab_from_words, usual_unit
from hcclog.ui.desk import Desk
from hcclog.ui.entering import enter, read_by
from hcclog.ui.labels import plain_label

# Each field stands in the column of the table below, with half of this at either side.
_GAP = 8
_FIELDS = {"on": 0, "analyte": 1, "value": 2, "unit": 3}


class LabEntry(QWidget):
    """Takes one new result after the other.

    Signals:
        committed: A result was taken; the row is empty again but for its date.
    """

    committed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entry_row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._unit_is_typed = False
        self._entering = False
        self.on = self._field("Date of the result", 190)
        self.test = self._field("Test", 110)
        self.value = self._field("Value", 100)
        self.unit = self._field("Unit", 90)
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.refusal = plain_label("", "refusal")
        self._lay_out()
        self._complete_tests()
        self.unit.textEdited.connect(self._unit_typed)
        self.test.textChanged.connect(self._prefill_unit)
        desk.refused.connect(self._show_refusal)
        desk.patient_chosen.connect(self.clear)
        self.clear()

    def fields(self) -> tuple[QLineEdit, ...]:
        """Return date, test, value and unit."""
        return self.on, self.test, self.value, self.unit

    def commit(self) -> bool:
        """Take the result; False where it was refused."""
        record = self._desk.record()
        if record is None:
            return False
        self._settle()
        words = LabWords(*(field.text() for field in self.fields()))
        self._entering = True
        taken = self._take(words)
        self._entering = False
        if taken:
            self.value.clear()
            self.test.clear()
            self.test.setFocus(Qt.FocusReason.OtherFocusReason)
            self.committed.emit()
        return taken

    def _take(self, words: LabWords) -> bool:
        lab = read_by(self._desk, lambda clerk: lab_from_words(clerk, words))
        if lab is None or not enter(self._desk, (lab,)):
            return False
        self._desk.choose_mark("lab_result", lab.id)
        return True

    def clear(self) -> None:
        """Empty the row."""
        for field in self.fields():
            field.clear()
        self._unit_is_typed = False
        self._settle()
        record = self._desk.record()
        relative = record is not None and record.patient.time_axis is TimeAxis.RELATIVE
        self.on.setPlaceholderText("day 28, w4, month 3…" if relative else "2021-10-14, 2021-10…")
        self.setEnabled(record is not None and not self._desk.logbook.store.read_only)

    def _field(self, name: str, width: int) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setFixedWidth(width - _GAP)
        field.returnPressed.connect(self.commit)
        field.textEdited.connect(self._settle)
        return field

    def _lay_out(self) -> None:
        for field, hint in zip(self.fields()[1:], ("AFP", "< 0.8", "ng/mL"), strict=True):
            field.setPlaceholderText(hint)
        line = QHBoxLayout()
        line.setContentsMargins(_GAP // 2, 4, 8, 4)
        line.setSpacing(_GAP)
        for field in self.fields():
            line.addWidget(field)
        self.hint: QLabel = plain_label("Enter adds the result", "muted")
        line.addWidget(self.hint)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        below = QHBoxLayout()
        below.setContentsMargins(_GAP // 2, 0, 8, 0)
        below.addWidget(self.refusal)
        below.addStretch(1)
        layout.addLayout(below)

    def _complete_tests(self) -> None:
        completer = QCompleter(self)
        completer.setModel(QStringListModel(completer))
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.test.setCompleter(completer)
        self.test.textEdited.connect(self._offer_tests)

    def _offer_tests(self, text: str) -> None:
        from hcclog.catalogue.analytes import search_analytes

        found = [each.short for each in search_analytes(text, 8)] if text.strip() else []
        model = self.test.completer().model()
        if isinstance(model, QStringListModel):
            model.setStringList(found)

    def _unit_typed(self) -> None:
        self._unit_is_typed = bool(self.unit.text())

    def _prefill_unit(self, text: str) -> None:
        """Fill the unit of this patient's last result of the test, else the catalogue's."""
        from hcclog.catalogue.analytes import find_analyte

        record, test = self._desk.record(), find_analyte(text) if text.strip() else None
        if record is not None and not self._unit_is_typed:
            self.unit.setText(usual_unit(record, test) if test else "")

    def _settle(self) -> None:
        self.refusal.hide()
        for field in self.fields():
            _mark_invalid(field, invalid=False)

    def _show_refusal(self, sentence: str, field: str) -> None:
        """Show a refusal of what is typed here, and go to its field."""
        if not self._entering:
            return
        self.refusal.setText(sentence)
        self.refusal.show()
        at = self.fields()[_FIELDS.get(field, 2)]
        _mark_invalid(at, invalid=True)
        at.setFocus(Qt.FocusReason.OtherFocusReason)
        at.selectAll()


def _mark_invalid(field: QLineEdit, *, invalid: bool) -> None:
    if bool(field.property("invalid")) != invalid:
        field.setProperty("invalid", invalid)
        field.style().unpolish(field)
        field.style().polish(field)
