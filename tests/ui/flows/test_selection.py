"""What is selected is marked in every view, wherever it was selected."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from hcclog.logbook import Logbook
from hcclog.ui.charts.course_chart import CourseChart
from hcclog.ui.choosing import Mark
from hcclog.ui.kinship import kin
from hcclog.ui.main_window import MainWindow
from hcclog.ui.models.row_table import RowTable
from hcclog.ui.panels.table_view import TableView
from hcclog.ui.panels.tabs import TABS
from hcclog.ui.screenshots import settle
from tests.ui.charts.chart_parts import picture

Opener = Callable[[Logbook], MainWindow]
CODES = ("zhang-2024", "fonc-2024", "ikeda-2021")
HISTORY = len(TABS) - 1
LEFT = Qt.MouseButton.LeftButton
# Above the axis, which stays in sight.
_FROM_THE_EDGE = 60
# A tool tip asks the window system to come to the front, which there is none.
pytestmark = pytest.mark.qt_log_ignore(r"does not support raise\(\)", extend=True)


@pytest.fixture
def window(cases: Logbook, open_window: Opener) -> MainWindow:
    return open_window(cases)


def choose(window: MainWindow, code: str) -> CourseChart:
    window.desk.choose_patient(window.desk.logbook.find(code) or "")
    chart = window.page.course.chart
    assert chart is not None
    settle()
    return chart


def view_of(window: MainWindow, tab: int) -> TableView:
    view = window.page.tabs.page(tab).findChild(TableView)
    assert isinstance(view, TableView)
    return view


def relatives(window: MainWindow, mark: Mark) -> set[Mark]:
    return set(kin(window.desk.record(), mark))


def selected_row(view: TableView) -> Mark | None:
    """Return the entry of the row that is painted as selected."""
    model, rows = view.model(), view.selectionModel().selectedIndexes()
    assert isinstance(model, RowTable)
    row = model.row_at(rows[0]) if rows else None
    return row.mark if row is not None else None


def drawn_in(chart: CourseChart) -> set[Mark]:
    figure = chart.figure()
    assert figure is not None
    return {mark.key for mark in figure.marks()}


def free_spots(chart: CourseChart) -> dict[Mark, QPoint]:
    """Return a place of each entry at which nothing else is hit."""
    drawing = picture(chart)
    found: dict[Mark, QPoint] = {}
    for hit in drawing.hits:
        rect = hit.rect
        x, y = round((rect.left + rect.right) / 2), round((rect.top + rect.bottom) / 2)
        there = drawing.hit(x, y)
        if there is not None and there.key == hit.mark.key:
            found.setdefault(hit.mark.key, QPoint(x, y))
    return found


def clicked(chart: CourseChart) -> Iterator[Mark]:
    """Click each entry that lies free in the chart; its place may move between two clicks."""
    port = chart.parentWidget()
    area = port.parentWidget() if port is not None else None
    assert isinstance(area, QScrollArea)
    for mark in free_spots(chart):
        spot = free_spots(chart).get(mark)
        if spot is not None:
            area.ensureVisible(spot.x(), spot.y(), 0, _FROM_THE_EDGE)
            QTest.mouseClick(chart, LEFT, pos=spot)
            yield mark


@pytest.mark.parametrize("code", CODES)
def test_a_click_in_the_chart_selects_the_row_of_its_table(window: MainWindow, code: str) -> None:
    chart = choose(window, code)
    n_clicked = 0
    window.page.tabs.show_tab(HISTORY)
    for mark in clicked(chart):
        assert window.desk.mark == mark
        assert chart.selected() == mark
        tab = window.page.tabs.bar.currentIndex()
        assert mark[0] in TABS[tab].tables
        row = selected_row(view_of(window, tab))
        if mark[0] == "measurement":
            assert row is not None
            assert row[0] == "lesion"
        else:
            assert row in relatives(window, mark)
        n_clicked += 1
        window.page.tabs.show_tab(HISTORY)
    assert n_clicked > 5


def assert_rows_lead(window: MainWindow, chart: CourseChart, tab: int) -> None:
    """Click every row of a tab, and check what the chart marks."""
    window.page.tabs.show_tab(tab)
    view = view_of(window, tab)
    model = view.model()
    assert isinstance(model, RowTable)
    drawn = drawn_in(chart)
    for n, row in enumerate(model.table().rows):
        if row.kind != "entry":
            continue
        index = model.index(n, min(3, model.columnCount() - 1))
        view.scrollTo(index)
        QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
        mark = window.desk.mark
        assert mark is not None
        relation = relatives(window, mark)
        if row.mark[0] != "lesion":
            assert mark == row.mark
        assert (chart.selected() in relation) is bool(relation & drawn)
        assert (chart.selected() is None) is not bool(relation & drawn)


@pytest.mark.parametrize("code", CODES)
def test_a_click_in_a_table_selects_what_is_drawn_of_it(window: MainWindow, code: str) -> None:
    chart = choose(window, code)
    for tab in range(HISTORY):
        assert_rows_lead(window, chart, tab)


@pytest.mark.parametrize("code", CODES)
def test_a_tab_that_is_opened_later_shows_what_is_selected(window: MainWindow, code: str) -> None:
    chart = choose(window, code)
    # Built with nothing selected, built with something selected, and built before: all alike.
    for mark in clicked(chart):
        for tab in range(HISTORY):
            window.page.tabs.show_tab(tab)
            view = view_of(window, tab)
            model = view.model()
            assert isinstance(model, RowTable)
            rows = {row.mark for row in model.table().rows}
            row = selected_row(view)
            assert window.desk.mark == mark
            if mark[0] != "measurement" and TABS[tab].title != "Imaging and lesions":
                assert (row in relatives(window, mark)) is bool(relatives(window, mark) & rows)


def test_imaging_that_is_selected_marks_its_column_of_the_worksheet(window: MainWindow) -> None:
    chart = choose(window, "ikeda-2021")
    worksheet = next(n for n, tab in enumerate(TABS) if tab.title == "Imaging and lesions")
    window.page.tabs.show_tab(worksheet)
    view = view_of(window, worksheet)
    record, model = window.desk.record(), view.model()
    assert record is not None
    assert isinstance(model, RowTable)
    for assessment in record.assessments:
        window.desk.choose_mark("assessment", assessment.id)
        column = view.currentIndex().column()
        assert view.selectionModel().hasSelection()
        assert model.table().columns[column].key == assessment.id
        assert window.desk.mark == ("assessment", assessment.id)
    window.desk.choose_mark("lab_result", record.labs[0].id)
    assert not view.selectionModel().hasSelection()
    assert chart.selected() == ("lab_result", record.labs[0].id)


@pytest.mark.parametrize("code", CODES)
def test_the_inspector_speaks_of_what_is_selected(
    window: MainWindow, code: str, qtbot: QtBot
) -> None:
    chart = choose(window, code)
    titles = set()
    for mark in clicked(chart):
        assert window.inspector is not None
        shown = window.inspector.inspection()
        assert shown is not None
        assert shown.title != "Nothing is selected", mark
        titles.add(shown.title)
    assert len(titles) > 3


def test_a_line_of_therapy_is_marked_at_its_first_course(window: MainWindow) -> None:
    chart = choose(window, "zhang-2024")
    record = window.desk.record()
    assert record is not None
    line = record.lines[1]
    window.desk.choose_mark("line_of_therapy", line.id)
    selected = chart.selected()
    assert selected is not None
    assert selected[0] == "course"
    own = {course.id: course.line_id for course in record.courses}
    assert own[selected[1]] == line.id  # type: ignore[index]  # an id of the record


def test_selecting_another_patient_selects_nothing(window: MainWindow) -> None:
    chart = choose(window, "zhang-2024")
    mark = next(clicked(chart))
    assert chart.selected() == mark
    choose(window, "ikeda-2021")
    assert window.desk.mark is None
    assert chart.selected() is None
    for tab in range(HISTORY):
        window.page.tabs.show_tab(tab)
        assert selected_row(view_of(window, tab)) is None


def test_a_click_on_a_lesion_s_name_selects_the_lesion(window: MainWindow) -> None:
    choose(window, "zhang-2024")
    worksheet = next(n for n, tab in enumerate(TABS) if tab.title == "Imaging and lesions")
    window.page.tabs.show_tab(worksheet)
    view = view_of(window, worksheet)
    model = view.model()
    assert isinstance(model, RowTable)
    row = next(n for n, each in enumerate(model.table().rows) if each.kind == "entry")
    for column in (1, 0):
        index = model.index(row, column)
        QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
        assert window.desk.mark == ("lesion", model.table().rows[row].mark[1])
        assert view.currentIndex().column() == column
