"""Without colours nothing coloured is left and everything is still read, whoever drew it."""

from __future__ import annotations

import pytest

from hcclog.report.drawing import Box, Drawing, Glyph, Rect, Shape, Strokes, TextRole, Words
from hcclog.report.palette import AA_CONTRAST, PRINT, Look, contrast, grey_of
from hcclog.report.pressing import pressed
from hcclog.report.styles import BLACK_AND_WHITE, GREY, PALETTES

RECT = Rect(10, 10, 60, 30)
GREYS = pytest.mark.parametrize("palette", [GREY, BLACK_AND_WHITE], ids=lambda p: p.name)


def done(look: Look, *shapes: Shape) -> list[Shape]:
    """Return shapes as they are printed."""
    drawing = Drawing(100, 50, "#ffffff", RECT, list(shapes))
    return pressed(drawing, PALETTES[look]).shapes


def test_in_colour_a_drawing_stays_as_it_is() -> None:
    drawing = Drawing(100, 50, "#ffffff", RECT, [Box(RECT, "#0072b2")])
    assert pressed(drawing, PRINT) is drawing


def test_a_bar_in_an_agents_colour_gets_the_agents_shade_and_its_words_stay_readable() -> None:
    box, words = done(
        Look.GREY,
        Box(RECT, "#0072B2"),
        Words("lenvatinib", Rect(12, 12, 50, 24), TextRole.BAR, "#ffffff"),
    )
    assert isinstance(box, Box)
    assert isinstance(words, Words)
    assert (box.fill, box.hatch) == ("#ffffff", "#7d7d7d")
    assert contrast(words.colour, box.fill) >= AA_CONTRAST


def test_another_colour_becomes_as_bright_a_grey_and_white_words_stay_white() -> None:
    box, words = done(
        Look.GREY,
        Box(RECT, "#8f1730"),
        Words("PD", Rect(12, 12, 50, 24), TextRole.CHIP, "#ffffff"),
    )
    assert isinstance(box, Box)
    assert isinstance(words, Words)
    assert box.fill == grey_of("#8f1730")
    assert words.colour == "#ffffff"


def test_in_black_and_white_fills_become_outlines_and_lines_thin() -> None:
    box, line, symbol, words = done(
        Look.BLACK_AND_WHITE,
        Box(RECT, "#d5efe2"),
        Strokes(((0, 0, 5, 5),), "#0f5c6e", 2.0, "dash"),
        Glyph("circle", 20, 20, 7, "#ffffff", "#2b3b52"),
        Words("PR", Rect(12, 12, 50, 24), TextRole.CHIP, "#0b4a30", "#d5efe2"),
    )
    assert box == Box(RECT, "#ffffff", "#000000")
    assert line == Strokes(((0, 0, 5, 5),), "#000000", 1.2, "dash")
    assert symbol == Glyph("circle", 20, 20, 7, "#ffffff", "#000000")
    assert words == Words("PR", Rect(12, 12, 50, 24), TextRole.CHIP, "#000000", "#ffffff")


def test_in_black_and_white_a_plate_of_the_ground_stays_and_a_grid_goes() -> None:
    plate = Box(RECT, "#ffffff")
    grid = Strokes(((0, 0, 5, 5),), BLACK_AND_WHITE.grid)
    assert done(Look.BLACK_AND_WHITE, plate, grid) == [plate]


def test_in_black_and_white_a_darker_fill_has_more_lines_and_words_on_it_have_a_plate() -> None:
    tones = ("#f2f2f2", "#cccccc", "#999999", "#555555", "#111111")
    boxes = done(Look.BLACK_AND_WHITE, *(Box(RECT, tone) for tone in tones))
    lines = [len(box.pattern) * bool(box.hatch) for box in boxes if isinstance(box, Box)]
    assert lines == [0, 1, 1, 2, 4]
    words = Words("raised", Rect(12, 12, 50, 24), TextRole.DOSE, "#ffffff")
    _, written = done(Look.BLACK_AND_WHITE, Box(RECT, "#555555"), words)
    assert written == words._replace(colour="#000000", plate="#ffffff")


@GREYS
def test_what_is_pressed_twice_is_pressed_once(palette: object) -> None:
    drawing = Drawing(100, 50, "#ffffff", RECT, [Box(RECT, "#0072b2"), Box(RECT, "#d5efe2")])
    once = pressed(drawing, palette)  # type: ignore[arg-type]
    assert pressed(once, palette).shapes == once.shapes  # type: ignore[arg-type]
