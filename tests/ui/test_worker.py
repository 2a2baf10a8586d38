"""What happens after the first paint, and what is imported beside the window."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from hcclog.ui.worker import HEAVY, FirstPaint, import_in_background

_SCRIPT = f"""
import sys
from hcclog.ui.worker import import_in_background
names = ("sqlalchemy", *{HEAVY!r})
before = [name for name in names if name in sys.modules]
import_in_background().join()
print(before, [name for name in names if name not in sys.modules])
"""


def test_heavy_modules_are_imported_beside_the_window_and_not_before() -> None:
    """In a process of its own: this one has long imported them."""
    command = [sys.executable, "-c", _SCRIPT]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"


def test_the_thread_ends_by_itself() -> None:
    thread = import_in_background(("json",))
    thread.join()
    assert not thread.is_alive()


def test_what_follows_the_first_paint_is_done_once_and_after_it(qtbot: QtBot) -> None:
    window = QLabel("hcclog")
    qtbot.addWidget(window)
    calls: list[bool] = []
    paint = FirstPaint(window, lambda: calls.append(paint.painted))
    assert calls == []
    window.show()
    qtbot.waitUntil(lambda: bool(calls))
    window.repaint()
    qtbot.wait(10)
    assert calls == [True]
