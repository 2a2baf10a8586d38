"""A cohort's plots on paper: in every style they are in order, read, and told apart."""

from __future__ import annotations

import pytest

from hcclog.report.drawing import Box
from hcclog.report.palette import Look, grey_of
from hcclog.report.paper import Paper, printed
from tests.report.cohort.test_layout import MAKERS, assert_good
from tests.report.test_paper import LOOKS, WIDTHS, assert_readable, colours_of


@pytest.mark.parametrize("n", [1, 14, 120])
@WIDTHS
@LOOKS
@pytest.mark.parametrize("name", MAKERS)
def test_plots_are_in_order_and_readable_on_paper(
    name: str, look: Look, width_mm: float, n: int
) -> None:
    drawing = printed(MAKERS[name](n), Paper(width_mm, None, look))
    assert_good(drawing)
    assert_readable(drawing)
    if look is not Look.COLOUR:
        assert [colour for colour in colours_of(drawing) if grey_of(colour) != colour] == []


@pytest.mark.parametrize("look", [Look.GREY, Look.BLACK_AND_WHITE], ids=lambda look: look.value)
@pytest.mark.parametrize("name", ["waterfall", "swimmer"])
def test_without_colours_bars_differ_in_shade_or_in_lines(name: str, look: Look) -> None:
    colours = {box.fill for box in _bars(name, Look.COLOUR)}
    looks = {(box.fill, box.hatch and box.pattern) for box in _bars(name, look)}
    assert len(colours) >= 4
    # Eight kinds of lines stand for more agents; the bars and the key name them too.
    assert len(looks) >= min(len(colours), 4)


def _bars(name: str, look: Look) -> list[Box]:
    drawing = printed(MAKERS[name](14), Paper(170.0, None, look))
    return [shape for shape in drawing.shapes if isinstance(shape, Box) and shape.fill]
