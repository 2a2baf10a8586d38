"""Assessments as rows: reported beside computed, with the agreement and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.ordering import newest_first
from hcclog.domain.response import Category
from hcclog.report.entity_words import reported_words
from hcclog.ui.models.record_table import RecordTable
from hcclog.ui.models.row_table import Cell, Column, Row, Table
from hcclog.ui.text import CRITERIA_NAMES, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.assessment import Assessment
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.response import ReportedResponse
    from hcclog.rules.verdict import Timeline, Timepoint

COLUMNS = (
    Column("When", 190),
    Column("Series", 150),
    Column("Criteria", 100),
    Column("Reported", 190),
    Column("Computed", 100),
    Column("Agrees", 90),
    Column("Why"),
)


class AssessmentTable(RecordTable):
    """The Assessments tab."""

    def compute(self, record: PatientRecord, timeline: Timeline) -> Table:
        return assessment_table(record, timeline)


def assessment_table(record: PatientRecord, timeline: Timeline) -> Table:
    """Return each assessment of one record once for each series and criteria."""
    rows: list[Row] = []
    for item in newest_first((*record.assessments, *_alone(record)), timeline.chronology):
        if hasattr(item, "category"):
            rows.append(_reported_alone(item, timeline.chronology))
        else:
            rows += _assessment_rows(item, record, timeline)
    return Table(COLUMNS, tuple(rows))


def _alone(record: PatientRecord) -> list[ReportedResponse]:
    """Return what was concluded without imaging."""
    return [report for report in record.reported_responses if report.assessment_id is None]


def _assessment_rows(
    assessment: Assessment, record: PatientRecord, timeline: Timeline
) -> Iterator[Row]:
    found = 0
    order = {series.id: n for n, series in enumerate(record.series)}
    for response in sorted(timeline.responses, key=lambda r: order.get(r.series.id, -1)):
        for point in response.timepoints:
            if point.assessment.id == assessment.id:
                key = f"{assessment.id}/{response.series.id}/{response.criteria.value}"
                yield _row(
                    key if found else assessment.id,
                    point,
                    (response.series.label, CRITERIA_NAMES[response.criteria]),
                    timeline.chronology,
                )
                found += 1
    if not found:
        yield _unjudged(assessment, record, timeline.chronology)


def _row(key: str, point: Timepoint, names: tuple[str, str], chronology: Chronology) -> Row:
    why = point.difference or point.overall.sentence
    if point.is_baseline:
        why = point.assessment.findings or "Baseline: what later assessments are compared with."
    full = " ".join(part for part in (point.overall.sentence, point.difference) if part)
    cells = (
        Cell(chronology.label(point.assessment.on), tone="strong"),
        Cell(names[0], tip=names[0]),
        Cell(names[1]),
        _reported(point.reported),
        Cell("baseline", tone="muted") if point.is_baseline else Cell(category=point.overall.value),
        _agreement(point),
        Cell(why, tip=full),
    )
    return Row(("assessment", key), cells, retractable="/" not in key)


def _reported(reports: tuple[ReportedResponse, ...]) -> Cell:
    if not reports:
        return Cell("not reported", tone="muted")
    words = "; ".join(reported_words(report) for report in reports)
    first: Category | None = next((r.category for r in reports if r.category), None)
    return Cell(category=first, tip=words) if first else Cell(words, tip=words)


def _agreement(point: Timepoint) -> Cell:
    if point.agrees is None:
        return Cell("", tip="Nothing comparable was reported.")
    return Cell("agrees", tone="good") if point.agrees else Cell("differs", tone="bad")


def _reported_alone(report: ReportedResponse, chronology: Chronology) -> Row:
    words = reported_words(report)
    chip = Cell(category=report.category, tip=words) if report.category else Cell(report.wording)
    why = f"Rests on {report.basis}, not on imaging." if report.basis else "No imaging is logged."
    cells = (
        Cell(chronology.label(report.on), tone="strong"),
        Cell(""),
        Cell(CRITERIA_NAMES[report.criteria]),
        chip,
        Cell("no imaging", tone="muted"),
        Cell(""),
        Cell(why, tip=why),
    )
    return Row(("reported_response", report.id), cells)


def _unjudged(assessment: Assessment, record: PatientRecord, chronology: Chronology) -> Row:
    reports = tuple(r for r in record.reported_responses if r.assessment_id == assessment.id)
    counted = plural(assessment.n_lesions, "lesion") if assessment.n_lesions is not None else ""
    why = assessment.findings or counted or "In no response series."
    cells = (
        Cell(chronology.label(assessment.on), tone="strong"),
        Cell("no series", tone="muted"),
        Cell(""),
        _reported(reports),
        Cell("not computed", tone="muted"),
        Cell(""),
        Cell(why, tip=why),
    )
    return Row(("assessment", assessment.id), cells)
