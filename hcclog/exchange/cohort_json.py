"""A cohort as JSON: who is in, response rates by criteria, survival, and how each was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hcclog.rules.version import RULES_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hcclog.cohort.filters import Chosen
    from hcclog.cohort.views import (
        LeftOut,
        ResponseRow,
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
        "confirmed": table.confirmed,
        "responses": [{"criteria": row.criteria.value, **_row(row)} for row in table.rows],
        "reported": _row(table.reported) if table.reported else None,
        "responses_method": table.method,
        "survival": [_survival(each) for each in survivals],
    }


def _row(row: ResponseRow) -> dict[str, Any]:
    return {
        "counts": {category.value: n for category, n in row.counts},
        "orr": row.orr._asdict(),
        "dcr": row.dcr._asdict(),
        "left_out": _left_out(row.left_out),
    }


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
        "median_days": curve.median_days._asdict(),
        "steps": [step._asdict() for step in curve.steps],
    }


def _left_out(rows: Iterable[LeftOut]) -> list[dict[str, str]]:
    return [{"patient": one.code, "why": one.why} for one in rows]
