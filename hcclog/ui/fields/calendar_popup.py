"""A month to choose a day from, with the keyboard or the mouse."""

from __future__ import annotations

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QTableView, QToolButton, QVBoxLayout, QWidget

from hcclog.domain.date_reading import FIRST_YEAR, LAST_YEAR
from hcclog.ui.icons import tinted

_Role = QPalette.ColorRole
# How Qt calls the buttons of its calendar, which it draws black on every ground.
_ARROWS = {
    "qt_calendar_prevmonth": ("chevron-left", "Earlier"),
    "qt_calendar_nextmonth": ("chevron-right", "Later"),
}
_LEAST = (300, 236)


class CalendarPopup(QFrame):
    """Opens below an input; Enter or a click chooses, Escape leaves, T goes to today.

    Signals:
        chosen: A day was chosen.

    Attributes:
        calendar: The month.
    """

    chosen = Signal(QDate)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self._today = QDate()
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName("Calendar")
        self.calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setDateRange(QDate(FIRST_YEAR, 1, 1), QDate(LAST_YEAR, 12, 31))
        self.calendar.setDateEditEnabled(False)
        self.calendar.setMinimumSize(*_LEAST)
        self.calendar.clicked.connect(self._take)
        self.calendar.activated.connect(self._take)
        for days in self.calendar.findChildren(QTableView):
            days.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.calendar)

    def open_below(self, widget: QWidget, day: QDate, today: QDate) -> None:
        """Open at a day."""
        self._today = today
        self._colour()
        self.calendar.setSelectedDate(day)
        self.move(self._place(widget))
        self.show()
        # Only what is shown has its full size.
        self.move(self._place(widget))
        self.calendar.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that the calendar has not: it searches its table for letters."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close()
                return True
            if event.key() == Qt.Key.Key_T:
                self.calendar.setSelectedDate(self._today)
                return True
        return super().eventFilter(watched, event)

    def _place(self, widget: QWidget) -> QPoint:
        """Return where it is whole on the screen: below the widget, or else above it."""
        size, room = self.size(), widget.screen().availableGeometry()
        below = widget.mapToGlobal(QPoint(0, widget.height()))
        if below.y() + size.height() > room.bottom():
            below = widget.mapToGlobal(QPoint(0, -size.height()))
        right = max(room.left(), room.right() - size.width())
        return QPoint(min(below.x(), right), max(below.y(), room.top()))

    def _colour(self) -> None:
        """Mark today, and colour all days of the week alike."""
        palette = self.palette()
        plain, today = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(palette.color(_Role.Text))
        for day in Qt.DayOfWeek:
            self.calendar.setWeekdayTextFormat(day, plain)
        today.setForeground(palette.color(_Role.Link))
        today.setFontUnderline(True)
        today.setFontWeight(700)
        today.setToolTip("today")
        self.calendar.setDateTextFormat(QDate(), plain)
        self.calendar.setDateTextFormat(self._today, today)
        for button in self.calendar.findChildren(QToolButton):
            icon, words = _ARROWS.get(button.objectName(), ("", ""))
            if icon:
                button.setIcon(QIcon(tinted(icon, palette)))
                button.setAccessibleName(words)
        header = QTextCharFormat()
        header.setForeground(palette.color(_Role.PlaceholderText))
        header.setBackground(palette.color(_Role.Base))
        self.calendar.setHeaderTextFormat(header)

    def _take(self, day: QDate) -> None:
        self.close()
        self.chosen.emit(day)
