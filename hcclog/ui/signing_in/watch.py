"""Sees whether anybody is there: one filter on the application, and clocks that are handed in."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

LOOK_MS = 500
# A machine that slept comes back with the wall clock ahead of the one that stood still.
_SLEPT_SECONDS = 5.0
_MINUTE_SECONDS = 60.0
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


@dataclass(frozen=True, slots=True)
class Clocks:
    """Two clocks in seconds.

    Attributes:
        steady: Goes on evenly, whatever the time of day is set to.
        wall: The time of day.
    """

    steady: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time


class Watch(QObject):
    """Says when nobody was there for long enough; off until it is started.

    Signals:
        idle: Nobody was: why, for the record.

    Attributes:
        after_minutes: How long that is.
    """

    idle = Signal(str)

    def __init__(self, clocks: Clocks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clocks = clocks
        self.after_minutes = 10
        self._last = self._last_look = self._last_wall = 0.0
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def is_on(self) -> bool:
        """Whether it looks."""
        return self._timer.isActive()

    def start(self) -> None:
        """Look from now on: somebody is there."""
        self._last = self._last_look = self._clocks.steady()
        self._last_wall = self._clocks.wall()
        if not self.is_on:
            _app().installEventFilter(self)
            self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        _app().removeEventFilter(self)

    def look(self) -> None:
        """Say so if nobody was there for long enough, or the machine slept."""
        now, wall = self._clocks.steady(), self._clocks.wall()
        stood_still = (wall - self._last_wall) - (now - self._last_look) > _SLEPT_SECONDS
        self._last_look, self._last_wall = now, wall
        if stood_still:
            self.idle.emit("the machine slept")
        elif now - self._last >= self.after_minutes * _MINUTE_SECONDS:
            self.idle.emit(f"nobody there for {self.after_minutes} min")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._last = self._clocks.steady()
        return False


def _app() -> QCoreApplication:
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("there is no application to watch")
    return app
