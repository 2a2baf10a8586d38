"""Visits and stagings as rows, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.ordering import newest_first
from hcclog.report.entity_words import staging_words
from hcclog.ui.models.record_table import RecordTable
from hcclog.ui.models.row_table import Cell, Column, Row, Table
from hcclog.ui.text import number

if TYPE_CHECKING:
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.staging import Staging
    from hcclog.domain.visit import Visit
    from hcclog.rules.verdict import Timeline

COLUMNS = (
    Column("When", 170),
    Column("What", 90),
    Column("ECOG", 60, right=True),
    Column("Weight", 80, right=True),
    Column("Stage and liver", 240),
    Column("Note"),
    Column("Author", 110),
)


class VisitTable(RecordTable):
    """The Visits tab."""

    def compute(self, record: PatientRecord, timeline: Timeline) -> Table:
        return visit_table(record, timeline.chronology)


def visit_table(record: PatientRecord, chronology: Chronology) -> Table:
    """Return the visits and stagings of one record."""
    items = newest_first((*record.visits, *record.stagings), chronology)
    rows = [
        _visit(i, chronology) if hasattr(i, "author") else _staging(i, chronology) for i in items
    ]
    return Table(COLUMNS, tuple(rows))


def _visit(visit: Visit, chronology: Chronology) -> Row:
    weight = f"{number(visit.weight_kg)} kg" if visit.weight_kg is not None else ""
    cells = (
        Cell(chronology.label(visit.on)),
        Cell("visit", tone="strong"),
        Cell("" if visit.ecog is None else str(visit.ecog)),
        Cell(weight),
        Cell(""),
        Cell(visit.note, tip=visit.note),
        Cell(_who(visit), tone="muted", tip=visit.source.detail),
    )
    return Row(("visit", visit.id), cells)


def _who(visit: Visit) -> str:
    if visit.author and visit.source.is_salvaged:
        return f"{visit.author}, salvaged"
    return visit.author or visit.source.short


def _staging(staging: Staging, chronology: Chronology) -> Row:
    stage = staging_words(staging)
    cells = (
        Cell(chronology.label(staging.on)),
        Cell("staging", tone="strong"),
        Cell("" if staging.ecog is None else str(staging.ecog)),
        Cell(""),
        Cell(stage, tip=stage),
        Cell(staging.note, tip=staging.note),
        Cell(staging.source.short, tone="muted", tip=staging.source.detail),
    )
    return Row(("staging", staging.id), cells)
