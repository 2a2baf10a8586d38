"""The list of patients keeps the patient who is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add, Amend
from hcclog.logbook import Logbook
from hcclog.ui.main_window import MainWindow
from hcclog.ui.models.patient_list import PAGE
from hcclog.ui.screenshots import settle
from tests.books import a_patient

Opener = Callable[[Logbook], MainWindow]


@pytest.mark.parametrize("undone", [False, True], ids=["corrected", "corrected and undone"])
def test_who_is_chosen_stays_when_the_list_gets_the_focus(
    book: Logbook, open_window: Opener, qtbot: QtBot, undone: bool
) -> None:
    first, second = a_patient("P-1"), a_patient("P-2")
    book.do(Add((first, second)))
    window = open_window(book)
    desk, view = window.desk, window.patients.view
    desk.choose_patient(second.id)
    window.patients.search.setFocus()
    assert desk.do(Amend(replace(second, name="Jane Doe"), "typing error"))
    if undone:
        desk.undo()
    view.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(view.hasFocus)
    assert desk.patient_id == second.id


def test_who_is_opened_elsewhere_ends_a_search_that_leaves_him_out(
    book: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    first, second = a_patient("P-1"), a_patient("Q-2")
    book.do(Add((first, second)))
    window = open_window(book)
    panel = window.patients
    QTest.keyClicks(panel.search, "P-")
    panel.search_now()
    window.desk.choose_patient(second.id)
    panel.view.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(panel.view.hasFocus)
    assert window.desk.patient_id == second.id
    assert panel.search.text() == ""
    assert [index.data() for index in panel.view.selectedIndexes()] == ["Q-2"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("' OR 1=1 --", id="Q-01 SQL"),
        pytest.param("%", id="Q-01 per cent"),
        pytest.param("(a+)+$", id="Q-04 a pattern that never ends"),
        pytest.param("NEAR(", id="Q-04 a word of full text"),
        pytest.param("%" * 32_000, id="Q-05 more than the database takes for a pattern"),
        pytest.param("term " * 6_000, id="Q-05 thousands of terms"),
        pytest.param("<img src='file:///etc/hostname'>", id="T-09 markup"),
    ],
)
def test_what_nobody_is_called_finds_nobody_and_says_so(
    cases: Logbook, open_window: Opener, text: str
) -> None:
    window = open_window(cases)
    panel, width = window.patients, window.patients.width()
    QApplication.clipboard().setText(text)
    panel.search.setFocus()
    QTest.keyClick(panel.search, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    panel.search_now()
    settle()
    assert panel.model.rowCount() == 0
    (said,) = [label for label in panel.findChildren(QLabel) if label.isVisible()]
    assert said.text().startswith(f"No patient matches “{text[:10]}")
    assert said.textFormat() is Qt.TextFormat.PlainText
    assert panel.width() == width
    QTest.keyClick(panel.search, Qt.Key.Key_Escape)
    panel.search_now()
    assert panel.model.rowCount() == 3


def test_who_is_opened_elsewhere_is_found_far_below(
    book: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    many = [a_patient(f"P-{n:04}") for n in range(PAGE + 5)]
    book.do(Add(tuple(many)))
    window = open_window(book)
    view = window.patients.view
    window.desk.choose_patient(many[-1].id)
    view.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(view.hasFocus)
    assert window.desk.patient_id == many[-1].id
    assert [index.data() for index in view.selectedIndexes()] == [many[-1].code]
    # The list reads what it shows of each patient after the paint.
    last = window.patients.model.item
    qtbot.waitUntil(lambda: last(many[-1].id) is not None)
    settle()


def test_the_focus_alone_chooses_nobody_and_down_chooses_the_first_match(
    book: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    first, second = a_patient("P-1"), a_patient("Q-2")
    book.do(Add((first, second)))
    window = open_window(book)
    panel = window.patients
    window.desk.choose_patient(first.id)
    QTest.keyClicks(panel.search, "Q-")
    panel.search_now()
    panel.view.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(panel.view.hasFocus)
    assert window.desk.patient_id == first.id
    panel.search.setFocus()
    QTest.keyClick(panel.search, Qt.Key.Key_Down)
    assert window.desk.patient_id == second.id
