"""Clinical dates in FHIR: never more exact than they are known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hcclog.domain.patient import TimeAxis
from hcclog.exchange.fhir.elements import Element, absent, text_of
from hcclog.exchange.fhir.terms import OWN

if TYPE_CHECKING:
    from hcclog.domain.chronology import Chronology, DaySpan
    from hcclog.domain.dates import ClinicalDate

KNOWN_DATE = f"{OWN}:fhir:known-date"
"""A date as it is printed, with the first and last day that it can mean."""


class Dating:
    """Writes the dates of one record."""

    def __init__(self, chronology: Chronology) -> None:
        """Take the days of the record's dates."""
        self._chronology = chronology

    def day(self, when: ClinicalDate | None) -> str:
        """Return the day where it can be one day only; else nothing."""
        span = self._calendar_span(when)
        return _iso(span.earliest) if span is not None and span.exact else ""

    def partial(self, when: ClinicalDate | None) -> str:
        """Return the day, else the month, else the year that all it can mean lies in."""
        span = self._calendar_span(when)
        if span is None:
            return ""
        first, last = _iso(span.earliest), _iso(span.latest)
        lengths = (len("2021-10-14"), len("2021-10"), len("2021"))
        return next((first[:n] for n in lengths if first[:n] == last[:n]), "")

    def period(self, when: ClinicalDate, until: ClinicalDate | None = None) -> Element:
        """Return a Period of days: the first that a date can mean, the last of it or of its end."""
        first, last = self._calendar_span(when), self._calendar_span(until or when)
        if first is None or last is None or last.latest < first.earliest:
            return {}
        return {"start": _iso(first.earliest), "end": _iso(last.latest)}

    def lasting(self, when: ClinicalDate, until: ClinicalDate | None) -> Element:
        """Return the Period of what lasts, each end as far as it is known and no further.

        `period` tells in which days something lies; here a month named twice is no whole month.
        """
        start, end = self.partial(when), self.partial(until)
        if not start or (until is not None and not end):
            return self.period(when, until)
        return {"start": start, **({"end": end} if end else {})}

    def moment(
        self, name: str, when: ClinicalDate, until: ClinicalDate | None = None
    ) -> dict[str, Any]:
        """Return ``nameDateTime`` to the day, else ``namePeriod``, else why there is none."""
        day = "" if until is not None else self.day(when)
        if day:
            return {f"{name}DateTime": day}
        period = self.period(when, until)
        return {f"{name}Period": period} if period else {f"_{name}DateTime": absent()}

    def coarse(self, name: str, when: ClinicalDate) -> dict[str, Any]:
        """Return ``nameDateTime`` as far as it is known, else why there is none."""
        found = self.partial(when)
        return {f"{name}DateTime": found} if found else {f"_{name}DateTime": absent()}

    def optional(self, name: str, when: ClinicalDate | None) -> dict[str, Any]:
        """Return an element that may be missing, as far as its date is known."""
        found = self.partial(when)
        return {name: found} if found else {}

    def known(self, **dates: ClinicalDate | None) -> list[Element]:
        """Return what FHIR's own elements cannot say of dates, an extension each."""
        return [
            self._known(name, when)
            for name, when in dates.items()
            if when is not None and (self.day(when) == "" or when.label)
        ]

    def _known(self, name: str, when: ClinicalDate) -> Element:
        span = self._chronology.span(when)
        label = text_of(self._chronology.label(when))
        parts: list[Element] = [{"url": "of", "valueCode": name}]
        if label:
            parts.append({"url": "printed", "valueString": label})
        if span is not None:
            kind = "valueDate" if self._is_calendar else "valueInteger"
            earliest, latest = (
                _iso(day) if self._is_calendar else day for day in (span.earliest, span.latest)
            )
            parts += [
                {"url": "earliest" if self._is_calendar else "earliest-day", kind: earliest},
                {"url": "latest" if self._is_calendar else "latest-day", kind: latest},
            ]
        return {"url": KNOWN_DATE, "extension": parts}

    @property
    def _is_calendar(self) -> bool:
        return self._chronology.axis is TimeAxis.CALENDAR

    def _calendar_span(self, when: ClinicalDate | None) -> DaySpan | None:
        return self._chronology.span(when) if self._is_calendar else None


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
