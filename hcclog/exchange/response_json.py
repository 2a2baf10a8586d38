"""Computed responses as JSON: sums, changes, categories, what was reported, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hcclog.exchange.record_json import date_json
from hcclog.rules.version import RULES_VERSION

if TYPE_CHECKING:
    from fractions import Fraction

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.response import ReportedResponse
    from hcclog.rules.verdict import SeriesResponse, Timeline, Timepoint, Verdict

_PLACES = 4
_ONE = 10**_PLACES


def timeline_json(timeline: Timeline) -> list[dict[str, Any]]:
    """Return one object for each series and criteria, its assessments in order of time."""
    return [_series(response, timeline.chronology) for response in timeline.responses]


def decimals(value: Fraction | None, times: int = 1) -> str | None:
    """Return a fraction as a decimal text with four places, rounded half to even."""
    if value is None:
        return None
    whole, rest = divmod(abs(round(value * times * _ONE)), _ONE)
    sign = "-" if value < 0 and (whole or rest) else ""
    return f"{sign}{whole}.{rest:0{_PLACES}d}"


def _series(response: SeriesResponse, chronology: Chronology) -> dict[str, Any]:
    return {
        "series": response.series.label,
        "criteria": response.criteria.value,
        "rules_version": RULES_VERSION,
        "assessments": [_timepoint(t, chronology) for t in response.timepoints],
        "findings": [finding.sentence for finding in response.findings],
    }


def _timepoint(point: Timepoint, chronology: Chronology) -> dict[str, Any]:
    return {
        "assessment_id": point.assessment.id,
        "date": date_json(point.assessment.on, chronology),
        "baseline": point.is_baseline,
        "sum_mm": decimals(point.total.mm),
        "sum_complete": point.total.complete,
        "change_from_baseline_pct": decimals(point.change_from_baseline, 100),
        "change_from_nadir_pct": decimals(point.change_from_nadir, 100),
        "change_from_nadir_mm": decimals(point.change_from_nadir_mm),
        "nadir_mm": decimals(point.nadir_mm),
        "target": _verdict(point.target),
        "non_target": _verdict(point.non_target),
        "new_lesion": {
            "value": point.new_lesion.value,
            "why": point.new_lesion.sentence,
            "clause": point.new_lesion.clause,
            "lesions": list(point.new_lesion.labels),
        },
        "overall": _verdict(point.overall),
        "reported": [_reported(report) for report in point.reported],
        "agrees": point.agrees,
        "difference": point.difference,
        "order_unsure": point.order_unsure,
        "findings": [finding.sentence for finding in point.findings],
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {"value": verdict.value.value, "why": verdict.sentence, "clause": verdict.clause}


def _reported(report: ReportedResponse) -> dict[str, Any]:
    return {
        "criteria": report.criteria.value,
        "category": report.category.value if report.category else None,
        "wording": report.wording,
        "basis": report.basis,
    }
