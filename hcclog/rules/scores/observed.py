"""The newest value of each input at or before a day, with its place in time and its rivals."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from hcclog.catalogue.analytes import analyte, find_unit_for, unit_symbol
from hcclog.catalogue.units import unit
from hcclog.domain.quantities import Comparator
from hcclog.rules.scores.figures import capital
from hcclog.rules.scores.interval import Interval, concentration, exactly
from hcclog.rules.scores.score import Input

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hcclog.catalogue.units import Unit
    from hcclog.domain.chronology import Chronology, DaySpan
    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.labs import LabResult
    from hcclog.domain.record import PatientRecord

# Name of an input: analyte of the catalogue; field of a staging with its unit; field of a staging.
_ANALYTES = {
    "bilirubin": "bilirubin",
    "albumin": "albumin",
    "INR": "inr",
    "creatinine": "creatinine",
    "sodium": "sodium",
}
_STAGED_NUMBERS = {
    "bilirubin": ("bilirubin_umol_l", "umol/L"),
    "albumin": ("albumin_g_l", "g/L"),
    "INR": ("inr", "{INR}"),
}
_STATED = {
    "ascites": "ascites",
    "encephalopathy": "encephalopathy_grade",
    "ECOG": "ecog",
    "Vp": "vp",
    "Vv": "vv",
}
_COMPARED = {Comparator.LESS_OR_EQUAL: "≤ ", Comparator.GREATER_OR_EQUAL: "≥ "}


@dataclass(frozen=True, slots=True)
class Observed:
    """One value of the record.

    Attributes:
        value: An `Interval` for a laboratory value, else as the record has it; None for a result
            in words.
        unit: Of a laboratory value; None for others, and where the catalogue does not know it.
        span: The days that its date can mean; None where it has no place in time.
    """

    value: Any
    unit: Unit | None
    span: DaySpan | None
    input: Input

    @property
    def words(self) -> str:
        """The value as it stands in a sentence, with its date."""
        return f"{self.input.words} ({self.input.date})"


class Sought(NamedTuple):
    """What was found of one input: the value used, or why there is none, and what is unsure."""

    observed: Observed | None
    missing: str = ""
    findings: tuple[str, ...] = ()


class RecordAt:
    """One record as it stood on a day.

    Attributes:
        as_of: The day; a month means its last day. None takes the newest values.
    """

    def __init__(
        self, record: PatientRecord, chronology: Chronology, as_of: ClinicalDate | None = None
    ) -> None:
        """Take the record, its chronology and the day.

        Raises:
            ValueError: The day has no place on the record's time axis.
        """
        span = chronology.span(as_of)
        if as_of is not None and span is None:
            msg = f"{chronology.label(as_of)} has no place on this patient's time axis."
            raise ValueError(msg)
        self.record = record
        self.chronology = chronology
        self.as_of = as_of
        self._last = span.latest if span else None

    def holds(self, on: ClinicalDate) -> bool | None:
        """Return whether a date is surely at or before the day; None where that is not known."""
        span = self.chronology.span(on)
        if span is None:
            return None
        if self._last is None or self.as_of is None or span.latest <= self._last:
            return True
        return False if span.earliest > self._last else None

    def day(self, on: ClinicalDate) -> tuple[Fraction, int]:
        """Return a key by which dates stand in order."""
        return _key(self.chronology.span(on))

    def surely_before(self, one: ClinicalDate, other: ClinicalDate) -> bool:
        """Return True where the first date is certainly the earlier one."""
        return self.chronology.surely_before(one, other) is True

    def find(self, name: str) -> Sought:
        """Return the newest value of an input, such as ``bilirubin``, ``ascites`` or ``ECOG``.

        Of one day, a laboratory result is taken before the value that a staging repeats.
        """
        return self.newest(name, [*self._staged(name), *self._labs(name)])

    def newest(self, name: str, candidates: Sequence[Observed]) -> Sought:
        """Return the newest of the values that are at or before the day."""
        findings: list[str] = []
        placed: list[Observed] = []
        for each in candidates:
            holds = each.input.on is None or self.holds(each.input.on)
            if holds:
                placed.append(each)
            elif holds is None:
                findings.append(self._unsure(each))
        if not placed:
            return Sought(None, name, tuple(findings))
        chosen = self._last_of(placed)
        if chosen.value is None:
            missing = f"{name} as a number ({chosen.input.value}, {chosen.input.date})"
            return Sought(None, missing, tuple(findings))
        findings += self._rivals(chosen, placed)
        return Sought(chosen, "", tuple(findings))

    def labs(self, code: str) -> list[Observed]:
        """Return the results of one test, in the order of entry."""
        return [self._lab(lab, code) for lab in self.record.labs if lab.analyte == code]

    def staged(self, name: str, field: str, ucum: str = "") -> Iterator[Observed]:
        """Yield what the stagings state in one field."""
        for staging in self.record.stagings:
            value = getattr(staging, field)
            if value is not None and value != ():
                yield self.observed(name, value, staging, ucum=ucum)

    def observed(
        self, name: str, value: Any, entity: Any, *, table: str = "staging", ucum: str = ""
    ) -> Observed:
        """Return a value of an entity that has a date."""
        known = unit(ucum) if ucum else None
        text = f"{value:f}" if known else str(value)
        told = Input(
            name,
            text,
            known.symbol if known else "",
            entity.on,
            self.chronology.label(entity.on),
            table,
            entity.id,
        )
        read = exactly(value) if known else value
        return Observed(read, known, self.chronology.span(entity.on), told)

    def _labs(self, name: str) -> Iterator[Observed]:
        if code := _ANALYTES.get(name):
            for each in self.labs(code):
                yield _named(each, name)

    def _staged(self, name: str) -> Iterator[Observed]:
        if name in _STAGED_NUMBERS:
            yield from self.staged(name, *_STAGED_NUMBERS[name])
        if name in _STATED:
            yield from self.staged(name, _STATED[name])
        if name == "ECOG":
            for visit in self.record.visits:
                if visit.ecog is not None:
                    yield self.observed(name, visit.ecog, visit, table="visit")

    def _lab(self, lab: LabResult, name: str) -> Observed:
        read: Interval | None = None
        text = str(lab.qualitative or "")
        if lab.value is not None:
            read = concentration(lab.value, lab.comparator)
            text = f"{compared(lab.comparator)}{lab.value:f}"
        label, known = self.chronology.label(lab.on), unit_of(lab)
        told = Input(name, text, printed_unit(lab), lab.on, label, "lab_result", lab.id)
        return Observed(read, known, self.chronology.span(lab.on), told)

    def _last_of(self, placed: Sequence[Observed]) -> Observed:
        """Return the newest; a result in words only where it is surely newer than any number."""
        newest = max(enumerate(placed), key=lambda pair: (_day(pair[1]), pair[0]))[1]
        if newest.value is not None:
            return newest
        numbers = [
            each for each in placed if each.value is not None and not self._is_older(each, newest)
        ]
        return max(numbers, key=_day) if numbers else newest

    def _is_older(self, one: Observed, other: Observed) -> bool:
        first, second = one.input.on, other.input.on
        return bool(first and second and self.surely_before(first, second))

    def _rivals(self, chosen: Observed, placed: Sequence[Observed]) -> Iterator[str]:
        for each in placed:
            same = (each.value, each.unit) == (chosen.value, chosen.unit)
            if each is not chosen and not same and not self._is_older(each, chosen):
                yield f"{capital(each.words)} may be as new as {chosen.words}, which is used."

    def _unsure(self, each: Observed) -> str:
        if each.span is None:
            return f"{capital(each.words)} has no place in time and is not used."
        day = self.chronology.label(self.as_of)
        return f"{capital(each.words)} may be later than {day} and is not used."


def unit_of(lab: LabResult) -> Unit | None:
    """Return the unit of a result; None for results in words and for what is no unit."""
    return find_unit_for(analyte(lab.analyte), lab.unit)


def printed_unit(lab: LabResult) -> str:
    """Return the symbol of a result's unit as the catalogue prints it, else as it was typed."""
    known = unit_of(lab)
    return unit_symbol(analyte(lab.analyte), known) if known else lab.unit


def compared(comparator: Comparator) -> str:
    """Return the comparator in front of a number; nothing for ``=``."""
    if comparator is Comparator.EQUAL:
        return ""
    return _COMPARED.get(comparator, f"{comparator.value} ")


def _named(observed: Observed, name: str) -> Observed:
    told = observed.input._replace(name=name)
    return Observed(observed.value, observed.unit, observed.span, told)


def _day(each: Observed) -> tuple[Fraction, int]:
    return _key(each.span)


def _key(span: DaySpan | None) -> tuple[Fraction, int]:
    return (span.middle, span.latest) if span else (Fraction(0), 0)
