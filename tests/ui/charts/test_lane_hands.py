"""Lanes of a chart under a real mouse and real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from hcclog.ui.charts.course_chart import CourseChart
from hcclog.ui.charts.lane_hands import LaneHands
from tests.ui.charts.chart_parts import empty_spot, picture, spot_of

# A tool tip asks the window system to come to the front, which there is none.
pytestmark = pytest.mark.qt_log_ignore(r"does not support raise\(\)", extend=True)

AFP = "marker:afp:ng/mL"
LEFT = Qt.MouseButton.LeftButton
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def hands(chart: CourseChart) -> LaneHands:
    return LaneHands(chart)


def keys(chart: CourseChart) -> list[str]:
    return [part.key for part in picture(chart).parts]


def border_of(chart: CourseChart, key: str, x: int | None = None) -> QPoint:
    """Return a place in the gap below a lane, at its title where not told."""
    part = next(part for part in picture(chart).parts if part.key == key)
    return QPoint(20 if x is None else x, round(part.rect.bottom + 2))


def title_of(chart: CourseChart, key: str) -> QPoint:
    part = next(part for part in picture(chart).parts if part.key == key)
    return QPoint(20, round((part.rect.top + part.rect.bottom) / 2))


def drag(chart: CourseChart, start: QPoint, end: QPoint, *, let_go: bool = True) -> None:
    QTest.mousePress(chart, LEFT, pos=start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(chart, start + (end - start) * share)
    if let_go:
        QTest.mouseRelease(chart, LEFT, pos=end)


def height_of(chart: CourseChart, key: str) -> float:
    part = next(part for part in picture(chart).parts if part.key == key)
    return part.rect.height


@pytest.mark.parametrize("by", [-30, 25, 160], ids=["up", "down", "far down"])
def test_a_border_goes_where_the_hand_goes(
    chart: CourseChart, hands: LaneHands, qtbot: QtBot, by: int
) -> None:
    before = height_of(chart, AFP)
    spot = border_of(chart, AFP)
    with qtbot.waitSignal(hands.heights_set) as told:
        drag(chart, spot, spot + QPoint(0, by))
    assert told.args == [{AFP: pytest.approx(before + by)}]
    assert height_of(chart, AFP) == pytest.approx(before + by)


def test_a_border_can_be_held_beside_the_titles_where_nothing_lies(
    chart: CourseChart, hands: LaneHands, qtbot: QtBot
) -> None:
    before = height_of(chart, AFP)
    drawing = picture(chart)
    free = range(round(drawing.plot.left) + 5, round(drawing.plot.right))
    y = border_of(chart, AFP).y()
    spot = QPoint(next(x for x in free if drawing.hit(x, y) is None), y)
    with qtbot.waitSignal(hands.heights_set):
        drag(chart, spot, spot + QPoint(0, 20))
    assert height_of(chart, AFP) == pytest.approx(before + 20)


def test_no_lane_becomes_lower_than_what_it_must_say(
    chart: CourseChart, hands: LaneHands, qtbot: QtBot
) -> None:
    spot = border_of(chart, AFP)
    with qtbot.waitSignal(hands.heights_set) as told:
        drag(chart, spot, spot - QPoint(0, 400))
    assert told.args is not None
    assert told.args[0][AFP] == height_of(chart, AFP) > 30


def test_the_view_stays_while_a_border_is_dragged(chart: CourseChart, hands: LaneHands) -> None:
    chart.zoom(2)
    view = chart.view()
    spot = border_of(chart, AFP)
    drag(chart, spot, spot + QPoint(60, 20))
    assert chart.view() == view
    assert chart.selected() is None


def test_escape_ends_a_drag_and_leaves_all_as_it_was(
    chart: CourseChart, hands: LaneHands, qtbot: QtBot
) -> None:
    before = height_of(chart, AFP)
    spot = border_of(chart, AFP)
    with qtbot.assertNotEmitted(hands.heights_set):
        drag(chart, spot, spot + QPoint(0, 40), let_go=False)
        assert height_of(chart, AFP) == pytest.approx(before + 40)
        QTest.keyClick(chart, Qt.Key.Key_Escape)
        QTest.mouseRelease(chart, LEFT, pos=spot)
    assert height_of(chart, AFP) == pytest.approx(before)


def test_a_double_click_on_a_border_asks_for_the_natural_height(
    chart: CourseChart, hands: LaneHands, qtbot: QtBot
) -> None:
    chart.zoom(2)
    view = chart.view()
    with qtbot.waitSignal(hands.natural_wanted) as told:
        QTest.mouseDClick(chart, LEFT, pos=border_of(chart, AFP))
    assert told.args == [AFP]
    assert chart.view() == view


def test_a_title_is_dragged_to_another_place(
    chart: CourseChart, hands: LaneHands, qtbot: QtBot
) -> None:
    first, *_, last = keys(chart)
    with qtbot.waitSignal(hands.moved) as told:
        drag(chart, title_of(chart, last), QPoint(20, 5))
    assert told.args == [last, 1 - len(keys(chart))]
    with qtbot.waitSignal(hands.moved) as told:
        drag(chart, title_of(chart, first), title_of(chart, last) + QPoint(0, 15))
    assert told.args == [first, len(keys(chart)) - 1]


def test_a_title_that_comes_back_to_its_place_moves_nothing(
    chart: CourseChart, hands: LaneHands, qtbot: QtBot
) -> None:
    spot = title_of(chart, AFP)
    with qtbot.assertNotEmitted(hands.moved):
        drag(chart, spot, spot + QPoint(0, 12))
    assert not hands.lane()


def test_a_click_on_a_title_chooses_its_lane(chart: CourseChart, hands: LaneHands) -> None:
    QTest.mouseClick(chart, LEFT, pos=title_of(chart, AFP))
    assert hands.lane() == AFP
    assert "AFP ng/mL" in chart.accessibleDescription()
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert not hands.lane()


def test_the_chosen_lane_is_marked(chart: CourseChart, hands: LaneHands) -> None:
    spot = QPoint(1, title_of(chart, AFP).y())
    before = chart.grab().toImage().pixelColor(spot).name()
    hands.choose(AFP)
    assert before == chart.colours().background
    assert chart.grab().toImage().pixelColor(spot).name() == chart.colours().accent


def test_a_dragged_title_shows_where_it_would_come_to_stand(
    chart: CourseChart, hands: LaneHands
) -> None:
    accent, last = chart.colours().accent, keys(chart)[-1]
    first, second = (part.rect for part in picture(chart).parts[:2])
    spot = QPoint(round(second.right) - 20, round(second.top) - 2)
    drag(chart, title_of(chart, last), QPoint(20, round(first.bottom)), let_go=False)
    assert chart.grab().toImage().pixelColor(spot).name() == accent
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.grab().toImage().pixelColor(spot).name() != accent
    QTest.mouseRelease(chart, LEFT, pos=spot)


def test_up_and_down_go_from_lane_to_lane(chart: CourseChart, hands: LaneHands) -> None:
    found: list[str] = []
    hands.lane_chosen.connect(found.append)
    for _ in range(len(keys(chart)) + 1):
        QTest.keyClick(chart, Qt.Key.Key_Down)
    assert found == [*keys(chart), keys(chart)[-1]]
    QTest.keyClick(chart, Qt.Key.Key_Up)
    assert hands.lane() == keys(chart)[-2]


@pytest.mark.parametrize(("key", "by"), [(Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1)])
def test_alt_moves_the_lane_and_shift_resizes_it(
    chart: CourseChart, hands: LaneHands, qtbot: QtBot, key: Qt.Key, by: int
) -> None:
    hands.choose(AFP)
    with qtbot.waitSignal(hands.moved) as told:
        QTest.keyClick(chart, key, ALT)
    assert told.args == [AFP, by]
    with qtbot.waitSignal(hands.heights_set) as told:
        QTest.keyClick(chart, key, SHIFT)
    assert told.args == [{AFP: pytest.approx(height_of(chart, AFP) + 8 * by)}]


def test_without_a_chosen_lane_keys_move_and_resize_nothing(
    chart: CourseChart, hands: LaneHands, qtbot: QtBot
) -> None:
    with (
        qtbot.assertNotEmitted(hands.moved),
        qtbot.assertNotEmitted(hands.heights_set),
        qtbot.assertNotEmitted(hands.menu_wanted),
    ):
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            QTest.keyClick(chart, key, ALT)
            QTest.keyClick(chart, key, SHIFT)
        QTest.keyClick(chart, Qt.Key.Key_Menu)


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_F10, SHIFT)],
    ids=["the menu key", "shift F10"],
)
def test_the_menu_of_the_chosen_lane_opens_by_key(
    chart: CourseChart,
    hands: LaneHands,
    qtbot: QtBot,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
) -> None:
    hands.choose(AFP)
    with (
        qtbot.assertNotEmitted(chart.menu_wanted),
        qtbot.waitSignal(hands.menu_wanted) as told,
    ):
        QTest.keyClick(chart, key, modifier)
    assert told.args is not None
    assert told.args[0] == AFP


def test_a_right_click_on_a_title_asks_for_its_menu(
    chart: CourseChart, hands: LaneHands, qtbot: QtBot
) -> None:
    spot = title_of(chart, AFP)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, chart.mapToGlobal(spot))
    with qtbot.waitSignal(hands.menu_wanted) as told:
        QApplication.sendEvent(chart, event)
    assert told.args is not None
    assert told.args[0] == AFP
    assert hands.lane() == AFP


@pytest.mark.parametrize(
    ("place", "shape"),
    [
        (border_of, Qt.CursorShape.SplitVCursor),
        (title_of, Qt.CursorShape.OpenHandCursor),
    ],
    ids=["over a border", "over a title"],
)
def test_the_cursor_says_what_can_be_held(
    chart: CourseChart, hands: LaneHands, place: object, shape: Qt.CursorShape
) -> None:
    QTest.mouseMove(chart, place(chart, AFP))  # type: ignore[operator]
    assert chart.cursor().shape() == shape
    QTest.mouseMove(chart, empty_spot(chart))
    assert chart.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_the_menu_key_is_for_what_was_chosen_last(
    chart: CourseChart, hands: LaneHands, qtbot: QtBot
) -> None:
    hands.choose(AFP)
    QTest.keyClick(chart, Qt.Key.Key_BracketRight)
    assert not hands.lane()
    with qtbot.assertNotEmitted(hands.menu_wanted), qtbot.waitSignal(chart.menu_wanted):
        QTest.keyClick(chart, Qt.Key.Key_Menu)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (border_of, "Drag to resize the lane above; double click for its natural height."),
        (
            title_of,
            "AFP, ng/mL, log scale. Drag to move the lane; right click for more.",
        ),
    ],
    ids=["of a border", "of a title, in full"],
)
def test_a_tip_says_what_can_be_done(
    chart: CourseChart, hands: LaneHands, place: object, words: str
) -> None:
    spot = place(chart, AFP)  # type: ignore[operator]
    event = QHelpEvent(QEvent.Type.ToolTip, spot, chart.mapToGlobal(spot))
    QApplication.sendEvent(chart, event)
    assert QToolTip.text() == words
    QToolTip.hideText()


def test_an_entry_is_still_clicked_and_the_plot_still_dragged(
    chart: CourseChart, hands: LaneHands, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(chart.mark_selected) as told:
        QTest.mouseClick(chart, LEFT, pos=spot_of(chart, "course", "C3"))
    assert told.args == ["course", "C3"]
    chart.zoom(2)
    start = chart.view()[0]
    spot = empty_spot(chart)
    with qtbot.assertNotEmitted(hands.heights_set):
        drag(chart, spot, spot + QPoint(60, 0))
    assert chart.view()[0] < start


def test_the_glass_follows_the_size_of_the_chart(chart: CourseChart, hands: LaneHands) -> None:
    chart.resize(900, 640)
    glass = next(child for child in chart.children() if child.inherits("QWidget"))
    assert glass.size() == chart.size()  # type: ignore[attr-defined]
    assert hands.eventFilter(chart, QEvent(QEvent.Type.Enter)) is False
