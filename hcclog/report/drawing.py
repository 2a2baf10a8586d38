"""A picture as a list of shapes with their places and colours, before anything is painted.

Lengths are logical pixels, 96 to an inch on paper; y grows downwards. Nothing here needs Qt, so
that what is drawn can be tested without looking at pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, Protocol

PIXELS_PER_INCH = 96
_COLUMN = 48.0


class TextRole(Enum):
    """What a text is for.

    Attributes:
        size: Height of the letters' square, in pixels.
        weight: OpenType weight.
        line: Height of one line, in pixels.
    """

    HEADLINE = (20, 700)
    HEADING = (14, 600)
    FACT = (13, 600)
    TITLE = (12, 600)
    SMALL = (11, 400)
    VALUE = (11, 500)
    BAR = (11, 600)
    DOSE = (10, 500)
    NOTE = (10, 400)
    CHIP = (10, 700)

    def __init__(self, size: int, weight: int) -> None:
        self.size = size
        self.weight = weight
        self.line = size + 3.0

    # What is known of a text is looked up by its role, many times in a picture.
    __hash__ = object.__hash__


Measure = Callable[[str, TextRole], float]
Segment = tuple[float, float, float, float]


class Rect(NamedTuple):
    """A rectangle by its four sides."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Right minus left."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Bottom minus top."""
        return self.bottom - self.top

    def overlaps(self, other: Rect) -> bool:
        """True where the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, other: Rect) -> bool:
        """True where this one lies wholly in the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def grown(self, by: float) -> Rect:
        """Return it with every side moved outwards."""
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)


class Box(NamedTuple):
    r"""A filled or outlined rectangle; `arrow` gives it a pointed right end.

    `hatch` is the colour of lines over the fill, `pattern` how they run: any of ``/ \\ - | .``.
    """

    rect: Rect
    fill: str = ""
    stroke: str = ""
    radius: float = 0
    hatch: str = ""
    arrow: bool = False
    pattern: str = "/"


class Strokes(NamedTuple):
    """Straight lines of one pen; `dash` one of ``dash dot dashdot longdash``, or empty."""

    segments: tuple[Segment, ...]
    colour: str
    width: float = 1
    dash: str = ""


class Glyph(NamedTuple):
    """A symbol about a point.

    Attributes:
        shape: ``circle``, ``down``, ``up``, ``right``, ``diamond``, ``cross`` or ``bar``.
    """

    shape: str
    x: float
    y: float
    size: float
    fill: str = ""
    stroke: str = ""
    width: float = 1.6


class Area(NamedTuple):
    """A filled polygon that what lies below shines through."""

    points: tuple[tuple[float, float], ...]
    fill: str
    opacity: float = 0.2


class Words(NamedTuple):
    """One line of text; `rect` is exactly what it covers, `plate` a ground behind it.

    Attributes:
        turned: Whether it is written upwards.
    """

    text: str
    rect: Rect
    role: TextRole
    colour: str
    plate: str = ""
    turned: bool = False

    @property
    def length(self) -> float:
        """How long the line of text is."""
        return self.rect.height if self.turned else self.rect.width


Shape = Box | Strokes | Glyph | Area | Words


class Pointed(Protocol):
    """What can be pointed at: an entry, by its table and id, and what it says."""

    @property
    def table(self) -> str:
        """Table of the entry, such as ``lab_result``."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def key(self) -> tuple[str, str]:
        """Table and id."""

    @property
    def reading(self) -> str:
        """What it says, in a sentence."""


class Hit(NamedTuple):
    """Where an entry can be pointed at; `point` tells a symbol from a bar or chip."""

    rect: Rect
    mark: Pointed
    point: bool = False


class Hint(NamedTuple):
    """What is read at a place."""

    rect: Rect
    words: str


class Part(NamedTuple):
    """A part of a picture that has a name, such as a lane with its title."""

    key: str
    rect: Rect


@dataclass(slots=True)
class Drawing:
    """Shapes in the order of painting, and where the record's entries lie.

    Attributes:
        plot: The part that shares the time axis.
        late_hits: Give the places of many marks, for when the first is pointed at.
        parts: Where each lane lies, from the top down.
        hints: What is read at places that belong to no entry, such as the source of a level.
        n_dropped: Labels that found no free place; what they say is still read under the cursor.
        scale: How large a pixel is on paper, in 1/96 inch.
    """

    width: float
    height: float
    background: str
    plot: Rect
    shapes: list[Shape] = field(default_factory=list)
    late_hits: list[Callable[[], Iterable[Hit]]] = field(default_factory=list)
    _hits: list[Hit] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    n_dropped: int = 0
    scale: float = 1.0
    _columns: dict[int, list[Hit]] = field(default_factory=dict)
    _by_key: dict[tuple[str, str], list[Hit]] = field(default_factory=dict)
    _n_sorted: int = 0

    @property
    def bounds(self) -> Rect:
        """The whole picture."""
        return Rect(0, 0, self.width, self.height)

    def tie(self, hit: Hit) -> None:
        """Tie a place to a mark."""
        self._hits.append(hit)

    @property
    def hits(self) -> list[Hit]:
        """Where each mark can be pointed at."""
        while self.late_hits:
            self._hits.extend(self.late_hits.pop(0)())
        return self._hits

    def words(self) -> list[Words]:
        """Return every text of the picture."""
        return [shape for shape in self.shapes if isinstance(shape, Words)]

    def words_at(self, x: float, y: float) -> str:
        """Return what is read at a point: of the entry there, else a hint; empty for nothing."""
        mark, spot = self.hit(x, y), Rect(x, y, x, y)
        if mark is not None:
            return mark.reading
        return next((hint.words for hint in self.hints if spot.inside(hint.rect)), "")

    def hit(self, x: float, y: float) -> Pointed | None:
        """Return what lies at a point: the smallest of those that lie over each other."""
        self._sort_hits()
        spot = Rect(x, y, x, y)
        found = [h for h in self._columns.get(int(x // _COLUMN), ()) if spot.inside(h.rect)]
        return min(found, key=lambda h: h.rect.width * h.rect.height).mark if found else None

    def hits_of(self, key: tuple[str, str]) -> Sequence[Hit]:
        """Return where one entry can be pointed at."""
        self._sort_hits()
        return self._by_key.get(key, ())

    def _sort_hits(self) -> None:
        """Put the places in order, by column and by entry: the mouse asks many times."""
        hits = self.hits
        if self._n_sorted == len(hits):
            return
        self._columns, self._n_sorted = _by_column(hits), len(hits)
        self._by_key = {}
        for hit in hits:
            self._by_key.setdefault(hit.mark.key, []).append(hit)


def _by_column(hits: Iterable[Hit]) -> dict[int, list[Hit]]:
    """Return places by the columns that they lie in."""
    columns: dict[int, list[Hit]] = {}
    for hit in hits:
        for column in range(int(hit.rect.left // _COLUMN), int(hit.rect.right // _COLUMN) + 1):
            columns.setdefault(column, []).append(hit)
    return columns
