"""The application with its window: made here, run here."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from hcclog.paths import log_file
from hcclog.ui.crash import CrashReporter
from hcclog.ui.desk import Desk
from hcclog.ui.main_window import MainWindow
from hcclog.ui.theme import Choice, Theme
from hcclog.ui.worker import FirstPaint, import_in_background

if TYPE_CHECKING:
    from hcclog.logbook import Logbook


def run_window(logbook: Logbook) -> int:
    """Show the window until it is closed, and return the exit status."""
    app = the_application()
    CrashReporter(log_file(), lambda: _now(logbook)).install()
    window = MainWindow(Desk(logbook), Theme(app))
    FirstPaint(window, import_in_background)
    window.show()
    return app.exec()


def the_application() -> QApplication:
    """Return the one application of this process."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        msg = "another kind of Qt application runs in this process"
        raise TypeError(msg)
    app.setApplicationName("hcclog")
    app.setApplicationDisplayName("hcclog")
    return app


def make_window(logbook: Logbook, choice: Choice = Choice.LIGHT) -> MainWindow:
    """Return a window that is complete but not shown."""
    window = MainWindow(Desk(logbook), Theme(the_application(), choice))
    window.fill()
    return window


def _now(logbook: Logbook) -> datetime:
    return datetime.fromisoformat(logbook.stamp().at_utc)
