"""Dates that all go back by one secret number of days: the calendar and each interval stay.

A month or a year has edges that would tell the number, so such a date becomes all the months or
years in which it can lie.
"""

from __future__ import annotations

from datetime import date

from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import Age, Anchor, Between, Calendar, ClinicalDate, Form, Offset
from hcclog.domain.day_spans import DaySpan, calendar_span
from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import PatientRecord
from hcclog.exchange.deidentify.ageing import capped
from hcclog.exchange.deidentify.days import NewId, Point


class ShiftedDates:
    """Turns the dates of one record into shifted ones."""

    zero_label = ""

    def __init__(self, record: PatientRecord, new_id: NewId, by_days: int) -> None:
        """Take the record, what stands for its ids, and how far its dates go."""
        self._chronology = Chronology(record)
        self._new_id = new_id
        self._by_days = by_days if record.patient.time_axis is TimeAxis.CALENDAR else 0

    def __call__(self, when: ClinicalDate) -> ClinicalDate:
        """Return a date as it is shifted; its label stays."""
        within = when.within if self._is_bound(when) else None
        return ClinicalDate(self._form(when.form), within and self._form(within), when.label)

    def span_of(self, when: ClinicalDate | None) -> DaySpan | None:
        """Return the days that a date means, shifted."""
        span = self._chronology.span(when)
        return span and DaySpan(span.earliest + self._by_days, span.latest + self._by_days)

    def _is_bound(self, when: ClinicalDate) -> bool:
        """True where the second date bounds the first; in two that disagree the first counts."""
        one = self._chronology.span(ClinicalDate(when.form))
        other = self._chronology.span(ClinicalDate(when.within) if when.within else None)
        return one is None or other is None or one.overlaps(other)

    def _form(self, form: Form) -> Form:
        if isinstance(form, Between):
            return Between(self._end(form.first, first=True), self._end(form.last, first=False))
        return self._point(form)

    def _point(self, form: Point) -> Form:
        if isinstance(form, Age):
            return capped(form)
        if isinstance(form, Calendar):
            return self._shifted(form)
        if form.anchor is None:
            return form
        anchor = Anchor(form.anchor.entity, self._new_id(form.anchor.entity_id), form.anchor.edge)
        return Offset(form.amount, form.unit, anchor)

    def _end(self, point: Point, *, first: bool) -> Point:
        form = self._point(point)
        if isinstance(form, Between):
            return form.first if first else form.last
        return form

    def _shifted(self, form: Calendar) -> Form:
        span = calendar_span(form)
        n_parts = sum(part is not None for part in (form.year, form.month, form.day))
        first, last = (
            Calendar(*_parts(day + self._by_days)[:n_parts]) for day in (span.earliest, span.latest)
        )
        return first if first == last else Between(first, last)


def _parts(day: int) -> tuple[int, int, int]:
    when = date.fromordinal(day)
    return when.year, when.month, when.day
