"""What is drawn lands where it was laid, in its colour."""

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QImage

from hcclog.report.drawing import Box, Drawing, Glyph, Rect, Shape, Strokes, TextRole, Words
from hcclog.report.figure_files import image_of
from hcclog.report.palette import LIGHT
from hcclog.report.typeface import FAMILY, font, measure, metrics, sized_font
from tests.report.course.charts import drawn, figure_of
from tests.report.samples import relative_case

GROUND = "#ffffff"


def painted(*shapes: Shape, scale: float = 1.0) -> QImage:
    drawing = Drawing(100, 60, GROUND, Rect(0, 0, 100, 60), list(shapes))
    return image_of(drawing, scale)


def inked(image: QImage) -> Rect:
    """Return the smallest rectangle around all that is not ground."""
    ground = QColor(GROUND).rgb()
    spots = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixel(x, y) != ground
    ]
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    return Rect(min(xs), min(ys), max(xs) + 1, max(ys) + 1)


def test_a_box_fills_its_rectangle() -> None:
    image = painted(Box(Rect(10, 20, 40, 30), "#0072b2"))
    assert inked(image) == Rect(10, 20, 40, 30)
    assert image.pixelColor(25, 25).name() == "#0072b2"


@pytest.mark.parametrize(
    "box",
    [
        Box(Rect(10, 20, 60, 40), "#0072b2", hatch="#000000"),
        Box(Rect(10, 20, 60, 40), "#0072b2", arrow=True),
        Box(Rect(10, 20, 60, 40), "#0072b2", radius=3),
    ],
    ids=["hatched", "pointed", "rounded"],
)
def test_no_look_of_a_box_leaves_its_rectangle(box: Box) -> None:
    assert inked(painted(box)).inside(box.rect.grown(1))


@pytest.mark.parametrize("shape", ["circle", "down", "up", "diamond", "cross", "bar"])
def test_a_glyph_stands_about_its_point(shape: str) -> None:
    seen = inked(painted(Glyph(shape, 50, 30, 12, "#000000")))
    assert seen.inside(Rect(43, 23, 57, 37))
    assert seen.overlaps(Rect(49, 29, 51, 31))


@pytest.mark.parametrize("dash", ["", "dash", "dot"])
def test_a_line_runs_from_end_to_end(dash: str) -> None:
    seen = inked(painted(Strokes(((10, 30.5, 90, 30.5),), "#000000", 1, dash)))
    assert (seen.left, seen.top, seen.bottom) == (10, 30, 31)
    assert seen.right >= 86


@pytest.mark.parametrize("role", list(TextRole))
def test_words_stay_in_the_rectangle_that_was_measured_for_them(role: TextRole) -> None:
    text = "gj 5 505 Å"
    rect = Rect(10, 20, 10 + measure(text, role), 20 + role.line)
    assert inked(painted(Words(text, rect, role, "#000000"))).inside(rect.grown(2))


def test_a_plate_hides_what_lies_below_its_words() -> None:
    line = Strokes(((0, 30, 100, 30),), "#ff0000", 2)
    words = Words("", Rect(40, 20, 60, 40), TextRole.SMALL, "#000000", GROUND)
    assert painted(line, words).pixelColor(50, 30).name() == GROUND


def test_a_larger_scale_gives_more_dots_and_the_same_picture() -> None:
    image = painted(Box(Rect(10, 20, 40, 30), "#0072b2"), scale=2)
    assert (image.width(), image.height()) == (200, 120)
    assert inked(image) == Rect(20, 40, 80, 60)


def test_tabular_figures_are_of_one_width() -> None:
    widths = QFontMetricsF(sized_font(13, tabular=True))
    assert widths.horizontalAdvance("1111") == pytest.approx(widths.horizontalAdvance("8888"))


def test_the_bundled_typeface_is_used() -> None:
    assert QFontInfo(font(TextRole.VALUE)).family() == FAMILY


def test_fonts_are_sized_in_pixels_so_that_paper_does_not_enlarge_them() -> None:
    assert font(TextRole.VALUE).pixelSize() == TextRole.VALUE.size
    assert metrics(TextRole.VALUE).height() < 2 * TextRole.VALUE.size


@pytest.mark.parametrize("width", [260.0, 861.0, 1179.5, 3000.0])
@pytest.mark.parametrize("ratio", [1, 2])
def test_the_lines_of_days_are_crisp_on_every_screen(width: float, ratio: int) -> None:
    drawing = drawn(figure_of(relative_case()), (width, 400.0))
    colour = LIGHT.grid
    lines = [
        line
        for shape in drawing.shapes
        if isinstance(shape, Strokes) and shape.colour == colour
        for line in shape.segments
        if line[0] == line[2]
    ]
    drawing.shapes[:] = [Strokes(tuple(lines), colour)]
    image, ground = image_of(drawing, ratio), drawing.background
    row = round((lines[0][1] + lines[0][3]) / 2 * ratio)
    seen = [image.pixelColor(column, row).name() for column in range(image.width())]
    expected = [
        column
        for x, *_ in lines
        for column in range(int(x * ratio - ratio / 2), int(x * ratio + ratio / 2))
    ]
    assert [column for column, name in enumerate(seen) if name != ground] == sorted(set(expected))
    assert set(seen) == {ground, colour}
