"""A response as a chip with letters, in a table or a box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hcclog.domain.response import Category
from hcclog.report.course.responses import category_captions
from hcclog.report.drawing import Box, Glyph, Rect, Shape, TextRole, Words
from hcclog.report.palette import chip_colours
from hcclog.report.sheet import Style

HEIGHT = 15.0
_PAD, _DOT, _DOT_GAP = 6.0, 6.0, 4.0
_ROLE = TextRole.CHIP


class Look(NamedTuple):
    """What a chip shows: a category, its dot where readings differ, with how many letters."""

    category: Category
    differs: bool = False
    is_short: bool = False

    @property
    def text(self) -> str:
        """The letters."""
        return category_captions(self.category)[-1 if self.is_short else 0]


def chip_width(look: Look, style: Style) -> float:
    """Return how wide a chip is, its dot included."""
    letters = style.measure(look.text, _ROLE)
    return letters + 2 * _PAD + (_DOT_GAP + _DOT if look.differs else 0.0)


def draw_chip(look: Look, at: tuple[float, float], style: Style) -> Iterator[Shape]:
    """Yield a chip whose left upper corner lies at a point, and its dot."""
    left, top = at
    text = look.text
    fill, ink = chip_colours(style.palette, look.category)
    width = style.measure(text, _ROLE)
    right = left + width + 2 * _PAD
    yield Box(Rect(left, top, right, top + HEIGHT), fill, style.palette.outline, radius=3.5)
    words = Rect(left + _PAD, top + 1, left + _PAD + width, top + HEIGHT - 1)
    yield Words(text, words, _ROLE, ink)
    if look.differs:
        middle = right + _DOT_GAP + _DOT / 2
        yield Glyph("circle", middle, top + HEIGHT / 2, _DOT, fill=style.palette.mark)
