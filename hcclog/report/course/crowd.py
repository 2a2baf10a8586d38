"""Curves with more points than symbols fit beside each other: what of them is drawn.

A point that is alone in the width of a symbol is always drawn, and so are the highest and the
lowest of several that share one. All of them can be pointed at and are found by a selection.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from hcclog.report.course.marks import CurvePoint
from hcclog.report.drawing import Segment

# Beyond this many values of one curve in view, symbols lie over each other.
CROWD = 250
_WIDTH = 7.0
Spot = tuple[CurvePoint, float, float]


class _Column(NamedTuple):
    """The points that share the width of a symbol, and the places of their extremes."""

    spots: list[Spot]
    highest: int
    lowest: int


class Crowd:
    """A run of points in columns as wide as a symbol."""

    def __init__(self, run: Sequence[Spot]) -> None:
        groups = (list(group) for _, group in groupby(run, key=lambda spot: spot[1] // _WIDTH))
        self._columns = [_column(group) for group in groups]

    def fences(self) -> Iterator[Segment]:
        """Yield where the curve runs, roughly: from top to bottom of each column."""
        for spots, highest, lowest in self._columns:
            x = spots[0][1]
            yield x, spots[highest][2], x, spots[lowest][2]

    def thinned(self) -> list[Spot]:
        """Return the corners of the line: where it enters and leaves a column, and extremes."""
        kept: list[Spot] = []
        for spots, *extremes in self._columns:
            kept += [spots[k] for k in sorted({0, len(spots) - 1, *extremes})]
        return kept

    def extremes(self) -> list[Spot]:
        """Return the points whose symbols are drawn."""
        kept: list[Spot] = []
        for spots, *extremes in self._columns:
            kept += [spots[k] for k in sorted(set(extremes))]
        return kept


def _column(spots: list[Spot]) -> _Column:
    if len(spots) == 1:
        return _Column(spots, 0, 0)
    heights = [spot[2] for spot in spots]
    return _Column(spots, heights.index(min(heights)), heights.index(max(heights)))


class Placed:
    """The points of a curve with their places.

    Attributes:
        runs: All of them, run by run.
        seen: Those of the days in view.
        unsure: Those of them that can mean several days.
        crowded: True where more of them are in view than can be told apart.
    """

    def __init__(self, runs: list[list[Spot]], seen: list[Spot], unsure: list[Spot]) -> None:
        self.runs = runs
        self.seen = seen
        self.unsure = unsure
        self.crowded = len(seen) > CROWD

    @cached_property
    def crowds(self) -> list[Crowd]:
        """The columns of each run."""
        return [Crowd(run) for run in self.runs]

    def symbols(self) -> list[Spot]:
        """Return the points in view whose symbols are drawn."""
        if not self.crowded:
            return self.seen
        all_seen = len(self.runs) == 1 and len(self.seen) == len(self.runs[0])
        return (self.crowds[0] if all_seen else Crowd(self.seen)).extremes()
