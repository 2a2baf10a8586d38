"""A cohort as JSON: who is in, response rates by criteria, survival, and how each was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hcclog.rules.version import RULES_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hcclog.cohort.filters import Chosen
    from hcclog.cohort.views import (
        Estimate,
        LeftOut,
        Rate,
        ResponseTable,
        Survival,
        SurvivalCurve,
    )


def cohort_json(
    chosen: Chosen, table: ResponseTable, survivals: Iterable[Survival]
) -> dict[str, Any]:
    """Return a cohort; shares are of one, times are days."""
    return {
        "rules_version": RULES_VERSION,
        "patients": {"n": len(chosen.patients), "of": chosen.n_patients_of},
        "lines": {"n": chosen.n_lines, "of": chosen.n_lines_of},
        "fell_out": [each._asdict() for each in chosen.dropped],
        "n_start_unsure": chosen.n_unsure,
        "responses": [
            {
                "criteria": row.criteria.value,
                "confirmed": table.confirmed,
                "counts": {category.value: n for category, n in row.counts},
                "orr": _rate(row.orr),
                "dcr": _rate(row.dcr),
                "left_out": _left_out(row.left_out),
            }
            for row in table.rows
        ],
        "responses_method": table.method,
        "survival": [_survival(each) for each in survivals],
    }


def _rate(rate: Rate) -> dict[str, Any]:
    return rate._asdict()


def _survival(survival: Survival) -> dict[str, Any]:
    return {
        "endpoint": survival.endpoint,
        "name": survival.name,
        "criteria": survival.criteria.value,
        "curves": [_curve(curve) for curve in survival.curves],
        "n_uncertain": survival.n_uncertain,
        "left_out": _left_out(survival.left_out),
        "method": survival.method,
    }


def _curve(curve: SurvivalCurve) -> dict[str, Any]:
    return {
        "group": curve.group,
        "n": curve.n,
        "n_events": curve.n_events,
        "median_days": _estimate(curve.median_days),
        "steps": [step._asdict() for step in curve.steps],
    }


def _estimate(estimate: Estimate) -> dict[str, Any]:
    return estimate._asdict()


def _left_out(rows: Iterable[LeftOut]) -> list[dict[str, str]]:
    return [{"patient": one.code, "why": one.why} for one in rows]
