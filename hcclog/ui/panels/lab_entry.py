"""The row that is always empty: date, test, value, unit, range, laboratory; Enter from anywhere.

What is understood stands beside it while it is typed. Where something cannot be taken, the
sentence stands below, the cursor goes to its field, and all that was typed stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hcclog.entry.clerk import Clerk
from hcclog.entry.lab_defaults import known_range, usual_tests, with_known_range
from hcclog.entry.lab_ranges import limits_text
from hcclog.ui.desk import Desk
from hcclog.ui.entering import enter, read_by
from hcclog.ui.fields.test_line import TestLine
from hcclog.ui.labels import ElidedLabel, plain_tip, wrapped_label
from hcclog.ui.permitting import forbidden

if TYPE_CHECKING:
    from hcclog.catalogue.analytes import Analyte
    from hcclog.domain.labs import LabResult
    from hcclog.entry.labs import LabPreview, LabWords

# Each field stands in the column of the table below, with half of this at either side.
_LEAST_WIDTH = 48
_GAP = 8
# Until the table below says its own.
_WIDTHS = (150, 100, 104, 92, 90, 96)
_FIELDS = {"on": 0, "analyte": 1, "value": 2, "unit": 3, "laboratory": 5}
_FIELDS |= dict.fromkeys(("reference", "reference_low", "reference_high"), 4)
_ENTER = "Enter adds the result"
_RANGE = "0-7"


class LabEntry(QWidget):
    """Takes one new result after the other.

    Signals:
        committed: A result was taken; date and laboratory stay, the rest is empty again.
    """

    committed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entry_row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        # What stands in these was put there by the row, until a person types into them.
        self._typed: set[QLineEdit] = set()
        self._entering = False
        self.on, self.test = QLineEdit(), TestLine(self._usual_tests)
        self.value, self.unit = QLineEdit(), QLineEdit()
        self.reference, self.laboratory = QLineEdit(), QLineEdit()
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.refusal = wrapped_label("", "refusal")
        self.hint = ElidedLabel("muted")
        self._lay_out()
        for field in self.fields():
            field.returnPressed.connect(self._enter)
            field.textEdited.connect(lambda text, f=field: self._edited(f, text))
            field.installEventFilter(self)
        self.test.textChanged.connect(self._understand)
        desk.refused.connect(self._show_refusal)
        desk.failed.connect(self._wait)
        desk.patient_chosen.connect(self.clear)
        desk.preferences_set.connect(self._follow_preferences)
        self.clear()

    def fields(self) -> tuple[QLineEdit, ...]:
        """Return date, test, value, unit, reference and laboratory."""
        return self.on, self.test, self.value, self.unit, self.reference, self.laboratory

    @property
    def holds_typed(self) -> bool:
        """Whether somebody typed what is not taken yet."""
        return not self._is_untouched()

    def follow_width(self, column: int, width: int) -> None:
        """Let a field be as wide as the column of the table below it."""
        if column < len(self.fields()):
            field = self.fields()[column]
            field.setMaximumWidth(width - _GAP)
            self._line.setStretchFactor(field, 100 * field.maximumWidth())

    def start(self) -> None:
        """Put the cursor where the next result is typed."""
        clerk = self._desk.clerk()
        if clerk is not None and not clerk.is_relative and self.on not in self._typed:
            self.on.setText(clerk.today.isoformat())
        self.on.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.on.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window where the field has no typing of its own to take back."""
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        has_own = isinstance(watched, QLineEdit) and watched.isUndoAvailable()
        if has_own or not event.matches(QKeySequence.StandardKey.Undo):
            return False
        event.ignore()
        return True

    def commit(self) -> bool:
        """Take the result; False where it was refused."""
        if self._desk.record() is None:
            return False
        self._settle()
        self._entering = True
        taken = self._take()
        self._entering = False
        if taken:
            self._typed -= {self.unit, self.reference}
            for field in (self.value, self.unit, self.reference, self.test):
                # With nothing of before to bring back: Ctrl+Z takes back the result, not its words.
                field.setText("")
            self._understand()
            self.test.setFocus(Qt.FocusReason.OtherFocusReason)
            self.committed.emit()
        return taken

    def clear(self) -> None:
        """Empty the row: today, and the laboratory of this station."""
        self._typed.clear()
        for field in self.fields():
            field.clear()
        self._settle()
        clerk = self._desk.clerk()
        relative = clerk is not None and clerk.is_relative
        self.on.setPlaceholderText("day 28, w4, month 3…" if relative else "2021-10-14, 2021-10…")
        if clerk is not None and not relative:
            self.on.setText(clerk.today.isoformat())
        self.laboratory.setText(self._desk.preferences.laboratory)
        self._understand()
        book = self._desk.logbook
        self.setEnabled(clerk is not None and book.may_write("lab_result"))
        self.setToolTip(plain_tip(forbidden(book, ["lab_result"])))

    def _follow_preferences(self) -> None:
        """Begin anew as the station writes now; what was typed stays and is read anew."""
        if self._is_untouched():
            self.clear()
        else:
            self._understand()

    def _take(self) -> bool:
        # What reads is loaded when there is something to read: the window opens sooner.
        from hcclog.entry.labs import read_lab

        words, with_range = self._words(), self.reference in self._typed

        def read(clerk: Clerk) -> LabResult:
            lab = read_lab(clerk, words).lab
            return lab if with_range else with_known_range(clerk, lab)

        lab = read_by(self._desk, read)
        if lab is None or not enter(self._desk, (lab,)):
            return False
        self._desk.choose_mark("lab_result", lab.id)
        return True

    def _words(self) -> LabWords:
        """Return what a person typed; what the row filled in is filled in again by the reader."""
        from hcclog.entry.labs import LabWords

        typed = {field: field.text() if field in self._typed else "" for field in self.fields()}
        return LabWords(
            self.on.text(),
            self.test.text(),
            self.value.text(),
            typed[self.unit],
            typed[self.reference],
            self.laboratory.text(),
        )

    def _usual_tests(self) -> tuple[Analyte, ...]:
        clerk = self._desk.clerk()
        return () if clerk is None else usual_tests(clerk.record, clerk.chronology)

    def _enter(self) -> None:
        """Go on to the next field that is needed, or take the result."""
        self.test.settle_name()
        if self.sender() in {self.on, self.test} and not self.value.text().strip():
            unnamed = self.sender() is self.on or not self.test.text().strip()
            (self.test if unnamed else self.value).setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.commit()

    def _edited(self, field: QLineEdit, text: str) -> None:
        # A date or a range that is deleted is meant so; a unit that is deleted is the usual one.
        if text or field is not self.unit:
            self._typed.add(field)
        else:
            self._typed.discard(field)
        self._settle()
        self._understand()

    def _understand(self) -> None:
        """Say beside the row how it is read, and fill in what nobody typed."""
        clerk = self._desk.clerk()
        if clerk is None:
            return
        if self._is_untouched():
            self._show_nothing()
            return
        from hcclog.entry.labs import previewed
        from hcclog.ui.fields.lab_hints import expected_unit, understood

        words = self._words()
        preview = previewed(clerk, words)
        if self.unit not in self._typed:
            self.unit.setText(expected_unit(clerk, preview, words))
        self._fill_range(clerk, preview)
        self.hint.show_text(understood(clerk, preview, words) or _ENTER)

    def _is_untouched(self) -> bool:
        """True where there is nothing yet to understand."""
        return not (self.test.text() or self.value.text() or self.on in self._typed)

    def _show_nothing(self) -> None:
        for field in {self.unit, self.reference} - self._typed:
            field.clear()
        self.reference.setPlaceholderText(_RANGE)
        self.hint.show_text(_ENTER)

    def _fill_range(self, clerk: Clerk, preview: LabPreview) -> None:
        from hcclog.ui.fields.lab_hints import expected_range

        self.reference.setPlaceholderText(
            expected_range(clerk, self.test.text(), self.unit.text()) or _RANGE
        )
        if self.reference not in self._typed:
            lab = preview.reading.lab if preview.reading else None
            limits = known_range(clerk, lab) if lab else (None, None)
            self.reference.setText(limits_text(*limits))

    def _lay_out(self) -> None:
        names = ("Date of the result", "Test", "Value", "Unit", "Reference range", "Laboratory")
        for field, name, width in zip(self.fields(), names, _WIDTHS, strict=True):
            field.setAccessibleName(name)
            field.setMinimumWidth(_LEAST_WIDTH)
            field.setMaximumWidth(width - _GAP)
        hints = ("AFP", "<0.8", "ng/mL", _RANGE, "Laboratory")
        for field, hint in zip(self.fields()[1:], hints, strict=True):
            field.setPlaceholderText(hint)
        self._line = line = QHBoxLayout()
        line.setContentsMargins(_GAP // 2, 4, 8, 4)
        line.setSpacing(_GAP)
        # On a small screen the fields share what there is; the hint has what they leave.
        for field in self.fields():
            line.addWidget(field, 100 * field.maximumWidth())
        line.addWidget(self.hint, 1)
        below = QHBoxLayout()
        below.setContentsMargins(_GAP // 2, 0, 8, 4)
        below.addWidget(self.refusal)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addLayout(below)

    def _settle(self) -> None:
        self.refusal.hide()
        for field in self.fields():
            _mark_invalid(field, invalid=False)

    def _show_refusal(self, sentence: str, field: str = "") -> None:
        """Show a refusal of what is typed here, and go to its field."""
        if not self._entering:
            return
        self.refusal.setText(sentence)
        self.refusal.show()
        at = self.fields()[_FIELDS.get(field, 2)]
        _mark_invalid(at, invalid=True)
        at.setFocus(Qt.FocusReason.OtherFocusReason)
        at.selectAll()

    def _wait(self, sentence: str) -> None:
        """Keep what the store could not write, for another try."""
        if self._entering:
            self._desk.wait_for(self.commit, self)
            self._show_refusal(sentence)


def _mark_invalid(field: QLineEdit, *, invalid: bool) -> None:
    if bool(field.property("invalid")) != invalid:
        field.setProperty("invalid", invalid)
        field.style().unpolish(field)
        field.style().polish(field)
