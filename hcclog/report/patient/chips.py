"""A response as a chip with letters, in a table or a box."""

from __future__ import annotations

from collections.abc import Iterator

from hcclog.domain.response import Category
from hcclog.report.course.responses import category_captions
from hcclog.report.drawing import Box, Glyph, Rect, Shape, TextRole, Words
from hcclog.report.palette import chip_colours
from hcclog.report.sheet import Style

HEIGHT = 15.0
_PAD, _DOT = 6.0, 6.0
_ROLE = TextRole.CHIP


def chip_width(category: Category, style: Style, *, differs: bool = False) -> float:
    """Return how wide a chip is, its dot included."""
    letters = style.measure(category_captions(category)[0], _ROLE)
    return letters + 2 * _PAD + (_DOT + 4.0 if differs else 0.0)


def draw_chip(
    category: Category, at: tuple[float, float], style: Style, *, differs: bool = False
) -> Iterator[Shape]:
    """Yield a chip whose left upper corner lies at a point, and a dot where readings differ."""
    left, top = at
    text = category_captions(category)[0]
    fill, ink = chip_colours(style.palette, category)
    width = style.measure(text, _ROLE)
    right = left + width + 2 * _PAD
    yield Box(Rect(left, top, right, top + HEIGHT), fill, style.palette.outline, radius=3.5)
    words = Rect(left + _PAD, top + 1, left + _PAD + width, top + HEIGHT - 1)
    yield Words(text, words, _ROLE, ink)
    if differs:
        middle = right + 4.0 + _DOT / 2
        yield Glyph("circle", middle, top + HEIGHT / 2, _DOT, fill=style.palette.mark)
