"""A line for one end of a stretch of dates; what is no date stays, with the sentence below it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hcclog.domain.day_forms import CalendarReader
from hcclog.domain.day_spans import DaySpan, calendar_span
from hcclog.domain.unreadable import Unreadable
from hcclog.ui.labels import wrapped_label

_ALLOWED = "This is no date: write a day, a month or a year, such as 2021-10-14, 2021-10 or 2021."
_SOME_DAY = "2021-10"


class DateLine(QWidget):
    """Reads a calendar date when Enter is pressed or the line is left.

    Signals:
        read: Another date holds from now on, or none.
    """

    read = Signal()

    def __init__(
        self, name: str, reader: Callable[[], CalendarReader], *, is_end: bool = False
    ) -> None:
        super().__init__()
        self._reader = reader
        self._is_end = is_end
        self._day: date | None = None
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(_SOME_DAY)
        self.refusal = wrapped_label("", "refusal")
        self.refusal.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.line)
        layout.addWidget(self.refusal)
        self.line.editingFinished.connect(self._take)
        self.line.textEdited.connect(lambda _text: self._show_refusal(""))

    def day(self) -> date | None:
        """Return the first day that the text can mean; at the end of a stretch the last."""
        return self._day

    def ask_for(self, text: str) -> None:
        """Take a text as if it were typed."""
        self.line.setText(text)
        self._take()

    def clear(self) -> None:
        """Ask for no date; no signal is sent."""
        self.line.clear()
        self._day = None
        self._show_refusal("")

    def _take(self) -> None:
        before, text = self._day, " ".join(self.line.text().lower().split())
        try:
            span = _span(self._reader(), text) if text else None
        except Unreadable as error:
            self._show_refusal(error.sentence)
            return
        self._show_refusal("")
        if span is None:
            self._day = None
        else:
            self._day = date.fromordinal(span.latest if self._is_end else span.earliest)
        if self._day != before:
            self.read.emit()

    def _show_refusal(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        self.line.setProperty("invalid", bool(sentence))
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)


def _span(reader: CalendarReader, text: str) -> DaySpan:
    found = reader.read(text)
    if found is None:
        raise Unreadable(_ALLOWED)
    return calendar_span(found)
