"""The words of single cells, read once each: a column repeats its dates, tests and units."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from hcclog.commands.refused import Refused
from hcclog.commands.texts import check_text
from hcclog.domain.ids import PatientId
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.record import PatientRecord
from hcclog.entry.clerk import Clerk, Range
from hcclog.entry.dates import read_day
from hcclog.entry.lab_ranges import printed_range, read_range
from hcclog.entry.lab_values import ValueReading, read_value
from hcclog.entry.paste.choices import Comma, Settler, refuse_other_order, refuse_other_sign
from hcclog.entry.preferences import DateOrder

if TYPE_CHECKING:
    from hcclog.catalogue.analytes import Analyte
    from hcclog.domain.dates import ClinicalDate

_MOST_KEPT = 50_000
_TIME = re.compile(
    r"(?P<day>.+?)(?:T|\s+)[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?"
    r"\s*(?:Z|[AaPp][Mm]|[+-][0-9]{2}:?[0-9]{2}|Uhr)?"
)
# As programs write it: 20240301, 202403010815, 20240301081500.
_COMPACT = re.compile(
    r"(?P<y>(?:19|20)[0-9]{2})(?P<m>[01][0-9])(?P<d>[0-3][0-9])(?P<t>[0-9]{4,6})?"
)
NO_UNIT = "No unit stands beside it; say one, or take the usual unit of each test."
Read = TypeVar("Read")
Key = TypeVar("Key", bound=tuple[str, ...] | tuple[str, bool])


@dataclass(frozen=True, slots=True)
class Said(Generic[Read]):
    """What a cell says.

    Attributes:
        it: None where it is refused.
        fault: Why it is refused; empty where it is read.
        is_open: Whether it can be read in two ways, and awaits a choice.
    """

    it: Read | None = None
    fault: str = ""
    is_open: bool = False

    @property
    def lacks_unit(self) -> bool:
        """True where nothing but a unit is missing."""
        return self.fault == NO_UNIT


@dataclass(slots=True)
class CellReader:
    """Reads dates, values and ranges as the columns were decided.

    Attributes:
        saw_times: Whether a date had a time of day, which a result does not keep.
    """

    today: date
    date_order: DateOrder
    saw_times: bool = False
    _dates: dict[tuple[str, bool], Said[ClinicalDate]] = field(default_factory=dict)
    _values: dict[tuple[str, str, str, str], Said[ValueReading]] = field(default_factory=dict)
    _ranges: dict[tuple[str, Comma], Said[Range]] = field(default_factory=dict)
    _texts: dict[tuple[str, str], Said[str]] = field(default_factory=dict)

    def date(self, text: str, *, is_relative: bool) -> Said[ClinicalDate]:
        """Return the day that a cell says; a time of day is left away."""
        key = text, is_relative
        said = self._dates.get(key)
        if said is None:
            said = _kept(self._dates, key, self._date(text, is_relative=is_relative))
        return said

    def value(
        self, test: Analyte, text: str, units: tuple[str, str], comma: Comma
    ) -> Said[ValueReading]:
        """Return the value that a cell says.

        Args:
            test: Whose value it is.
            text: With its comparator, perhaps with its unit.
            units: What stands beside it, and what holds where nothing does.
            comma: What one comma before three digits means.
        """
        key = f"{test.code} {comma}", text, *units
        said = self._values.get(key)
        if said is None:
            said = _kept(self._values, key, self._value(test, text, units, comma))
        return said

    def range(self, text: str, comma: Comma) -> Said[Range]:
        """Return the limits that a cell says."""
        key = text, comma
        said = self._ranges.get(key)
        if said is None:

            def read(clerk: Clerk) -> Range:
                refuse_other_sign(text, comma)
                return read_range(clerk, printed_range(text))

            said = self._settled(read, Settler(DateOrder.ASK, comma))
            _kept(self._ranges, key, said)
        return said

    def text(self, name: str, text: str) -> Said[str]:
        """Return the words of a cell on one line."""
        key = name, text
        said = self._texts.get(key)
        if said is None:
            said = _kept(self._texts, key, self._settled(lambda _: _checked(name, text)))
        return said

    def _date(self, text: str, *, is_relative: bool) -> Said[ClinicalDate]:
        day = self._day_text(text)
        settler = Settler(self.date_order, Comma.ASK, day)

        def read(clerk: Clerk) -> ClinicalDate:
            if day and (day[0] in "-−" or not any(map(str.isdigit, day))):
                # What is counted from the day of reading has no place in a file.
                raise Refused(f"{day!r} is not a date; write it like 2024-03-01.", "on")
            refuse_other_order(day, self.date_order)
            return read_day(clerk, day)

        return self._settled(read, settler, is_relative=is_relative)

    def _day_text(self, text: str) -> str:
        """Return a date without the time of day, and with marks where programs leave them away."""
        compact = _COMPACT.fullmatch(text)
        timed = _TIME.fullmatch(text)
        self.saw_times |= timed is not None or bool(compact and compact["t"])
        if compact is not None:
            return f"{compact['y']}-{compact['m']}-{compact['d']}"
        return timed["day"] if timed is not None else text

    def _value(
        self, test: Analyte, text: str, units: tuple[str, str], comma: Comma
    ) -> Said[ValueReading]:
        def read(clerk: Clerk) -> ValueReading:
            check_text("as_typed", text)
            refuse_other_sign(text, comma)
            found = read_value(clerk, test, text, *units)
            if found.value is not None and not found.unit:
                raise Refused(NO_UNIT, "unit")
            return found

        return self._settled(read, Settler(DateOrder.ASK, comma))

    def _settled(
        self,
        read: Callable[[Clerk], Read],
        settler: Settler | None = None,
        *,
        is_relative: bool = False,
    ) -> Said[Read]:
        asked = settler or Settler(DateOrder.ASK, Comma.ASK)
        try:
            return Said(read(asked.clerk(_clerk(self.today, is_relative=is_relative))))
        except Refused as refusal:
            return Said(None, refusal.sentence, asked.is_open)


def _kept(known: dict[Key, Said[Read]], key: Key, said: Said[Read]) -> Said[Read]:
    if len(known) >= _MOST_KEPT:
        known.clear()
    known[key] = said
    return said


def _checked(name: str, text: str) -> str:
    words = " ".join(text.split())
    check_text(name, words)
    return words


def _clerk(today: date, *, is_relative: bool) -> Clerk:
    """Return who reads words that say the same of every patient."""
    axis = TimeAxis.RELATIVE if is_relative else TimeAxis.CALENDAR
    nobody = Patient(PatientId(""), "", time_axis=axis)
    return Clerk(PatientRecord(nobody), today, str)
