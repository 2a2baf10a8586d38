"""Pictures on paper: letters that are read, sizes that journals ask for, and what is told."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcclog.domain.record import PatientRecord
from hcclog.report.course.picture import CoursePicture
from hcclog.report.drawing import Box, Drawing, Glyph, Strokes, Words
from hcclog.report.palette import AA_CONTRAST, Look, contrast, grey_of
from hcclog.report.paper import LEAST_MM, LEAST_POINTS, MOST_MM, Paper, printed, remarks
from tests.report.course.any_record import records
from tests.report.course.charts import figure_of
from tests.report.course.test_layout import assert_in_order
from tests.report.samples import CASES, relative_case

LOOKS = pytest.mark.parametrize("look", list(Look), ids=lambda look: look.value)
WIDTHS = pytest.mark.parametrize("width_mm", [85.0, 170.0], ids=["one column", "two columns"])


def colours_of(drawing: Drawing) -> set[str]:
    """Return every colour that is painted."""
    found: set[str] = {drawing.background}
    for shape in drawing.shapes:
        if isinstance(shape, Box):
            found |= {shape.fill, shape.stroke, shape.hatch}
        elif isinstance(shape, Words):
            found |= {shape.colour, shape.plate}
        elif isinstance(shape, Glyph):
            found |= {shape.fill, shape.stroke}
        elif isinstance(shape, Strokes):
            found.add(shape.colour)
    return found - {""}


def assert_readable(drawing: Drawing) -> None:
    """Check that every text stands out from what lies below it."""
    boxes: list[Box] = []
    for shape in drawing.shapes:
        if isinstance(shape, Box) and shape.fill:
            boxes.append(shape)
        elif isinstance(shape, Words) and shape.text:
            middle = (shape.rect.left + shape.rect.right) / 2
            height = (shape.rect.top + shape.rect.bottom) / 2
            under = [
                box.fill
                for box in boxes
                if box.rect.left <= middle <= box.rect.right
                and box.rect.top <= height <= box.rect.bottom
            ]
            ground = shape.plate or (under[-1] if under else drawing.background)
            assert contrast(shape.colour, ground) >= AA_CONTRAST, (shape.text, ground)


@given(st.floats(LEAST_MM, MOST_MM))
def test_no_letter_is_smaller_than_6_points(width_mm: float) -> None:
    assert Paper(width_mm).smallest_text_points >= LEAST_POINTS - 1e-9


@pytest.mark.parametrize(
    ("width_mm", "scale"),
    [(60, 0.8), (85, 0.8), (127.5, 0.9), (170, 1.0), (300, 1.0)],
    ids=["narrow", "one column", "between", "two columns", "a poster"],
)
def test_letters_grow_with_the_paper_up_to_two_columns(width_mm: float, scale: float) -> None:
    assert Paper(width_mm).scale == pytest.approx(scale)


def test_lengths_go_to_paper_and_back() -> None:
    paper = Paper(85.0)
    assert paper.millimetres(paper.pixels(42.0)) == pytest.approx(42.0)


@WIDTHS
@LOOKS
@pytest.mark.parametrize("make", CASES, ids=lambda f: f.__name__)
def test_samples_are_in_order_and_readable_on_paper(
    make: object, look: Look, width_mm: float
) -> None:
    drawing = printed(CoursePicture(figure_of(make())), Paper(width_mm, None, look))  # type: ignore[operator]
    assert_in_order(drawing)
    assert_readable(drawing)
    if look is not Look.COLOUR:
        assert [c for c in colours_of(drawing) if grey_of(c) != c] == []
    if look is Look.BLACK_AND_WHITE:
        assert colours_of(drawing) == {"#000000", "#ffffff"}


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(records(), st.sampled_from(list(Look)), st.floats(LEAST_MM, 250.0))
def test_any_record_is_in_order_and_readable_on_paper(
    record: PatientRecord, look: Look, width_mm: float
) -> None:
    drawing = printed(CoursePicture(figure_of(record)), Paper(width_mm, None, look))
    assert_in_order(drawing)
    assert_readable(drawing)
    if look is Look.BLACK_AND_WHITE:
        assert colours_of(drawing) <= {"#000000", "#ffffff"}


def test_a_part_of_the_days_has_its_room_too() -> None:
    figure = figure_of(relative_case())
    first, last = figure.home
    part = CoursePicture(figure, (first, first + (last - first) / 4))
    drawing = printed(part, Paper(85.0))
    assert_in_order(drawing)
    assert "379" in {words.text for words in drawing.words()}


def test_a_person_is_told_of_labels_without_a_place() -> None:
    drawing = Drawing(300, 200, "#ffffff", printed(_course(), Paper()).plot, scale=1.0)
    assert remarks(drawing, Paper()) == ()
    drawing.n_dropped = 1
    assert remarks(drawing, Paper()) == ("1 label found no place at this width.",)
    drawing.n_dropped = 2
    assert remarks(drawing, Paper()) == ("2 labels found no place at this width.",)


def test_a_height_is_kept_where_the_lanes_fit_and_told_where_they_do_not() -> None:
    high, low = Paper(170.0, 250.0), Paper(170.0, 30.0)
    drawing = printed(_course(), high)
    assert high.millimetres(drawing.height) == pytest.approx(250.0)
    assert remarks(drawing, high) == ()
    drawing = printed(_course(), low)
    needed = f"{low.millimetres(drawing.height):.0f} mm"
    assert remarks(drawing, low)[-1] == f"The picture needs {needed} of height and is that high."


def _course() -> CoursePicture:
    return CoursePicture(figure_of(relative_case()))
