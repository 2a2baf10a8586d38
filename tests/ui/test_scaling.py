"""At 200 % on a small screen the window and its dialogs are whole: nothing lies outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from hcclog.logbook import Logbook
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.tabs import TABS
from hcclog.ui.screenshots import settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ROOT = Path(__file__).resolve().parents[2]
SMALL = (720, 450)
DOUBLED = """
import json, sys
from hcclog.cli.opening import load_cases
from hcclog.ui.application import make_window, the_application
from hcclog.ui.screenshots import settle
from tests.books import new_book
book = new_book(sys.argv[1])
load_cases(book)
the_application()
window = make_window(book)
window.resize(720, 450)
window.show()
settle()
image = window.grab().toImage()
size = [window.width(), window.height(), image.width(), image.height()]
print(json.dumps([*size, window.inspector.isVisible()]))
window.close()
book.close()
"""


def outside(window: MainWindow) -> list[str]:
    """Return buttons and fields that are shown and do not lie whole in the window."""
    found: list[QWidget] = [*window.bar.findChildren(QAbstractButton)]
    found += window.page.header.findChildren(QAbstractButton)
    page = window.page.tabs.stack.currentWidget()
    found += page.findChildren(QLineEdit) if page is not None else []
    room = window.rect()
    return [
        widget.accessibleName()
        for widget in found
        if widget.isVisible()
        and not room.contains(QRect(widget.mapTo(window, QPoint()), widget.size()))
    ]


@pytest.mark.parametrize("tab", range(len(TABS)), ids=[tab.title for tab in TABS])
def test_nothing_lies_outside_a_small_window(
    cases: Logbook, open_window: Callable[[Logbook], MainWindow], tab: int
) -> None:
    window = open_window(cases)
    window.desk.choose_patient(cases.find("zhang-2024") or "")
    window.resize(*SMALL)
    window.page.tabs.show_tab(tab)
    settle()
    assert (window.width(), window.height()) == SMALL
    assert outside(window) == []
    assert window.inspector is not None
    assert not window.inspector.isVisible()
    window.resize(1440, 900)
    settle()
    assert window.inspector.isVisible()
    assert "Ctrl+L" in window.bar.add_labs.text()


def test_at_200_percent_the_window_fits_a_screen_of_1440_by_900(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_SCALE_FACTOR": "2", "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", DOUBLED, str(tmp_path / "store.db")],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment,
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == [*SMALL, 1440, 900, False]
