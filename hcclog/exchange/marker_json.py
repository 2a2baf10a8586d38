"""The courses of markers as JSON: changes as bounds, answers to cut-offs, and why."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from hcclog.exchange.record_json import date_json
from hcclog.exchange.response_json import decimals
from hcclog.rules.markers.leads import leads_of
from hcclog.rules.markers.rise import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.labs import LabResult
    from hcclog.rules.markers.bounds import Bounds
    from hcclog.rules.markers.change import Change
    from hcclog.rules.markers.course import MarkerCourse, MarkerPoint
    from hcclog.rules.markers.doubling import Doubling
    from hcclog.rules.markers.lead import MarkerLead
    from hcclog.rules.markers.results import Result
    from hcclog.rules.markers.verdict import MarkerVerdict

_ONE = 10**6


def markers_json(
    courses: Iterable[MarkerCourse], chronology: Chronology, leads: Sequence[MarkerLead] = ()
) -> list[dict[str, Any]]:
    """Return one object for each marker and line of therapy, its results in order of time."""
    return [
        {**_course(course, chronology), "leads": [_lead(lead) for lead in leads_of(course, leads)]}
        for course in courses
    ]


def _lead(lead: MarkerLead) -> dict[str, Any]:
    return {
        "criteria": lead.criteria.value,
        "value": lead.value.value,
        "least_days": lead.days and lead.days.earliest,
        "most_days": lead.days and lead.days.latest,
        "why": lead.sentence,
        "source": SOURCE,
        "marker": [result.lab.id for result in lead.rise.results],
        "imaging": lead.assessment_id,
    }


def _course(course: MarkerCourse, chronology: Chronology) -> dict[str, Any]:
    start, nadir = course.start, course.nadir
    return {
        "analyte": course.analyte,
        "line": course.line.number if course.line else None,
        "start": start
        and {
            "result": _result(start.result, chronology) if start.result else None,
            "why": start.sentence,
            "order_unsure": start.order_unsure,
        },
        "results": [_point(point, chronology) for point in course.points],
        "nadir": nadir
        and {
            "results": [_result(result, chronology) for result in nadir.results],
            "why": nadir.sentence,
        },
        "responses": [_response(verdict) for verdict in course.responses],
        "normalised_on": _date(course, chronology),
        "normal_changes": [
            {
                "result_id": change.result.lab.id,
                "normalised": change.normalised,
                "why": change.sentence,
            }
            for change in course.normal_changes
        ],
        "doublings": [_doubling(each) for each in course.doublings],
        "findings": [finding.sentence for finding in course.findings],
    }


def _date(course: MarkerCourse, chronology: Chronology) -> dict[str, Any] | None:
    when = course.normalised_on
    return date_json(when, chronology) if when else None


def _result(result: Result, chronology: Chronology) -> dict[str, Any]:
    lab = result.lab
    return {
        "result_id": lab.id,
        "date": date_json(lab.on, chronology),
        "comparator": lab.comparator.value if lab.value is not None else None,
        "value": None if lab.value is None else format(lab.value, "f"),
        "unit": lab.unit,
        "qualitative": lab.qualitative,
    }


def _point(point: MarkerPoint, chronology: Chronology) -> dict[str, Any]:
    return {
        **_result(point.result, chronology),
        "from_start": _change(point.from_start),
        "from_nadir": _change(point.from_nadir),
        "from_previous": _change(point.from_previous),
        "line_unsure": point.place_unsure,
    }


def _change(change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {
        **_percent(change.bounds),
        "why": change.sentence,
        "against": [lab.id for lab in change.against],
        "order_unsure": change.order_unsure,
    }


def _percent(bounds: Bounds | None) -> dict[str, Any]:
    """Return a change in percent: one number, or the ends of what it can be, rounded outwards."""
    if bounds is None:
        return {"change_pct": None, "bounds_pct": None}
    if bounds.exact is not None:
        return {"change_pct": decimals(bounds.exact, 100), "bounds_pct": None}
    low, high = bounds.lower, bounds.upper
    ends = {
        "lower": decimals(Fraction(floor(low * _ONE), _ONE), 100),
        "lower_included": not bounds.lower_open,
        "upper": None if high is None else decimals(Fraction(ceil(high * _ONE), _ONE), 100),
        "upper_included": high is not None and not bounds.upper_open,
    }
    return {"change_pct": None, "bounds_pct": ends}


def _response(verdict: MarkerVerdict) -> dict[str, Any]:
    cut_off = verdict.cut_off
    lab: LabResult | None = verdict.decided_by
    return {
        "cut_off": cut_off.key,
        "name": cut_off.name,
        "value": verdict.value.value,
        "why": verdict.sentence,
        "source": verdict.source,
        "decided_by": lab.id if lab else None,
    }


def _doubling(each: Doubling) -> dict[str, Any]:
    return {
        "from": each.first.id,
        "to": each.last.id,
        "days": _days(each.value_days),
        "least_days": _days(each.least_days),
        "most_days": _days(each.most_days),
        "why": each.sentence,
    }


def _days(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.4f}"
