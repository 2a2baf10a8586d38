"""The names of the lesions stay in sight where the worksheet is scrolled sideways."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hcclog.ui.models.lesion_table import FIRST
from hcclog.ui.panels.first_columns import FirstColumns
from hcclog.ui.panels.lesion_panel import LesionPanel
from tests.ui.panels.worksheets import cell_at, go_to, lesion_of, record_of

KEY = Qt.Key
NARROW, LEAST = (720, 420), (360, 420)


@pytest.fixture
def names(panel: LesionPanel, qtbot: QtBot) -> FirstColumns:
    """The first columns of a worksheet that is too wide for its place."""
    panel.resize(*NARROW)
    bar = panel.view.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    (found,) = panel.view.findChildren(FirstColumns)
    return found


def to_the_end(panel: LesionPanel) -> None:
    bar = panel.view.horizontalScrollBar()
    bar.setValue(bar.maximum())


def test_they_are_shown_only_where_the_table_is_scrolled(
    panel: LesionPanel, names: FirstColumns
) -> None:
    assert names.isHidden()
    to_the_end(panel)
    assert names.isVisible()
    panel.view.horizontalScrollBar().setValue(0)
    assert names.isHidden()


def test_each_row_stands_beside_its_own_and_says_the_same(
    panel: LesionPanel, names: FirstColumns
) -> None:
    to_the_end(panel)
    for title in ("T1", "T2"):
        index = cell_at(panel, title, 0)
        own, there = panel.view.visualRect(index), names.visualRect(index)
        assert (there.top(), there.height()) == (own.top(), own.height())
        assert names.indexAt(there.center()).data() == title
    assert [names.isColumnHidden(n) for n in range(FIRST + 1)] == [False] * FIRST + [True]


@pytest.mark.parametrize("others_first", [False, True], ids=["at once", "after another patient"])
def test_an_entry_chosen_elsewhere_leaves_them_where_they_are(
    panel: LesionPanel, names: FirstColumns, others_first: bool
) -> None:
    desk, last = panel.desk, record_of(panel).assessments[-1]
    if others_first:
        to_the_end(panel)
        here = desk.patient_id
        desk.choose_patient("")
        desk.choose_patient(here)
    desk.choose_mark("assessment", last.id)
    assert names.isVisible()
    assert names.visualRect(cell_at(panel, "T1", 0)).left() == 0
    go_to(panel, "T2", panel.view.currentIndex().column())
    assert names.visualRect(cell_at(panel, "T2", 0)).left() == 0


def test_a_cell_that_is_gone_to_lies_beside_them_and_not_under_them(
    panel: LesionPanel, names: FirstColumns
) -> None:
    to_the_end(panel)
    last = panel.view.model().columnCount() - 2
    go_to(panel, "T1", last)
    for column in range(last, FIRST, -1):
        QTest.keyClick(panel.view, KEY.Key_Backtab)
        index = panel.view.currentIndex()
        assert index.column() == column - 1
        assert panel.view.visualRect(index).left() >= names.covered()


def test_a_click_on_a_name_chooses_its_lesion_and_leaves_the_keyboard_to_the_table(
    panel: LesionPanel, names: FirstColumns
) -> None:
    to_the_end(panel)
    place = names.visualRect(cell_at(panel, "T2", 0)).center()
    QTest.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.view.currentIndex() == cell_at(panel, "T2", 0)
    assert panel.desk.mark == ("lesion", lesion_of(panel, "T2").id)
    assert panel.view.hasFocus()


def test_the_wheel_over_them_scrolls_the_table(panel: LesionPanel, names: FirstColumns) -> None:
    panel.resize(NARROW[0], 260)
    to_the_end(panel)
    bar = panel.view.verticalScrollBar()
    assert bar.maximum() > 0
    place = QPointF(20, 20)
    turned = QWheelEvent(
        place,
        names.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(names.viewport(), turned)
    assert bar.value() > 0
    assert names.verticalScrollBar().value() == bar.value()


def test_a_place_too_narrow_for_both_is_left_to_what_is_scrolled_to(
    panel: LesionPanel, names: FirstColumns
) -> None:
    panel.resize(*LEAST)
    to_the_end(panel)
    assert names.isHidden()
    assert names.covered() == 0
