"""Ask a drawing for what a test needs to know of it."""

from __future__ import annotations

from typing import TypeVar

from hcclog.report.drawing import Box, Drawing, Rect, Shape, Strokes, Words
from hcclog.report.palette import LIGHT
from hcclog.report.picture import Picture
from hcclog.report.sheet import Style
from hcclog.report.typeface import measure

ShapeT = TypeVar("ShapeT", bound=Shape)
WIDE = (1100.0, 700.0)
NARROW = (321.0, 300.0)
STYLE = Style(LIGHT, measure)


def drawn(picture: Picture, size: tuple[float, float] = WIDE) -> Drawing:
    """Return a picture laid out in light colours."""
    return picture.lay_out(size, STYLE)


def shapes(drawing: Drawing, kind: type[ShapeT]) -> list[ShapeT]:
    """Return the shapes of a kind."""
    return [shape for shape in drawing.shapes if isinstance(shape, kind)]


def plot_boxes(drawing: Drawing) -> list[Box]:
    """Return the boxes of the plot, without those of the legend."""
    return [box for box in shapes(drawing, Box) if box.rect.inside(drawing.plot.grown(0.1))]


def plot_strokes(drawing: Drawing) -> list[Strokes]:
    """Return the lines of the plot, without those of the legend."""
    top = drawing.plot.top - 0.1
    return [
        one
        for one in shapes(drawing, Strokes)
        if one.segments and all(min(y1, y2) >= top for _, y1, _, y2 in one.segments)
    ]


def texts(drawing: Drawing) -> list[str]:
    """Return what is written."""
    return [words.text for words in drawing.words()]


def said(drawing: Drawing) -> str:
    """Return all that is written, as one text with plain spaces."""
    return " ".join(" ".join(texts(drawing)).split())


def word(drawing: Drawing, text: str) -> Words:
    """Return the one text that reads so."""
    (found,) = [words for words in drawing.words() if words.text == text]
    return found


def middle(rect: Rect) -> tuple[float, float]:
    """Return the middle of a rectangle."""
    return (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2
