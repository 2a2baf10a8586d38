"""What was copied from a record does not outlive the program or a locked window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from hcclog.ui.clipboard_care import care_for_clipboard, forget_clipboard, let_stay
from hcclog.ui.diagnosing import copy_diagnostics

NAME = "Zbigniewska, born 1951-03-04"


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[QLineEdit]:
    """A field of ours in the window that is in use."""
    care_for_clipboard()
    QGuiApplication.clipboard().clear()
    field = QLineEdit(NAME)
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    yield field
    QGuiApplication.clipboard().clear()


@pytest.mark.catalogue("L-06")
def test_what_was_copied_here_is_cleared(line: QLineEdit) -> None:
    line.selectAll()
    line.copy()
    assert QGuiApplication.clipboard().text() == NAME
    forget_clipboard()
    assert QGuiApplication.clipboard().text() == ""


@pytest.mark.catalogue("L-06")
def test_it_is_cleared_at_the_end_of_the_program(line: QLineEdit) -> None:
    line.selectAll()
    line.copy()
    app = QGuiApplication.instance()
    assert app is not None
    app.aboutToQuit.emit()
    assert QGuiApplication.clipboard().text() == ""


@pytest.mark.catalogue("L-06")
def test_what_another_program_put_there_since_stays(line: QLineEdit) -> None:
    line.selectAll()
    line.copy()
    clipboard, care = QGuiApplication.clipboard(), care_for_clipboard()
    # What another program puts there is not told as a copy of ours.
    clipboard.blockSignals(True)
    clipboard.setText("a recipe")
    clipboard.blockSignals(False)
    care.forget()
    assert clipboard.text() == "a recipe"


def test_diagnostics_stay(line: QLineEdit) -> None:
    text = copy_diagnostics()
    forget_clipboard()
    assert QGuiApplication.clipboard().text() == text


def test_a_text_without_a_patient_may_stay(line: QLineEdit) -> None:
    let_stay("12")
    line.setText("12")
    line.selectAll()
    line.copy()
    forget_clipboard()
    assert QGuiApplication.clipboard().text() == "12"


def test_nothing_copied_is_nothing_cleared(line: QLineEdit) -> None:
    forget_clipboard()
    assert QGuiApplication.clipboard().text() == ""
