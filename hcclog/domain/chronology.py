"""Which days a clinical date can mean, in the light of one record.

Days are whole numbers: proleptic ordinals on a calendar axis, days from day 0 on a relative one.
An offset is known to about half its unit: ``month 3`` is day 91, 15 days earlier or later, and the
uncertainty of its anchor comes on top. A month is 30.4375 days where the axis has no calendar.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache, reduce
from typing import TYPE_CHECKING, Any

from hcclog.domain.dates import Age, Anchor, Between, Calendar, ClinicalDate, Form, Offset, TimeUnit
from hcclog.domain.day_spans import DaySpan, add_months, calendar_span, on_calendar
from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import NOUN_OF_TABLE

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord

__all__ = [
    "DAYS_PER_MONTH",
    "KNOWN_TO_DAYS",
    "Chronology",
    "DaySpan",
    "calendar_span",
    "edge_of",
    "length_of",
]
DAYS_PER_MONTH = Fraction(487, 16)  # 30.4375, a twelfth of 365.25
_DAYS_PER_UNIT = {
    TimeUnit.DAY: Fraction(1),
    TimeUnit.WEEK: Fraction(7),
    TimeUnit.MONTH: DAYS_PER_MONTH,
    TimeUnit.YEAR: 12 * DAYS_PER_MONTH,
}
_MONTHS_PER_UNIT = {TimeUnit.MONTH: 1, TimeUnit.YEAR: 12}
KNOWN_TO_DAYS = {TimeUnit.DAY: 0, TimeUnit.WEEK: 3, TimeUnit.MONTH: 15, TimeUnit.YEAR: 182}


class Chronology:
    """The days and the names of every date of one record.

    Attributes:
        axis: Whether days are ordinals or counted from day 0.
    """

    def __init__(self, record: PatientRecord) -> None:
        """Take a record; dates are resolved when they are asked for."""
        self.axis = record.patient.time_axis
        self._record = record
        self._spans: dict[ClinicalDate, DaySpan | None] = {}
        # Results of one day share one date: found by itself it is found ten times quicker.
        self._found: dict[int, tuple[ClinicalDate, DaySpan | None]] = {}
        self._apart: dict[int, tuple[ClinicalDate, dict[object, DaySpan]]] = {}
        # Few dates are counted from an entry, and those from few kinds of entries.
        self._entities: dict[str, dict[str, Any]] = {}
        self._resolving: set[ClinicalDate | Form] = set()

    def _entity(self, anchor: Anchor) -> Any:
        """Return the entity that a date is counted from; None where there is none."""
        if anchor.entity not in self._entities:
            noun = NOUN_OF_TABLE.get(anchor.entity)
            is_part = noun is not None and noun.attribute != "patient"
            held = getattr(self._record, noun.attribute) if noun and is_part else ()
            self._entities[anchor.entity] = {entity.id: entity for entity in held}
        return self._entities[anchor.entity].get(anchor.entity_id)

    def span(self, when: ClinicalDate | None) -> DaySpan | None:
        """Return the days a date can mean; None where it has no place on this axis."""
        if when is None:
            return None
        found = self._found.get(id(when))
        if found is None:
            found = self._found[id(when)] = when, self._span(when)
        return found[1]

    def _span(self, when: ClinicalDate) -> DaySpan | None:
        if isinstance(when.form, Calendar) and when.within is None:
            return calendar_span(when.form) if self.axis is TimeAxis.CALENDAR else None
        if when not in self._spans:
            span = self._form(when.form)
            bounds = self._form(when.within) if when.within is not None else None
            self._spans[when] = span.cut(bounds) if span and bounds else span
        return self._spans[when]

    def is_plain(self, when: ClinicalDate) -> bool:
        """True where a date means the same days and words whatever else is in the record."""
        return self._is_plain(when.form) and (when.within is None or self._is_plain(when.within))

    def _is_plain(self, form: Form) -> bool:
        if isinstance(form, Calendar):
            return True
        of_day_zero = isinstance(form, Offset) and form.anchor is None
        return of_day_zero and self.axis is TimeAxis.RELATIVE

    def surely_before(self, first: ClinicalDate, second: ClinicalDate) -> bool | None:
        """Return True or False where the order of two dates is certain, None where it is not."""
        days = self.days_between(first, second)
        if days is None or days.earliest <= 0 <= days.latest:
            return None
        return days.earliest > 0

    def days_between(self, first: ClinicalDate, second: ClinicalDate) -> DaySpan | None:
        """Return how many days the second date lies after the first, at least and at most.

        Two dates that are counted from one event share its uncertainty: from ``sorafenib + 3
        months`` to ``sorafenib + 5 months`` it is about two months, whenever sorafenib began.
        Two that name the same month need not be the same day.
        """
        one, two = self._distances(first), self._distances(second)
        shared = [_from(one[event], two[event]) for event in one if event in two]
        return reduce(DaySpan.cut, shared) if shared else None

    def _distances(self, when: ClinicalDate) -> dict[object, DaySpan]:
        """Return how far a date lies from each event it is counted from, and on the axis."""
        found = self._apart.get(id(when))
        if found is None:
            span, distances = self.span(when), self._events(when.form)
            if span is not None:
                distances["axis"] = span
            found = self._apart[id(when)] = when, distances
        return found[1]

    def _events(self, form: Form | None) -> dict[object, DaySpan]:
        if isinstance(form, Between):
            first, last = self._events(form.first), self._events(form.last)
            both = [event for event in first if event in last]
            return {e: DaySpan(first[e].earliest, last[e].latest) for e in both}
        distances, far = {}, DaySpan(0, 0)
        while isinstance(form, Offset):
            far = _sum(far, length_of(form))
            event, edge = self._event(form.anchor)
            if event in distances:
                break
            distances[event] = far
            form = edge.form if edge else None
        return distances

    def _event(self, anchor: Anchor | None) -> tuple[object, ClinicalDate | None]:
        """Return what tells an event from others, and its date where it has one of its own."""
        if anchor is None:
            return "day 0", None
        entity = self._entity(anchor)
        of_one_day = hasattr(entity, "on") and getattr(entity, "until_on", None) is None
        edge = "end" if anchor.edge == "end" and not of_one_day else "start"
        when = edge_of(entity, anchor.edge) if entity is not None else None
        return (anchor.entity, anchor.entity_id, edge), when

    def iso(self, day: int) -> str | int:
        """Return an ISO date on a calendar axis, the day number on a relative one."""
        return date.fromordinal(day).isoformat() if self.axis is TimeAxis.CALENDAR else day

    def label(self, when: ClinicalDate | None) -> str:
        """Return how a date is shown: the source's words, or its form in words."""
        if when is None:
            return "not stated"
        text = when.label or self._words(when.form)
        return f"{text}, {when.within}" if isinstance(when.within, Calendar) else text

    def _words(self, form: Form) -> str:
        if isinstance(form, Between):
            return f"between {self._words(form.first)} and {self._words(form.last)}"
        if not isinstance(form, Offset) or form.anchor is None:
            return str(form)
        name = self._anchor_words(form.anchor)
        if form.amount == 0:
            return name
        return f"{name}{str(form).removeprefix(str(form.anchor))}"

    def _anchor_words(self, anchor: Anchor) -> str:
        entity = self._entity(anchor)
        if entity is None:
            return f"{anchor.entity} {anchor.edge}"
        names = {"course": "agent", "procedure": "kind", "line_of_therapy": "number"}
        name = getattr(entity, names.get(anchor.entity, ""), None)
        if anchor.entity == "line_of_therapy":
            name = f"line {name}"
        if name is None:
            return self.label(edge_of(entity, anchor.edge))
        return str(name) if anchor.edge == "on" else f"{name} {anchor.edge}"

    def _form(self, form: Form) -> DaySpan | None:
        if form in self._resolving:
            return None
        self._resolving.add(form)
        try:
            return self._resolve(form)
        finally:
            self._resolving.discard(form)

    def _resolve(self, form: Form) -> DaySpan | None:
        if isinstance(form, Calendar):
            return calendar_span(form) if self.axis is TimeAxis.CALENDAR else None
        if isinstance(form, Age):
            return self._age(form)
        if isinstance(form, Between):
            first, last = self._form(form.first), self._form(form.last)
            if first is None or last is None or first.earliest > last.latest:
                return None
            return DaySpan(first.earliest, last.latest)
        start = self._zero() if form.anchor is None else self._anchor(form.anchor)
        return start and self._shift(start, form.amount, form.unit)

    def _zero(self) -> DaySpan | None:
        if self.axis is TimeAxis.RELATIVE:
            return DaySpan(0, 0)
        return self.span(self._record.patient.day_zero_on)

    def _anchor(self, anchor: Anchor) -> DaySpan | None:
        if anchor.entity == "line_of_therapy":
            return self._line(anchor)
        entity = self._entity(anchor)
        return self.span(edge_of(entity, anchor.edge)) if entity is not None else None

    def _line(self, anchor: Anchor) -> DaySpan | None:
        courses = [c for c in self._record.courses if c.line_id == anchor.entity_id]
        edges = [self.span(c.end_on if anchor.edge == "end" else c.start_on) for c in courses]
        known = sorted((span for span in edges if span), key=lambda span: span.middle)
        if not known or (anchor.edge == "end" and None in edges):
            return None
        return known[-1 if anchor.edge == "end" else 0]

    def _age(self, age: Age) -> DaySpan | None:
        """Return the year of life, counted from the birth or from an age that is stated."""
        patient = self._record.patient
        birth = self.span(patient.birth_on)
        if birth is not None:
            first = self._add(birth.earliest, age.years, TimeUnit.YEAR)
            return DaySpan(first, self._add(birth.latest, age.years + 1, TimeUnit.YEAR))
        stated = self.span(patient.age_on)
        if stated is None or patient.age_years is None:
            return None
        years = age.years - patient.age_years
        first = self._add(stated.earliest, years - 1, TimeUnit.YEAR)
        return DaySpan(first, self._add(stated.latest, years + 1, TimeUnit.YEAR))

    def _shift(self, start: DaySpan, amount: int, unit: TimeUnit) -> DaySpan:
        slack = KNOWN_TO_DAYS[unit] if amount else 0
        first = self._add(start.earliest, amount, unit) - slack
        last = self._add(start.latest, amount, unit) + slack
        if self.axis is TimeAxis.CALENDAR:
            first, last = on_calendar(first), on_calendar(last)
        return DaySpan(first, last)

    def _add(self, day: int, amount: int, unit: TimeUnit) -> int:
        """Add to one day: by calendar months where there is a calendar."""
        if self.axis is TimeAxis.RELATIVE or unit not in _MONTHS_PER_UNIT:
            return day + round(amount * _DAYS_PER_UNIT[unit])
        return add_months(day, amount * _MONTHS_PER_UNIT[unit])


@lru_cache(maxsize=1 << 12)
def length_of(offset: Offset) -> DaySpan:
    """Return how many days an offset is at least and at most."""
    days = round(offset.amount * _DAYS_PER_UNIT[offset.unit])
    slack = KNOWN_TO_DAYS[offset.unit] if offset.amount else 0
    return DaySpan(days - slack, days + slack)


def _sum(one: DaySpan, other: DaySpan) -> DaySpan:
    return DaySpan(one.earliest + other.earliest, one.latest + other.latest)


def _from(first: DaySpan, second: DaySpan) -> DaySpan:
    return DaySpan(second.earliest - first.latest, second.latest - first.earliest)


def edge_of(entity: Any, edge: str) -> ClinicalDate | None:
    """Return the date of an entity's edge: its day, its start or its end."""
    names = {
        "on": ("on", "start_on"),
        "start": ("start_on", "on"),
        "end": ("end_on", "until_on", "on"),
    }
    for name in names[edge]:
        if hasattr(entity, name):
            when: ClinicalDate | None = getattr(entity, name)
            if when is not None or name == "end_on":
                return when
    return None
