"""The plain series of a table, read by columns: nothing but targets, each measured on every day.

A series is plain where every cell is written in its usual way and nothing is said in words; any
other one goes row by row through `lesion_series`, which also names what is wrong in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from hcclog.domain.response import LesionRole
from hcclog.exchange.lesion_cells import KEPT, day_span, size_mm
from hcclog.exchange.lesion_file import Block
from hcclog.exchange.lesion_series import place_of
from hcclog.rules.criteria import CriteriaRules
from hcclog.rules.readings import Point, Reading, Track
from hcclog.rules.sums import VIABLE, ZERO, axis_of

_NODES = {"": False, "no": False, "yes": True}
_MARKS = frozenset({"", "no", "yes"})


class PlainSeries(NamedTuple):
    """A plain series.

    Attributes:
        block: Its rows.
        points: Its assessments, baseline first.
        targets: Its lesions, each with its reading at the baseline.
        dates: The date of each row.
        lesions: The lesion of each row.
        sizes: The diameter in each row, in mm; of a node the short axis.
        viable: The viable diameter in each row, in mm; None where there is none.
    """

    block: Block
    points: list[Point]
    targets: tuple[Track, ...]
    dates: Sequence[str]
    lesions: Sequence[str]
    sizes: Sequence[Decimal]
    viable: Sequence[Decimal | None]

    def sums_mm(self, rules: CriteriaRules) -> list[Decimal] | None:
        """Return the sum at each assessment, in mm; None where the criteria find it not plain."""
        sizes: Sequence[Decimal] | None = self.sizes
        by_viable = {track.label for track in self.targets if axis_of(track, rules) == VIABLE}
        if by_viable:
            sizes = self._viable_sizes(by_viable)
        if sizes is None:
            return None
        sums = dict.fromkeys([point.label for point in self.points], ZERO)
        for date, size in zip(self.dates, sizes, strict=True):
            sums[date] += size
        return list(sums.values())

    def _viable_sizes(self, labels: set[str]) -> list[Decimal] | None:
        """Return the sizes with the viable ones of these lesions; None where one is odd."""
        found = []
        for label, size, viable in zip(self.lesions, self.sizes, self.viable, strict=True):
            if label not in labels:
                found.append(size)
            elif not viable or viable > size:
                return None
            else:
                found.append(viable)
        return found


def plain_series(block: Block) -> PlainSeries | None:
    """Return the rows of one series as a plain series; None where they are none."""
    columns = block.reader.columns(block.rows)
    _, _, dates, lesions, roles, sites, nodes, diameters, viables, states, marks = columns
    n_rows = len(dates)
    if roles.count(LesionRole.TARGET.value) < n_rows or states.count("") < n_rows:
        return None
    try:
        sizes = list(map(size_mm, diameters))
        viable = [None] * n_rows if viables.count("") == n_rows else list(map(size_mm, viables))
    except ValueError:
        return None
    grid = dict(zip(zip(dates, lesions, strict=True), range(n_rows), strict=True))
    manners = list(dict.fromkeys(zip(lesions, sites, nodes, strict=True)))
    points = _points(list(dict.fromkeys(dates)))
    # Each lesion is described in one way only, and stands once on each date.
    if not points or len(grid) < n_rows or len(manners) * len(points) != n_rows or not all(sizes):
        return None
    first = points[0].label
    if not _are_plain(manners) or not _may_begin(first, dates, marks) or not block.patient:
        return None
    at = [grid[first, label] for label, _, _ in manners]
    targets = tuple(
        _target(manner, sizes[n], viable[n]) for manner, n in zip(manners, at, strict=True)
    )
    return PlainSeries(block, points, targets, dates, lesions, sizes, viable)


def _points(dates: list[str]) -> list[Point] | None:
    """Return the assessments in order of time; None where a day or the order is not certain."""
    days = list(map(_exact_day, dates))
    if None in days or len(set(days)) < len(days):
        return None
    ordered = sorted(zip(days, dates, strict=True))
    if ordered[0][0][0] != ordered[-1][0][0]:
        return None
    return [Point(date, day, day) for (_, day), date in ordered]


@lru_cache(KEPT)
def _exact_day(text: str) -> tuple[bool, int] | None:
    """Return whether a date is of a calendar, and its day; None where it is not exactly one."""
    try:
        span, on_calendar = day_span(text)
    except ValueError:
        return None
    return (on_calendar, span.earliest) if span.exact and text == text.strip() else None


def _are_plain(manners: list[tuple[str, str, str]]) -> bool:
    """True where labels, sites and nodes are written as they are shown, and one is no node."""
    return any(not _NODES.get(node, True) for _, _, node in manners) and all(
        label and label == label.strip() and site == site.strip() and node in _NODES
        for label, site, node in manners
    )


def _may_begin(first: str, dates: Sequence[str], marks: Sequence[str]) -> bool:
    """True where no other date than the first is marked as the baseline."""
    if marks.count("") == len(marks):
        return True
    if not _MARKS.issuperset(marks):
        return False
    marked = {date for date, mark in zip(dates, marks, strict=True) if mark == "yes"}
    return marked <= {first}


def _target(manner: tuple[str, str, str], size: Decimal, viable: Decimal | None) -> Track:
    label, site, in_nodes = manner
    node = _NODES[in_nodes]
    place = place_of(site, node=node)
    return Track(
        label=label,
        place=site,
        role=LesionRole.TARGET,
        kind=place.kind,
        in_liver=place.in_liver,
        porta_hepatis=place.porta_hepatis,
        readings=[Reading(None if node else size, size if node else None, viable)],
    )
