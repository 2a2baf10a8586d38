"""The layout of a cohort's plots: nothing overlaps and nothing is cut, whatever the cohort."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcclog.report.cohort.response_table import ResponseTablePicture
from hcclog.report.cohort.spider import SpiderPicture
from hcclog.report.cohort.survival import SurvivalPicture
from hcclog.report.cohort.swimmer import SwimmerPicture
from hcclog.report.cohort.waterfall import WaterfallPicture
from hcclog.report.drawing import Area, Drawing, Rect
from hcclog.report.palette import DARK, LIGHT, PRINT
from hcclog.report.picture import Picture
from hcclog.report.sheet import Style
from hcclog.report.typeface import measure
from tests.report.cohort import any_view, samples
from tests.report.course.test_layout import assert_in_order

SIZES = ((1100.0, 700.0), (860.0, 420.0), (321.0, 300.0), (260.0, 200.0), (100.0, 50.0))
STYLE = Style(LIGHT, measure)
MAKERS: dict[str, Callable[[int], Picture]] = {
    "waterfall": lambda n: WaterfallPicture(samples.waterfall(n)),
    "spider": lambda n: SpiderPicture(samples.spider(n)),
    "swimmer": lambda n: SwimmerPicture(samples.swimmer(n)),
    "survival": lambda n: SurvivalPicture(samples.survival(n)),
    "responses": lambda n: ResponseTablePicture(samples.response_table()),
}
ANY: dict[str, tuple[Callable[[Any], Picture], st.SearchStrategy[Any]]] = {
    "waterfall": (WaterfallPicture, any_view.waterfalls()),
    "spider": (SpiderPicture, any_view.spiders()),
    "swimmer": (SwimmerPicture, any_view.swimmers()),
    "survival": (SurvivalPicture, any_view.survivals()),
    "responses": (ResponseTablePicture, any_view.tables()),
}


def assert_good(drawing: Drawing) -> None:
    """Check the law of labels, and that areas and plot lie in the picture too."""
    assert_in_order(drawing)
    bounds = drawing.bounds.grown(0.01)
    assert drawing.plot.inside(bounds)
    for shape in drawing.shapes:
        if isinstance(shape, Area):
            assert all(Rect(x, y, x, y).inside(bounds) for x, y in shape.points)
    assert all(hit.rect.inside(bounds.grown(6)) for hit in drawing.hits)


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]:.0f}x{s[1]:.0f}")
@pytest.mark.parametrize("n", [0, 1, 3, 40, 300])
@pytest.mark.parametrize("name", MAKERS)
def test_samples_are_in_order_at_any_size(name: str, n: int, size: tuple[float, float]) -> None:
    assert_good(MAKERS[name](n).lay_out(size, STYLE))


@pytest.mark.parametrize("name", MAKERS)
def test_ten_thousand_patients_are_in_order(name: str) -> None:
    drawing = MAKERS[name](10_000).lay_out(SIZES[0], STYLE)
    assert len(drawing.shapes) < 200
    assert_good(drawing)


@pytest.mark.parametrize("name", ANY)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.sampled_from(SIZES))
def test_any_cohort_is_in_order(name: str, data: st.DataObject, size: tuple[float, float]) -> None:
    make, views = ANY[name]
    picture = make(data.draw(views))
    assert_good(picture.lay_out(size, STYLE))
    assert picture.description


@pytest.mark.parametrize("name", ANY)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.sampled_from([260.0, 321.0, 642.0]))
def test_at_its_own_height_a_picture_is_not_higher_than_it_says(
    name: str, data: st.DataObject, width: float
) -> None:
    make, views = ANY[name]
    picture = make(data.draw(views))
    height = picture.height_at(width, STYLE)
    drawing = picture.lay_out((width, height), STYLE)
    assert (drawing.width, drawing.height) == pytest.approx((width, height))
    assert_good(drawing)


@pytest.mark.parametrize("name", ANY)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_numbers_have_a_cell_for_each_title(name: str, data: st.DataObject) -> None:
    make, views = ANY[name]
    numbers = make(data.draw(views)).numbers()
    assert {len(row) for row in numbers.rows} <= {len(numbers.header)}
    assert len(set(numbers.header)) == len(numbers.header)


@pytest.mark.parametrize("name", MAKERS)
def test_colours_change_nothing_but_colours(name: str) -> None:
    drawings = [MAKERS[name](40).lay_out(SIZES[1], Style(p, measure)) for p in (LIGHT, DARK, PRINT)]
    places = [[(word.text, word.rect) for word in one.words()] for one in drawings]
    assert places[0] == places[1] == places[2]
