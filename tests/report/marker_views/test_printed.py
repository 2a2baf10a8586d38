"""Views of a marker on paper: in order, read, and without colours where there are none."""

from __future__ import annotations

import pytest

from hcclog.report.course.picture import CoursePicture
from hcclog.report.marker_views.kinds import MarkerView
from hcclog.report.palette import Look, grey_of
from hcclog.report.paper import Paper, printed
from tests.report.course.test_layout import assert_in_order
from tests.report.marker_views.views import published, view_of
from tests.report.test_paper import LOOKS, WIDTHS, assert_readable, colours_of


@WIDTHS
@LOOKS
@pytest.mark.parametrize("view", MarkerView, ids=lambda view: view.name.lower())
@pytest.mark.parametrize("code", ["zhang-2024", "ikeda-2021"])
def test_views_are_in_order_and_readable_on_paper(
    code: str, view: MarkerView, look: Look, width_mm: float
) -> None:
    picture = CoursePicture(view_of(published(code), view))
    drawing = printed(picture, Paper(width_mm, None, look))
    assert_in_order(drawing)
    assert_readable(drawing)
    if look is not Look.COLOUR:
        assert [colour for colour in colours_of(drawing) if grey_of(colour) != colour] == []
