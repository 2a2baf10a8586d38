"""The rows of one series, put together as the rules read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from hcclog.domain.lesion import LesionKind
from hcclog.domain.response import LesionRole
from hcclog.exchange.bad_table import BadTable
from hcclog.exchange.lesion_cells import Row
from hcclog.exchange.lesion_sites import in_liver, kind_of
from hcclog.rules.readings import FollowUp, Point, Track
from hcclog.rules.roles import settle_roles

_N_PLACES = 1 << 12


@dataclass(slots=True)
class TableSeries:
    """One series of one patient, ready for the rules.

    Attributes:
        dates: The dates as written, baseline first, in order of time.
    """

    patient: str
    series: str
    dates: list[str] = field(default_factory=list)
    follow_up: FollowUp = field(default_factory=lambda: FollowUp([]))


class Place(NamedTuple):
    """What the free text of a site tells of a lesion."""

    kind: LesionKind
    in_liver: bool
    porta_hepatis: bool


@lru_cache(_N_PLACES)
def place_of(site: str, *, node: bool) -> Place:
    """Return what a site tells."""
    portal = node and "porta hepatis" in site.casefold()
    return Place(kind_of(site, node=node), in_liver(site), portal)


def table_series(file_name: str, rows: Sequence[Row]) -> TableSeries:
    """Return one series; its rows are known to be of one patient and series.

    Raises:
        BadTable: The rows contradict each other.
    """
    first = rows[0]
    mixed = next((row for row in rows if row.on_calendar != first.on_calendar), None)
    if mixed is not None:
        raise _at(
            file_name, mixed, "date", "calendar dates and days from day 0 stand in one series"
        )
    rows, repeated = _once(file_name, rows)
    places = {row.date: row.span for row in rows}
    baseline = _baseline(file_name, rows)
    dates = sorted(places, key=lambda date: (places[date].middle, date != baseline))
    start = dates.index(baseline)
    points = [Point(d, places[d].earliest, places[d].latest) for d in dates[start:]]
    tracks = [_track(file_name, found, dates, start) for found in _by_lesion(rows).values()]
    _check_partners(file_name, rows)
    follow_up = settle_roles(points, tracks)
    follow_up.findings += repeated
    return TableSeries(first.patient, first.series, dates[start:], follow_up)


def _at(file_name: str, row: Row, column: str, what: str) -> BadTable:
    return BadTable.at(file_name, row.line, column, what)


def _once(file_name: str, rows: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """Return each row once, and a sentence on each that repeats another in all its cells."""
    found: dict[tuple[str, str], Row] = {}
    repeated = []
    for row in rows:
        known = found.setdefault((row.date, row.lesion), row)
        if known is row:
            continue
        if row._replace(line=known.line) != known:
            raise _at(file_name, row, "lesion", f"{row.lesion} stands twice at {row.date}")
        repeated.append(f"Line {row.line} repeats line {known.line}.")
    return list(found.values()), repeated


def _baseline(file_name: str, rows: Sequence[Row]) -> str:
    """Return the date that is marked, or the earliest."""
    marked = [row for row in rows if row.is_baseline]
    for row in marked:
        if row.date != marked[0].date:
            raise _at(file_name, row, "baseline", f"{marked[0].date} is the baseline already")
    return marked[0].date if marked else min(rows, key=lambda row: row.span.middle).date


def _by_lesion(rows: Sequence[Row]) -> dict[str, list[Row]]:
    lesions: dict[str, list[Row]] = {}
    for row in rows:
        lesions.setdefault(row.lesion, []).append(row)
    return lesions


def _track(file_name: str, rows: list[Row], dates: list[str], start: int) -> Track:
    first = rows[0]
    for row in rows:
        if row.role is not first.role:
            raise _at(file_name, row, "role", f"{row.lesion} is {first.role} in line {first.line}")
        if row.node != first.node:
            raise _at(file_name, row, "node", f"{row.lesion} is otherwise in line {first.line}")
    readings = {row.date: row.reading for row in rows}
    site = next((row.site for row in rows if row.site), "")
    earlier = [readings[date] for date in dates[:start] if date in readings]
    place = place_of(site, node=first.node)
    return Track(
        label=first.lesion,
        place=site,
        role=first.role,
        kind=place.kind,
        in_liver=place.in_liver,
        porta_hepatis=place.porta_hepatis,
        # The table marks a doubtful new lesion by its state; one without that mark is meant as new.
        hypervascular=True if first.role is LesionRole.NEW else None,
        known_before=earlier[-1] if earlier else None,
        readings=[readings.get(date) for date in dates[start:]],
    )


def _check_partners(file_name: str, rows: Sequence[Row]) -> None:
    labels = {row.lesion for row in rows}
    for row in rows:
        if row.reading.partner and row.reading.partner not in labels - {row.lesion}:
            raise _at(file_name, row, "state", f"there is no lesion {row.reading.partner}")
