"""A clinical date in words: as it is edited, and as it was understood."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hcclog.domain.dates import Between, Calendar, Offset
from hcclog.domain.day_forms import MONTHS
from hcclog.domain.patient import TimeAxis

if TYPE_CHECKING:
    from hcclog.domain.chronology import DaySpan
    from hcclog.domain.dates import ClinicalDate, Form
    from hcclog.entry.events import Events


def text_among(events: Events, when: ClinicalDate | None) -> str:
    """Return the text in which a date is edited; it reads back as the same date."""
    if when is None:
        return ""
    text = _text(events, when)
    return f'{text} "{when.label}"' if when.label else text


def understood_among(events: Events, when: ClinicalDate) -> str:
    """Return the days that a date can mean: ``day 91 ± 15``, ``October 2021, day not known``."""
    if isinstance(when.form, Calendar) and when.within is None:
        return calendar_words(when.form)
    chronology = events.names.chronology
    words, span = _text(events, when), chronology.span(when)
    if span is None:
        return f"{words}, with no place in time yet"
    is_relative = chronology.axis is TimeAxis.RELATIVE
    counts = isinstance(when.form, Offset) and when.form.anchor is None and when.within is None
    if isinstance(when.form, Between) or when.within is not None:
        days = _range(span, is_relative=is_relative)
    else:
        days = _middle(span, is_relative=is_relative)
    return days if counts and is_relative else f"{days} ({words})"


def calendar_words(day: Calendar) -> str:
    """Return a calendar date in words: ``14 Oct 2021``, ``October 2021, day not known``."""
    if day.month is None:
        return f"{day.year}, month not known"
    month = MONTHS[day.month - 1]
    if day.day is None:
        return f"{month} {day.year}, day not known"
    return f"{day.day} {month[:3]} {day.year}"


def _text(events: Events, when: ClinicalDate) -> str:
    text = _form_text(events, when.form)
    return text if when.within is None else f"{text} within {_form_text(events, when.within)}"


def _form_text(events: Events, form: Form) -> str:
    if isinstance(form, Between):
        return f"between {_form_text(events, form.first)} and {_form_text(events, form.last)}"
    return events.text_of(form) if isinstance(form, Offset) else str(form)


def _range(span: DaySpan, *, is_relative: bool) -> str:
    first, last = (_day(each, is_relative=is_relative) for each in (span.earliest, span.latest))
    return first if span.exact else f"{first} to {last}"


def _middle(span: DaySpan, *, is_relative: bool) -> str:
    middle = (span.earliest + span.latest) // 2
    day = _day(middle, is_relative=is_relative)
    if span.exact:
        return day
    return f"{day} ± {span.latest - middle}{'' if is_relative else ' days'}"


def _day(day: int, *, is_relative: bool) -> str:
    return f"day {day}" if is_relative else date.fromordinal(day).isoformat()
