"""The button Export above the chart, and its keys in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.ui.dialogs.export_picture import ExportPicture
from hcclog.ui.main_window import MainWindow
from tests.books import a_patient

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Opener = Callable[[Logbook], MainWindow]
KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(cases: Logbook, open_window: Opener) -> MainWindow:
    """A window with the case whose course is long."""
    opened = open_window(cases)
    opened.desk.choose_patient(cases.find("ikeda-2021") or "")
    return opened


def export_menu(window: MainWindow) -> QMenu:
    """Return the menu of the button, filled as it is when it opens."""
    found = window.page.course.bar.findChildren(QToolButton)
    button = next(one for one in found if one.text() == "E&xport")
    menu = button.menu()
    menu.aboutToShow.emit()
    return menu


def test_the_key_opens_the_dialog_over_the_course(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_E, KEYS)
    dialog = window.findChild(ExportPicture)
    assert isinstance(dialog, ExportPicture)
    assert dialog.windowTitle() == "Save picture: ikeda-2021"
    for field in (dialog.width_mm, dialog.height_mm):
        # Under a style sheet a field without buttons can lose its text.
        assert field.lineEdit().width() > field.width() / 2
    dialog.close()


def test_what_is_zoomed_in_the_window_is_the_present_view(qtbot: QtBot, window: MainWindow) -> None:
    chart = window.page.course.chart
    assert chart is not None
    chart.zoom(4.0)
    dialog = window.page.course.export.save()
    assert dialog is not None
    assert dialog.picture.view == chart.view()  # type: ignore[attr-defined]
    dialog.close()


def test_the_key_copies_the_picture_and_the_window_says_so(
    qtbot: QtBot, window: MainWindow
) -> None:
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(window.desk.told) as told:
        QTest.keyClick(window, Qt.Key.Key_C, KEYS)
    assert told.args == ["Copied as SVG, PDF and PNG, and its numbers as text."]
    assert QGuiApplication.clipboard().text().startswith("lane\tday")


def test_the_numbers_are_saved_from_the_menu(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    words = [action.text().partition("\t")[0] for action in export_menu(window).actions()]
    assert words == ["&Save picture…", "&Copy picture", "Save &numbers as csv…"]
    export_menu(window).actions()[2].trigger()
    asked = window.page.course.findChild(QFileDialog)
    assert isinstance(asked, QFileDialog)
    asked.setDirectory(str(tmp_path))
    asked.selectFile("a")
    with qtbot.waitSignal(window.desk.told) as told:
        asked.accept()
    assert told.args == [f"Saved as {tmp_path / 'a.csv'}."]
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("lane,day,")


def test_without_a_picture_there_is_nothing_to_export(
    qtbot: QtBot, cases: Logbook, window: MainWindow
) -> None:
    patient = a_patient("empty-1")
    cases.do(Add((patient,)))
    window.desk.choose_patient(patient.id)
    assert [action.isEnabled() for action in export_menu(window).actions()] == [False] * 3
    with qtbot.waitSignal(window.desk.told) as told:
        QTest.keyClick(window, Qt.Key.Key_E, KEYS)
    assert told.args == ["There is no picture to export yet."]
    assert window.findChild(ExportPicture) is None


def test_on_the_cohorts_page_the_keys_take_its_plot(qtbot: QtBot, window: MainWindow) -> None:
    window.rooms.show_cohort()
    cohort = window.rooms.cohort
    assert cohort is not None
    qtbot.waitUntil(lambda: cohort.plots.picture() is not None)
    picture = cohort.plots.picture()
    assert picture is not None
    QTest.keyClick(window, Qt.Key.Key_E, KEYS)
    dialog = window.findChild(ExportPicture)
    assert isinstance(dialog, ExportPicture)
    assert dialog.windowTitle() == f"Save picture: {picture.title}"
    dialog.close()
