"""Computed scores as JSON: value, grade, why, what was used, what is missing, what was reported."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hcclog.exchange.record_json import date_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hcclog.domain.chronology import Chronology
    from hcclog.rules.scores.score import Input, ReportedStage, Score

_PLACES = 10


def scores_json(scores: Iterable[Score], chronology: Chronology) -> list[dict[str, Any]]:
    """Return one object a score; values as decimal text, with ten places where they have no end."""
    return [_score(score, chronology) for score in scores]


def value_text(value: Decimal | Fraction | int | None) -> str | None:
    """Return a value as decimal text without an exponent; None stays None."""
    if value is None:
        return None
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    decimal = Decimal(value)
    exponent = decimal.as_tuple().exponent
    is_long = isinstance(exponent, int) and exponent < -_PLACES
    return f"{decimal:.{_PLACES}f}" if is_long else f"{decimal:f}"


def _score(score: Score, chronology: Chronology) -> dict[str, Any]:
    return {
        "name": score.name,
        "as_of": date_json(score.as_of, chronology) if score.as_of else None,
        "value": value_text(score.value),
        "shown": score.shown,
        "grade": score.grade,
        "at_least": score.at_least,
        "why": score.sentence,
        "clause": score.clause,
        "inputs": [_input(each, chronology) for each in score.inputs],
        "missing": list(score.missing),
        "parts": [
            {"name": part.name, "points": part.points, "why": part.sentence} for part in score.parts
        ],
        "reported": [_reported(each, chronology) for each in score.reported],
        "agrees": score.agrees,
        "difference": score.difference,
        "findings": [finding.sentence for finding in score.findings],
    }


def _input(each: Input, chronology: Chronology) -> dict[str, Any]:
    return {
        "name": each.name,
        "value": each.value,
        "unit": each.unit,
        "date": date_json(each.on, chronology) if each.on else None,
        "entity": each.entity,
        "entity_id": each.entity_id,
    }


def _reported(each: ReportedStage, chronology: Chronology) -> dict[str, Any]:
    return {
        "value": each.value,
        "date": date_json(each.on, chronology),
        "staging_id": each.staging_id,
    }
