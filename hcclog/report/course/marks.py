"""What lies on the lanes of the course chart, as plain data, each tied to its entry in the record.

Days are floats on the record's axis (calendar ordinals, or days from day 0); a date that is known
to a month stands in the middle of it, and the mark keeps the whole span. Captions are given from
the longest to the shortest: the layout takes the first that finds room.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hcclog.domain.chronology import DaySpan
from hcclog.domain.quantities import Comparator
from hcclog.domain.response import Category

Captions = tuple[str, ...]


class Mark(NamedTuple):
    """One thing that can be pointed at.

    Attributes:
        table: Table of the entry, such as ``lab_result``.
        id: Its id.
        span: The days that its date can mean.
        reading: What it says, in a sentence.
        when: Its date as it is known.
    """

    table: str
    id: str
    span: DaySpan
    reading: str
    when: str = ""

    @property
    def day(self) -> float:
        """Where it is drawn."""
        return self.span.day

    @property
    def key(self) -> tuple[str, str]:
        """Table and id."""
        return self.table, self.id


class DoseSegment(NamedTuple):
    """A stretch of one dose; `strength` (0 to 1) is the dose over the agent's highest."""

    mark: Mark
    start: float
    end: float
    captions: Captions
    strength: float = 1.0


class HoldStrip(NamedTuple):
    """An interruption of a course."""

    mark: Mark
    start: float
    end: float
    captions: Captions


class RegimenBar(NamedTuple):
    """One agent's course.

    Attributes:
        colour: Of the agent, ``#rrggbb``.
        row: Counted from 0 at the top.
        end_span: Days of its end; None where it goes on or its end is not placed.
        goes_on: False where an end is recorded, also one that is not placed.
    """

    mark: Mark
    name: str
    colour: str
    row: int
    segments: tuple[DoseSegment, ...]
    end_span: DaySpan | None
    holds: tuple[HoldStrip, ...] = ()
    goes_on: bool = True

    @property
    def start(self) -> float:
        """First day drawn."""
        return self.segments[0].start

    @property
    def end(self) -> float:
        """Last day drawn."""
        return self.segments[-1].end

    @property
    def ongoing(self) -> bool:
        """True where no end is drawn."""
        return self.end_span is None and self.goes_on


class LineLabel(NamedTuple):
    """The number of a line of therapy, over its first course."""

    mark: Mark
    captions: Captions


class Flag(NamedTuple):
    """A moment with a symbol and a label; `until` is the last day of what lasts.

    Attributes:
        shape: Symbol, as `drawing.Glyph` names it.
        tone: ``text``, ``muted`` or ``bad``.
    """

    mark: Mark
    captions: Captions
    shape: str = "down"
    until: float | None = None
    tone: str = "text"


class Chip(NamedTuple):
    """One response; `differs` where the reader and the rules do not agree."""

    mark: Mark
    category: Category | None
    captions: Captions
    differs: bool = False


class CurvePoint(NamedTuple):
    """One value; `value` is for its place, `text` is what is printed."""

    mark: Mark
    value: float
    text: str
    comparator: Comparator = Comparator.EQUAL


class Curve(NamedTuple):
    """Points of one kind, in runs that are joined by lines; between two runs the line is broken.

    Attributes:
        style: ``first``, ``second`` (dashed) or another, which is muted.
        label: Written at its end; empty where the lane's title says it all.
        colour: As ``#rrggbb``; empty for that of the style.
    """

    runs: tuple[tuple[CurvePoint, ...], ...]
    style: str = "first"
    label: str = ""
    printed: bool = True
    colour: str = ""

    def points(self) -> Iterator[CurvePoint]:
        """Yield all points in order of time."""
        for run in self.runs:
            yield from run


class RangeSpan(NamedTuple):
    """A reference range while it held; None where it is open."""

    start: float | None
    end: float | None
    low: float
    high: float | None
    caption: str


class Level(NamedTuple):
    """A horizontal line from `start` to `end` (None: over the whole lane).

    Attributes:
        hint: What is read under the cursor, such as its source.
    """

    value: float
    captions: Captions
    start: float | None = None
    end: float | None = None
    dash: str = "dash"
    hint: str = ""


class Break(NamedTuple):
    """Where a curve is broken, and why."""

    day: float
    captions: Captions


class Rise(NamedTuple):
    """A stretch of a curve from one value to a higher one, and how quickly it rose.

    Attributes:
        mark: The later value.
        first: Day and value at which it begins.
        last: Day and value at which it ends.
    """

    mark: Mark
    first: tuple[float, float]
    last: tuple[float, float]
    captions: Captions


class Lead(NamedTuple):
    """Where a marker and where imaging progressed in one line of therapy.

    Attributes:
        rises: The results that rose; several where their order is not certain.
        seen: The assessment that showed progression; None without one.
    """

    rises: tuple[Mark, ...]
    seen: Mark | None
    captions: Captions

    def marks(self) -> Iterator[Mark]:
        """Yield every mark."""
        yield from self.rises
        if self.seen is not None:
            yield self.seen


class Band(NamedTuple):
    """A stretch with a word in place of a number; `strength` (0 to 1) is how dark it is."""

    mark: Mark
    start: float
    end: float
    strength: float
    captions: Captions
