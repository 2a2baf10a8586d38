"""One piece of work aside from the window, needing no open store: looking into a backup, say."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from hcclog.commands.refused import Refused
from hcclog.store.errors import StoreError

Fault = StoreError | Refused


class Aside(QObject):
    """Does one thing at a time.

    Signals:
        begun: It began.
        ended: It ended, whatever came of it.
    """

    begun = Signal()
    ended = Signal()
    _settled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._done: Callable[[Any], None] = lambda _result: None
        self._refused: Callable[[Fault], None] = lambda _fault: None
        self._settled.connect(self._settle)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.wait)

    @property
    def is_running(self) -> bool:
        """Whether something is being done."""
        return self._thread is not None

    def start(
        self,
        act: Callable[[], object],
        done: Callable[[Any], None],
        refused: Callable[[Fault], None],
    ) -> bool:
        """Begin; False where something is being done still.

        Args:
            act: Done in a thread; touches nothing of the window.
            done: Takes what it returns, in the window's thread.
            refused: Takes why it could not be done, in the window's thread.
        """
        if self._thread is not None:
            return False
        self._done, self._refused = done, refused
        self._thread = threading.Thread(target=self._run, args=(act,), name="aside")
        self.begun.emit()
        self._thread.start()
        return True

    def wait(self) -> None:
        """Wait until the thread has ended; what came of it is not told any more."""
        if self._thread is not None:
            self._thread.join()

    def _run(self, act: Callable[[], object]) -> None:
        outcome: object
        try:
            outcome = (act(),)
        except BaseException as error:  # noqa: BLE001 - raised again in the window's thread
            outcome = error
        self._settled.emit(outcome)

    def _settle(self, outcome: object) -> None:
        self.wait()
        self._thread = None
        self.ended.emit()
        if isinstance(outcome, tuple):
            self._done(outcome[0])
        elif isinstance(outcome, StoreError | Refused):
            self._refused(outcome)
        elif isinstance(outcome, BaseException):
            sys.excepthook(type(outcome), outcome, outcome.__traceback__)
