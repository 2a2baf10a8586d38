"""Long work in short turns: patient after patient, with the window's own work between them.

The rules are Python, and a thread of Python would make the window wait for it all the same; turns
of some milliseconds do not, and what they read is what the window reads: one connection, one order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from hcclog.store.errors import StoreError

# So long may a turn last; a person takes an answer within a tenth of a second as immediate.
TURN_MS = 25
Steps = Iterator[tuple[int, int]]


class Gathering(QObject):
    """Works through steps while the window stays in use.

    Signals:
        progressed: So many are done, of so many.
        finished: No step is left.
        failed: The store could not be read, in a sentence; nothing goes on.
    """

    progressed = Signal(int, int)
    finished = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Steps | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self.turn)

    @property
    def is_running(self) -> bool:
        """True while there is work left."""
        return self._steps is not None

    def start(self, make_steps: Callable[[], Steps]) -> None:
        """Begin; what ran before ends where it stands."""
        self._steps = make_steps()
        self._timer.start()

    def cancel(self) -> None:
        """Go no further."""
        self._steps = None
        self._timer.stop()

    def turn(self) -> None:
        """Do what fits into one turn."""
        watch = QElapsedTimer()
        watch.start()
        while self._steps is not None:
            if not self._step() or watch.elapsed() >= TURN_MS:
                return

    def _step(self) -> bool:
        """Do one step; False where it was the last."""
        try:
            done = next(self._steps, None) if self._steps is not None else None
        except StoreError as error:
            self.cancel()
            self.failed.emit(error.sentence)
            return False
        if done is None:
            self.cancel()
            self.finished.emit()
            return False
        self.progressed.emit(*done)
        return True
