"""Work after the first paint: what is slow to import is imported in a thread of its own.

Nothing of Qt is made there; a Python import needs no window. Whoever needs one of the modules
earlier waits for the same import and not for a second one.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

# The first needs SQLAlchemy, the second reads the catalogue: together most of a first write.
HEAVY = ("hcclog.store.transaction", "hcclog.commands.base", "hcclog.domain.date_reading")


def import_in_background(names: Sequence[str] = HEAVY) -> threading.Thread:
    """Start to import modules and return the thread, which ends by itself."""
    thread = threading.Thread(target=_import_each, args=(tuple(names),), name="imports")
    thread.start()
    return thread


def _import_each(names: Sequence[str]) -> None:
    for name in names:
        importlib.import_module(name)


class FirstPaint(QObject):
    """Calls once, as soon as a window was painted for the first time.

    Attributes:
        painted: Whether that has been.
    """

    def __init__(self, window: QWidget, act: Callable[[], object]) -> None:
        super().__init__(window)
        self.painted = False
        self._act = act
        window.installEventFilter(self)
        # One that stands already, with other parts in it, is painted once more.
        window.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.painted:
            self.painted = True
            watched.removeEventFilter(self)
            # The paint itself comes after this filter; a timer of no time comes after the paint.
            QTimer.singleShot(0, self._act)
        return False
