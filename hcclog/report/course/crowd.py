"""Curves with more points than symbols fit beside each other: what of them is drawn.

A point that is alone in the width of a symbol is always drawn, and so are the highest and the
lowest of several that share one, and what is known to lie below or above. All of them can be
pointed at and are found by a selection. What a picture costs follows from its width: points are
looked up by their days and never one by one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from hcclog.report.course.marks import CurvePoint
from hcclog.report.drawing import Segment

# Beyond this many values of one curve in view, symbols lie over each other.
CROWD = 250
_WIDTH = 7.0
Spot = tuple[CurvePoint, float, float]


class Flat(NamedTuple):
    """A run as numbers, in order of time.

    Attributes:
        shares: How high each point stands, 0 to 1.
        is_sure: True where each date is one day.
        is_off: True where a point has no place on the axis: a zero on a logarithmic one.
        signs: The numbers of the points that no circle stands for, each kind for itself.
    """

    points: Sequence[CurvePoint]
    days: list[float]
    values: list[float]
    shares: list[float]
    is_sure: bool
    is_off: bool = False
    signs: tuple[Sequence[int], ...] = ()


class Frame(NamedTuple):
    """The days of a view, and the pixels that they and the shares 0 to 1 stand for."""

    first: float
    last: float
    left: float
    width: float
    bottom: float
    height: float

    @property
    def days_a_pixel(self) -> float:
        """Days that a pixel stands for."""
        return (self.last - self.first) / self.width

    def place(self, run: Flat, numbers: Iterable[int]) -> list[Spot]:
        """Return points of a run, by their numbers, with their places."""
        points, days, shares = run.points, run.days, run.shares
        first, last, left, width, bottom, height = self
        span = last - first
        return [
            (points[k], left + (days[k] - first) / span * width, bottom - shares[k] * height)
            for k in numbers
        ]


class Stretch(NamedTuple):
    """The part of a run that is in view."""

    run: Flat
    start: int
    end: int

    @property
    def numbers(self) -> range:
        """The numbers of its points."""
        return range(self.start, self.end)

    @property
    def joined(self) -> range:
        """The numbers of its points and of those beside the view, to which lines run."""
        return range(max(self.start - 1, 0), min(self.end + 1, len(self.run.days)))


class _Column(NamedTuple):
    """The points that share the width of a symbol, and the places of their extremes."""

    start: int
    end: int
    highest: int
    lowest: int


class Crowd:
    """A stretch in columns as wide as a symbol."""

    def __init__(self, stretch: Stretch, frame: Frame) -> None:
        self._stretch, self._frame = stretch, frame
        self._columns = list(_columns(stretch, frame))

    def fences(self) -> Iterator[Segment]:
        """Yield where the curve runs, roughly: from top to bottom of each column."""
        highest = self._place(column.highest for column in self._columns)
        lowest = self._place(column.lowest for column in self._columns)
        for (_, x, top), (_, _, bottom) in zip(highest, lowest, strict=True):
            yield x, top, x, bottom

    def thinned(self) -> list[Spot]:
        """Return the corners of the line: where it enters and leaves a column, and extremes."""
        kept = {k for start, end, *extremes in self._columns for k in (start, end - 1, *extremes)}
        # The line comes from before the view and goes on after it.
        joined = self._stretch.joined
        return self._place(sorted({*joined[:1], *joined[-1:], *kept}))

    def extremes(self) -> list[Spot]:
        """Return the points whose symbols are drawn: also one of each sign in a column."""
        found = {k for column in self._columns for k in (column.highest, column.lowest)}
        for numbers in self._stretch.run.signs:
            found.update(_first_of_each(self._columns, numbers))
        return self._place(sorted(found))

    def _place(self, numbers: Iterable[int]) -> list[Spot]:
        return self._frame.place(self._stretch.run, numbers)


def _first_of_each(columns: Iterable[_Column], numbers: Sequence[int]) -> Iterator[int]:
    """Yield the first of some points in each column that holds one."""
    for column in columns:
        at = bisect_left(numbers, column.start)
        if at < len(numbers) and numbers[at] < column.end:
            yield numbers[at]


def _columns(stretch: Stretch, frame: Frame) -> Iterator[_Column]:
    """Yield the columns that hold points, from left to right."""
    run, start, last = stretch
    days, shares, a_pixel = run.days, run.shares, frame.days_a_pixel
    while start < last:
        x = frame.left + (days[start] - frame.first) / a_pixel
        border = frame.first + ((x // _WIDTH + 1) * _WIDTH - frame.left) * a_pixel
        end = max(bisect_left(days, border, start, last), start + 1)
        here = shares[start:end]
        yield _Column(start, end, start + here.index(max(here)), start + here.index(min(here)))
        start = end


class Seen:
    """The points in view with their places; of a crowd only those asked for are worked out."""

    def __init__(self, stretches: Sequence[Stretch], frame: Frame) -> None:
        self._stretches, self._frame = stretches, frame

    def __len__(self) -> int:
        return sum(end - start for _, start, end in self._stretches)

    def __iter__(self) -> Iterator[Spot]:
        for stretch in self._stretches:
            yield from self._frame.place(stretch.run, stretch.numbers)

    def __getitem__(self, k: int) -> Spot:
        k = k if k >= 0 else len(self) + k
        for run, start, end in self._stretches:
            if k < end - start:
                return self._frame.place(run, (start + k,))[0]
            k -= end - start
        raise IndexError(k)

    @property
    def is_off(self) -> bool:
        """True where one, in view or not, has no place on the axis."""
        return any(one.run.is_off for one in self._stretches)

    def values(self) -> list[float]:
        """Return their values."""
        return [value for run, start, end in self._stretches for value in run.values[start:end]]

    def unsure(self) -> list[Spot]:
        """Return those that can mean several days."""
        return [
            spot
            for one in self._stretches
            if not one.run.is_sure
            for spot in self._frame.place(one.run, one.numbers)
            if not spot[0].mark.span.exact
        ]


class Placed:
    """The points of a curve with their places.

    Attributes:
        seen: Those of the days in view.
        crowded: True where more of them are in view than can be told apart.
        is_off: True where one has no place on the axis.
    """

    def __init__(self, runs: Sequence[Flat], frame: Frame) -> None:
        self._frame = frame
        self._stretches = [_stretch(run, frame) for run in runs]
        self.seen = Seen(self._stretches, frame)
        self.crowded = len(self.seen) > CROWD
        self.is_off = any(run.is_off for run in runs)

    @property
    def runs(self) -> list[list[Spot]]:
        """The points that lines join, run by run: those in view, and one beside it."""
        return [self._frame.place(one.run, one.joined) for one in self._stretches]

    @cached_property
    def crowds(self) -> list[Crowd]:
        """The columns of each run."""
        return [Crowd(one, self._frame) for one in self._stretches]

    def symbols(self) -> list[Spot]:
        """Return the points in view whose symbols are drawn."""
        if not self.crowded:
            return list(self.seen)
        return [spot for crowd in self.crowds for spot in crowd.extremes()]


def _stretch(run: Flat, frame: Frame) -> Stretch:
    start = bisect_left(run.days, frame.first)
    return Stretch(run, start, bisect_right(run.days, frame.last, start))
