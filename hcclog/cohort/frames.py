"""A cohort as tables of pandas: patients, lines, responses and changes, for files and for counting.

Days are counted from the start of the patient's first line unless a column says otherwise; a day
that is not known exactly stands with its middle, its first and its last. Empty is not known. The
numbers are doubles here; what is exact stands in the summaries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hcclog.rules.endpoints.rules import EndpointKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd

    from hcclog.cohort.filters import Row
    from hcclog.cohort.summary import Judged, LineSummary, PatientSummary, Stage
    from hcclog.domain.day_spans import DaySpan

_TEXT, _WHOLE, _NUMBER, _YES_NO = "string", "Int64", "Float64", "boolean"
_DAY = {"": _NUMBER, "_earliest": _WHOLE, "_latest": _WHOLE}
_STAGE = {"bclc": _TEXT, "cnlc": _TEXT, "child_pugh": _TEXT, "ecog": _WHOLE}
ENDPOINTS = (EndpointKey.PFS, EndpointKey.TTP, EndpointKey.OS, EndpointKey.DOR)


def _days(name: str) -> dict[str, str]:
    return {f"{name}_day{end}": kind for end, kind in _DAY.items()}


PATIENTS = {
    "code": _TEXT,
    "sex": _TEXT,
    "age_least": _WHOLE,
    "age_most": _WHOLE,
    "aetiologies": _TEXT,
    "cirrhosis": _YES_NO,
    **_STAGE,
    "n_lines": _WHOLE,
    "alive": _YES_NO,
    **_days("death"),
    **_days("last_news"),
}
LINES = {
    "code": _TEXT,
    "line": _WHOLE,
    "agents": _TEXT,
    "start": _TEXT,
    **_days("start"),
    **_days("length"),
    "goes_on": _YES_NO,
    **_STAGE,
}
RESPONSES = {
    "code": _TEXT,
    "line": _WHOLE,
    "criteria": _TEXT,
    "best": _TEXT,
    "best_confirmed": _TEXT,
    "best_change_pct": _NUMBER,
    "why_no_change": _TEXT,
    **{
        f"{key.lower()}_{part}": kind
        for key in ENDPOINTS
        for part, kind in {"days": _NUMBER, "event": _YES_NO, "exact": _YES_NO}.items()
    },
}
CHANGES = {
    "code": _TEXT,
    "line": _WHOLE,
    "criteria": _TEXT,
    "assessment": _TEXT,
    **_days("since_baseline"),
    "change_pct": _NUMBER,
    "category": _TEXT,
    "counts": _YES_NO,
    "reported": _TEXT,
}


def patients_frame(rows: Iterable[Row]) -> pd.DataFrame:
    """Return a row for each patient; the columns are those of `PATIENTS`."""
    found = {row.patient.id: row.patient for row in rows}
    return _frame(PATIENTS, (patient_cells(patient) for patient in found.values()))


def lines_frame(rows: Iterable[Row]) -> pd.DataFrame:
    """Return a row for each line of therapy; ``length_day`` counts from its own start."""
    return _frame(LINES, (_line(row, row.line) for row in rows if row.line))


def responses_frame(rows: Iterable[Row]) -> pd.DataFrame:
    """Return a row for each line and criteria: best responses, best change, endpoints in days."""
    return _frame(RESPONSES, (_response(row, n, judged) for row, n, judged in _judged(rows)))


def changes_frame(rows: Iterable[Row]) -> pd.DataFrame:
    """Return a row for each assessment after a baseline, by each of the criteria."""
    return _frame(CHANGES, (one for row, n, judged in _judged(rows) for one in _of(row, n, judged)))


def _frame(columns: dict[str, str], rows: Iterable[Sequence[Any]]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame.from_records(list(rows), columns=list(columns)).astype(columns)


def _judged(rows: Iterable[Row]) -> Iterator[tuple[Row, int, Judged]]:
    for row in rows:
        if row.line is not None:
            yield from ((row, row.line.number, judged) for judged in row.line.judged)


def patient_cells(patient: PatientSummary) -> tuple[Any, ...]:
    """Return the cells of one patient in the order of `PATIENTS`."""
    age, fate = patient.age, patient.fate
    return (
        patient.code,
        patient.sex.value,
        *((age.least, age.most) if age else (None, None)),
        " + ".join(patient.aetiologies) or None,
        patient.cirrhosis,
        *_stage(patient.stage),
        len(patient.lines),
        fate.alive,
        *_span(fate.death),
        *_span(fate.last_news),
    )


def _line(row: Row, line: LineSummary) -> tuple[Any, ...]:
    return (
        row.patient.code,
        line.number,
        " + ".join(line.agents) or None,
        line.start_label or None,
        *_span(line.since_first),
        *_span(line.length),
        line.goes_on,
        *_stage(line.stage),
    )


def _response(row: Row, number: int, judged: Judged) -> tuple[Any, ...]:
    change = judged.best_change
    return (
        row.patient.code,
        number,
        judged.criteria.value,
        judged.best.category.value if judged.best else None,
        judged.confirmed.category.value if judged.confirmed else None,
        float(100 * change.change) if change else None,
        judged.why_no_change or None,
        *(cell for key in ENDPOINTS for cell in _endpoint(judged, key)),
    )


def _endpoint(judged: Judged, key: EndpointKey) -> tuple[Any, ...]:
    found = judged.endpoint(key)
    if found is None or found.days is None:
        return None, found.event if found else None, None
    return found.days.day, found.event, found.days.exact


def _of(row: Row, number: int, judged: Judged) -> Iterator[tuple[Any, ...]]:
    for each in judged.changes:
        yield (
            row.patient.code,
            number,
            judged.criteria.value,
            each.label,
            *_span(each.since_baseline),
            float(100 * each.change) if each.change is not None else None,
            each.category.value,
            each.counts,
            " + ".join(each.reported) or None,
        )


def _stage(stage: Stage) -> tuple[Any, ...]:
    return stage.bclc, stage.cnlc, stage.child_pugh, stage.ecog


def _span(span: DaySpan | None) -> tuple[Any, ...]:
    return (span.day, span.earliest, span.latest) if span else (None, None, None)
