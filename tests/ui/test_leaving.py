"""What leaves the window is on record first; what must not leave stays, and it is said why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QListView
from pytestqt.qtbot import QtBot

from hcclog.domain.acts import Act
from hcclog.domain.people import Person, Role
from hcclog.logbook import Logbook
from hcclog.store.entrance import Entrance
from hcclog.ui.charts.exporting import Exporting
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.history_panel import HistoryPanel
from hcclog.ui.panels.patient_copying import PatientCopying
from hcclog.ui.panels.table_view import TableView
from tests.books import file_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CODE = "ikeda-2021"
HISTORY = 7
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(cases: Logbook, open_window: Callable[[Logbook], MainWindow]) -> MainWindow:
    opened = open_window(cases)
    opened.desk.choose_patient(cases.find(CODE) or "")
    QGuiApplication.clipboard().clear()
    return opened


def told(book: Logbook) -> list[tuple[str, bool, dict[str, str]]]:
    patient_id = book.find(CODE) or ""
    return [(e.act, e.patient_id == patient_id, e.told) for e in book.store.reader.events()]


def has_picture() -> bool:
    """Return whether a picture was copied; an empty clipboard has no contents at all."""
    held = QGuiApplication.clipboard().mimeData()
    return held is not None and held.hasImage()


def exporting(window: MainWindow) -> Exporting:
    return window.page.course.export


@pytest.mark.catalogue("U-05")
def test_rows_that_are_copied_are_on_record(window: MainWindow, cases: Logbook) -> None:
    table = window.page.tabs.page(1).findChild(TableView)
    assert isinstance(table, TableView)
    QTest.keyClick(table, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text()
    assert told(cases) == [(Act.EXPORT, True, {"format": "clipboard"})]


@pytest.mark.catalogue("U-05")
def test_a_chart_that_is_copied_is_on_record(window: MainWindow, cases: Logbook) -> None:
    exporting(window).copy()
    assert has_picture()
    assert told(cases) == [(Act.EXPORT, True, {"format": "clipboard"})]


@pytest.mark.catalogue("U-05")
def test_a_chart_that_is_saved_is_on_record(
    window: MainWindow, cases: Logbook, tmp_path: Path
) -> None:
    dialog = exporting(window).save()
    assert dialog is not None
    assert dialog.save_to(str(tmp_path / "a.pdf"))
    assert dialog.save_numbers_to(str(tmp_path / "a.csv"))
    dialog.close()
    assert [about["format"] for _, _, about in told(cases)] == ["pdf", "csv"]


@pytest.mark.catalogue("U-05")
def test_a_plot_of_the_cohort_is_one_event_of_the_store(
    window: MainWindow, cases: Logbook, qtbot: QtBot
) -> None:
    window.rooms.show_cohort()
    cohort = window.rooms.cohort
    assert cohort is not None
    qtbot.waitUntil(lambda: cohort.plots.picture() is not None)
    cohort.plots.bar.exporting.copy()
    assert told(cases) == [(Act.EXPORT, False, {"format": "clipboard", "of": "cohort"})]


def copy_the_list(window: MainWindow) -> None:
    """Copy the list of patients by its key."""
    shown = window.findChild(QListView)
    assert shown is not None
    QTest.keyClick(shown, Qt.Key.Key_C, CTRL)


def copy_the_list_as_a_picture(window: MainWindow) -> None:
    """Copy the list of patients as a picture."""
    copying = window.findChild(PatientCopying)
    assert copying is not None
    copying.copy_picture()


def copy_the_history_of_the_store(window: MainWindow) -> None:
    """Copy what was done with every patient."""
    window.page.tabs.show_tab(HISTORY)
    panel = window.page.tabs.page(HISTORY)
    assert isinstance(panel, HistoryPanel)
    panel.scope.setCurrentIndex(2)
    panel.scope.activated.emit(2)
    panel.view.copying.copy_whole()


OF_ALL = [
    pytest.param(copy_the_list, "list of patients", id="U-05 the list of patients"),
    pytest.param(
        copy_the_list_as_a_picture, "list of patients", id="U-05 the list of patients, a picture"
    ),
    pytest.param(copy_the_history_of_the_store, "whole store", id="U-05 the history of the store"),
]


@pytest.mark.parametrize(("copy", "of"), OF_ALL)
def test_what_is_copied_of_many_patients_is_one_event_of_the_store(
    window: MainWindow, cases: Logbook, copy: Callable[[MainWindow], None], of: str
) -> None:
    copy(window)
    assert has_picture() or CODE in QGuiApplication.clipboard().text()
    assert told(cases) == [(Act.EXPORT, False, {"format": "clipboard", "of": of})]


@pytest.mark.parametrize(("copy", "of"), OF_ALL)
def test_who_may_not_export_copies_nothing_of_many_patients(
    viewer: Logbook, window: MainWindow, copy: Callable[[MainWindow], None], of: str
) -> None:
    assert of
    copy(window)
    assert not QGuiApplication.clipboard().text()
    assert not has_picture()
    assert [act for act, _, _ in told(viewer)] == [Act.REFUSED]


def test_numbers_are_on_record_when_their_place_is_chosen(
    window: MainWindow, cases: Logbook, tmp_path: Path
) -> None:
    exporting(window).save_numbers()
    (asked,) = window.findChildren(QFileDialog)
    assert told(cases) == []
    asked.fileSelected.emit(str(tmp_path / "a.csv"))
    asked.close()
    assert (tmp_path / "a.csv").exists()
    assert told(cases) == [(Act.EXPORT, True, {"format": "csv"})]


def test_what_cannot_be_put_on_record_stays(window: MainWindow, cases: Logbook) -> None:
    said: list[str] = []
    window.desk.refused.connect(lambda sentence, _field: said.append(sentence))
    file_of(cases).raw.execute("PRAGMA query_only=ON")
    exporting(window).copy()
    assert len(said) == 1
    assert not has_picture()


@pytest.fixture
def viewer(cases: Logbook) -> Logbook:
    """Somebody is signed in who may only look."""
    person = Person("Vera", (Role.VIEWER,))
    cases.store.entrance = Entrance(file_of(cases).envelope, person)
    return cases


@pytest.mark.parametrize("way", ["copy", "save", "numbers"])
def test_who_may_not_export_is_refused_in_a_sentence(
    viewer: Logbook, window: MainWindow, tmp_path: Path, way: str
) -> None:
    said: list[str] = []
    window.desk.refused.connect(lambda sentence, _field: said.append(sentence))
    if way == "copy":
        exporting(window).copy()
    else:
        dialog = exporting(window).save()
        assert dialog is not None
        save = dialog.save_to if way == "save" else dialog.save_numbers_to
        assert not save(str(tmp_path / "a.pdf"))
        said.append(dialog.refusal.text())
        dialog.close()
    assert said[-1].startswith("Vera (viewer) may not export with names and dates")
    assert list(tmp_path.glob("a.*")) == []
    assert not has_picture()
    assert [act for act, _, _ in told(viewer)] == [Act.REFUSED]
