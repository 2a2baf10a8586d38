"""The course chart as plain data: lanes of marks over one axis of days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hcclog.report.course.marks import (
    Band,
    Break,
    Chip,
    Curve,
    Flag,
    Lead,
    Level,
    LineLabel,
    Mark,
    RangeSpan,
    RegimenBar,
    Rise,
)
from hcclog.report.day_axis import DayAxis
from hcclog.report.scales import ValueScale


class RegimenLane(NamedTuple):
    """Courses as bars."""

    key: str
    title: str
    subtitle: str
    bars: tuple[RegimenBar, ...]
    lines: tuple[LineLabel, ...] = ()

    @property
    def n_rows(self) -> int:
        """Number of rows of bars."""
        return max((bar.row for bar in self.bars), default=-1) + 1

    def marks(self) -> Iterator[Mark]:
        """Yield every mark."""
        for bar in self.bars:
            yield bar.mark
            yield from (segment.mark for segment in bar.segments[1:])
            yield from (hold.mark for hold in bar.holds)


class FlagLane(NamedTuple):
    """Procedures, or events; `undated` holds those that have no date at all, in words."""

    key: str
    title: str
    subtitle: str
    flags: tuple[Flag, ...]
    undated: tuple[str, ...] = ()

    def marks(self) -> Iterator[Mark]:
        """Yield every mark."""
        yield from (flag.mark for flag in self.flags)


class ArrowLane(NamedTuple):
    """What was done, as arrows to the curve below; without captions the arrows alone."""

    key: str
    title: str
    subtitle: str
    flags: tuple[Flag, ...]

    def marks(self) -> Iterator[Mark]:
        """Yield every mark."""
        yield from (flag.mark for flag in self.flags)


class ChipLane(NamedTuple):
    """Responses of one reader or one set of criteria."""

    key: str
    title: str
    subtitle: str
    chips: tuple[Chip, ...]

    def marks(self) -> Iterator[Mark]:
        """Yield every mark."""
        yield from (chip.mark for chip in self.chips)


class CurveLane(NamedTuple):
    """Values over time, with what they are read against.

    Attributes:
        wished: Least height to wish for, in pixels, where a lane is the matter of a figure.
    """

    key: str
    title: str
    subtitle: str
    scale: ValueScale
    curves: tuple[Curve, ...]
    ranges: tuple[RangeSpan, ...] = ()
    levels: tuple[Level, ...] = ()
    breaks: tuple[Break, ...] = ()
    rises: tuple[Rise, ...] = ()
    wished: float = 0.0

    def marks(self) -> Iterator[Mark]:
        """Yield every mark."""
        for curve in self.curves:
            yield from (point.mark for point in curve.points())

    @property
    def n_points(self) -> int:
        """Number of values."""
        return sum(len(run) for curve in self.curves for run in curve.runs)


class BandLane(NamedTuple):
    """Findings or results in words alone."""

    key: str
    title: str
    subtitle: str
    bands: tuple[Band, ...]

    def marks(self) -> Iterator[Mark]:
        """Yield every mark."""
        yield from (band.mark for band in self.bands)


class LeadLane(NamedTuple):
    """Progression of a marker and of imaging, and the time between the two."""

    key: str
    title: str
    subtitle: str
    leads: tuple[Lead, ...]

    def marks(self) -> Iterator[Mark]:
        """Yield every mark."""
        for lead in self.leads:
            yield from lead.marks()


class NoteLane(NamedTuple):
    """Sentences under a picture: sources, and what could not be drawn."""

    key: str
    title: str
    subtitle: str
    notes: tuple[str, ...]

    def marks(self) -> Iterator[Mark]:
        """Yield nothing: a sentence has no day."""
        yield from ()


Lane = RegimenLane | FlagLane | ArrowLane | ChipLane | CurveLane | BandLane | LeadLane | NoteLane


class CourseFigure(NamedTuple):
    """The whole chart.

    Attributes:
        title: The patient's code.
        home: First and last day that are shown at first.
        extent: First and last day of everything.
        unplaced: Readings of entries whose dates have no place on the axis.
        every: All lanes in their order, the hidden ones too.
        heights: What the user chose, by key, in pixels.
        kind: What it shows: ``Course``.
        is_in_time: False where days are counted anew in each line, so that one place along
            the axis is not one day of the record.
    """

    title: str
    axis: DayAxis
    lanes: tuple[Lane, ...]
    home: tuple[float, float]
    extent: tuple[float, float]
    unplaced: tuple[str, ...] = ()
    every: tuple[Lane, ...] = ()
    heights: tuple[tuple[str, float], ...] = ()
    kind: str = "Course"
    is_in_time: bool = True

    def marks(self) -> Iterator[Mark]:
        """Yield the marks of every lane."""
        for lane in self.lanes:
            yield from lane.marks()

    def lane(self, key: str) -> Lane | None:
        """Return one lane by its key."""
        return next((lane for lane in self.lanes if lane.key == key), None)
