"""What can be added at a place of the chart, and on what date: no more of it than a pixel says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import floor
from typing import TYPE_CHECKING, Any, NamedTuple

from hcclog.domain.dates import Calendar, ClinicalDate, Offset, TimeUnit
from hcclog.report.day_axis import MONTH_DAYS
from hcclog.report.naming import analyte_title

if TYPE_CHECKING:
    from hcclog.ui.charts.spot import Spot

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
_WEEK = 7.0
_TO_THE_DAY, _TO_THE_MONTH = 1.0, 30.0
_MARKER, _LEAD = "marker", "lead"
_NAMES = {
    "lab_result": "result",
    "course": "course",
    "procedure": "procedure",
    "assessment": "imaging",
    "reported_response": "reported response",
    "adverse_event": "adverse event",
    "visit": "visit",
    "outcome": "outcome",
}
_STARTS = frozenset({"course", "adverse_event"})
_OF_LANE: Mapping[str, tuple[str, ...]] = {
    "regimens": ("course",),
    "procedures": ("procedure",),
    "reported": ("reported_response",),
    "burden": ("assessment",),
    "sizes": ("assessment",),
    "events": ("adverse_event", "visit", "outcome"),
}


class ChartOffer(NamedTuple):
    """One entry that can be added.

    Attributes:
        words: What it is, and when: ``Add AFP on 2022-05-14…``.
        given: What its form starts with.
    """

    words: str
    table: str
    given: Mapping[str, Any]


def date_at(day: float, days_per_pixel: float, *, is_relative: bool) -> ClinicalDate:
    """Return the date of a place: the month, or the year, where a pixel is more than a day.

    Args:
        day: On the record's axis.
        days_per_pixel: How many days one pixel is.
        is_relative: Whether the record counts its days from a day 0.
    """
    if is_relative:
        return ClinicalDate(_offset(day, days_per_pixel))
    found = date.fromordinal(min(max(floor(day), _FIRST), _LAST))
    if days_per_pixel <= _TO_THE_DAY:
        return ClinicalDate(Calendar(found.year, found.month, found.day))
    month = found.month if days_per_pixel <= _TO_THE_MONTH else None
    return ClinicalDate(Calendar(found.year, month))


def _offset(day: float, days_per_pixel: float) -> Offset:
    """Return days, or months; near day 0 weeks, since month 0 would be that very day."""
    if days_per_pixel > _TO_THE_DAY:
        for unit, length in ((TimeUnit.MONTH, MONTH_DAYS), (TimeUnit.WEEK, _WEEK)):
            amount = round(day / length)
            if amount:
                return Offset(amount, unit)
    return Offset(floor(day), TimeUnit.DAY)


def offers_of_lane(spot: Spot, when: ClinicalDate) -> list[ChartOffer]:
    """Return what belongs into the lane of a place; nothing where no lane is known."""
    kind, _, rest = spot.lane.partition(":")
    if kind == _MARKER:
        code, _, unit = rest.partition(":")
        given = {"analyte": code} | ({"unit": unit} if unit and unit != "words" else {})
        return [_offer("lab_result", when, analyte_title(code), given)]
    if kind == _LEAD:
        result = _offer("lab_result", when, analyte_title(rest), {"analyte": rest})
        return [result, _offer("assessment", when)]
    tables = _OF_LANE.get(kind, ("assessment",)) if kind else ()
    return [_offer(table, when) for table in tables]


def other_offers(when: ClinicalDate, shown: list[ChartOffer]) -> list[ChartOffer]:
    """Return everything else that can be added on a date."""
    there = {offer.table for offer in shown if offer.table != "lab_result"}
    return [_offer(table, when) for table in _NAMES if table not in there]


def _offer(
    table: str, when: ClinicalDate, name: str = "", given: Mapping[str, Any] | None = None
) -> ChartOffer:
    field = "start_on" if table in _STARTS else "on"
    words = f"Add {name or _NAMES[table]} {_preposition(when)} {when}…"
    return ChartOffer(words, table, {**(given or {}), field: when})


def _preposition(when: ClinicalDate) -> str:
    form = when.form
    if isinstance(form, Calendar):
        return "in" if form.day is None else "on"
    return "on" if isinstance(form, Offset) and form.unit is TimeUnit.DAY else "in"
