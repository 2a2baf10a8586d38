"""A table of lesions as CSV: read strictly, grouped into the series that the rules judge.

Columns, in any order: patient, series (default 1), date, lesion, role, site, node, diameter_mm,
viable_mm, state, baseline. Rows stand in any order too.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from hcclog.domain.chronology import DaySpan, calendar_span, length_of
from hcclog.domain.dates import Calendar, ClinicalDate, Offset
from hcclog.domain.lesion import LesionState
from hcclog.domain.response import LesionRole
from hcclog.exchange.lesion_sites import in_liver, kind_of
from hcclog.rules.readings import FollowUp, Point, Reading, Track
from hcclog.rules.roles import settle_roles

COLUMNS = (
    "patient",
    "series",
    "date",
    "lesion",
    "role",
    "site",
    "node",
    "diameter_mm",
    "viable_mm",
    "state",
    "baseline",
)
_NEEDED = ("patient", "date", "lesion", "role")
_MM = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_ROLES = {role.value: role for role in (LesionRole.TARGET, LesionRole.NON_TARGET, LesionRole.NEW)}
_ANSWERS = {"yes": True, "no": False, "": False}
_STATES = {state.value: state for state in LesionState}
_WITH_PARTNER = (LesionState.MERGED, LesionState.SPLIT)
_WITHOUT_SIZE = (LesionState.ABSENT, LesionState.NOT_EVALUABLE)


T = TypeVar("T")


class BadTable(Exception):
    """A table that is refused; the message names file, line and column."""


@dataclass(frozen=True, slots=True)
class Row:
    """One lesion at one date, as it stands in the table."""

    line: int
    patient: str
    series: str
    date: str
    span: DaySpan
    on_calendar: bool
    lesion: str
    role: LesionRole
    site: str
    node: bool
    reading: Reading
    is_baseline: bool


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


def read_lesions(path: Path) -> Iterator[TableSeries]:
    """Yield every series of a table, in the order in which they first stand in it.

    Raises:
        BadTable: A column or a cell that cannot be read.
    """
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in _rows(path):
        groups.setdefault((row.patient, row.series), []).append(row)
    for rows in groups.values():
        yield _series(path, rows)


def _rows(path: Path) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = _header(path, next(reader, None))
            for cells in reader:
                if not cells:
                    continue
                if len(cells) != len(header):
                    wrong = f"{len(cells)} cells stand under {len(header)} columns"
                    raise BadTable(f"{path.name}, line {reader.line_num}: {wrong}.")
                yield _Cells(path, reader.line_num, dict(zip(header, cells, strict=True))).row()
    except UnicodeDecodeError:
        raise BadTable(f"{path.name} is not UTF-8 text.") from None
    except csv.Error as error:
        raise BadTable(f"{path.name}, line {reader.line_num}: {error}.") from None
    except OSError as error:
        raise BadTable(f"{path} cannot be read: {error.strerror}.") from None


def _header(path: Path, names: list[str] | None) -> list[str]:
    if names is None:
        raise BadTable(f"{path.name} is empty.")
    header = [name.strip() for name in names]
    for name in header:
        if name not in COLUMNS:
            raise BadTable(f"{path.name}, line 1: there is no column {name!r}.")
        if header.count(name) > 1:
            raise BadTable(f"{path.name}, line 1: the column {name} stands twice.")
    for name in _NEEDED:
        if name not in header:
            raise BadTable(f"{path.name}, line 1: the column {name} is missing.")
    return header


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one line, and how each is read."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def row(self) -> Row:
        """Return the line as values."""
        text = {name: self.cells.get(name, "").strip() for name in COLUMNS}
        for name in _NEEDED:
            if not text[name]:
                raise self._bad(name, "is empty")
        span, on_calendar = self._span(text["date"])
        node = self._one_of("node", _ANSWERS)
        state, partner = self._state(text["state"])
        size, viable = self._mm("diameter_mm"), self._mm("viable_mm")
        role = self._one_of("role", _ROLES)
        if size is None and viable is None and state is None and role is LesionRole.NEW:
            raise self._bad("diameter_mm", "is empty and no state says what is seen")
        if state in _WITHOUT_SIZE and (size or viable):
            raise self._bad("state", f"{text['state']!r} contradicts the size in this line")
        return Row(
            self.line,
            text["patient"],
            text["series"] or "1",
            text["date"],
            span,
            on_calendar,
            text["lesion"],
            role,
            text["site"],
            node,
            Reading(None if node else size, size if node else None, viable, state, partner),
            self._one_of("baseline", _ANSWERS),
        )

    def _bad(self, column: str, what: str) -> BadTable:
        return BadTable(f"{self.path.name}, line {self.line}, column {column}: {what}.")

    def _one_of(self, column: str, allowed: Mapping[str, T]) -> T:
        word = self.cells.get(column, "").strip().lower()
        if word not in allowed:
            known = ", ".join(name for name in allowed if name)
            raise self._bad(column, f"{word!r} is none of {known}")
        return allowed[word]

    def _mm(self, column: str) -> Decimal | None:
        text = self.cells.get(column, "").strip()
        if not text:
            return None
        if not _MM.fullmatch(text):
            raise self._bad(column, f"{text!r} is not a size in mm such as 12.4")
        return Decimal(text)

    def _state(self, text: str) -> tuple[LesionState | None, str]:
        word, _, partner = text.partition(":")
        state = _STATES.get(word.strip().lower())
        if text and state is None:
            raise self._bad("state", f"{text!r} is none of {', '.join(_STATES)}")
        if (state in _WITH_PARTNER) != bool(partner.strip()):
            raise self._bad("state", f"{text!r}: merged and split name the other lesion")
        return state, partner.strip()

    def _span(self, text: str) -> tuple[DaySpan, bool]:
        try:
            form = ClinicalDate.parse(text).form
        except ValueError:
            raise self._bad("date", f"{text!r} is not a date such as 2026-11-21") from None
        if isinstance(form, Calendar):
            return calendar_span(form), True
        if isinstance(form, Offset) and form.anchor is None:
            return length_of(form), False
        raise self._bad("date", f"{text!r} is counted from something that the table does not hold")


def _series(path: Path, rows: list[Row]) -> TableSeries:
    """Return one series; its rows are known to be of one patient and series."""
    first = rows[0]
    mixed = next((row for row in rows if row.on_calendar != first.on_calendar), None)
    if mixed is not None:
        raise _at(path, mixed, "date", "calendar dates and days from day 0 stand in one series")
    places = _places(path, rows)
    baseline = _baseline(path, rows)
    dates = sorted(places, key=lambda date: (places[date].middle, date != baseline))
    start = dates.index(baseline)
    points = [Point(d, places[d].earliest, places[d].latest) for d in dates[start:]]
    tracks = [_track(path, lesion_rows, dates, start) for lesion_rows in _by_lesion(rows).values()]
    _check_partners(path, rows)
    return TableSeries(first.patient, first.series, dates[start:], settle_roles(points, tracks))


def _at(path: Path, row: Row, column: str, what: str) -> BadTable:
    return BadTable(f"{path.name}, line {row.line}, column {column}: {what}.")


def _places(path: Path, rows: list[Row]) -> dict[str, DaySpan]:
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if (row.date, row.lesion) in seen:
            raise _at(path, row, "lesion", f"{row.lesion} stands twice at {row.date}")
        seen.add((row.date, row.lesion))
    return {row.date: row.span for row in rows}


def _baseline(path: Path, rows: list[Row]) -> str:
    """Return the date that is marked, or the earliest."""
    marked = [row for row in rows if row.is_baseline]
    for row in marked:
        if row.date != marked[0].date:
            raise _at(path, row, "baseline", f"{marked[0].date} is the baseline already")
    return marked[0].date if marked else min(rows, key=lambda row: row.span.middle).date


def _by_lesion(rows: list[Row]) -> dict[str, list[Row]]:
    lesions: dict[str, list[Row]] = {}
    for row in rows:
        lesions.setdefault(row.lesion, []).append(row)
    return lesions


def _track(path: Path, rows: list[Row], dates: list[str], start: int) -> Track:
    first = rows[0]
    for row in rows:
        if row.role is not first.role:
            raise _at(path, row, "role", f"{row.lesion} is {first.role} in line {first.line}")
        if row.node != first.node:
            raise _at(path, row, "node", f"{row.lesion} is otherwise in line {first.line}")
    readings = {row.date: row.reading for row in rows}
    site = next((row.site for row in rows if row.site), "")
    earlier = [readings[date] for date in dates[:start] if date in readings]
    return Track(
        label=first.lesion,
        place=site,
        role=first.role,
        kind=kind_of(site, node=first.node),
        in_liver=in_liver(site),
        porta_hepatis=first.node and "porta hepatis" in site.casefold(),
        # The table marks a doubtful new lesion by its state; one without that mark is meant as new.
        hypervascular=True if first.role is LesionRole.NEW else None,
        known_before=earlier[-1] if earlier else None,
        readings=[readings.get(date) for date in dates[start:]],
    )


def _check_partners(path: Path, rows: list[Row]) -> None:
    labels = {row.lesion for row in rows}
    for row in rows:
        if row.reading.partner and row.reading.partner not in labels - {row.lesion}:
            raise _at(path, row, "state", f"there is no lesion {row.reading.partner}")
