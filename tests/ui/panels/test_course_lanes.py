"""The lanes of a patient's chart as a person arranges them, and as they are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from hcclog.entry.chart_choices import ChartChoices
from hcclog.entry.preferences import load_preferences
from hcclog.logbook import Logbook
from hcclog.paths import preferences_file
from hcclog.report.course.figure import CourseFigure, CurveLane
from hcclog.ui.charts.course_chart import CourseChart
from hcclog.ui.desk import Desk
from hcclog.ui.panels.course_panel import CoursePanel
from hcclog.ui.panels.lane_menu import LaneMenu
from hcclog.ui.theme import Theme
from tests.report.course.charts import figure_of
from tests.report.samples import empty_case, lab
from tests.ui.charts.chart_parts import picture
from tests.ui.desks import chosen

# A tool tip asks the window system to come to the front, which there is none.
pytestmark = pytest.mark.qt_log_ignore(r"does not support raise\(\)", extend=True)

AFP = "marker:afp:ng/mL"
VEGF = "marker:vegf:pg/mL"
LEFT = Qt.MouseButton.LeftButton
Open = Callable[[Desk], CoursePanel]


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme) -> Open:
    """Open panels that draw the chosen patient."""
    assert theme

    def made(desk: Desk) -> CoursePanel:
        panel = CoursePanel(desk)
        qtbot.addWidget(panel)
        desk.patient_chosen.connect(panel.draw)
        panel.resize(1000, 760)
        panel.draw()
        panel.show()
        qtbot.waitExposed(panel)
        return panel

    return made


@pytest.fixture
def desk(cases: Logbook) -> Desk:
    return chosen(cases, "zhang-2024")


@pytest.fixture
def panel(desk: Desk, opened: Open) -> CoursePanel:
    return opened(desk)


def figure(panel: CoursePanel) -> CourseFigure:
    assert panel.chart is not None
    shown = panel.chart.figure()
    assert shown is not None
    return shown


def keys(panel: CoursePanel) -> list[str]:
    return [lane.key for lane in figure(panel).lanes]


def curve(panel: CoursePanel, key: str) -> CurveLane:
    lane = figure(panel).lane(key)
    assert isinstance(lane, CurveLane)
    return lane


def drawn(panel: CoursePanel) -> CourseChart:
    assert panel.chart is not None
    return panel.chart


def entry(menu: QMenu, *path: str) -> QAction:
    """Return an action by the words that lead to it."""
    for words in path[:-1]:
        inner = entry(menu, words).menu()
        assert isinstance(inner, QMenu)
        menu = inner
    plain = {action.text().replace("&", ""): action for action in menu.actions()}
    return next(action for text, action in plain.items() if text.startswith(path[-1]))


def lanes_menu(panel: CoursePanel) -> QMenu:
    menu = panel.lanes.button.menu()
    assert menu is not None
    menu.aboutToShow.emit()
    return menu


def test_a_lane_is_hidden_and_shown_again(panel: CoursePanel, desk: Desk) -> None:
    before = keys(panel)
    entry(lanes_menu(panel), "VEGF").trigger()
    assert keys(panel) == [key for key in before if key != VEGF]
    assert panel.lanes.button.text().replace("&", "") == "Lanes (1 hidden)"
    assert not entry(lanes_menu(panel), "VEGF").isChecked()
    entry(lanes_menu(panel), "VEGF").trigger()
    assert keys(panel) == before
    assert panel.lanes.button.text().replace("&", "") == "Lanes"
    assert desk.preferences.chart == ChartChoices()


def test_the_last_lane_cannot_be_hidden(panel: CoursePanel) -> None:
    for key in keys(panel)[1:]:
        panel.lanes.choices.show(key, shown=False)
    assert len(keys(panel)) == 1
    title = figure(panel).lanes[0].title
    assert not entry(lanes_menu(panel), title).isEnabled()
    assert not entry(lanes_menu(panel), "Arrange", title, "Hide").isEnabled()


def test_a_patient_whose_lanes_are_all_hidden_is_said_to_be(panel: CoursePanel) -> None:
    for key in keys(panel):
        panel.lanes.choices.show(key, shown=False)
    texts = [words.text for words in picture(drawn(panel)).words()]
    assert "All lanes of this patient are hidden." in texts
    assert panel.currentWidget() is not panel.missing
    entry(lanes_menu(panel), "All lanes as usual").trigger()
    assert keys(panel)


def test_other_patients_follow_and_the_next_start_too(
    panel: CoursePanel, desk: Desk, cases: Logbook, opened: Open
) -> None:
    entry(lanes_menu(panel), "Events").trigger()
    entry(lanes_menu(panel), "Arrange", "AFP", "Move up").trigger()
    desk.choose_patient(cases.find("ikeda-2021") or "")
    assert "events" not in keys(panel)
    later = opened(chosen(cases, "zhang-2024"))
    assert "events" not in keys(later)
    assert keys(later).index(AFP) < keys(later).index("sizes")


def test_lanes_are_moved_up_and_down(panel: CoursePanel) -> None:
    before = keys(panel)
    entry(lanes_menu(panel), "Arrange", "VEGF", "Move up").trigger()
    at = before.index(VEGF)
    assert keys(panel)[at - 1 : at + 1] == [VEGF, before[at - 1]]
    entry(lanes_menu(panel), "Arrange", "VEGF", "Move down").trigger()
    assert keys(panel) == before
    assert not entry(lanes_menu(panel), "Arrange", "Regimens", "Move up").isEnabled()
    assert not entry(lanes_menu(panel), "Arrange", "Events", "Move down").isEnabled()


def test_a_lane_is_resized_by_its_border_and_the_height_is_kept(
    panel: CoursePanel, desk: Desk, qtbot: QtBot
) -> None:
    part = next(part for part in picture(drawn(panel)).parts if part.key == AFP)
    spot = QPoint(20, round(part.rect.bottom + 2))
    QTest.mousePress(drawn(panel), LEFT, pos=spot)
    QTest.mouseMove(drawn(panel), spot + QPoint(0, 20))
    QTest.mouseMove(drawn(panel), spot + QPoint(0, 30))
    QTest.mouseRelease(drawn(panel), LEFT, pos=spot + QPoint(0, 30))
    kept = load_preferences(preferences_file()).chart.heights
    assert kept[AFP] == pytest.approx(part.rect.height + 30, abs=0.5)
    after = next(part for part in picture(drawn(panel)).parts if part.key == AFP)
    assert after.rect.height == kept[AFP]
    assert after.rect.top == pytest.approx(part.rect.top, abs=1)
    spot = QPoint(20, round(after.rect.bottom + 2))
    QTest.mouseDClick(drawn(panel), LEFT, pos=spot)
    assert AFP not in desk.preferences.chart.heights


def test_a_title_is_dragged_to_the_top(panel: CoursePanel) -> None:
    before = keys(panel)
    part = next(part for part in picture(drawn(panel)).parts if part.key == VEGF)
    spot = QPoint(20, round(part.rect.top + 20))
    QTest.mousePress(drawn(panel), LEFT, pos=spot)
    QTest.mouseMove(drawn(panel), QPoint(20, 100))
    QTest.mouseMove(drawn(panel), QPoint(20, 6))
    QTest.mouseRelease(drawn(panel), LEFT, pos=QPoint(20, 6))
    assert keys(panel) == [VEGF, *(key for key in before if key != VEGF)]


def test_by_keys_alone_a_lane_is_moved_resized_and_hidden(panel: CoursePanel, qtbot: QtBot) -> None:
    chart, before = drawn(panel), keys(panel)
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    chart.setFocus()
    for _ in range(2):
        QTest.keyClick(chart, Qt.Key.Key_Down)
    second = before[1]
    QTest.keyClick(chart, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert keys(panel)[:2] == [second, before[0]]
    assert chart.accessibleDescription().startswith(f"Lane 1 of {len(before)}")
    height = next(p for p in picture(chart).parts if p.key == second).rect.height
    QTest.keyClick(chart, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert next(p for p in picture(chart).parts if p.key == second).rect.height == height + 8
    QTest.keyClick(chart, Qt.Key.Key_Menu)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_H)
    assert second not in keys(panel)


@pytest.mark.parametrize(
    ("words", "logarithmic", "kept"),
    [
        ("Logarithmic axis", True, {"afp": True}),
        ("Linear axis", False, {"afp": False}),
        ("Axis as the range asks", False, {}),
    ],
    ids=["logarithmic", "linear", "as the range asks"],
)
def test_the_axis_of_a_marker_is_chosen(
    panel: CoursePanel, desk: Desk, words: str, *, logarithmic: bool, kept: dict[str, bool]
) -> None:
    panel.lanes.choices.set_log("afp", chosen=not logarithmic)
    action = entry(lanes_menu(panel), "Arrange", "AFP", words)
    assert not action.isChecked()
    action.trigger()
    assert curve(panel, AFP).scale.logarithmic is logarithmic
    assert desk.preferences.chart.log_scales == kept
    assert entry(lanes_menu(panel), "Arrange", "AFP", words).isChecked()


def test_the_burden_is_shown_in_mm(measured: Logbook, opened: Open) -> None:
    panel = opened(chosen(measured, "example-01"))
    entry(lanes_menu(panel), "Arrange", "Tumour burden", "mm").trigger()
    assert curve(panel, "burden").subtitle == "mm, sum"
    entry(lanes_menu(panel), "Tumour burden in", "Percent").trigger()
    assert curve(panel, "burden").subtitle == "% of baseline"


def test_the_rules_are_not_asked_again(panel: CoursePanel, desk: Desk, qtbot: QtBot) -> None:
    timeline = desk.timeline()
    with qtbot.assertNotEmitted(desk.changed), qtbot.assertNotEmitted(desk.preferences_set):
        entry(lanes_menu(panel), "Events").trigger()
        panel.lanes.choices.set_heights({AFP: 200})
    assert desk.timeline() is timeline


def test_all_lanes_are_as_usual_again(panel: CoursePanel, desk: Desk) -> None:
    usual = figure(panel)
    choices = panel.lanes.choices
    choices.show("events", shown=False)
    choices.move(figure(panel), AFP, -3)
    choices.set_heights({AFP: 200})
    choices.set_log("afp", chosen=True)
    choices.set_burden(in_mm=True)
    entry(lanes_menu(panel), "All lanes as usual").trigger()
    assert desk.preferences.chart == ChartChoices()
    assert keys(panel) == [lane.key for lane in usual.lanes]
    assert figure(panel).heights == ()


def test_menus_offer_no_logarithm_of_nothing(panel: CoursePanel) -> None:
    zeros = figure_of(replace(empty_case(), labs=(lab("2021-01", "0"), lab("2021-02", "0"))))
    menu = QMenu()
    LaneMenu(panel.lanes.choices, zeros, {}).fill_lane(menu, AFP)
    action = entry(menu, "Logarithmic axis")
    assert action.text().replace("&", "") == "Logarithmic axis, no value is above 0"
    assert not action.isEnabled()


def test_zoom_and_selection_stay_while_lanes_are_arranged(panel: CoursePanel) -> None:
    chart = drawn(panel)
    chart.zoom(2)
    mark = next(iter(figure(panel).marks()))
    chart.select(*mark.key)
    view = chart.view()
    entry(lanes_menu(panel), "VEGF").trigger()
    entry(lanes_menu(panel), "Arrange", "AFP", "Taller").trigger()
    assert chart.view() == view
    assert chart.selected() == mark.key


@pytest.mark.parametrize(("words", "grows"), [("Taller", True), ("Lower", False)])
def test_a_menu_makes_a_lane_taller_or_lower_and_natural_again(
    panel: CoursePanel, desk: Desk, words: str, *, grows: bool
) -> None:
    before = next(p for p in picture(drawn(panel)).parts if p.key == VEGF).rect.height
    entry(lanes_menu(panel), "Arrange", "VEGF", words).trigger()
    after = next(p for p in picture(drawn(panel)).parts if p.key == VEGF).rect.height
    assert (after > before) is grows
    entry(lanes_menu(panel), "Arrange", "VEGF", "Natural height").trigger()
    assert desk.preferences.chart.heights == {}
    assert not entry(lanes_menu(panel), "Arrange", "VEGF", "Natural height").isEnabled()


def test_a_lane_that_is_chosen_by_key_is_seen_above_the_axis(panel: CoursePanel) -> None:
    chart = panel.chart
    assert chart is not None
    panel.resize(1000, 420)
    QApplication.processEvents()
    assert chart.visibleRegion().boundingRect().height() < chart.height()
    for part in picture(chart).parts:
        QTest.keyClick(chart, Qt.Key.Key_Down)
        seen = chart.visibleRegion().boundingRect()
        axis = picture(chart).height - picture(chart).plot.bottom
        assert seen.top() <= part.rect.top
        assert part.rect.bottom <= seen.bottom() + 1 - axis


def test_a_lane_that_is_chosen_is_so_for_one_patient(
    panel: CoursePanel, desk: Desk, cases: Logbook
) -> None:
    hands = panel.lanes.hands
    assert hands is not None
    QTest.keyClick(drawn(panel), Qt.Key.Key_Down)
    assert hands.lane() == "regimens"
    desk.choose_patient(cases.find("ikeda-2021") or "")
    assert hands.part("regimens") is not None
    assert hands.lane() == ""
