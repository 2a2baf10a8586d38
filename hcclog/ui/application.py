"""The application with its window: shown empty at once, then furnished."""

from __future__ import annotations

import gc
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hcclog.ui.main_window import MainWindow
from hcclog.ui.reopening import Opener, opener_of
from hcclog.ui.worker import FirstPaint

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.logbook import Logbook
    from hcclog.store.errors import StoreError
    from hcclog.ui.crash import CrashReporter
    from hcclog.ui.reopening import Makers
    from hcclog.ui.theme import Choice


def run_window(open_book: Callable[..., Logbook], makers: Makers | None = None) -> int:
    """Show the window until it is closed, and return the exit status.

    The first paint is that of an empty window; what the rest needs is imported after it.
    """
    app = the_application()
    window = MainWindow()
    window.fit_to_screen()
    opener = Opener(window, open_book, partial(_furnish, window), makers)
    FirstPaint(window, opener.open)
    window.show()
    status = app.exec()
    opener.close()
    _end_watch()
    return status if opener.was_open else 1


def _furnish(window: MainWindow, open_book: Callable[..., Logbook]) -> Logbook | None:
    """Open the logbook into a window; None where the store cannot be opened."""
    from hcclog.entry.preferences import load_preferences
    from hcclog.paths import preferences_file
    from hcclog.store.errors import PasswordNeeded, StoreError, TooSoon, WrongPassword
    from hcclog.ui.theme import Choice, Theme

    # A sweep for unused memory between here and the chart finds nothing; one follows after it.
    gc.disable()
    reporter = guard()
    # A store that is opened anew finds the theme that the application has.
    theme = the_application().findChild(Theme)
    if theme is None:
        theme = Theme(the_application(), Choice(load_preferences(preferences_file()).theme))
    try:
        book = open_book()
    except (PasswordNeeded, TooSoon, WrongPassword) as why:
        gc.enable()
        _ask_who(window, open_book, why)
        return None
    except StoreError as error:
        gc.enable()
        _say_fault(window, error)
        return None
    window.furnish(book, theme)
    reporter.tell_faults(window.desk)
    window.choose_first_patient()
    # What stands beside the chart comes after it, and so does the thread that would make it wait.
    # A patient without a day has no chart, and an empty store has no patient.
    chart = window.page.course.chart
    shown = chart if chart is not None and chart.isVisible() else window.centralWidget()
    FirstPaint(shown or window, lambda: _complete(window, book))
    return book


def _ask_who(window: MainWindow, open_book: Callable[..., Logbook], why: StoreError) -> None:
    """Let somebody sign in; the window is furnished then."""
    from hcclog.ui.signing_in.gate import show_gate

    opener = opener_of(window)
    if opener is not None:
        show_gate(window, opener, open_book, why)


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
    from hcclog.logs.keeping import begin_log
    from hcclog.logs.native import keep_native_faults, refuse_dumps
    from hcclog.paths import log_file, native_faults_file
    from hcclog.store.noting import note_opened
    from hcclog.ui.backing_up.beginning import begin_backups
    from hcclog.ui.clipboard_care import care_for_clipboard
    from hcclog.ui.ending import EndOnSignals
    from hcclog.ui.openings import Openings
    from hcclog.ui.signing_in.beginning import begin_lock

    begin_log(log_file())
    keep_native_faults(native_faults_file())
    refuse_dumps()
    note_opened(book.store)
    care_for_clipboard()
    begin_lock(window)
    if the_application().findChild(EndOnSignals) is None:
        EndOnSignals(the_application())
    Openings(window.desk, window)
    begin_backups(window)


def guard() -> CrashReporter:
    """Let nothing that goes wrong from here on show or keep what a record holds."""
    from hcclog.logs.native import refuse_core_files
    from hcclog.paths import log_file
    from hcclog.ui.crash import CrashReporter

    found = the_application().findChild(CrashReporter)
    if isinstance(found, CrashReporter):
        return found
    refuse_core_files()
    reporter = CrashReporter(log_file(), parent=the_application())
    reporter.install()
    return reporter


def _say_fault(window: MainWindow, error: StoreError) -> None:
    """Say why the store cannot be opened: in the window, on the terminal and in the log."""
    from hcclog.logs.keeping import begin_log
    from hcclog.paths import log_file
    from hcclog.store.noting import note_fault
    from hcclog.ui.panels.cannot_open import CannotOpen

    begin_log(log_file())
    note_fault(error)
    sys.stderr.write(f"hcclog: {error.sentence}\n")
    opener = opener_of(window)
    page = CannotOpen(error, opener.makers.place if opener and opener.makers else None)
    window.setCentralWidget(page)
    if opener is not None:
        # The page is gone when another store stands in the window: after its own slot.
        page.tried_again.connect(opener.open_again, Qt.ConnectionType.QueuedConnection)
        page.chosen.connect(opener.open_other, Qt.ConnectionType.QueuedConnection)
        page.restore_asked.connect(lambda path: _open_backups(window, path))
        page.offer_backups()


def _open_backups(window: MainWindow, path: str) -> None:
    from hcclog.ui.backing_up.opening import open_backups

    open_backups(window, Path(path))


def _end_watch() -> None:
    """Note the end, and let go of the log."""
    from hcclog.logs.keeping import end_log
    from hcclog.logs.noting import Event, note

    note(Event.CLOSED)
    end_log()


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
