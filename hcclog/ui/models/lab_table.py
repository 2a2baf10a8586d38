"""Laboratory results as rows, the newest first; values are corrected in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.by_test import Kept
from hcclog.domain.ordering import newest_first
from hcclog.entry.date_words import text_among
from hcclog.entry.events import Events
from hcclog.entry.lab_ranges import range_text
from hcclog.entry.lab_words import catalogue_words
from hcclog.entry.questions.labs import kept_doubts
from hcclog.report.entity_words import reference_words
from hcclog.report.naming import analyte_title, is_marker
from hcclog.rules.markers.kept import kept_points
from hcclog.rules.markers.words import short_change
from hcclog.ui.entering import correct, read_by
from hcclog.ui.marker_tone import tone_of
from hcclog.ui.models.doubts import MARK
from hcclog.ui.models.record_table import RecordTable
from hcclog.ui.models.row_table import Cell, Column, LateRow, Row, Table
from hcclog.ui.text import lab_value

if TYPE_CHECKING:
    from hcclog.domain.by_test import OfTest
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.labs import LabResult
    from hcclog.domain.record import PatientRecord
    from hcclog.entry.questions.labs import Doubts
    from hcclog.rules.markers.change import Change
    from hcclog.rules.markers.course import MarkerPoint
    from hcclog.rules.markers.kept import Points
    from hcclog.rules.verdict import Timeline

COLUMNS = (
    Column("When", 280, key="on", least=130),
    Column("Test", 150, key="analyte", least=80),
    Column("Value", 130, right=True, key="value", least=80),
    Column("Unit", 120, key="unit", least=80),
    Column("Reference", 130, key="reference", least=84),
    Column("Laboratory", 150, key="laboratory", least=96),
    Column("vs last", 100, right=True, tip="Against the result before it"),
    Column("vs nadir", 100, right=True, tip="Against the nadir of the line of therapy"),
    Column("Source"),
)


class LabTable(RecordTable):
    """The Labs tab."""

    def compute(self, record: PatientRecord, timeline: Timeline) -> Table:
        return lab_table(record, timeline.chronology)

    def edit(self, row: Row, column: Column, text: str) -> bool:
        record = self.desk.record()
        lab = next((x for x in record.labs if x.id == row.key[1]), None) if record else None
        if record is None or lab is None:
            return False
        from hcclog.entry.labs import amended_lab

        amended = read_by(self.desk, lambda clerk: amended_lab(clerk, lab, column.key, text))
        return amended is not None and correct(self.desk, amended, lab)


def lab_table(record: PatientRecord, chronology: Chronology) -> Table:
    """Return all results of one record."""
    rows = _ROWS.of(record, chronology)
    ordered = newest_first(record.labs, chronology)
    return Table(COLUMNS, tuple(rows.of(lab.analyte).answer[lab.id] for lab in ordered))


class _Company(NamedTuple):
    """What a row says beside its result follows from all results of the test."""

    points: OfTest[Points]
    doubts: OfTest[Doubts]


def _rows_of(record: PatientRecord, chronology: Chronology, code: str) -> dict[str, Row]:
    """Return the rows of one test by the ids of its results."""
    company = _Company(
        kept_points(record, chronology).of(code), kept_doubts(record, chronology).of(code)
    )
    events = Events.of(record, chronology)
    return {lab.id: _row(lab, events, company) for lab in company.points.labs}


# Rows that were shown stay themselves, with the cells that they have made.
_ROWS: Kept[dict[str, Row]] = Kept(_rows_of)


def _row(lab: LabResult, events: Events, company: _Company) -> Row:
    """Return a row, its words to be found when it is seen: of many results few are in sight."""
    # What is counted from other entries may mean another day although the result is the same.
    days = None if company.points.is_plain else events.names.chronology
    # By the text: 5.5 and 5.50 are equal and are shown differently.
    basis = str(lab.value), lab, *company, days

    def cells() -> tuple[Cell, ...]:
        point, doubt = company.points.answer.get(lab.id), company.doubts.answer.of(lab)
        return _cells(lab, events, point, doubt)

    return LateRow(("lab_result", lab.id), basis, cells)


def _cells(
    lab: LabResult, events: Events, point: MarkerPoint | None, doubt: str
) -> tuple[Cell, ...]:
    chronology = events.names.chronology
    when = chronology.label(lab.on)
    if lab.until_on is not None:
        when = f"{when} to {chronology.label(lab.until_on)}"
    typed = lab_value(lab).replace("\u2009", "")
    edited = text_among(events, lab.on) if lab.until_on is None else None
    is_number = lab.value is not None
    return (
        Cell(when, tip=when, typed=edited),
        Cell(analyte_title(lab.analyte)),
        Cell(lab_value(lab), tone="strong", tip=_value_tip(lab, doubt), typed=typed),
        # The mark stands beside the unit, so that the digits of all values stay in line.
        Cell(lab.unit, MARK if doubt else "", tip=doubt, typed=lab.unit if is_number else None),
        Cell(reference_words(lab), typed=range_text(lab) if is_number else None),
        Cell(lab.laboratory, tip=lab.laboratory, typed=lab.laboratory),
        _change_cell(point.from_previous if point else None, lab),
        _change_cell(point.from_nadir if point else None, lab),
        Cell(source_words(lab), tone="muted", tip=lab.source.detail or lab.note),
    )


def _value_tip(lab: LabResult, doubt: str) -> str:
    typed = f"typed as {lab.as_typed}" if lab.as_typed else ""
    return "; ".join(part for part in (doubt.rstrip("."), typed, catalogue_words(lab)) if part)


def _change_cell(change: Change | None, lab: LabResult) -> Cell:
    """Return a change; only of a tumour marker is a rise known to be bad."""
    if change is None:
        return Cell("")
    tone = tone_of(change.bounds) if change.bounds and is_marker(lab.analyte) else ""
    return Cell(short_change(change.bounds), tone=tone, tip=change.sentence)


def source_words(lab: LabResult) -> str:
    """Return where a result comes from."""
    words = lab.source.short.capitalize()
    return " · ".join(part for part in (words, lab.assay) if part)
