"""Visits and stagings as rows, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.ordering import newest_first
from hcclog.report.entity_words import staging_words
from hcclog.report.signature_words import last_on, signed_at, standing_of
from hcclog.ui.models.record_table import RecordTable
from hcclog.ui.models.row_table import Cell, Column, Row, Table
from hcclog.ui.text import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcclog.commands.signing import Signature
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
    Column("Signed", 210),
)


class VisitTable(RecordTable):
    """The Visits tab."""

    def compute(self, record: PatientRecord, timeline: Timeline) -> Table:
        signatures = self.desk.logbook.signatures(record.patient.id)
        return visit_table(record, timeline.chronology, signatures)


def visit_table(
    record: PatientRecord, chronology: Chronology, signatures: Sequence[Signature] = ()
) -> Table:
    """Return the visits and stagings of one record, and who signed them."""
    items = newest_first((*record.visits, *record.stagings), chronology)
    rows = [
        _visit(i, chronology, last_on(signatures, i.id))
        if hasattr(i, "author")
        else _staging(i, chronology)
        for i in items
    ]
    return Table(COLUMNS, tuple(rows))


def _visit(visit: Visit, chronology: Chronology, signed: Signature | None) -> Row:
    weight = f"{number(visit.weight_kg)} kg" if visit.weight_kg is not None else ""
    cells = (
        Cell(chronology.label(visit.on)),
        Cell("visit", tone="strong"),
        Cell("" if visit.ecog is None else str(visit.ecog)),
        Cell(weight),
        Cell(""),
        Cell(visit.note, tip=visit.note),
        Cell(_who(visit), tone="muted", tip=visit.source.detail),
        _signed(signed),
    )
    return Row(("visit", visit.id), cells)


def _who(visit: Visit) -> str:
    if visit.author and visit.source.is_salvaged:
        return f"{visit.author}, salvaged"
    return visit.author or visit.source.short


def _signed(signed: Signature | None) -> Cell:
    if signed is None:
        return Cell()
    words = f"{signed.signer}: {standing_of(signed)}"
    tip = f"{signed.signer}, {signed.role}, {signed_at(signed)}: {signed.meaning}"
    return Cell(words, tone="" if signed.is_current else "warn", tip=tip)


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
        Cell(),
    )
    return Row(("staging", staging.id), cells)
