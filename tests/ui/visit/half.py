"""Half a visit, typed in a process of its own; what it saw goes to its standard output."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hcclog.ui.main_window import MainWindow

_LOOK_MS = 20
TYPED = {"labs/afp/value": "61.2", "imaging/modality": "CT", "events/1/term": "rash, 皮疹"}


def begin_when_furnished(*, is_kept: bool) -> None:
    """Type as soon as the window has its parts, and tell it."""

    def type_it(window: MainWindow) -> None:
        window.page.below.open_visit()
        page = window.page.below.visit
        assert page is not None
        page.form.retype(page.form.typed() | TYPED)
        first = page.form.inputs()[0]
        QTest.keyClick(first, Qt.Key.Key_End)
        QTest.keyClick(first, Qt.Key.Key_Space)
        if is_kept:
            _when(lambda: bool(window.desk.logbook.drafts()), _tell)
        else:
            _tell()

    def is_furnished() -> bool:
        return any(window.inspector is not None for window in _windows())

    _when(is_furnished, lambda: type_it(_windows()[0]))


def _windows() -> list[MainWindow]:
    found: list[QWidget] = QApplication.topLevelWidgets()
    return [widget for widget in found if isinstance(widget, MainWindow)]


def _when(holds: Callable[[], bool], act: Callable[[], None]) -> None:
    """Look again and again, and act once."""
    timer = QTimer(QApplication.instance(), interval=_LOOK_MS)

    def look() -> None:
        if holds():
            timer.stop()
            act()

    timer.timeout.connect(look)
    timer.start()


def _tell() -> None:
    print("typed", flush=True)  # noqa: T201 - to the parent
