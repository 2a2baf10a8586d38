"""Our own errors: one entry in the log and one dialog, neither with anything of a patient.

A user's mistake is a `Refused` and a full disk a `StoreError`: both are shown where they happen and
never come here. What does come here is a fault of the program. The log keeps where it happened and
what kind it was, not its message, for a message may hold a value.
"""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, Qt, QThread
from PySide6.QtWidgets import QMessageBox

from hcclog import __version__

_PACKAGE = Path(__file__).resolve().parents[1]
_SAYS = (
    "Something went wrong inside hcclog, and it is not your fault. What was saved before is safe; "
    "what you were doing just now was not saved."
)
_INTENDED = (KeyboardInterrupt, SystemExit)


@dataclass(slots=True)
class CrashReporter:
    """Takes what nobody caught.

    Attributes:
        log: File that the entry is added to.
        now: The clock, aware.
        show: Shows the dialog; it is handed the whole entry.
    """

    log: Path
    now: Callable[[], datetime]
    show: Callable[[str, Path], None] = field(default_factory=lambda: show_crash)
    _showing: bool = False

    def install(self) -> None:
        """Take every error that is not caught, in this thread and in others."""
        sys.excepthook = self.take
        threading.excepthook = self._take_of_thread

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log one error, and show it unless one is being shown."""
        if issubclass(kind, _INTENDED):
            sys.__excepthook__(kind, error, trace)
            return
        entry = crash_entry(self.now(), kind, trace)
        self._write(entry)
        if self._showing or not _in_window_thread():
            return
        self._showing = True
        try:
            self.show(entry, self.log)
        finally:
            self._showing = False

    def _take_of_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def _write(self, entry: str) -> None:
        """Add the entry to the log; where that fails too, to the terminal."""
        try:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            with self.log.open("a", encoding="utf-8") as file:
                file.write(entry)
        except OSError:
            sys.stderr.write(entry)


def crash_entry(at: datetime, kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return the entry for one error: when, which version, what kind, and the lines before it."""
    frames = traceback.extract_tb(trace)
    places = [f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}\n" for frame in frames]
    head = f"{at.isoformat(timespec='seconds')} hcclog {__version__} {kind.__qualname__}\n"
    return head + "".join(places)


def show_crash(entry: str, log: Path) -> None:
    """Show the one dialog of the program that nobody asked for."""
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle("hcclog")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(_SAYS)
    box.setInformativeText(f"The report holds nothing of a patient. It lies in {log}")
    box.setDetailedText(entry)
    box.exec()


def _short(path: str) -> str:
    """Return a file's path from the package on; where a user keeps it is nobody's matter."""
    file = Path(path)
    if file.is_relative_to(_PACKAGE):
        return file.relative_to(_PACKAGE.parent).as_posix()
    # A frozen program's paths begin at the package.
    return file.name if file.is_absolute() else file.as_posix()


def _in_window_thread() -> bool:
    app = QCoreApplication.instance()
    return app is not None and QThread.currentThread() is app.thread()
