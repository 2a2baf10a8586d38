"""Erasing by clicks: never the wrong patient, never by a slip."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.ui.attesting.erase_dialog import EraseDialog
from hcclog.ui.desk import Desk
from hcclog.ui.models.patient_list import PatientList
from tests.books import a_lab, a_patient


@pytest.fixture
def desk(book: Logbook) -> Desk:
    """A desk with two patients, the first chosen."""
    for code in ("P-1", "P-2"):
        patient = a_patient(code)
        book.do(Add((patient, a_lab(patient))))
    desk = Desk(book)
    desk.choose_patient(book.find("P-1") or "")
    return desk


def test_the_code_typed_once_more_and_a_click_erase_the_patient(qtbot: QtBot, desk: Desk) -> None:
    told: list[str] = []
    desk.told.connect(told.append)
    listed = PatientList(desk)
    dialog = EraseDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.code, "P-1")
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)

    assert desk.logbook.find("P-1") is None
    assert desk.patient_id == desk.logbook.find("P-2")
    assert [listed.data(listed.index(row)) for row in range(listed.rowCount())] == ["P-2"]
    assert told[-1].startswith("Erased: 2 changes hold no value any more.")
    assert desk.logbook.store.check() == []


@pytest.mark.parametrize("typed", ["", "P-2", "p"])
def test_another_code_erases_nobody(qtbot: QtBot, desk: Desk, typed: str) -> None:
    dialog = EraseDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.code, typed)
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)

    assert dialog.isVisible()
    assert "P-1" in dialog.refusal.text()
    assert desk.logbook.n_patients() == 2


def test_backups_that_hold_the_patient_are_named_before(qtbot: QtBot, desk: Desk) -> None:
    backup = desk.logbook.store.back_up("by-hand")
    assert backup is not None
    dialog = EraseDialog(desk)
    qtbot.addWidget(dialog)

    words = [label.text() for label in dialog.findChildren(type(dialog.refusal))]

    assert any(backup.name in each for each in words)
