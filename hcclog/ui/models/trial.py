"""What would follow from a text that is still typed: a record that is tried, never written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from hcclog.commands.lesions import check_measurement
from hcclog.commands.refused import Refused
from hcclog.domain.record import PatientRecord
from hcclog.entry.asking import no_choice
from hcclog.entry.sizes import measured, measurement_at
from hcclog.rules.verdict import Timeline

if TYPE_CHECKING:
    from hcclog.domain.lesion import Measurement
    from hcclog.entry.clerk import Clerk
    from hcclog.ui.models.row_table import Cell, Row, Table

_NO_ID = "not written"


class Trial(NamedTuple):
    """A record and what the rules say of it."""

    record: PatientRecord
    timeline: Timeline


def tried(clerk: Clerk, lesion_id: str, assessment_id: str, text: str) -> Trial | None:
    """Return the record as if a text were written into a cell; None where it cannot be read.

    An empty text takes the measurement out.
    """
    from hcclog.rules.timeline import criteria_for, timeline

    quiet = replace(clerk, choose=no_choice, new_id=lambda: _NO_ID)
    record = clerk.record
    lesion = next((each for each in record.lesions if each.id == lesion_id), None)
    if lesion is None:
        return None
    found: Measurement | None = None
    if text:
        try:
            found = measured(quiet, lesion, assessment_id, text)
            check_measurement(record, found)
        except Refused:
            return None
    changed = with_measurement(record, lesion_id, assessment_id, found)
    return Trial(changed, timeline(changed, criteria_for(changed)))


def with_measurement(
    record: PatientRecord, lesion_id: str, assessment_id: str, found: Measurement | None
) -> PatientRecord:
    """Return a record with one measurement in place of the one of its cell, or without any."""
    seen = measurement_at(record, lesion_id, assessment_id)
    if seen is None:
        more = (found,) if found is not None else ()
        return replace(record, measurements=(*record.measurements, *more))
    kept = (found if each is seen else each for each in record.measurements)
    return replace(record, measurements=tuple(each for each in kept if each is not None))


def marked(table: Table, written: Table) -> Table:
    """Return a table with the cells marked that stand otherwise in what is written."""
    before = {row.key: row.cells for row in written.rows}
    return replace(table, rows=tuple(_marked_row(row, before.get(row.key)) for row in table.rows))


def _marked_row(row: Row, before: tuple[Cell, ...] | None) -> Row:
    if before == row.cells:
        return row
    others = before or (None,) * len(row.cells)
    cells = (
        cell if cell == other else replace(cell, provisional=True)
        for cell, other in zip(row.cells, others, strict=True)
    )
    return replace(row, cells=tuple(cells))
