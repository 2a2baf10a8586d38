"""The lower rows of the worksheet: sum, changes and category by one set of criteria."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hcclog.domain.response import Criteria
from hcclog.ui.models.row_table import Cell, Row
from hcclog.ui.text import CRITERIA_NAMES, mm, percent, signed_mm

if TYPE_CHECKING:
    from hcclog.rules.verdict import SeriesResponse, Timepoint

_BEFORE = 3


def response_rows(response: SeriesResponse, assessment_ids: Sequence[str]) -> Iterator[Row]:
    """Yield three rows: the sum, the changes, the category; without a sum the category alone."""
    points: dict[str, Timepoint] = {point.assessment.id: point for point in response.timepoints}
    across = [points.get(each) for each in assessment_ids]
    name = CRITERIA_NAMES[response.criteria]
    if any(point is not None and point.total.mm is not None for point in across):
        viable = " viable" if response.criteria is Criteria.MRECIST else ""
        nadir = _lowest(response)
        yield _row(response, "sum", f"Sum, {name}{viable} (mm)", [_sum(p, nadir) for p in across])
        yield _row(response, "change", "change from baseline · nadir", [_change(p) for p in across])
    yield _row(response, "category", name, [_category(p) for p in across])


def _row(response: SeriesResponse, what: str, title: str, cells: list[Cell]) -> Row:
    head = [Cell(title, tone="muted strong" if what == "sum" else "")]
    head += [Cell("")] * (_BEFORE - 1)
    key = f"{response.series.id}/{response.criteria.value}/{what}"
    kind = "sum" if what == "sum" else "result"
    return Row(("response", key), (*head, *cells, Cell("")), kind, retractable=False)


def _lowest(response: SeriesResponse) -> str:
    """Return the assessment of the nadir that the last changes are counted from."""
    nadirs = [p.nadir_at for p in response.timepoints if p.nadir_at is not None]
    return str(nadirs[-1].id) if nadirs else ""


def _sum(point: Timepoint | None, nadir: str) -> Cell:
    if point is None or point.total.mm is None:
        return Cell("")
    words = mm(point.total.mm)
    if not point.total.complete:
        words += " incomplete"
    elif point.assessment.id == nadir:
        words += " nadir"
    return Cell(words, tone="muted strong")


def _change(point: Timepoint | None) -> Cell:
    if point is None or point.change_from_baseline is None:
        return Cell("")
    words = full = percent(point.change_from_baseline)
    if point.change_from_nadir not in {None, point.change_from_baseline}:
        full += f" · {percent(point.change_from_nadir)} ({signed_mm(point.change_from_nadir_mm)})"
    # Below the nadir a sum is the next nadir, and only growth over it decides anything.
    grown = point.change_from_nadir is not None and point.change_from_nadir > 0
    return Cell(full if grown else words, tip=full)


def _category(point: Timepoint | None) -> Cell:
    if point is None or point.is_baseline:
        return Cell("")
    verdict = point.overall
    tip = f"{verdict.sentence} ({verdict.clause})" if verdict.clause else verdict.sentence
    return Cell("", category=verdict.value, differs=point.agrees is False, tip=tip)
