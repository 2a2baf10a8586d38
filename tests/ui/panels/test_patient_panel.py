"""The list of patients keeps the patient who is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add, Amend
from hcclog.logbook import Logbook
from hcclog.ui.main_window import MainWindow
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
