"""The sheet that a figure is drawn on: its horizontal axis, its free places and its shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from hcclog.report.drawing import Drawing, Hit, Measure, Pointed, Rect, Shape, TextRole, Words
from hcclog.report.palette import Palette
from hcclog.report.placing import Placer
from hcclog.report.scales import ValueScale

# From the size of a text, (width, height), to rectangles in the order of liking.
Places = Callable[[tuple[float, float]], Iterable[Rect]]
_ELLIPSIS = "…"
_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Style:
    """Colours, and how wide a text is.

    Attributes:
        on_paper: Nothing is read under a cursor: lanes grow until their labels have room.
    """

    palette: Palette
    measure: Measure
    on_paper: bool = False


@dataclass(slots=True)
class Sheet:
    """One drawing in the making.

    Attributes:
        view: First and last day of the plot.
        placer: What is taken, over the whole picture.
    """

    drawing: Drawing
    style: Style
    view: tuple[float, float]
    placer: Placer = field(init=False)

    def __post_init__(self) -> None:
        self.placer = Placer(self.drawing.bounds)

    def blank(self) -> Sheet:
        """Return an empty sheet like this one, to see what finds its room."""
        drawing, own = self.drawing, self.drawing.background
        return Sheet(Drawing(drawing.width, drawing.height, own, self.plot), self.style, self.view)

    @property
    def plot(self) -> Rect:
        """The part that shares the time axis."""
        return self.drawing.plot

    @property
    def palette(self) -> Palette:
        """The colours."""
        return self.style.palette

    def x(self, day: float) -> float:
        """Return where a day stands."""
        return x_of(day, self.view, self.plot)

    @property
    def x_at(self) -> Callable[[float], float]:
        """What `x` does, for many days."""
        (first, last), left, width = self.view, self.plot.left, self.plot.width
        return lambda day: left + (day - first) / (last - first) * width

    def sees(self, day: float) -> bool:
        """True where a day lies in the view."""
        return self.view[0] <= day <= self.view[1]

    def span(self, start: float | None, end: float | None) -> tuple[float, float] | None:
        """Return the visible part of a stretch of days as x from and to; None outside the view.

        An open end reaches as far as the view.
        """
        start = self.view[0] if start is None else start
        end = self.view[1] if end is None else end
        if end < self.view[0] or start > self.view[1]:
            return None
        return max(self.x(start), self.plot.left), min(self.x(end), self.plot.right)

    def add(self, *shapes: Shape) -> None:
        """Draw shapes over what is there."""
        self.drawing.shapes.extend(shapes)

    def hit(self, rect: Rect, mark: Pointed, *, point: bool = False) -> None:
        """Tie a place to a mark."""
        self.drawing.tie(Hit(rect, mark, point))

    def drop(self) -> None:
        """Count a label that found no place."""
        self.drawing.n_dropped += 1

    def width(self, text: str, role: TextRole) -> float:
        """Return the width of a text."""
        return self.style.measure(text, role)

    def write(self, text: str, rect: Rect, role: TextRole, colour: str, plate: str = "") -> None:
        """Write a text into a rectangle that was taken for it."""
        self.add(Words(text, rect, role, colour, plate))

    def label(
        self,
        captions: Iterable[str],
        places: Places,
        role: TextRole,
        colour: str,
        *,
        plate: bool = True,
    ) -> bool:
        """Write the first caption that finds a free place; count it where none does."""
        for caption in captions:
            size = (self.width(caption, role), role.line)
            rect = self.placer.place(places(size))
            if rect is not None:
                ground = self.palette.background if plate and self.placer.lined(rect) else ""
                self.write(caption, rect, role, colour, ground)
                return True
        self.drop()
        return False

    def fitting(self, captions: Iterable[str], role: TextRole, room: float) -> str:
        """Return the first caption that is not wider than the room; empty where none is."""
        return next((c for c in captions if c and self.width(c, role) <= room), "")

    def shortened(self, text: str, role: TextRole, room: float) -> str:
        """Return a text cut to the room with an ellipsis; empty where too little would be left."""
        if self.width(text, role) <= room:
            return text
        for n in range(len(text) - 1, _LEAST_LETTERS - 1, -1):
            cut = text[:n].rstrip() + _ELLIPSIS
            if self.width(cut, role) <= room:
                return cut
        return ""


@dataclass(slots=True)
class Slots:
    """Rows in which stretches of x stand beside each other."""

    n_rows: int
    gap: float = 4.0
    _taken: list[tuple[int, float, float]] = field(default_factory=list)

    def take(self, left: float, right: float) -> int | None:
        """Take the first row that is free from left to right; None where none is."""
        for row in range(self.n_rows):
            if self.free(row, left, right):
                self.take_in(row, left, right)
                return row
        return None

    def take_in(self, row: int, left: float, right: float) -> None:
        """Take a stretch of a row."""
        self._taken.append((row, left - self.gap, right + self.gap))

    def free(self, row: int, left: float, right: float) -> bool:
        """True where nothing of a row stands there."""
        return not any(r == row and a < right and left < b for r, a, b in self._taken)


def y_of(scale: ValueScale, value: float, inner: Rect) -> float:
    """Return where a value stands in a rectangle."""
    return inner.bottom - scale.share(value) * inner.height


def x_of(day: float, view: tuple[float, float], plot: Rect) -> float:
    """Return where a day stands in a plot."""
    return plot.left + (day - view[0]) / (view[1] - view[0]) * plot.width
