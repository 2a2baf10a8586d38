"""The application with its window: shown empty at once, then furnished."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QApplication

from hcclog.ui.main_window import MainWindow
from hcclog.ui.worker import FirstPaint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hcclog.logbook import Logbook
    from hcclog.store.errors import StoreError
    from hcclog.ui.crash import CrashReporter
    from hcclog.ui.theme import Choice


class Others(NamedTuple):
    """The stores that can be opened where the one that is meant cannot.

    Attributes:
        place: The file that is meant.
        open_at: Opens another file.
    """

    place: Path
    open_at: Callable[[str], Logbook]


def run_window(open_book: Callable[[], Logbook], others: Others | None = None) -> int:
    """Show the window until it is closed, and return the exit status.

    The first paint is that of an empty window; what the rest needs is imported after it.

    Args:
        open_book: Opens the store that is meant.
        others: Which that is, and how another is opened in its place; none is offered without.
    """
    app = the_application()
    window = MainWindow()
    window.fit_to_screen()
    opened: list[Logbook] = []

    def attempt(open_it: Callable[[], Logbook]) -> None:
        opened.extend(_furnish(window, open_it, offer))

    def offer(error: StoreError) -> None:
        page = window.cannot_open(error, others.place if others is not None else None)
        page.tried_again.connect(lambda: attempt(open_book))
        if others is not None:
            page.chosen.connect(lambda path: attempt(lambda: others.open_at(path)))

    FirstPaint(window, lambda: attempt(open_book))
    window.show()
    status = app.exec()
    for book in opened:
        book.close()
    _end_watch()
    return status if opened else 1


def _furnish(
    window: MainWindow,
    open_book: Callable[[], Logbook],
    refused: Callable[[StoreError], object] = lambda _error: None,
) -> tuple[Logbook, ...]:
    """Open the logbook into a window; nothing where the store cannot be opened."""
    from hcclog.entry.preferences import load_preferences
    from hcclog.paths import preferences_file
    from hcclog.store.errors import StoreError
    from hcclog.ui.theme import Choice, Theme

    # A sweep for unused memory between here and the chart finds nothing; one follows after it.
    gc.disable()
    reporter = _guard()
    theme = Theme(the_application(), Choice(load_preferences(preferences_file()).theme))
    try:
        book = open_book()
    except StoreError as error:
        gc.enable()
        _say_fault(error)
        refused(error)
        return ()
    window.furnish(book, theme)
    reporter.tell_faults(window.desk.fail)
    window.choose_first_patient()
    # What stands beside the chart comes after it, and so does the thread that would make it wait.
    # Of a patient without a day there is no chart, and what says so is painted in its place.
    shown = window.page.course.currentWidget() or window
    FirstPaint(shown, lambda: _complete(window, book))
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


def _guard() -> CrashReporter:
    """Let nothing that goes wrong from here on show or keep what a record holds."""
    from hcclog.logs.native import refuse_dumps
    from hcclog.paths import log_file
    from hcclog.ui.crash import CrashReporter

    refuse_dumps()
    reporter = CrashReporter(log_file())
    reporter.install()
    return reporter


def _say_fault(error: StoreError) -> None:
    """Say why the store cannot be opened, on the terminal and in the log."""
    from hcclog.logs.keeping import begin_log
    from hcclog.paths import log_file
    from hcclog.store.noting import note_fault

    begin_log(log_file())
    note_fault(error)
    sys.stderr.write(f"hcclog: {error.sentence}\n")


def _look_after(window: MainWindow, book: Logbook) -> None:
    """Start what goes on behind the window."""
    from hcclog.logs.keeping import begin_log
    from hcclog.logs.native import keep_native_faults
    from hcclog.paths import log_file, native_faults_file
    from hcclog.store.noting import note_opened
    from hcclog.ui.clipboard_care import care_for_clipboard
    from hcclog.ui.ending import EndOnSignals
    from hcclog.ui.worker import Care

    begin_log(log_file())
    keep_native_faults(native_faults_file())
    note_opened(book.store)
    care_for_clipboard()
    EndOnSignals(the_application())
    care = Care(book.store, window)
    care.found.connect(window.tell)
    care.start()


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
