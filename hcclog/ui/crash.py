"""Our own errors: one entry in the log and one dialog, neither with anything of a patient.

A user's mistake is a `Refused` and a full disk a `StoreError`: both are shown where they happen and
never come here. What does come here is a fault of the program. The log keeps where it happened and
what kind it was, not its message, for a message may hold a value.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QMessageBox, QPushButton

from hcclog.store.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from hcclog.ui.desk import Desk

_SAYS = (
    "Something went wrong inside hcclog, and it is not your fault. What was saved before is safe; "
    "what you were doing just now was not saved."
)
_INTENDED = (KeyboardInterrupt, SystemExit)


class CrashReporter(QObject):
    """Takes what nobody caught: in the window's thread, in others, and where Python drops it.

    Signals:
        noted: An error was logged, in any thread: the entry.
        faulted: The store refused where nobody waited for that, such as at a page that is drawn.

    Attributes:
        show: Shows the dialog; it is handed the whole entry and the log's path.
    """

    noted = Signal(str)
    faulted = Signal(object)  # StoreError

    def __init__(
        self,
        log: Path,
        show: Callable[[str, Path], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or QCoreApplication.instance())
        self._log = log
        self.show = show or show_crash
        self._showing = False
        self._has_desk = False
        # From another thread the dialog waits for the window's.
        self.noted.connect(self._show_once)

    def install(self) -> None:
        """Take every error that is not caught, in this thread and in others."""
        sys.excepthook = self.take
        threading.excepthook = self._take_of_thread
        sys.unraisablehook = self._take_unraisable

    def tell_faults(self, desk: Desk) -> None:
        """Let faults of the store be said by a desk as such: they are nobody's mistake."""
        self.faulted.connect(desk.fail)
        self._has_desk = True
        desk.destroyed.connect(self._let_go)

    def _let_go(self) -> None:
        """Take faults as errors again: nobody is there who would say them."""
        self._has_desk = False

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log one error, and show it unless one is being shown."""
        if issubclass(kind, _INTENDED):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, StoreError) and self._has_desk:
            self.faulted.emit(error)
            return
        entry = self._note(kind, error, trace)
        if _in_window_thread():
            self._show_once(entry)
        else:
            self.noted.emit(entry)

    def _take_of_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def _take_unraisable(self, args: sys.UnraisableHookArgs) -> None:
        """Log what Python could only drop, such as in a thing that is cleared away."""
        if args.exc_value is not None:
            self._note(args.exc_type, args.exc_value, args.exc_traceback)

    def _note(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> str:
        # A start would pay for this import, and an error may come before the log is begun.
        from hcclog.logs.keeping import ensure_log, note_crash

        ensure_log(self._log)
        return note_crash(kind, error, trace)

    def _show_once(self, entry: str) -> None:
        if self._showing:
            return
        self._showing = True
        try:
            self.show(entry, self._log)
        finally:
            self._showing = False


class CrashBox(QMessageBox):
    """The one dialog of the program that nobody asked for.

    Attributes:
        copy_button: Puts into the clipboard what helps to find the fault.
    """

    def __init__(self, entry: str, log: Path) -> None:
        super().__init__()
        self._entry = entry
        self.setIcon(QMessageBox.Icon.Critical)
        self.setWindowTitle("hcclog")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(_SAYS)
        self.setInformativeText(f"The report holds nothing of a patient. It lies in {log}")
        self.setDetailedText(entry)
        self.setDefaultButton(self.addButton(QMessageBox.StandardButton.Close))
        self.copy_button = QPushButton("&Copy diagnostics")
        self.addButton(self.copy_button, QMessageBox.ButtonRole.ActionRole)
        # A button of the box closes it; this one leaves it open.
        self.copy_button.clicked.disconnect()
        self.copy_button.clicked.connect(self.copy)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(20, 18, 20, 16)

    def copy(self) -> None:
        """Copy diagnostics with this entry."""
        from hcclog.ui.diagnosing import copy_diagnostics

        copy_diagnostics(entry=self._entry)
        self.copy_button.setText("Copied")


def show_crash(entry: str, log: Path) -> None:
    """Show one error until it is closed."""
    CrashBox(entry, log).exec()


def _in_window_thread() -> bool:
    app = QCoreApplication.instance()
    return app is not None and QThread.currentThread() is app.thread()
