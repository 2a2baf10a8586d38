"""Every table goes to the clipboard as a spreadsheet finds it, and as a picture."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QTableView

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.tabs import TABS
from hcclog.ui.screenshots import settle
from tests.books import a_lab, a_patient

CTRL = Qt.KeyboardModifier.ControlModifier
COPY = Qt.Key.Key_C


@pytest.fixture
def window(cases: Logbook, open_window: Callable[[Logbook], MainWindow]) -> Iterator[MainWindow]:
    yield open_window(cases)
    QGuiApplication.clipboard().clear()


def clipboard() -> QMimeData:
    mime = QGuiApplication.clipboard().mimeData()
    assert mime is not None
    return mime


def lines() -> list[list[str]]:
    """Return the cells of the clipboard's text."""
    return [line.split("\t") for line in clipboard().text().splitlines()]


def cells_of(html: str) -> list[list[str]]:
    """Return the cells of a page's table."""
    rows = html.partition("<table>")[2].split("</tr>")[:-1]
    return [[unescape(cell) for cell in re.findall("<t[hd]>(.*?)</t[hd]>", row)] for row in rows]


def view_of(window: MainWindow, tab: int, code: str = "zhang-2024") -> QTableView:
    window.desk.choose_patient(window.desk.logbook.find(code) or "")
    window.page.tabs.show_tab(tab)
    settle()
    view = window.page.tabs.page(tab).findChild(QTableView)
    assert isinstance(view, QTableView)
    view.setFocus()
    return view


def menu_of(view: QAbstractItemView) -> QMenu:
    """Open the menu of a view by its key."""
    reason = QContextMenuEvent.Reason.Keyboard
    place = view.viewport().rect().center()
    event = QContextMenuEvent(reason, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, words: str) -> None:
    action = next(each for each in menu.actions() if words in each.text().replace("&", ""))
    action.trigger()
    menu.close()


@pytest.mark.parametrize("tab", range(len(TABS)), ids=[tab.title for tab in TABS])
def test_the_whole_table_of_a_tab_is_copied_from_its_menu(window: MainWindow, tab: int) -> None:
    view = view_of(window, tab)
    model = view.model()
    assert model.rowCount() > 0
    view.setCurrentIndex(model.index(0, 0))
    choose(menu_of(view), "Copy whole table")
    copied = lines()
    assert len(copied) == model.rowCount() + 1
    assert {len(line) for line in copied} == {model.columnCount()}
    # The other form is the same table.
    assert cells_of(clipboard().html()) == copied


@pytest.mark.parametrize("tab", range(len(TABS)), ids=[tab.title for tab in TABS])
def test_the_table_of_a_tab_is_copied_as_a_light_picture(window: MainWindow, tab: int) -> None:
    view = view_of(window, tab)
    view.setCurrentIndex(view.model().index(0, 0))
    choose(menu_of(view), "Copy as picture")
    mime = clipboard()
    assert {"image/svg+xml", "application/pdf", "image/png"} <= set(mime.formats())
    image = mime.imageData()
    assert isinstance(image, QImage)
    assert image.pixelColor(1, 1).lightness() > 240
    assert len(lines()) == view.model().rowCount() + 1


def test_the_key_copies_the_row_that_is_chosen_under_the_titles(window: MainWindow) -> None:
    view = view_of(window, 1)
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, COPY, CTRL)
    copied = lines()
    assert len(copied) == 2
    assert copied[0][:2] == ["When", "Test"]


def test_a_cell_of_the_worksheet_is_copied_alone(window: MainWindow) -> None:
    tab = next(n for n, each in enumerate(TABS) if "esion" in each.title)
    view = view_of(window, tab, "ikeda-2021")
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, COPY, CTRL)
    assert clipboard().text() == str(view.model().index(0, 0).data())


@pytest.mark.catalogue("X-01")
def test_no_cell_runs_as_a_formula_and_numbers_are_numbers(
    book: Logbook, open_window: Callable[[Logbook], MainWindow]
) -> None:
    patient = a_patient("=HYPERLINK(1)")
    note = "=cmd|' /C calc'!A0"
    book.do(Add((patient, a_lab(patient, "51089.5", laboratory=note))))
    window = open_window(book)
    view = view_of(window, 1, "=HYPERLINK(1)")
    choose(menu_of(view), "Copy whole table")
    cells = [cell for line in lines() for cell in line]
    assert f"'{note}" in cells
    assert "51089.5" in cells
    assert [cell for cell in cells if cell.startswith("=")] == []
    assert ">=" not in clipboard().html()
    window.patients.view.setFocus()
    QTest.keyClick(window.patients.view, COPY, CTRL)
    assert lines()[1][0] == "'=HYPERLINK(1)"


def test_the_list_of_patients_is_copied_as_it_reads(window: MainWindow) -> None:
    view = window.patients.view
    choose(menu_of(view), "Copy whole table")
    copied = lines()
    assert copied[0] == ["Patient", "Last response", "About", "Last marker"]
    assert [line[0] for line in copied[1:]] == ["fonc-2024", "ikeda-2021", "zhang-2024"]
    assert all(line[2] for line in copied[1:])


@pytest.mark.catalogue("X-03")
def test_markup_in_a_cell_is_text_in_the_other_program(
    book: Logbook, open_window: Callable[[Logbook], MainWindow]
) -> None:
    patient = a_patient("P-1")
    book.do(Add((patient, a_lab(patient, laboratory="<img src=x>"))))
    view = view_of(open_window(book), 1, "P-1")
    choose(menu_of(view), "Copy whole table")
    assert "<img" not in clipboard().html()
    assert "&lt;img src=x&gt;" in clipboard().html()
