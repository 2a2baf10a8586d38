"""A store that is only read: said above everything, and nothing can be begun that is not taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from hcclog.domain.ids import IdFactory
from hcclog.logbook import Logbook
from hcclog.store.opening import open_held_store, open_store
from hcclog.ui.entering import take_out
from hcclog.ui.main_window import MainWindow
from hcclog.ui.models.row_table import RowTable
from hcclog.ui.panels.banners import why_read_only
from hcclog.ui.panels.lab_panel import LabPanel
from hcclog.ui.panels.worksheet_menu import WorksheetMenu
from tests.books import Clock, Stamps, new_book
from tests.ui.drops import drop, dropped_file
from tests.ui.keyboard import CTRL, SHIFT, Keyboard

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
    pytest.mark.catalogue("S-05"),
]
Opener = Callable[[Logbook], MainWindow]
BLOCK = "Date\tTest\tValue\tUnit\n2026-11-02\tAFP\t55.1\tng/mL\n"


@pytest.fixture
def only_read(measured: Logbook, tmp_path: Path) -> Iterator[Logbook]:
    """A store with lesions, open to read only."""
    measured.close()
    clock = Clock()
    store = open_store(str(tmp_path / "store.db"), IdFactory(clock.in_ms), clock, read_only=True)
    book = Logbook(store, Stamps(clock=clock))
    yield book
    book.close()


@pytest.fixture
def window(only_read: Logbook, open_window: Opener) -> MainWindow:
    return open_window(only_read)


def banner(window: MainWindow) -> QLabel:
    found = window.findChild(QLabel, "read_only")
    assert isinstance(found, QLabel)
    return found


def state(book: Logbook) -> tuple[int, int]:
    return book.store.reader.n_entries(), book.store.reader.n_changes()


def test_the_banner_says_it_and_why(window: MainWindow) -> None:
    assert banner(window).isVisible()
    assert banner(window).text().startswith("Read only. ")
    assert "can be read but not written" in banner(window).text()


def test_a_store_that_can_be_written_has_none(measured: Logbook, open_window: Opener) -> None:
    window = open_window(measured)
    assert not banner(window).isVisible()
    assert why_read_only(window.desk) == ""


def test_it_names_who_holds_the_store(
    measured: Logbook, tmp_path: Path, open_window: Opener
) -> None:
    clock = Clock()
    store = open_held_store(str(tmp_path / "store.db"), IdFactory(clock.in_ms), clock)
    window = open_window(Logbook(store, Stamps(clock=clock)))
    assert "is open already by" in banner(window).text()
    assert banner(window).text().endswith("Nothing can be entered or changed.")
    store.close()


def test_every_action_that_writes_is_off(window: MainWindow) -> None:
    actions = window.actions_
    writing: list[QAction] = [*actions.of_patient(), actions.new_patient, actions.lab_stack]
    writing += [actions.undo, actions.redo, actions.import_file, actions.import_folder]
    assert [action.text() for action in writing if action.isEnabled()] == []
    assert actions.export.isEnabled()
    assert actions.report.isEnabled()


@pytest.mark.parametrize("tab", range(8))
def test_no_cell_of_any_table_is_edited(window: MainWindow, tab: int) -> None:
    window.page.tabs.show_tab(tab)
    page = window.page.tabs.page(tab)
    for table in page.findChildren(RowTable) if page is not None else []:
        cells = [
            table.index(row, column)
            for row in range(table.rowCount())
            for column in range(table.columnCount())
        ]
        editable = Qt.ItemFlag.ItemIsEditable
        assert [index for index in cells if table.flags(index) & editable] == []


def test_the_row_for_results_is_off(window: MainWindow) -> None:
    window.page.tabs.show_tab(1)
    panel = window.page.tabs.page(1)
    assert isinstance(panel, LabPanel)
    assert not panel.entry.isEnabled()


def test_delete_in_a_table_says_so_and_asks_nothing(window: MainWindow, only_read: Logbook) -> None:
    asked: list[str] = []
    window.desk.confirm = lambda title, _sentences, _reason: asked.append(title)
    before = state(only_read)
    record = window.desk.record()
    assert record is not None
    assert not take_out(window.desk, "lesion", record.lesions[0].id)
    assert asked == []
    assert "open to read only" in window.line.told.text()
    assert state(only_read) == before


def test_the_menu_of_a_lesion_is_off_and_its_form_stays_shut(window: MainWindow) -> None:
    record = window.desk.record()
    assert record is not None
    menu = WorksheetMenu(window.desk, window)
    window.page.tabs.show_table("lesion")
    table = next(
        t
        for t in window.page.tabs.findChildren(RowTable)
        if t.rowCount() and any(r.mark[0] == "lesion" for r in t.table().rows)
    )
    row = next(r for r in table.table().rows if r.mark == ("lesion", record.lesions[0].id))
    shown = menu.of_cell(row, 0, "")
    assert [action.text() for action in shown.actions() if action.isEnabled()] == []
    menu.correct_lesion(record.lesions[0])
    menu.correct_imaging(record.assessments[0].id)
    assert QApplication.activeModalWidget() is None
    assert "open to read only" in window.line.told.text()


def test_a_block_is_not_pasted(window: MainWindow, only_read: Logbook) -> None:
    QApplication.clipboard().setText(BLOCK)
    Keyboard(window).press(Qt.Key.Key_V, CTRL | SHIFT)
    assert QApplication.activeModalWidget() is None
    assert not window.actions_.paste.isEnabled()


def test_a_dropped_file_is_not_taken(
    window: MainWindow, only_read: Logbook, tmp_path: Path
) -> None:
    file = tmp_path / "labs.csv"
    file.write_text(BLOCK.replace("\t", ","), encoding="utf-8")
    before = state(only_read)
    drop(window, dropped_file(file))
    assert QApplication.activeModalWidget() is None
    assert window.line.told.text() != ""
    assert state(only_read) == before


def test_keys_begin_nothing(window: MainWindow, only_read: Logbook) -> None:
    before = state(only_read)
    keys = Keyboard(window)
    for key in (Qt.Key.Key_N, Qt.Key.Key_B, Qt.Key.Key_E, Qt.Key.Key_G, Qt.Key.Key_Z):
        keys.press(key, CTRL)
    QTest.keyClick(window.patients.view, Qt.Key.Key_Delete)
    assert QApplication.activeModalWidget() is None
    assert window.page.below.visit is None
    assert state(only_read) == before


def test_a_book_in_a_folder_of_a_cloud_says_so_in_the_line(
    tmp_path: Path, open_window: Opener
) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    book = new_book(folder / "store.db")
    window = open_window(book)
    shown = [label for label in window.line.findChildren(QLabel) if "Dropbox" in label.text()]
    assert "▲ In a folder of Dropbox" in [label.text() for label in shown]
    assert any("copies by itself" in label.toolTip() for label in shown)
    book.close()
