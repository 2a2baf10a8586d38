"""The plain series of a table, read by columns: nothing but targets, each measured on every day.

A series is plain where every cell is written in its usual way and nothing is said in words; any
other one goes row by row through `lesion_series`, which also names what is wrong in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple, cast

from hcclog.domain.response import LesionRole
from hcclog.exchange.lesion_cells import COLUMNS, KEPT, day_span, size_mm
from hcclog.exchange.lesion_file import Block
from hcclog.exchange.lesion_series import place_of
from hcclog.rules.criteria import CriteriaRules
from hcclog.rules.plain import PlainTargets
from hcclog.rules.readings import Point, Track

_NODES = {"": False, "no": False, "yes": True}
_DATE = COLUMNS.index("date")
_DESCRIPTION = tuple(COLUMNS.index(name) for name in ("lesion", "site", "node"))
_MARKS = frozenset({"", "no", "yes"})
_N_DESCRIBED = 1 << 10

Column = tuple[str, ...]
Sizes = list[Decimal | None]


class PlainSeries(NamedTuple):
    """A plain series.

    Attributes:
        block: Its rows.
        points: Its assessments, baseline first.
        targets: Its lesions.
        diameters: Those of the lesions at each assessment, in mm; of nodes the short axes.
        viable: Those of their viable parts at each assessment, in mm, as far as they are given.
    """

    block: Block
    points: list[Point]
    targets: PlainTargets
    diameters: list[list[Decimal]]
    viable: list[Sizes | None]

    def counted_mm(self, rules: CriteriaRules) -> list[list[Decimal]] | None:
        """Return the sizes that count, in mm; None where the criteria find the series not plain."""
        by_viable = self.targets.under(rules).viable
        if rules.immune is not None:
            return None
        if not by_viable:
            return self.diameters
        found = []
        for diameters, viable in zip(self.diameters, self.viable, strict=True):
            sizes = _with_viable(diameters, viable, by_viable)
            if sizes is None:
                return None
            found.append(sizes)
        return found


def _with_viable(
    diameters: list[Decimal], viable: Sizes | None, by_viable: tuple[int, ...]
) -> list[Decimal] | None:
    """Return the sizes, of these lesions the viable ones; None where one is odd."""
    if viable is None:
        return None
    sizes = diameters.copy()
    for n in by_viable:
        size = viable[n]
        if not size or size > diameters[n]:
            return None
        sizes[n] = size
    return sizes


class _Odd(Exception):
    """The series is not plain."""


class _Day(NamedTuple):
    """An exact day; days are sorted, and compared, by their first two parts."""

    on_calendar: bool
    day: int
    point: Point


def plain_series(block: Block) -> PlainSeries | None:
    """Return the rows of one series as a plain series; None where they are none."""
    try:
        return _read(block)
    except _Odd:
        return None


def _read(block: Block) -> PlainSeries:
    columns = _in_order(block)
    _, _, dates, lesions, roles, sites, nodes, sizes, viables, states, marks = columns
    if not block.patient or roles.count(LesionRole.TARGET.value) < len(roles) or any(states):
        raise _Odd
    n = dates.count(dates[0])
    days = _days(dates[::n])
    diameters = _all_given(_by_date(sizes, n))
    viable: Sequence[Sizes | None] = _by_date(viables, n) if any(viables) else [None] * len(days)
    # Dates stand as in the table, or by their text; their days may have another order.
    found = sorted(zip(days, diameters, viable, strict=True), key=itemgetter(0))
    points = [day.point for day, _, _ in found]
    if any(marks):
        _check_marks(points[0].label, dates, marks)
    return PlainSeries(
        block,
        points,
        _described(lesions[:n], sites[:n], nodes[:n]),
        [one for _, one, _ in found],
        [one for _, _, one in found],
    )


def _in_order(block: Block) -> list[Column]:
    """Return the columns with one date after the other and the same lesions on each.

    The lesions have the order in which they first stand in the table.
    """
    columns = block.reader.columns(block.rows)
    if _is_grid(columns):
        return columns
    date, lesion = (block.reader.position(name) for name in ("date", "lesion"))
    ranks = {label: n for n, label in enumerate(dict.fromkeys(row[lesion] for row in block.rows))}
    columns = block.reader.columns(
        sorted(block.rows, key=lambda row: (row[date], ranks[row[lesion]]))
    )
    if not _is_grid(columns):
        raise _Odd
    return columns


def _is_grid(columns: list[Column]) -> bool:
    """True where the lesions of the first date stand on each, in one order and described alike."""
    dates, n = columns[_DATE], columns[_DATE].count(columns[_DATE][0])
    each = dates[::n]
    for k in range(1, n):
        if dates[k::n] != each:
            return False
    return all(columns[at] == columns[at][:n] * len(each) for at in _DESCRIPTION)


def _check_marks(first: str, dates: Column, marks: Column) -> None:
    """Refuse a baseline that is not the first date."""
    marked = {date for date, mark in zip(dates, marks, strict=True) if mark == "yes"}
    if not _MARKS.issuperset(marks) or not marked <= {first}:
        raise _Odd


def _by_date(texts: Column, n: int) -> list[Sizes]:
    try:
        sizes = list(map(size_mm, texts))
    except ValueError:
        raise _Odd from None
    return [sizes[at : at + n] for at in range(0, len(sizes), n)]


def _all_given(sizes: list[Sizes]) -> list[list[Decimal]]:
    """Return the sizes of targets, each measured and above 0."""
    if not all(map(all, sizes)):
        raise _Odd
    return cast("list[list[Decimal]]", sizes)


def _days(dates: Column) -> list[_Day]:
    days = list(map(_exact_day, dates))
    if len({day.day for day in days}) < len(days) or len({day.on_calendar for day in days}) > 1:
        raise _Odd
    return days


@lru_cache(KEPT)
def _exact_day(text: str) -> _Day:
    try:
        span, on_calendar = day_span(text)
    except ValueError:
        raise _Odd from None
    if not span.exact or text != text.strip():
        raise _Odd
    return _Day(on_calendar, span.earliest, Point(text, span.earliest, span.earliest))


@lru_cache(_N_DESCRIBED)
def _described(labels: Column, sites: Column, nodes: Column) -> PlainTargets:
    """Return the lesions; a text that is not as it would be shown is refused."""
    shown = all(text == text.strip() for text in (*labels, *sites))
    if not shown or not all(labels) or len(set(labels)) < len(labels):
        raise _Odd
    if not _NODES.keys() >= set(nodes) or all(_NODES[node] for node in nodes):
        raise _Odd
    manners = zip(labels, sites, nodes, strict=True)
    return PlainTargets(tuple(_target(label, site, _NODES[node]) for label, site, node in manners))


def _target(label: str, site: str, node: bool) -> Track:  # noqa: FBT001 - of a cell
    place = place_of(site, node=node)
    return Track(
        label=label,
        place=site,
        role=LesionRole.TARGET,
        kind=place.kind,
        in_liver=place.in_liver,
        porta_hepatis=place.porta_hepatis,
    )
