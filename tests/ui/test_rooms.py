"""The pages of the window: one in sight, the other made when it is asked for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.ui.main_window import MainWindow
from tests.books import a_patient

ROOT = Path(__file__).parents[2]
Opener = Callable[[Logbook], MainWindow]
_SCRIPT = """
import sys
from pathlib import Path
from hcclog.cli.opening import load_cases
from hcclog.ui.application import make_window
from hcclog.ui.screenshots import settle
from tests.books import new_book
book = new_book(Path(sys.argv[1]))
load_cases(book)
window = make_window(book)
window.show()
settle()
late = ("hcclog.ui.cohort", "hcclog.cohort", "hcclog.report.cohort", "pandas", "scipy", "numpy")
print([name for name in late if name in sys.modules])
window.rooms.show_cohort()
while window.rooms.cohort.work.is_running:
    settle()
print([name for name in late[:3] if name not in sys.modules])
book.close()
"""


def test_nothing_of_the_cohort_is_imported_before_it_is_asked_for(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _SCRIPT, str(tmp_path / "store.db")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "[]"]


def cohort_window(opener: Opener, book: Logbook, qtbot: QtBot) -> MainWindow:
    """Open a window that shows the cohort."""
    window = opener(book)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    page = window.rooms.cohort
    assert page is not None
    qtbot.waitUntil(lambda: not page.work.is_running)
    assert page.isVisible()
    return window


@pytest.mark.parametrize(
    "words",
    ["Visits", "History", "Find patient", "Fit the chart", "Add labs", "New visit", "New baseline"],
)
def test_what_acts_on_a_patient_is_done_in_sight_of_the_patient(
    cases: Logbook, open_window: Opener, qtbot: QtBot, words: str
) -> None:
    window = cohort_window(open_window, cases, qtbot)
    action = next(a for a in window.actions_.all() if a.property("words") == words)
    action.trigger()
    assert window.page.isVisible()
    assert window.actions_.show_patients.isChecked()


def test_undo_stays_where_one_is(cases: Logbook, open_window: Opener, qtbot: QtBot) -> None:
    window = cohort_window(open_window, cases, qtbot)
    window.desk.do(Add((a_patient("P-9"),)))
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not window.page.isVisible()
    assert window.actions_.show_cohort.isChecked()


def test_a_patient_chosen_elsewhere_is_shown(
    cases: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = cohort_window(open_window, cases, qtbot)
    window.desk.choose_patient(cases.find("zhang-2024") or "")
    assert window.page.isVisible()


@pytest.mark.parametrize(("width", "is_shown"), [(1440, True), (720, False)])
def test_the_brand_gives_way_where_the_actions_need_the_room(
    cases: Logbook, open_window: Opener, width: int, is_shown: bool
) -> None:
    window = open_window(cases)
    window.resize(QSize(width, 450))
    assert window.bar.brand.isVisible() is is_shown
    for button in (window.bar.new_visit, window.bar.add_labs, *window.bar.rooms):
        words = button.fontMetrics().horizontalAdvance(button.text())
        assert words <= button.width()
