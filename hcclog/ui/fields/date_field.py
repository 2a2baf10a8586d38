"""A clinical date: typed in any form, and what was understood beside it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, QEvent, QObject, QStringListModel, Qt, QTimer
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QToolButton, QWidget

from hcclog.domain.dates import ClinicalDate
from hcclog.entry.clerk import Clerk
from hcclog.entry.dates import date_text, read_day
from hcclog.ui.fields.date_steps import first_day, stepped
from hcclog.ui.fields.text_field import LineField
from hcclog.ui.icons import tinted
from hcclog.ui.labels import plain_label, plain_tip, wrapped_label

if TYPE_CHECKING:
    from hcclog.entry.event_names import EventNames
    from hcclog.ui.fields.calendar_popup import CalendarPopup

_PAUSE_MS = 120
_CALENDAR_HINT = "2021-10-14, 10/2021, -2w…"
_RELATIVE_HINT = "day 84, week 12, month 3…"
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


class DateField(LineField):
    """A date as precise as it is known.

    Up and Down shift a day (with Shift a month); F4 or Alt+Down opens a calendar, where the patient
    has one. `offer` gives it the record, without which it says nothing while somebody types.

    Attributes:
        button: Opens the calendar.
        understood: What was understood of what is typed.
    """

    def __init__(
        self,
        name: str,
        words: str,
        parent: QWidget | None = None,
        *,
        optional: bool = False,
        compact: bool = False,
    ) -> None:
        """Make a field.

        Args:
            name: The entity's field.
            words: How the form calls it.
            parent: What it stands in.
            optional: It may stay empty.
            compact: What was understood stands in the line, and not below it.
        """
        super().__init__(name, words, "", parent)
        self._optional, self._compact = optional, compact
        self._clerk: Clerk | None = None
        self._names: EventNames | None = None
        self._popup: CalendarPopup | None = None
        self._add_button()
        self._add_note()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.say_understood)
        self._add_completer()
        self.line.setPlaceholderText("may stay empty" if optional else _CALENDAR_HINT)
        self.line.textEdited.connect(self._offer_events)
        self.edited.connect(self._pause_then_say)
        self.line.installEventFilter(self)

    def offer(self, clerk: Clerk) -> None:
        self._clerk, self._names = clerk, None
        self.button.setVisible(not clerk.is_relative)
        if not self._optional:
            hint = _RELATIVE_HINT if clerk.is_relative else _CALENDAR_HINT
            self.line.setPlaceholderText(hint)

    def value(self, clerk: Clerk) -> ClinicalDate | None:
        if self.is_empty and self._optional:
            return None
        return self.required(clerk)

    def required(self, clerk: Clerk) -> ClinicalDate:
        """Return the date that is typed, where one is needed.

        Raises:
            Refused: Nothing is typed, or it cannot be read.
        """
        return read_day(clerk, self.typed(), self.name)

    def show_value(self, value: Any, clerk: Clerk) -> None:
        self.offer(clerk)
        self.line.setText(date_text(clerk, value))
        self.line.setCursorPosition(0)
        self._say("")

    def refuse(self, sentence: str) -> None:
        self._pause.stop()
        self._say("")
        super().refuse(sentence)

    def say_understood(self) -> None:
        """Say now what is understood of what stands in the field."""
        from hcclog.entry.date_echo import echo

        self._pause.stop()
        if self._clerk is not None and self.refusal.isHidden():
            self._say(echo(self._clerk, self.typed()))

    def open_calendar(self) -> None:
        """Open the month of the date that is typed, or of today."""
        if self._clerk is None or self._clerk.is_relative:
            return
        if self._popup is None:
            from hcclog.ui.fields.calendar_popup import CalendarPopup

            self._popup = CalendarPopup(self)
            self._popup.chosen.connect(self._take_day)
        today = _qdate(self._clerk.today)
        day = first_day(self._clerk, self.typed())
        self._popup.open_below(self.line, today if day is None else _qdate(day), today)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        if event.type() == QEvent.Type.Resize and self._compact:
            self._place_inside()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_button()

    def _on_key(self, event: QKeyEvent) -> bool:
        """Take the keys of the calendar and of the steps; the list of events has its own."""
        alt = bool(event.modifiers() & _ALT)
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.open_calendar()
            return True
        offered = self._completer.popup()
        listed = offered is not None and offered.isVisible()
        sign = _STEPS.get(Qt.Key(event.key()), 0)
        if not sign or listed or alt or event.modifiers() & _CONTROL or self._clerk is None:
            return False
        by_month = bool(event.modifiers() & _SHIFT)
        day = stepped(self._clerk, self.typed(), sign, by_month=by_month)
        if day is not None:
            self._type(day.isoformat())
        return day is not None

    def _take_day(self, day: QDate) -> None:
        self._type(day.toString(Qt.DateFormat.ISODate))
        self.line.setFocus()

    def _type(self, text: str) -> None:
        """Put a text in as if a person had typed it."""
        self.line.setText(text)
        self.edited.emit()
        self.say_understood()

    def _pause_then_say(self) -> None:
        self._say("")
        self._pause.start()

    def _say(self, words: str) -> None:
        """Show what was understood, where it says more than what is typed."""
        words = "" if words == self.typed() else words
        self.understood.setText(words)
        self.understood.setVisible(bool(words))
        self.line.setAccessibleDescription(words)
        if self._compact:
            self.line.setToolTip(plain_tip(words))
            self._place_inside()

    def _place_inside(self) -> None:
        """Put the words at the right end of the line, where the typed text leaves room."""
        label, line = self.understood, self.line
        label.adjustSize()
        typed = line.fontMetrics().horizontalAdvance(line.text())
        margin = label.height() // 2
        left = line.width() - label.width() - margin
        label.move(left, (line.height() - label.height()) // 2)
        label.setVisible(bool(label.text()) and left > typed + 2 * margin)

    def _offer_events(self, text: str) -> None:
        from hcclog.entry.dates import events_of
        from hcclog.entry.event_offers import offers

        if self._clerk is None:
            return
        if self._names is None:
            self._names = events_of(self._clerk).names
        self._offered.setStringList(offers(self._names, text))

    def _completed(self, _text: str) -> None:
        self.edited.emit()

    def _add_completer(self) -> None:
        self._offered = QStringListModel(self)
        self._completer = QCompleter(self._offered, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.activated.connect(self._completed)
        self.line.setCompleter(self._completer)

    def _add_button(self) -> None:
        self.button = QToolButton()
        self.button.setObjectName("in_field")
        self.button.setAccessibleName(f"Calendar for {self.words.replace('&', '')}")
        self.button.setToolTip("Calendar (F4)")
        # The keyboard has F4 in the line, and goes on to the next field with one Tab.
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.open_calendar)
        self.button.hide()
        self._draw_button()
        row = QHBoxLayout()
        row.setSpacing(4)
        self.column.removeWidget(self.line)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.column.insertLayout(0, row)

    def _draw_button(self) -> None:
        self.button.setIcon(QIcon(tinted("calendar", self.palette())))

    def _add_note(self) -> None:
        self.understood = plain_label("", "inside", self.line) if self._compact else _below()
        self.understood.hide()
        if not self._compact:
            self.column.insertWidget(1, self.understood)


def _below() -> Any:
    return wrapped_label("", "understood")


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
