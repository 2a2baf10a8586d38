"""The application with its window: shown empty at once, then furnished."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from hcclog.ui.main_window import MainWindow
from hcclog.ui.worker import FirstPaint

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.logbook import Logbook
    from hcclog.ui.theme import Choice


def run_window(open_book: Callable[[], Logbook]) -> int:
    """Show the window until it is closed, and return the exit status.

    The first paint is that of an empty window; what the rest needs is imported after it.
    """
    app = the_application()
    window = MainWindow()
    window.fit_to_screen()
    opened: list[Logbook] = []
    FirstPaint(window, lambda: opened.extend(_furnish(window, open_book)))
    window.show()
    status = app.exec()
    for book in opened:
        book.close()
    _end_watch()
    return status if opened else 1


def _furnish(window: MainWindow, open_book: Callable[[], Logbook]) -> tuple[Logbook, ...]:
    """Open the logbook into a window; nothing where the store cannot be opened."""
    from hcclog.entry.preferences import load_preferences
    from hcclog.paths import preferences_file
    from hcclog.store.errors import StoreError
    from hcclog.ui.theme import Choice, Theme

    # A sweep for unused memory between here and the chart finds nothing; one follows after it.
    gc.disable()
    theme = Theme(the_application(), Choice(load_preferences(preferences_file()).theme))
    try:
        book = open_book()
    except StoreError as error:
        gc.enable()
        sys.stderr.write(f"hcclog: {error.sentence}\n")
        window.say(error.sentence)
        return ()
    window.furnish(book, theme)
    window.choose_first_patient()
    # What stands beside the chart comes after it, and so does the thread that would make it wait.
    FirstPaint(window.page.course.chart or window, lambda: _complete(window, book))
    return (book,)


def _complete(window: MainWindow, book: Logbook) -> None:
    """Build the rest of the window, and start what goes on behind it."""
    window.add_inspector()
    _look_after(window, book)
    settle_memory()


def settle_memory() -> None:
    """Leave what is there now out of the sweeps for unused memory, which stop the window.

    Modules, windows and the first record stay; a sweep over them takes a hundred milliseconds.
    """
    gc.freeze()
    gc.enable()


def _look_after(window: MainWindow, book: Logbook) -> None:
    """Start what goes on behind the window."""
    from datetime import datetime

    from hcclog.paths import log_file
    from hcclog.ui.crash import CrashReporter
    from hcclog.ui.ending import EndOnSignals
    from hcclog.ui.worker import Care

    EndOnSignals(the_application())
    CrashReporter(log_file(), lambda: datetime.fromisoformat(book.stamp().at_utc)).install()
    care = Care(book.store, window)
    care.found.connect(window.tell)
    care.start()


def the_application() -> QApplication:
    """Return the one application of this process."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        msg = "another kind of Qt application runs in this process"
        raise TypeError(msg)
    app.setApplicationName("hcclog")
    app.setApplicationDisplayName("hcclog")
    return app


def make_window(logbook: Logbook, choice: Choice | None = None) -> MainWindow:
    """Return a window that is complete but not shown."""
    from hcclog.ui.theme import Choice, Theme

    theme = Theme(the_application(), choice or Choice.LIGHT)
    window = MainWindow()
    window.furnish(logbook, theme)
    window.fill()
    return window
