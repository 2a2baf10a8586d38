"""A desk on a real store, and windows on it."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hcclog.logbook import Logbook
from hcclog.ui.main_window import MainWindow
from hcclog.ui.theme import Choice, Theme


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The theme of the run."""
    return Theme(qapp, Choice.LIGHT)


@pytest.fixture
def open_window(qtbot: QtBot, theme: Theme) -> Callable[[Logbook], MainWindow]:
    """Open windows that are shown and filled."""

    def opened(book: Logbook) -> MainWindow:
        window = MainWindow()
        window.furnish(book, theme)
        window.fill()
        # A dialog that waits for an answer would stop the test; its own tests open it.
        window.desk.confirm = lambda _title, _sentences, _needs_reason: "typing error"
        qtbot.addWidget(window)
        window.show()
        # Only the active window has shortcuts.
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return opened
