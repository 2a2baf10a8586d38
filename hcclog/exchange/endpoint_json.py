"""Endpoints as JSON: each with start, end, its days at least and at most, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hcclog.rules.version import RULES_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hcclog.domain.chronology import Chronology
    from hcclog.rules.best_response.best import BestResponse
    from hcclog.rules.endpoints.endpoint import Endpoint
    from hcclog.rules.endpoints.endpoints import LineEndpoints
    from hcclog.rules.endpoints.events import Moment


def endpoints_json(lines: Iterable[LineEndpoints], chronology: Chronology) -> list[dict[str, Any]]:
    """Return one object for each line of therapy and criteria."""
    return [_line(line, chronology) for line in lines]


def _line(line: LineEndpoints, chronology: Chronology) -> dict[str, Any]:
    return {
        "line": line.line.number,
        "criteria": line.criteria.value,
        "rules_version": RULES_VERSION,
        "best_response": _best(line.best, line.best_at, chronology),
        "best_confirmed_response": _best(line.best_confirmed, line.best_confirmed_at, chronology),
        "disease_control": {
            "value": line.disease_control.value,
            "why": line.disease_control.sentence,
        },
        "endpoints": [_endpoint(one, chronology) for one in line.endpoints],
        "findings": list(line.findings),
    }


def _best(
    best: BestResponse | None, at: Moment | None, chronology: Chronology
) -> dict[str, Any] | None:
    if best is None:
        return None
    return {
        "value": best.value.value,
        "at": _moment(at, chronology),
        "why": best.sentence,
        "clause": best.clause,
        "could_be": [category.value for category in best.could_be],
        "findings": list(best.findings),
    }


def _endpoint(one: Endpoint, chronology: Chronology) -> dict[str, Any]:
    """Return one endpoint; ``days`` is a number only where it is exact."""
    days = one.days
    return {
        "endpoint": one.key.value,
        "name": one.name,
        "start": _moment(one.start, chronology),
        "end": _moment(one.end, chronology),
        "event": one.event,
        "days": days.earliest if days is not None and days.exact else None,
        "days_at_least": days.earliest if days is not None else None,
        "days_at_most": days.latest if days is not None else None,
        "why": one.sentence,
        "clause": one.clause,
        "findings": list(one.findings),
    }


def _moment(moment: Moment | None, chronology: Chronology) -> dict[str, Any] | None:
    if moment is None:
        return None
    return {
        "what": moment.what,
        "label": moment.label,
        "earliest": chronology.iso(moment.span.earliest),
        "latest": chronology.iso(moment.span.latest),
    }
