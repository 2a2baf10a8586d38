"""Dates as days from a day 0: each means the same days as before, and no calendar is left.

A date counted in months from an event is about a day longer or shorter without a calendar. It
becomes a span from that event that holds both readings, cut to the days that it meant before.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from hcclog.domain.chronology import Chronology, length_of
from hcclog.domain.dates import Age, Anchor, Between, Calendar, ClinicalDate, Form, Offset, TimeUnit
from hcclog.domain.day_spans import DaySpan
from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import PatientRecord
from hcclog.exchange.deidentify.ageing import capped, is_of_age
from hcclog.exchange.deidentify.texts import entities_of

Point = Calendar | Offset | Age
NewId = Callable[[str], str]

FIRST_LINE = "start of the first line of therapy"
FIRST_ENTRY = "first dated entry"
OWN_DAY_ZERO = "day 0"
_MONTHS_PER_UNIT = {TimeUnit.MONTH: 1, TimeUnit.YEAR: 12}
_NO_PLACE = "patient"


def day_zero(record: PatientRecord, chronology: Chronology) -> tuple[int, str]:
    """Return the day that counts as 0, and what it is.

    It is the record's own day 0 where there is one, else the first day on which the first line of
    therapy can have begun, else that of the first entry.
    """
    own = chronology.span(record.patient.day_zero_on)
    if record.patient.time_axis is TimeAxis.RELATIVE:
        return 0, OWN_DAY_ZERO
    if own is not None:
        return own.earliest, OWN_DAY_ZERO
    lines = sorted(record.lines, key=lambda line: line.number)
    for line in lines[:1]:
        start = chronology.span(ClinicalDate.at("line_of_therapy", line.id, "start"))
        if start is not None:
            return start.earliest, FIRST_LINE
    return min(_days(record, chronology), default=0), FIRST_ENTRY


def dates_of(record: PatientRecord) -> list[ClinicalDate]:
    """Return the dates of all that happened; birth and day 0 are none of them."""
    entities = [entity for entity in entities_of(record) if entity is not record.patient]
    found = (getattr(entity, name) for entity in entities for name in entity.__slots__)
    return [value for value in found if isinstance(value, ClinicalDate)]


def _days(record: PatientRecord, chronology: Chronology) -> list[int]:
    spans = map(chronology.span, dates_of(record))
    return [span.earliest for span in spans if span is not None]


class DayDates:
    """Turns the dates of one record into days from its day 0."""

    def __init__(self, record: PatientRecord, new_id: NewId) -> None:
        """Take the record as it stands in the store, and what stands for its ids."""
        self._record = record
        self._chronology = Chronology(record)
        self._new_id = new_id
        self._is_relative = record.patient.time_axis is TimeAxis.RELATIVE
        self.zero, self.zero_label = day_zero(record, self._chronology)

    def __call__(self, when: ClinicalDate) -> ClinicalDate:
        """Return a date as days; its label stays."""
        form, within = self._form(when.form), when.within and self._form(when.within)
        if not self._is_relative and self._is_looser(when):
            span = self._chronology.span(when)
            within = self._between(span) if span is not None else within
        return ClinicalDate(form, within, when.label)

    def span_of(self, when: ClinicalDate | None) -> DaySpan | None:
        """Return the days that a date means, from day 0."""
        span = self._chronology.span(when)
        return span and DaySpan(span.earliest - self.zero, span.latest - self.zero)

    def _is_looser(self, when: ClinicalDate) -> bool:
        """True where the new form alone may mean more days than the old one did."""
        points = [p for form in (when.form, when.within) for p in _points(form)]
        in_months = any(_is_in_months(point) for point in points)
        return in_months and not is_of_age(self._record, when)

    def _form(self, form: Form) -> Form:
        if isinstance(form, Between):
            return Between(self._end(form.first, first=True), self._end(form.last, first=False))
        if isinstance(form, Age):
            return capped(form)
        if isinstance(form, Calendar):
            return self._placed(ClinicalDate(form))
        return self._offset(form)

    def _offset(self, offset: Offset) -> Form:
        anchor = offset.anchor
        if anchor is None:
            return offset if self._is_relative else self._from_own_zero(offset)
        if self._is_relative or not _is_in_months(offset):
            return Offset(offset.amount, offset.unit, self._anchor(anchor))
        span = _days_of(offset)
        return Between(
            Offset(span.earliest, TimeUnit.DAY, self._anchor(anchor)),
            Offset(span.latest, TimeUnit.DAY, self._anchor(anchor)),
        )

    def _from_own_zero(self, offset: Offset) -> Form:
        """Return a count from the record's day 0, which may be known to a month or not at all."""
        zero = self._chronology.span(self._record.patient.day_zero_on)
        if zero is None:
            return Offset(offset.amount, offset.unit, self._nowhere())
        if zero.exact and offset.unit not in _MONTHS_PER_UNIT:
            return offset
        return self._placed(ClinicalDate(offset))

    def _placed(self, when: ClinicalDate) -> Form:
        span = self._chronology.span(when)
        if span is None:
            return Offset(0, TimeUnit.DAY, self._nowhere())
        return self._between(span)

    def _between(self, span: DaySpan) -> Form:
        first, last = self._day(span.earliest), self._day(span.latest)
        return first if span.exact else Between(first, last)

    def _day(self, day: int) -> Offset:
        return Offset(day - self.zero, TimeUnit.DAY)

    def _end(self, point: Point, *, first: bool) -> Point:
        """Return one side of a span of dates; only its outer end counts."""
        form = self._form(point)
        if isinstance(form, Between):
            return form.first if first else form.last
        return form

    def _anchor(self, anchor: Anchor) -> Anchor:
        return Anchor(anchor.entity, self._new_id(anchor.entity_id), anchor.edge)

    def _nowhere(self) -> Anchor:
        """Return an event that has no day, for what has no place on the axis."""
        return Anchor(_NO_PLACE, self._new_id(self._record.patient.id))


def _points(form: Form | None) -> tuple[Point, ...]:
    if form is None:
        return ()
    return (form.first, form.last) if isinstance(form, Between) else (form,)


def _is_in_months(point: Point) -> bool:
    if not isinstance(point, Offset) or point.anchor is None:
        return False
    return bool(point.amount) and point.unit in _MONTHS_PER_UNIT


def _days_of(offset: Offset) -> DaySpan:
    """Return the days of an offset in months, in whatever calendar and without any."""
    n_months = offset.amount * _MONTHS_PER_UNIT[offset.unit]
    plain = length_of(offset)
    slack = (plain.latest - plain.earliest) // 2
    # Of so many months, no calendar has four days more or fewer than the mean.
    least, most = (round(n_months * Fraction(487, 16)) + by for by in (-4, 4))
    return DaySpan(least - slack, most + slack)
