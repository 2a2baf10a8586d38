"""A picture on paper: how wide it is, how large its letters are, in which style it is printed."""

from __future__ import annotations

from typing import NamedTuple

from hcclog.report.drawing import PIXELS_PER_INCH, Drawing, TextRole
from hcclog.report.palette import Look, Palette
from hcclog.report.picture import Picture
from hcclog.report.pressing import pressed
from hcclog.report.sheet import Style
from hcclog.report.styles import PALETTES
from hcclog.report.typeface import measure

MM_PER_INCH = 25.4
POINTS_PER_INCH = 72.0
COLUMN_MM, PAGE_MM = 85.0, 170.0
LEAST_MM, MOST_MM = 60.0, 600.0
LEAST_HEIGHT_MM, MOST_HEIGHT_MM = 20.0, 2000.0
# In one column letters are set smaller, so that more of them find a place, yet at least 6 pt high.
LEAST_POINTS = 6.0
_LEAST_SCALE = 0.8
_UNSEEN_MM = 0.1


class Paper(NamedTuple):
    """What a picture is printed on.

    Attributes:
        height_mm: None for as high as the picture wishes.
    """

    width_mm: float = PAGE_MM
    height_mm: float | None = None
    look: Look = Look.COLOUR

    @property
    def scale(self) -> float:
        """How large a pixel is on this paper, in 1/96 inch."""
        share = (self.width_mm - COLUMN_MM) / (PAGE_MM - COLUMN_MM)
        return _LEAST_SCALE + (1 - _LEAST_SCALE) * min(max(share, 0.0), 1.0)

    @property
    def smallest_text_points(self) -> float:
        """Size of the smallest letters, in points."""
        smallest = min(role.size for role in TextRole)
        return smallest * self.scale / PIXELS_PER_INCH * POINTS_PER_INCH

    def pixels(self, length_mm: float) -> float:
        """Return how many pixels a length on paper has."""
        return length_mm / MM_PER_INCH * PIXELS_PER_INCH / self.scale

    def millimetres(self, pixels: float) -> float:
        """Return how long so many pixels are on paper."""
        return pixels * self.scale / PIXELS_PER_INCH * MM_PER_INCH


def printed(picture: Picture, paper: Paper, palette: Palette | None = None) -> Drawing:
    """Return a picture as it is printed; higher than asked where its lanes need more.

    Args:
        picture: What to draw.
        paper: Its size and its style.
        palette: Other colours than those of the style.
    """
    style = Style(palette or PALETTES[paper.look], measure, on_paper=True)
    width = paper.pixels(paper.width_mm)
    if paper.height_mm is None:
        height = picture.height_at(width, style)
    else:
        height = paper.pixels(paper.height_mm)
    drawing = picture.lay_out((width, height), style)
    drawing.scale = paper.scale
    return pressed(drawing, style.palette)


def remarks(drawing: Drawing, paper: Paper) -> tuple[str, ...]:
    """Return what a person should know of a printed picture before it is sent anywhere."""
    told = []
    n = drawing.n_dropped
    if n:
        labels = "1 label" if n == 1 else f"{n} labels"
        told.append(f"{labels} found no place at this width.")
    height = paper.millimetres(drawing.height)
    if paper.height_mm is not None and height > paper.height_mm + _UNSEEN_MM:
        told.append(f"The picture needs {height:.0f} mm of height and is that high.")
    return tuple(told)
