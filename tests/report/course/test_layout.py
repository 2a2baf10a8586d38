"""The layout: nothing overlaps, nothing is cut, whatever the record, the size and the zoom."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcclog.domain.record import PatientRecord
from hcclog.report.course.figure import CurveLane
from hcclog.report.course.layout import least_height, natural_height
from hcclog.report.course.marks import Mark
from hcclog.report.drawing import Box, Drawing, Glyph, Rect, Strokes
from hcclog.report.palette import DARK, LIGHT
from hcclog.report.sheet import Style
from hcclog.report.typeface import measure
from tests.report.course.any_record import records
from tests.report.course.charts import SIZES, drawn, figure_of
from tests.report.course.shapes import SHAPES
from tests.report.samples import CASES, marker_case, measured_case, relative_case

# The profile that searches looks longer than the one that repeats.
N_EXAMPLES = 60 if settings().derandomize else 1500
_ROUNDING, _CORNER = 0.01, 0.5
SHAPE_SIZES = ((260.0, 100.0), (421.0, 300.0), (860.0, 500.0), (3000.0, 1200.0))
STYLE = Style(LIGHT, measure)


def assert_in_order(drawing: Drawing) -> None:
    """Check that no two texts overlap and that nothing leaves the picture."""
    words = [one for one in drawing.words() if one.text]
    bounds = drawing.bounds.grown(_ROUNDING)
    assert [w.text for w in words if not w.rect.inside(bounds)] == []
    shrunk = [(w.text, w.rect.grown(-_ROUNDING)) for w in words]
    clashes = [
        (a[0], b[0]) for k, a in enumerate(shrunk) for b in shrunk[:k] if a[1].overlaps(b[1])
    ]
    assert clashes == []
    symbols = [shape for shape in drawing.shapes if isinstance(shape, Glyph)]
    covered = [(w, g) for w, rect in shrunk for g in symbols if rect.overlaps(_core(g))]
    assert covered == []
    for shape in drawing.shapes:
        if isinstance(shape, Box):
            assert shape.rect.inside(bounds), shape
        elif isinstance(shape, Strokes):
            ends = [Rect(x, y, x, y) for a, b, c, d in shape.segments for x, y in ((a, b), (c, d))]
            assert all(end.inside(bounds) for end in ends), shape


def _core(glyph: Glyph) -> Rect:
    """Return what of a symbol must stay free of letters: all but the corners of its square."""
    half = glyph.size / 2 - _CORNER
    return Rect(glyph.x - half, glyph.y - half, glyph.x + half, glyph.y + half)


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]:.0f}x{s[1]:.0f}")
@pytest.mark.parametrize("make", CASES, ids=lambda f: f.__name__)
@pytest.mark.parametrize("zoom", [1.0, 0.2, 5.0])
def test_samples_are_in_order_at_any_size_and_zoom(
    make: Callable[[], PatientRecord], size: tuple[float, float], zoom: float
) -> None:
    figure = figure_of(make())
    middle, half = sum(figure.home) / 2, (figure.home[1] - figure.home[0]) / 2 / zoom
    assert_in_order(drawn(figure, size, (middle - half, middle + half)))


@pytest.mark.parametrize("size", SHAPE_SIZES, ids=lambda s: f"{s[0]:.0f}x{s[1]:.0f}")
@pytest.mark.parametrize("make", SHAPES.values(), ids=list(SHAPES))
def test_hard_shapes_are_in_order_at_any_size_and_zoom(
    make: Callable[[], PatientRecord], size: tuple[float, float]
) -> None:
    figure = figure_of(make())
    assert_in_order(drawn(figure, size))
    assert_in_order(drawn(figure, size, figure.extent))
    for zoom in (0.1, 7.0):
        middle, half = sum(figure.home) / 2, (figure.home[1] - figure.home[0]) / 2 / zoom
        assert_in_order(drawn(figure, size, (middle - half, middle + half)))


@settings(deadline=None, max_examples=N_EXAMPLES, suppress_health_check=list(HealthCheck))
@given(
    records(),
    st.sampled_from(SIZES + SHAPE_SIZES),
    st.floats(-0.5, 1.5),
    st.floats(0.02, 3),
)
def test_any_record_is_in_order(
    record: PatientRecord, size: tuple[float, float], middle: float, length: float
) -> None:
    figure = figure_of(record)
    start, end = figure.home
    assert_in_order(drawn(figure, size))
    centre, half = start + middle * (end - start), length * (end - start) / 2
    assert_in_order(drawn(figure, size, (centre - half, centre + half)))


def test_every_value_of_the_samples_finds_its_place() -> None:
    for make in (relative_case, marker_case):
        figure = figure_of(make())
        texts = [words.text for words in drawn(figure, SIZES[1]).words()]
        values = [
            p.text
            for lane in figure.lanes
            if isinstance(lane, CurveLane)
            for c in lane.curves
            for p in c.points()
        ]
        assert [value for value in values if value not in texts] == []


def test_labels_without_a_place_are_counted_and_not_laid_over_others() -> None:
    figure = figure_of(relative_case())
    wide, narrow = drawn(figure, SIZES[1]), drawn(figure, (300.0, 300.0))
    assert narrow.n_dropped > wide.n_dropped
    assert len(narrow.words()) < len(wide.words())


def test_a_drawing_is_as_high_as_its_lanes_need() -> None:
    figure = figure_of(relative_case())
    least = least_height(figure, 860, STYLE)
    assert drawn(figure, (860.0, 10.0)).height == pytest.approx(least)
    assert least < natural_height(figure, 860, STYLE)
    assert drawn(figure, (860.0, 900.0)).height == 900


def test_lanes_share_one_time_axis() -> None:
    figure = figure_of(relative_case())
    drawing = drawn(figure)
    assert_in_order(drawing)
    days: dict[float, set[float]] = {}
    for hit in drawing.hits:
        if hit.point and isinstance(hit.mark, Mark):
            days.setdefault(hit.mark.day, set()).add(round((hit.rect.left + hit.rect.right) / 2, 6))
    assert days
    assert all(len(places) == 1 for places in days.values())


def test_what_is_pointed_at_is_the_entry_that_lies_there() -> None:
    drawing = drawn(figure_of(relative_case()))
    for hit in drawing.hits:
        if hit.point:
            x, y = (hit.rect.left + hit.rect.right) / 2, (hit.rect.top + hit.rect.bottom) / 2
            assert drawing.hit(x, y) is not None
    assert drawing.hit(1, 1) is None


def test_marks_outside_the_view_are_told_by_number() -> None:
    texts = [words.text for words in drawn(figure_of(relative_case())).words()]
    assert "← 2 earlier" in texts


def test_colours_change_nothing_but_colours() -> None:
    from hcclog.report.course.layout import lay_out

    figure = figure_of(measured_case())
    light, dark = (lay_out(figure, SIZES[0], Style(p, measure)) for p in (LIGHT, DARK))
    assert [w.rect for w in light.words()] == [w.rect for w in dark.words()]
    assert light.background != dark.background
