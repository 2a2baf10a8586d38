"""One line of a table of lesions: its cells read strictly, each text once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeVar

from hcclog.domain.chronology import DaySpan, calendar_span, length_of
from hcclog.domain.dates import Calendar, ClinicalDate, Offset
from hcclog.domain.lesion import LesionState
from hcclog.domain.response import LesionRole
from hcclog.exchange.bad_table import BadTable
from hcclog.rules.readings import Reading

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
NEEDED = ("patient", "date", "lesion", "role")
DEFAULT_SERIES = "1"
_MM = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_ROLES = {role.value: role for role in (LesionRole.TARGET, LesionRole.NON_TARGET, LesionRole.NEW)}
_ANSWERS = {"yes": True, "no": False, "": False}
_STATES = {state.value: state for state in LesionState}
_WITH_PARTNER = (LesionState.MERGED, LesionState.SPLIT)
_WITHOUT_SIZE = (LesionState.ABSENT, LesionState.NOT_EVALUABLE)
KEPT = 1 << 14  # texts that are remembered of each kind; the rest are read again

T = TypeVar("T")


class Row(NamedTuple):
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


class RowReader:
    """Reads the lines under one header."""

    def __init__(self, file_name: str, header: Sequence[str]) -> None:
        """Take the names of the columns in the order in which they stand."""
        self.file_name = file_name
        # A column that is not there is read from an empty cell behind the last.
        self._at = [header.index(name) if name in header else len(header) for name in COLUMNS]

    def text(self, column: str, cells: Sequence[str]) -> str:
        """Return one cell of a line; empty where there is no such column."""
        at = self._at[COLUMNS.index(column)]
        return cells[at].strip() if at < len(cells) else ""

    def position(self, column: str) -> int:
        """Return where a column that is there stands."""
        return self._at[COLUMNS.index(column)]

    def columns(self, rows: Sequence[list[str]]) -> list[tuple[str, ...]]:
        """Return lines of equal length as columns, in the order of `COLUMNS`."""
        standing = [*zip(*rows, strict=True), ("",) * len(rows)]
        return [standing[at] for at in self._at]

    def row(self, line: int, cells: Sequence[str]) -> Row:
        """Return one line as values.

        Raises:
            BadTable: A cell cannot be read, or contradicts another one.
        """
        padded = [*cells, ""]
        return _Line(self.file_name, line, *(padded[at].strip() for at in self._at)).row()


class _Line(NamedTuple):
    """The texts of one line, and how each is read."""

    file_name: str
    line: int
    patient: str
    series: str
    date: str
    lesion: str
    role: str
    site: str
    node: str
    diameter_mm: str
    viable_mm: str
    state: str
    baseline: str

    def row(self) -> Row:
        for name in NEEDED:
            if not getattr(self, name):
                raise self._bad(name, "is empty")
        span, on_calendar = self._read("date", day_span, self.date)
        node = self._one_of("node", _ANSWERS)
        state, partner = self._read("state", _state, self.state)
        size = self._read("diameter_mm", size_mm, self.diameter_mm)
        viable = self._read("viable_mm", size_mm, self.viable_mm)
        role = self._one_of("role", _ROLES)
        if size is None and viable is None and state is None and role is LesionRole.NEW:
            state = LesionState.PRESENT  # a new lesion that is in the table was seen
        if partner and partner == self.lesion:
            raise self._bad("state", f"{self.state!r} names the lesion itself")
        if state in _WITHOUT_SIZE and (size or viable):
            raise self._bad("state", f"{self.state!r} contradicts the size in this line")
        return Row(
            self.line,
            self.patient,
            self.series or DEFAULT_SERIES,
            self.date,
            span,
            on_calendar,
            self.lesion,
            role,
            self.site,
            node,
            Reading(None if node else size, size if node else None, viable, state, partner),
            self._one_of("baseline", _ANSWERS),
        )

    def _bad(self, column: str, what: str) -> BadTable:
        return BadTable.at(self.file_name, self.line, column, what)

    def _read(self, column: str, read: Callable[[str], T], text: str) -> T:
        try:
            return read(text)
        except ValueError as error:
            raise self._bad(column, str(error)) from None

    def _one_of(self, column: str, allowed: Mapping[str, T]) -> T:
        word = getattr(self, column).lower()
        if word not in allowed:
            known = ", ".join(name for name in allowed if name)
            raise self._bad(column, f"{word!r} is none of {known}")
        return allowed[word]


@lru_cache(KEPT)
def size_mm(text: str) -> Decimal | None:
    """Return a size in mm; None for an empty cell.

    Raises:
        ValueError: The text is no size.
    """
    if not text:
        return None
    if not _MM.fullmatch(text):
        raise ValueError(f"{text!r} is not a size in mm such as 12.4")
    return Decimal(text)


@lru_cache(KEPT)
def day_span(text: str) -> tuple[DaySpan, bool]:
    """Return the days that a date can mean, and whether they are days of a calendar.

    Raises:
        ValueError: The text is no date, or one that the table alone cannot place.
    """
    try:
        form = ClinicalDate.parse(text).form
    except ValueError:
        raise ValueError(f"{text!r} is not a date such as 2026-11-21") from None
    if isinstance(form, Calendar):
        return calendar_span(form), True
    if isinstance(form, Offset) and form.anchor is None:
        return length_of(form), False
    raise ValueError(f"{text!r} is counted from something that the table does not hold")


@lru_cache(KEPT)
def _state(text: str) -> tuple[LesionState | None, str]:
    word, _, partner = text.partition(":")
    state = _STATES.get(word.strip().lower())
    if text and state is None:
        raise ValueError(f"{text!r} is none of {', '.join(_STATES)}")
    if (state in _WITH_PARTNER) != bool(partner.strip()):
        raise ValueError(f"{text!r}: merged and split name the other lesion")
    return state, partner.strip()
