"""A workbook of records: tidy, exact, and nothing in it runs or tells whose it is."""

from __future__ import annotations

import re
import tempfile
import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hcclog.commands.base import Add
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.visit import Visit
from hcclog.exchange.outgoing.deliver import deliver
from hcclog.exchange.outgoing.formats import FORMATS
from hcclog.exchange.progress import Cancelled, unseen
from hcclog.exchange.workbook.tables import tables
from hcclog.exchange.workbook.writing import write_workbook
from hcclog.logbook import Logbook
from tests.books import a_lab, a_patient, an_id
from tests.exchange.workbook.workbooks import column, order_of, row_of, written

FORMULAS = [
    pytest.param("=cmd|' /C calc'!A0", id="X-01: a command"),
    pytest.param('=HYPERLINK("x","y")', id="X-01: a link"),
    pytest.param("+1+1", id="X-01: a sum"),
    pytest.param("-2+3", id="X-01: a difference"),
    pytest.param("@SUM(A1)", id="X-01: a function"),
    pytest.param("\t=1", id="X-01: a tab"),
    pytest.param("＝1+1", id="X-02: full width"),
    pytest.param(" =1+1", id="X-02: after a space"),
    pytest.param("a;b\n=1+1", id="X-02: after a delimiter"),
]


def with_note(book: Logbook, note: str) -> None:
    patient = a_patient("P-1")
    visit = Visit(an_id(), patient.id, ClinicalDate.parse("2024-02-03"), note=note.strip("\r"))
    book.do(Add((patient, visit, a_lab(patient, "53.43"), a_lab(patient, "5.50"))))


@pytest.mark.parametrize("note", FORMULAS)
def test_no_cell_can_run(book: Logbook, tmp_path: Path, note: str) -> None:
    with_note(book, note)
    sheet = openpyxl.load_workbook(written(book, tmp_path))["visits"]
    cell = sheet.cell(2, column(sheet, "note"))
    assert (cell.data_type, cell.value) == ("s", note)


def test_there_is_no_formula_in_any_part(cases: Logbook, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(cases, tmp_path)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        found = [name for name in sheets if re.search(rb"<f[ >]", archive.read(name))]
    assert len(sheets) == len(tables()) + 4
    assert found == []


def test_numbers_are_numbers_and_show_their_own_digits(book: Logbook, tmp_path: Path) -> None:
    with_note(book, "")
    sheet = openpyxl.load_workbook(written(book, tmp_path))["labs"]
    cells = [sheet.cell(row, column(sheet, "value")) for row in (2, 3)]
    assert [(cell.value, cell.number_format) for cell in cells] == [(53.43, "0.00"), (5.5, "0.00")]


def test_a_number_that_a_spreadsheet_would_round_is_a_text(book: Logbook, tmp_path: Path) -> None:
    patient = a_patient("P-1")
    book.do(Add((patient, a_lab(patient, "12345678901234567.5"))))
    sheet = openpyxl.load_workbook(written(book, tmp_path))["labs"]
    assert sheet.cell(2, column(sheet, "value")).value == "12345678901234567.5"


def test_a_date_has_its_text_its_days_and_its_precision(cases: Logbook, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(cases, tmp_path))["labs"]
    row = row_of(sheet, patient="zhang-2024", analyte="afp", value=53.43)
    names = ("on", "on_earliest", "on_latest", "on_precision", "on_shown")
    cells = [sheet.cell(row, column(sheet, name)) for name in names]
    days = [datetime(2023, 1, 1), datetime(2023, 1, 31)]
    assert [cell.value for cell in cells] == ["2023-01", *days, "month", "2023-01"]
    assert cells[1].number_format == "yyyy-mm-dd"


def test_days_from_day_0_are_numbers_and_no_dates(cases: Logbook, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(cases, tmp_path))["adverse_events"]
    row = row_of(sheet, patient="ikeda-2021")
    found = sheet.cell(row, column(sheet, "start_on_earliest"))
    assert (found.value, found.number_format) == (25, "0")


def test_names_stand_beside_ids(cases: Logbook, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(cases, tmp_path))["measurements"]
    row = row_of(sheet, patient="zhang-2024", lesion="R1")
    assert sheet.cell(row, column(sheet, "assessment")).value == "2020-11"
    assert sheet.cell(row, column(sheet, "lesion_id")).fill.start_color.rgb == "00F0F1F3"


def test_choices_are_offered_and_ids_are_not_typed(empty_patient: Logbook, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(written(empty_patient, tmp_path))
    rules = workbook["labs"].data_validations.dataValidation
    kinds = {rule.type for rule in rules}
    assert kinds == {"custom", "list"}
    places = [rule.formula1 for rule in rules if rule.type == "list"]
    lists = [[cell[0].value for cell in workbook["choices"][p.split("!")[1]]] for p in places]
    assert ["<", "<=", "=", ">=", ">"] in lists
    assert ["entered", "imported", "case report"] in lists


def test_what_is_typed_into_an_empty_cell_stays_as_typed(
    empty_patient: Logbook, tmp_path: Path
) -> None:
    sheet = openpyxl.load_workbook(written(empty_patient, tmp_path))["labs"]
    formats = {
        name: sheet.column_dimensions[
            sheet.cell(1, column(sheet, name)).column_letter
        ].number_format
        for name in ("on", "note", "value")
    }
    assert formats == {"on": "@", "note": "@", "value": "General"}


def test_header_filter_and_frozen_panes(cases: Logbook, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(cases, tmp_path))["labs"]
    assert sheet.freeze_panes == "B2"
    assert sheet.cell(1, 1).font.bold
    assert sheet.auto_filter.ref == f"A1:AC{sheet.max_row}"


def test_a_cohort_has_one_row_a_patient(cases: Logbook, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(cases, tmp_path))["computed_cohort"]
    codes = [cell.value for cell in sheet["A"]]
    assert codes == ["patient", "fonc-2024", "ikeda-2021", "zhang-2024"]


def test_the_properties_name_nobody(cases: Logbook, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(written(cases, tmp_path))
    said = workbook.properties
    assert (said.creator, said.title, said.lastModifiedBy) == ("hcclog", None, None)
    assert said.created == said.modified == datetime(2026, 11, 21)


def test_a_deidentified_workbook_does_not_say_when_it_was_made(
    cases: Logbook, tmp_path: Path
) -> None:
    order = order_of(cases, is_deidentified=True)
    write_workbook(order, tmp_path, "d", unseen)
    workbook = openpyxl.load_workbook(tmp_path / "d.xlsx")
    about = {row[0].value: row[1].value for row in workbook["about_hcclog"].iter_rows()}
    assert (about["de-identified"], about["written on"], about["store"]) == ("yes", None, None)
    assert workbook.properties.created.year == 1980


def test_no_part_says_when_it_was_written(cases: Logbook, tmp_path: Path) -> None:
    """So that the same records are the same bytes at any hour of a day."""
    with zipfile.ZipFile(written(cases, tmp_path)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_what_it_cannot_hold_is_said(empty_patient: Logbook, tmp_path: Path) -> None:
    done = deliver(FORMATS["xlsx"], order_of(empty_patient), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["not_held"]
    assert [cell.value for cell in sheet["A"]][1:] == list(done.not_held)
    assert "who changed what" in done.not_held[0]


def test_who_gives_up_leaves_nothing(
    cases: Logbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))

    def give_up(done: int, _of: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        deliver(FORMATS["xlsx"], order_of(cases), tmp_path / "a.xlsx", give_up)
    assert list(aside.iterdir()) == []
    assert not (tmp_path / "a.xlsx").exists()


def test_progress_is_told_after_each_patient(cases: Logbook, tmp_path: Path) -> None:
    told: list[Any] = []
    write_workbook(order_of(cases), tmp_path, "a", lambda n, of: told.append((n, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_decimals_of_a_computed_sum_have_four_places(measured: Logbook, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(measured, tmp_path))["computed_responses"]
    cell = sheet.cell(2, column(sheet, "sum_mm"))
    assert cell.number_format == "0.0000"
    assert Decimal(str(cell.value)) > 0
