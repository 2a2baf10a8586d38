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
    Level,
    LineLabel,
    Mark,
    RangeSpan,
    RegimenBar,
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
    """Values over time, with what they are read against."""

    key: str
    title: str
    subtitle: str
    scale: ValueScale
    curves: tuple[Curve, ...]
    ranges: tuple[RangeSpan, ...] = ()
    levels: tuple[Level, ...] = ()
    breaks: tuple[Break, ...] = ()

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


Lane = RegimenLane | FlagLane | ChipLane | CurveLane | BandLane


class CourseFigure(NamedTuple):
    """The whole chart.

    Attributes:
        title: The patient's code.
        home: First and last day that are shown at first.
        extent: First and last day of everything.
        unplaced: Readings of entries whose dates have no place on the axis.
        every: All lanes in their order, the hidden ones too.
        heights: What the user chose, by key, in pixels.
    """

    title: str
    axis: DayAxis
    lanes: tuple[Lane, ...]
    home: tuple[float, float]
    extent: tuple[float, float]
    unplaced: tuple[str, ...] = ()
    every: tuple[Lane, ...] = ()
    heights: tuple[tuple[str, float], ...] = ()

    def marks(self) -> Iterator[Mark]:
        """Yield the marks of every lane."""
        for lane in self.lanes:
            yield from lane.marks()

    def lane(self, key: str) -> Lane | None:
        """Return one lane by its key."""
        return next((lane for lane in self.lanes if lane.key == key), None)
