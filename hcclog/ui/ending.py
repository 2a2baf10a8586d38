"""The system asks the program to end: it ends as if the window were closed, with drafts kept."""

from __future__ import annotations

import signal
import socket
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_NAMES = ("SIGTERM", "SIGHUP")
_FAILED = 128


class EndOnSignals(QObject):
    """Turns SIGTERM and SIGHUP into the end of the event loop.

    Python runs its handlers only between its own instructions, and an idle event loop runs none:
    the byte that arrives at the socket wakes it.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._near, self._far = socket.socketpair()
        for end in (self._near, self._far):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        signal.set_wakeup_fd(self._far.fileno(), warn_on_full_buffer=False)
        for name in _NAMES:
            number = getattr(signal, name, None)
            if number is not None:
                signal.signal(number, self._end)

    def _woken(self) -> None:
        self._near.recv(64)

    def _end(self, number: int, _frame: object) -> None:
        # Not quit(): that asks each window, and a question would wait for nobody.
        self._app.exit(_FAILED + number)
