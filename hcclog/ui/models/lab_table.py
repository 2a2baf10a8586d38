"""Laboratory results as rows, the newest first; values are corrected in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.entry.labs import amended_lab
from hcclog.report.naming import analyte_title, is_marker
from hcclog.rules.markers.course import points_by_id
from hcclog.rules.markers.words import short_change
from hcclog.ui.entering import correct, read_by
from hcclog.ui.marker_tone import tone_of
from hcclog.ui.models.record_table import RecordTable
from hcclog.ui.models.row_table import Cell, Column, LateRow, Row, Table
from hcclog.ui.ordering import newest_first
from hcclog.ui.text import lab_value, number

if TYPE_CHECKING:
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.labs import LabResult
    from hcclog.domain.record import PatientRecord
    from hcclog.rules.markers.change import Change
    from hcclog.rules.markers.course import MarkerPoint
    from hcclog.rules.verdict import Timeline

COLUMNS = (
    Column("When", 190, key="on", fixed=True),
    Column("Test", 110, key="analyte", fixed=True),
    Column("Value", 100, right=True, key="value", fixed=True),
    Column("Unit", 90, key="unit", fixed=True),
    Column("Reference", 90),
    Column("vs previous", 100, right=True),
    Column("vs nadir of line", 120, right=True),
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
        amended = read_by(self.desk, lambda clerk: amended_lab(clerk, lab, column.key, text))
        return amended is not None and correct(self.desk, amended, lab)


def lab_table(record: PatientRecord, chronology: Chronology) -> Table:
    """Return all results of one record."""
    points = points_by_id(record, chronology)
    labs = newest_first(record.labs, chronology)
    return Table(COLUMNS, tuple(_row(lab, points.get(lab.id), chronology) for lab in labs))


def _row(lab: LabResult, point: MarkerPoint | None, chronology: Chronology) -> Row:
    """Return a row, its words to be found when it is seen: of many results few are in sight."""
    dates = [when for when in (lab.on, lab.until_on) if when is not None]
    # What is counted from other entries may mean another day although the result is the same.
    days = None if all(map(chronology.is_plain, dates)) else chronology
    # By the text: 5.5 and 5.50 are equal and are shown differently.
    basis = str(lab.value), lab, point, days
    return LateRow(("lab_result", lab.id), basis, lambda: _cells(lab, point, chronology))


def _cells(lab: LabResult, point: MarkerPoint | None, chronology: Chronology) -> tuple[Cell, ...]:
    when = chronology.label(lab.on)
    if lab.until_on is not None:
        when = f"{when} to {chronology.label(lab.until_on)}"
    typed = lab_value(lab).replace("\u2009", "")
    return (
        Cell(when, tip=when, typed=when if lab.until_on is None else None),
        Cell(analyte_title(lab.analyte)),
        Cell(lab_value(lab), tone="strong", tip=_typed_tip(lab), typed=typed),
        Cell(lab.unit, typed=lab.unit if lab.value is not None else None),
        Cell(reference_words(lab)),
        _change_cell(point.from_previous if point else None, lab),
        _change_cell(point.from_nadir if point else None, lab),
        Cell(source_words(lab), tone="muted", tip=lab.source.place or lab.note),
    )


def _typed_tip(lab: LabResult) -> str:
    return f"typed as {lab.as_typed}" if lab.as_typed else ""


def _change_cell(change: Change | None, lab: LabResult) -> Cell:
    """Return a change; only of a tumour marker is a rise known to be bad."""
    if change is None:
        return Cell("")
    tone = tone_of(change.bounds) if change.bounds and is_marker(lab.analyte) else ""
    return Cell(short_change(change.bounds), tone=tone, tip=change.sentence)


def reference_words(lab: LabResult) -> str:
    """Return the reference range of the result: ``0–7``, ``< 7`` or nothing."""
    low, high = lab.reference_low, lab.reference_high
    if low is not None and high is not None:
        return f"{number(low)}–{number(high)}"
    if high is not None:
        return f"< {number(high)}"
    return f"> {number(low)}" if low is not None else ""


def source_words(lab: LabResult) -> str:
    """Return where a result comes from."""
    words = lab.source.kind.value.capitalize()
    return " · ".join(part for part in (words, lab.laboratory, lab.assay) if part)
