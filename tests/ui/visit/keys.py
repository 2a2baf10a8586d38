"""A person at the keyboard: every key goes to whatever has the focus, as in the window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hcclog.logbook import Logbook
from hcclog.ui.main_window import MainWindow
from hcclog.ui.visit.page import VisitPage
from tests.entry.visit.visits import under_treatment
from tests.ui.desks import add_record

ENTER, TAB, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NOTHING = Qt.KeyboardModifier.NoModifier


def focused() -> QWidget:
    """Return what has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, held: Qt.KeyboardModifier = NOTHING) -> None:
    """Press one key."""
    QTest.keyClick(focused(), key, held)


def enter(*texts: str) -> None:
    """Type each text and go on with Enter; an empty one leaves its field as it is."""
    for text in texts:
        QTest.keyClicks(focused(), text)
        press(ENTER)


def spoken() -> str:
    """Return how a screen reader calls what has the focus."""
    return focused().accessibleName()


def treated(book: Logbook) -> Logbook:
    """Log the patient in the middle of a treatment."""
    add_record(book, under_treatment())
    return book


def begin(window: MainWindow, code: str = "example-01") -> VisitPage:
    """Choose a patient and press Ctrl+N."""
    window.desk.choose_patient(window.desk.logbook.find(code) or "")
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    return page_of(window)


def page_of(window: MainWindow) -> VisitPage:
    """Return the page of the visit that is shown."""
    page = window.page.below.visit
    assert page is not None
    return page


def top_of(page: VisitPage, widget: QWidget) -> int:
    """Return how far down the page an input stands."""
    return widget.mapTo(page.form, QPoint(0, 0)).y()
