"""Any picture in a window: reading, stepping and opening with real keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QScrollArea
from pytestqt.qtbot import QtBot

from hcclog.ui.charts.picture_canvas import PictureCanvas
from hcclog.ui.theme import Choice, Theme
from tests.ui.charts.pictures import BARS, Bars

_KEYS = Qt.Key
READINGS = [reading for _, reading in BARS]


@pytest.fixture
def canvas(qtbot: QtBot) -> PictureCanvas:
    widget = PictureCanvas()
    qtbot.addWidget(widget)
    widget.resize(600, 240)
    widget.show_picture(Bars())
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def middle(canvas: PictureCanvas, bar: int) -> QPoint:
    rect = Bars().places((canvas.width(), canvas.height()))[bar]
    return QPoint(round((rect.left + rect.right) / 2), round((rect.top + rect.bottom) / 2))


def stepped(canvas: PictureCanvas, *keys: Qt.Key) -> str:
    """Press keys, and return what the mark says at which they end."""
    for key in keys:
        QTest.keyClick(canvas, key)
    mark = canvas.at()
    return mark.reading if mark is not None else ""


@pytest.mark.parametrize(
    ("keys", "reading"),
    [
        ([], ""),
        ([_KEYS.Key_Right], READINGS[0]),
        ([_KEYS.Key_Right, _KEYS.Key_Right], READINGS[1]),
        ([_KEYS.Key_BracketRight] * 3, READINGS[2]),
        ([_KEYS.Key_Right] * 6, READINGS[3]),
        ([_KEYS.Key_Left], READINGS[3]),
        ([_KEYS.Key_Right, _KEYS.Key_Left], READINGS[0]),
        ([_KEYS.Key_End, _KEYS.Key_BracketLeft], READINGS[2]),
        ([_KEYS.Key_End, _KEYS.Key_Home], READINGS[0]),
        ([_KEYS.Key_Right, _KEYS.Key_Escape], ""),
        ([_KEYS.Key_Down], READINGS[0]),
        ([_KEYS.Key_Up], READINGS[3]),
        ([_KEYS.Key_Down, _KEYS.Key_Down], READINGS[2]),
        ([_KEYS.Key_End, _KEYS.Key_Down, _KEYS.Key_Up], READINGS[1]),
    ],
    ids=[
        "before a key, no bar is stepped to",
        "right goes to the first bar",
        "right twice goes to the second",
        "a bracket goes on as an arrow does",
        "right stays at the last bar",
        "left comes in from the end",
        "left stays at the first bar",
        "end and back",
        "end and home",
        "escape leaves the bars",
        "down goes to the first patient",
        "up comes in from the last",
        "down goes over the other marks of a patient",
        "down stays at the last patient, up goes to the one before",
    ],
)
def test_keys_step_through_the_bars(
    canvas: PictureCanvas, keys: list[Qt.Key], reading: str
) -> None:
    assert stepped(canvas, *keys) == reading


def test_what_is_stepped_to_is_said(canvas: PictureCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.mark_read) as read:
        QTest.keyClick(canvas, _KEYS.Key_Right)
    assert read.args == [READINGS[0]]
    assert canvas.accessibleDescription() == READINGS[0]
    QTest.keyClick(canvas, _KEYS.Key_Escape)
    assert canvas.accessibleDescription() == "4 bars of 2 patients"
    assert canvas.accessibleName() == "Four bars"


def test_a_click_opens_the_patient(canvas: PictureCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.mark_opened) as opened:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=middle(canvas, 2))
    assert opened.args == ["patient", "p-2"]


def test_enter_opens_the_patient_at_whom_one_stands(canvas: PictureCanvas, qtbot: QtBot) -> None:
    QTest.keyClick(canvas, _KEYS.Key_End)
    with qtbot.waitSignal(canvas.mark_opened) as opened:
        QTest.keyClick(canvas, _KEYS.Key_Return)
    assert opened.args == ["patient", "p-2"]


def test_neither_a_click_between_bars_nor_enter_at_none_opens_anybody(
    canvas: PictureCanvas, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(canvas.mark_opened):
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
        QTest.mouseClick(canvas, Qt.MouseButton.RightButton, pos=middle(canvas, 0))
        QTest.keyClick(canvas, _KEYS.Key_Return)


def test_who_lets_go_on_another_bar_opens_nobody(canvas: PictureCanvas, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(canvas.mark_opened):
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=middle(canvas, 0))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=middle(canvas, 1))


def test_the_mouse_reads_a_bar_and_leaves_it(canvas: PictureCanvas, qtbot: QtBot) -> None:
    said: list[str] = []
    canvas.mark_read.connect(said.append)
    QTest.mouseMove(canvas, middle(canvas, 1))
    QTest.mouseMove(canvas, QPoint(3, 3))
    assert said == [READINGS[1], ""]


def test_the_bar_stays_stepped_to_when_the_picture_is_drawn_anew(canvas: PictureCanvas) -> None:
    stepped(canvas, _KEYS.Key_End)
    canvas.resize(400, 300)
    assert stepped(canvas) == READINGS[3]
    canvas.show_picture(Bars(BARS[1:]))
    assert stepped(canvas, _KEYS.Key_Left) == READINGS[2]
    canvas.show_picture(Bars(BARS[:1]))
    assert stepped(canvas) == ""


def image(canvas: PictureCanvas) -> QImage:
    return canvas.grab().toImage()


def test_who_is_chosen_elsewhere_is_framed(canvas: PictureCanvas) -> None:
    plain = image(canvas)
    canvas.follow(("patient", "p-2"))
    assert image(canvas) != plain
    canvas.follow(("patient", "nobody"))
    assert image(canvas) == plain


def test_the_bar_that_was_stepped_to_is_tinted(canvas: PictureCanvas) -> None:
    inside = middle(canvas, 0)
    plain = image(canvas).pixelColor(inside)
    stepped(canvas, _KEYS.Key_Right)
    assert image(canvas).pixelColor(inside) != plain
    stepped(canvas, _KEYS.Key_Right)
    assert image(canvas).pixelColor(inside) == plain
    framed = image(canvas)
    canvas.leave_marks()
    assert image(canvas) != framed, "the other marks of the patient are framed"


def test_the_theme_is_followed(canvas: PictureCanvas, theme: Theme) -> None:
    light = image(canvas).pixelColor(4, 4).lightness()
    theme.choose(Choice.DARK)
    try:
        assert image(canvas).pixelColor(4, 4).lightness() < light / 2
    finally:
        theme.choose(Choice.LIGHT)


@pytest.mark.parametrize(
    ("picture", "least_height", "height"),
    [
        (Bars(height=120), 0, 300),
        (Bars(height=900), 0, 320),
        (Bars(height=900, least=700), 0, 700),
        (Bars(height=120), 850, 850),
        (Bars(height=120), 10**6, 3000),
    ],
    ids=[
        "one that needs little fills the window",
        "one that wishes more is shown as low as can be read",
        "one that needs more is scrolled",
        "one of many lanes is scrolled",
        "none is larger than the memory has room for",
    ],
)
def test_a_picture_has_the_height_it_needs(
    qtbot: QtBot, picture: Bars, least_height: int, height: int
) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    canvas = PictureCanvas()
    area.setWidget(canvas)
    area.resize(500, 300)
    area.show()
    qtbot.waitExposed(area)
    canvas.show_picture(picture, least_height)
    qtbot.waitUntil(lambda: canvas.height() == height)
    drawing = canvas.drawing()
    assert drawing is not None
    assert drawing.height <= canvas.height()


def test_without_a_picture_there_is_nothing_to_step_to(canvas: PictureCanvas) -> None:
    canvas.show_picture(None)
    assert stepped(canvas, _KEYS.Key_Right, _KEYS.Key_End, _KEYS.Key_Return) == ""
    assert canvas.accessibleName() == ""
