"""What a printed figure says where: places follow from its own axes, as a reader's eye takes them.

Days come from the words below the time axis, values from the words beside a lane's axis: nothing
of the layout's own arithmetic is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count, pairwise
from math import log10

from hcclog.exchange.casefile import case_paths, read_case
from hcclog.report.course.picture import CoursePicture
from hcclog.report.drawing import Box, Drawing, Glyph, Part, Rect, Strokes, Words
from hcclog.report.palette import Look
from hcclog.report.paper import Paper, printed
from tests.report.course.charts import figure_of

MONTH = 30.4375
NEAR = 1.6
PATHS = {path.stem: path for path in case_paths()}


def month(text: str) -> float:
    """Return the middle of a month, such as ``2021-10``, as a day."""
    year, number = map(int, text.split("-"))
    first = date(year, number, 1).toordinal()
    last = date(year + number // 12, number % 12 + 1, 1).toordinal() - 1
    return (first + last) / 2


def day(text: str) -> float:
    """Return a calendar day."""
    return float(date.fromisoformat(text).toordinal())


class OnPaper:
    """A published case as it is printed, and what a reader finds on it."""

    def __init__(self, code: str, width_mm: float, look: Look) -> None:
        numbers = count(1)
        record = read_case(PATHS[code], lambda: f"id-{next(numbers)}")
        self.look = look
        self.picture = CoursePicture(figure_of(record))
        self.drawing: Drawing = printed(self.picture, Paper(width_mm, None, look))
        self.is_relative = self.picture.figure.axis.zero_day is not None

    @property
    def words(self) -> list[Words]:
        """Every text, its thin spaces taken out."""
        plain = (one._replace(text=one.text.replace("\u2009", "")) for one in self.drawing.words())
        return [one for one in plain if one.text]

    def x(self, when: float) -> float:
        """Return where a day stands, by the words below the axis."""
        ticks = [
            (self._day_of(one.text), middle_x(one.rect))
            for one in self.words
            if one.rect.top >= self.drawing.plot.bottom and self._is_tick(one.text)
        ]
        (first, left), (last, right) = ticks[0], ticks[-1]
        return left + (when - first) / (last - first) * (right - left)

    def lane(self, key: str) -> Rect:
        """Return where a lane lies."""
        return next(part.rect for part in self.drawing.parts if part.key == key)

    def has_lane(self, key: str) -> bool:
        """True where a lane is drawn."""
        return any(isinstance(part, Part) and part.key == key for part in self.drawing.parts)

    def y(self, key: str, value: float, *, log: bool = False) -> float:
        """Return where a value stands in a lane, by the words beside its axis."""
        rect = self.lane(key).grown(8)
        ticks = sorted(
            (float(one.text), middle_y(one.rect))
            for one in self.words
            if one.rect.inside(rect)
            and one.rect.right <= self.drawing.plot.left
            and one.text.replace(".", "").isdigit()
        )
        scaled = [(log10(v) if log else v, y) for v, y in ticks]
        (low, bottom), (high, top) = scaled[0], scaled[-1]
        return bottom + ((log10(value) if log else value) - low) / (high - low) * (top - bottom)

    def point(self, x: float, y: float) -> bool:
        """True where a circle stands at a place."""
        return any(
            one.shape == "circle" and abs(one.x - x) < NEAR and abs(one.y - y) < NEAR
            for one in self.glyphs()
        )

    def is_written_at(self, text: str, x: float, y: float) -> bool:
        """True where a text stands beside a place, nearer than two lines off."""
        return any(
            one.text == text and Rect(x, y, x, y).inside(one.rect.grown(24)) for one in self.words
        )

    def written_in(self, key: str) -> list[str]:
        """Return the texts of a lane in order of their place."""
        rect = self.lane(key).grown(1)
        found = [one for one in self.words if one.rect.inside(rect._replace(right=9999.0))]
        return [one.text for one in sorted(found, key=lambda one: (one.rect.left, one.rect.top))]

    def glyphs(self) -> Iterator[Glyph]:
        """Yield every symbol."""
        yield from (shape for shape in self.drawing.shapes if isinstance(shape, Glyph))

    def boxes(self, key: str) -> list[Box]:
        """Return the boxes of a lane."""
        rect = self.lane(key).grown(1)._replace(right=9999.0)
        return [s for s in self.drawing.shapes if isinstance(s, Box) and s.rect.inside(rect)]

    def arrows(self, key: str) -> list[float]:
        """Return the x of every arrow of a lane: a head with a shaft above it."""
        rect = self.lane(key).grown(1)
        heads = [
            one for one in self.glyphs() if one.shape == "down" and rect.top <= one.y <= rect.bottom
        ]
        shafts = [
            segment
            for shape in self.drawing.shapes
            if isinstance(shape, Strokes)
            for segment in shape.segments
            if segment[0] == segment[2] and segment[1] < segment[3] <= rect.bottom
        ]
        return [
            head.x
            for head in heads
            if any(x == head.x and abs(low - head.y) < head.size for x, _, _, low in shafts)
        ]

    def level(self, y: float) -> bool:
        """True where a dotted line lies at a height."""
        return any(
            abs(segment[1] - y) < NEAR and segment[1] == segment[3]
            for shape in self.drawing.shapes
            if isinstance(shape, Strokes) and shape.dash == "dot"
            for segment in shape.segments
        )

    def _is_tick(self, text: str) -> bool:
        plain = text.replace("-", "").replace("−", "")
        return plain.isdigit()

    def _day_of(self, text: str) -> float:
        if self.is_relative:
            return float(text.replace("−", "-")) * MONTH
        year, _, number = text.partition("-")
        return float(date(int(year), int(number or 1), 1).toordinal())


def middle_x(rect: Rect) -> float:
    """Return the middle between left and right."""
    return (rect.left + rect.right) / 2


def middle_y(rect: Rect) -> float:
    """Return the middle between top and bottom."""
    return (rect.top + rect.bottom) / 2


def rises(values: list[float]) -> bool:
    """True where each is greater than the one before."""
    return all(one < other for one, other in pairwise(values))
