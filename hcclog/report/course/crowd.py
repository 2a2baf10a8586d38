"""Curves with more points than symbols fit beside each other: what of them is drawn.

A point that is alone in the width of a symbol is always drawn, and so are the highest and the
lowest of several that share one. All of them can be pointed at and are found by a selection.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from hcclog.report.course.marks import CurvePoint
from hcclog.report.course.sheet import Sheet
from hcclog.report.drawing import Segment

# Beyond this many values of one curve in view, symbols lie over each other.
CROWD = 250
_WIDTH = 7.0
Spot = tuple[CurvePoint, float, float]


def visible(sheet: Sheet, run: Sequence[Spot]) -> list[Spot]:
    """Return the points of the days in view."""
    first, last = sheet.view
    return [spot for spot in run if first <= spot[0].mark.span.day <= last]


def is_crowded(sheet: Sheet, runs: Sequence[Sequence[Spot]]) -> bool:
    """True where more values of a curve are in view than can be told apart."""
    if sum(map(len, runs)) <= CROWD:
        return False
    return sum(len(visible(sheet, run)) for run in runs) > CROWD


def fences(runs: Sequence[Sequence[Spot]]) -> Iterator[Segment]:
    """Yield where a crowded curve runs, roughly: from top to bottom of each column."""
    for run in runs:
        for column in _columns(run):
            heights = [y for _, _, y in column]
            x = column[0][1]
            yield x, min(heights), x, max(heights)


def thinned(spots: Sequence[Spot]) -> list[Spot]:
    """Return the corners of the line: where it enters and leaves a column, and its extremes."""
    kept: list[Spot] = []
    for column in _columns(spots):
        ends = {0, len(column) - 1, *_extremes(column)}
        kept += [column[k] for k in sorted(ends)]
    return kept


def extremes(spots: Sequence[Spot]) -> list[Spot]:
    """Return the points whose symbols are drawn."""
    kept: list[Spot] = []
    for column in _columns(spots):
        kept += [column[k] for k in sorted(set(_extremes(column)))]
    return kept


def _columns(spots: Sequence[Spot]) -> Iterator[list[Spot]]:
    return (list(group) for _, group in groupby(spots, key=lambda spot: spot[1] // _WIDTH))


def _extremes(column: list[Spot]) -> tuple[int, int]:
    """Return the places of the highest and the lowest."""
    heights = [spot[2] for spot in column]
    return heights.index(min(heights)), heights.index(max(heights))
