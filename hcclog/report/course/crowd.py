"""Curves with more points than symbols fit beside each other: what of them is drawn.

A point that is alone in the width of a symbol is always drawn, and so are the highest and the
lowest of several that share one. All of them can be pointed at and are found by a selection.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from hcclog.report.course.marks import Curve, CurvePoint
from hcclog.report.course.sheet import Sheet

# Beyond this many values of one curve in view, symbols lie over each other.
CROWD = 250
_WIDTH = 7.0
Spot = tuple[CurvePoint, float, float]
_height = itemgetter(2)


def is_crowded(sheet: Sheet, curve: Curve) -> bool:
    """True where more values of a curve are in view than can be told apart."""
    if sum(map(len, curve.runs)) <= CROWD:
        return False
    return sum(sheet.sees(point.mark.day) for point in curve.points()) > CROWD


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
