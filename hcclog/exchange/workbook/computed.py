"""Tables of what hcclog works out from a record: never read back, never in place of what is stated.

They flatten what `hcclog responses`, `endpoints` and `scores` print as JSON, so that one program
says one thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from hcclog.cohort.frames import PATIENTS, patient_cells
from hcclog.cohort.summarise import summarise
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Criteria
from hcclog.exchange.endpoint_json import endpoints_json
from hcclog.exchange.response_json import timeline_json
from hcclog.exchange.score_json import scores_json
from hcclog.exchange.workbook.columns import NO, YES, Column, Role, Type, unit_of
from hcclog.exchange.workbook.computed_columns import COMPUTED_COLUMNS
from hcclog.exchange.workbook.rows import Cell
from hcclog.rules.endpoints.endpoints import endpoints
from hcclog.rules.scores.compute import scores
from hcclog.rules.timeline import COMPUTED, timeline
from hcclog.rules.verdict import Timeline

_JOINED = " · "


def computed_sheets() -> dict[str, tuple[Column, ...]]:
    """Return the columns of each computed table."""
    return {
        sheet: tuple(
            Column(name, Role.DERIVED, kind, words, name, unit=unit_of(name))
            for name, (kind, words) in columns.items()
        )
        for sheet, columns in COMPUTED_COLUMNS.items()
    }


def computed_rows(record: PatientRecord) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Yield the table and the cells of everything that is worked out from a record."""
    for sheet, found in _found(record):
        columns = COMPUTED_COLUMNS[sheet]
        found["patient"] = record.patient.code
        yield sheet, tuple(_cell(found.get(name), kind) for name, (kind, _) in columns.items())


def _found(record: PatientRecord) -> Iterator[tuple[str, dict[str, Any]]]:
    result = timeline(record, COMPUTED)
    for series in timeline_json(result):
        for point in series["assessments"]:
            yield "computed_responses", _response(series, point)
    for criteria in COMPUTED:
        yield from _endpoints(record, result, criteria)
    for score in scores_json(scores(record, result.chronology), result.chronology):
        reported = [each["value"] for each in score["reported"]]
        yield "computed_scores", {**score, "reported": reported, **_day("as_of", score["as_of"])}
    cells = patient_cells(summarise(record))
    yield "computed_cohort", dict(zip(PATIENTS, cells, strict=True))


def _response(series: dict[str, Any], point: dict[str, Any]) -> dict[str, Any]:
    verdicts = ("target", "non_target", "new_lesion", "overall")
    return {
        **point,
        **_day("assessment", point["date"]),
        **{name: point[name]["value"] for name in verdicts},
        "series": series["series"],
        "criteria": series["criteria"],
        "rules_version": series["rules_version"],
        "why": point["overall"]["why"],
        "clause": point["overall"]["clause"],
        "reported": [f"{each['category'] or each['wording']}" for each in point["reported"]],
    }


def _endpoints(
    record: PatientRecord, result: Timeline, criteria: Criteria
) -> Iterator[tuple[str, dict[str, Any]]]:
    for line in endpoints_json(endpoints(record, result, criteria), result.chronology):
        common = {key: line[key] for key in ("line", "criteria", "rules_version")}
        for key in ("best_response", "best_confirmed_response"):
            best = line[key]
            if best is not None:
                kind = {"kind": key.replace("_", " ")}
                yield "computed_best", {**common, **best, **kind, **_day("at", best["at"])}
        for one in line["endpoints"]:
            edges = {**_day("start", one["start"]), **_day("end", one["end"])}
            yield "computed_endpoints", {**common, **one, **edges}


def _day(name: str, found: dict[str, Any] | None) -> dict[str, Any]:
    """Return the name and the days of a date."""
    found = found or {}
    return {
        name: found.get("label"),
        f"{name}_earliest": found.get("earliest"),
        f"{name}_latest": found.get("latest"),
    }


def _cell(value: Any, kind: Type) -> Cell:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        return _JOINED.join(str(each) for each in value) or None
    if kind is Type.NUMBER:
        return Decimal(str(value))
    if kind is Type.DAY and isinstance(value, str):
        return date.fromisoformat(value)
    return value if isinstance(value, int) else str(value)
