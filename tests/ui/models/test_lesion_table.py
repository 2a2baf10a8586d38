"""The worksheet: rows of lesions, then sums, changes and categories."""

from dataclasses import replace

from hcclog.domain.assessment import Modality, Scan
from hcclog.domain.ids import EntityId
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import ResponseSeries
from hcclog.rules.timeline import timeline
from hcclog.ui.models.lesion_table import lesion_table
from hcclog.ui.models.row_table import Row, Table
from tests.report.samples import PATIENT, measured_case, new_id


def table_of(record: PatientRecord) -> Table:
    return lesion_table(record, timeline(record))


def named(table: Table, title: str) -> Row:
    return next(row for row in table.rows if row.cells[0].text == title)


def texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells[3:7]]


def test_each_lesion_is_a_row_with_its_sizes() -> None:
    table = table_of(measured_case())
    first = named(table, "T1")
    assert [cell.text for cell in first.cells[:3]] == ["T1", "Liver", "target"]
    assert [(c.text, c.after) for c in first.cells[3:7]] == [
        ("42.0", "38.0"),
        ("35.1", "21.4"),
        ("33.0", "18.9"),
        ("41.2", "33.0"),
    ]
    assert first.cells[3].typed == "42.0/38.0"
    assert named(table, "T3").cells[2].text == "target, short axis"


def test_sums_and_changes_stand_below() -> None:
    table = table_of(measured_case())
    assert texts(named(table, "Sum, RECIST 1.1 (mm)")) == ["81.5", "65.3", "59.7 nadir", "70.3"]
    changes = [row for row in table.rows if row.cells[0].text.startswith("change")]
    assert texts(changes[0])[3] == "\u221213.7 % · +17.8 % (+10.6 mm)"
    categories = [cell.category for cell in named(table, "RECIST 1.1").cells[3:7]]
    assert [category and category.value for category in categories] == [None, "SD", "SD", "SD"]


def test_a_column_names_its_day_and_how_the_picture_was_taken() -> None:
    record = measured_case()
    scan = Scan(new_id(), PATIENT, EntityId("A0"), Modality.MRI)
    columns = table_of(replace(record, scans=(scan,))).columns
    assert columns[3].title == "2025-10-28\nMRI baseline"
    assert [column.key for column in columns[3:7]] == ["A0", "A1", "A2", "A3"]


def test_a_second_series_is_a_block_of_its_own() -> None:
    record = measured_case()
    second = ResponseSeries(EntityId("S2"), PATIENT, "line 2", EntityId("A2"))
    roles = tuple(replace(role, id=new_id(), series_id=second.id) for role in record.series_lesions)
    table = table_of(
        replace(
            record,
            series=(*record.series, second),
            series_lesions=(*record.series_lesions, *roles),
        )
    )
    headings = [row.cells[0].text for row in table.rows if row.kind == "heading"]
    assert headings == ["line 1", "line 2"]
    keys = [row.key for row in table.rows]
    assert len(keys) == len(set(keys))
    blocks = [row for row in table.rows if row.cells[0].text == "T1"]
    assert [texts(row) for row in blocks] == [
        ["42.0", "35.1", "33.0", ""],
        ["", "", "33.0", "41.2"],
    ]
    assert blocks[0].mark == blocks[1].mark


def test_a_lesion_without_a_role_is_shown_at_the_end() -> None:
    record = replace(measured_case(), series_lesions=())
    rows = table_of(record).rows
    assert [row.cells[2].text for row in rows[-3:]] == ["no role"] * 3
