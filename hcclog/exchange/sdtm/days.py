"""Dates and study days: what is known of a day, and no more."""

from __future__ import annotations

import re
from datetime import date

from hcclog.domain.chronology import Chronology, DaySpan
from hcclog.domain.dates import Calendar, ClinicalDate
from hcclog.domain.day_spans import calendar_span
from hcclog.domain.patient import TimeAxis

_FULL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def dtc(text: str, chronology: Chronology) -> str:
    """Return a date as ISO 8601: a day, a month, a year, or the interval that it lies in.

    It is empty where the record has no calendar, or the date has no place on it.
    """
    when = ClinicalDate.parse(text) if text else None
    span = chronology.span(when)
    if when is None or span is None or chronology.axis is TimeAxis.RELATIVE:
        return ""
    if isinstance(when.form, Calendar) and calendar_span(when.form) == span:
        return str(when.form)
    return _interval(span)


def _interval(span: DaySpan) -> str:
    first, last = date.fromordinal(span.earliest), date.fromordinal(span.latest)
    if first == last:
        return first.isoformat()
    for known in (Calendar(first.year), Calendar(first.year, first.month)):
        if calendar_span(known) == span:
            return str(known)
    return f"{first.isoformat()}/{last.isoformat()}"


def study_day(cell: str, reference: str) -> str:
    """Return the study day of a date, counted from 1; empty unless both are one day."""
    if not _FULL.fullmatch(cell) or not _FULL.fullmatch(reference):
        return ""
    days = (date.fromisoformat(cell) - date.fromisoformat(reference)).days
    return str(days + 1 if days >= 0 else days)


def day_bounds(when: ClinicalDate | None, chronology: Chronology) -> tuple[str, str] | None:
    """Return the first and last day that a date can mean from day 0; None on a calendar."""
    span = chronology.span(when)
    if span is None or chronology.axis is TimeAxis.CALENDAR:
        return None
    return str(span.earliest), str(span.latest)
