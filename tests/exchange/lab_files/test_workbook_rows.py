"""Workbooks as tables: stored values, hostile archives."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from hcclog.commands.refused import Refused
from hcclog.exchange.lab_files.tables import open_table
from hcclog.logbook import Logbook
from tests.exchange.lab_files.ward import looked_at, said, whys, wish_of

TITLES = ("patient", "date", "test", "value", "unit")
AFP = "AFP 5.51 ng/mL of 2024-03-01"


def workbook(folder: Path, rows: Sequence[Sequence[Any]], name: str = "labs.xlsx") -> Path:
    """Write a workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / name)
    return folder / name


def repacked(path: Path, change: dict[str, bytes]) -> Path:
    """Write the parts of a workbook anew, some of them changed or added."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | change).items():
            archive.writestr(name, content)
    return path


def part(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


@pytest.mark.parametrize(
    ("cells", "reading"),
    [
        pytest.param((date(2024, 3, 1), "AFP", 5.51, "ng/mL"), AFP, id="a day and a number"),
        pytest.param((datetime(2024, 3, 1, 8, 15), "AFP", 5.51, "ng/mL"), AFP, id="a time of day"),
        pytest.param(("2024-03-01", "AFP", "5,51", "ng/mL"), AFP, id="texts"),
        pytest.param(
            ("2024-03-01", "AFP", 1.089, "ng/mL"),
            "AFP 1.089 ng/mL of 2024-03-01",
            id="a number that a text would leave open",
        ),
        pytest.param(
            ("2024-03-01", "AFP", 60500, "ng/mL"), "AFP 60500 ng/mL of 2024-03-01", id="whole"
        ),
        pytest.param(
            ("2024-03-01", "AFP", 0.00002, "ng/mL"), "AFP 0.00002 ng/mL of 2024-03-01", id="small"
        ),
    ],
)
def test_stored_values_are_read(
    ward: Logbook, tmp_path: Path, cells: tuple[Any, ...], reading: str
) -> None:
    path = workbook(tmp_path, (TITLES, ("P-1", *cells)))
    assert said(looked_at(path, ward)) == [reading]


def test_i_02_a_workbook_named_csv_is_read_as_what_it_is(ward: Logbook, tmp_path: Path) -> None:
    rows = (TITLES, ("P-1", "2024-03-01", "AFP", 5.51, "ng/mL"))
    assert said(looked_at(workbook(tmp_path, rows, "labs.csv"), ward)) == [AFP]


def test_d_14_dates_are_counted_from_the_workbooks_own_day(ward: Logbook, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(TITLES)
    book.active.append(("P-1", date(2024, 3, 1), "AFP", 5.51, "ng/mL"))
    book.save(tmp_path / "mac.xlsx")
    assert said(looked_at(tmp_path / "mac.xlsx", ward)) == [AFP]


def test_d_14_a_serial_number_that_is_no_date_is_refused(ward: Logbook, tmp_path: Path) -> None:
    path = workbook(tmp_path, (TITLES, ("P-1", 45352, "AFP", 5.51, "ng/mL")))
    assert "'45352' is not a date" in whys(looked_at(path, ward))[0]


def test_i_10_a_formula_without_a_stored_value_is_refused(ward: Logbook, tmp_path: Path) -> None:
    rows = (
        TITLES,
        ("P-1", "2024-03-01", "AFP", "=5+0.51", "ng/mL"),
        ("P-1", "2024-03-02", "AFP", 6, "ng/mL"),
    )
    plan = looked_at(workbook(tmp_path, rows), ward)
    assert whys(plan) == ["Column 4 is a formula without a stored value; save the workbook anew."]
    assert said(plan) == ["AFP 6 ng/mL of 2024-03-02"]


def test_i_10_a_formula_with_its_value_is_read(ward: Logbook, tmp_path: Path) -> None:
    path = workbook(tmp_path, (TITLES, ("P-1", "2024-03-01", "AFP", "=5+0.51", "ng/mL")))
    name = "xl/worksheets/sheet1.xml"
    stored = part(path, name).replace(b"<v></v>", b"<v>5.51</v>").replace(b"<v />", b"<v>5.51</v>")
    assert said(looked_at(repacked(path, {name: stored}), ward)) == [AFP]


def test_i_10_hidden_and_other_sheets_are_named(ward: Logbook, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "March"
    book.active.append(TITLES)
    book.active.append(("P-1", "2024-03-01", "AFP", 5.51, "ng/mL"))
    book.create_sheet("Secret").sheet_state = "hidden"
    april = book.create_sheet("April")
    april.append(TITLES)
    april.append(("P-1", "2024-04-01", "AFP", 6, "ng/mL"))
    book.save(tmp_path / "labs.xlsx")
    plan = looked_at(tmp_path / "labs.xlsx", ward)
    assert plan.notes == (
        "The hidden sheet “Secret” is not read.",
        "The sheet “March” is read; also there: “April”.",
    )
    other = looked_at(tmp_path / "labs.xlsx", ward, wish_of(sheet="April"))
    assert said(other) == ["AFP 6 ng/mL of 2024-04-01"]
    with pytest.raises(Refused, match="has no sheet “Secret” that is seen"):
        open_table(tmp_path / "labs.xlsx", sheet="Secret")


def test_i_10_merged_cells_are_said(ward: Logbook, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(TITLES)
    for day in (1, 2):
        book.active.append(("P-1", f"2024-03-0{day}", "AFP", 5.51, "ng/mL"))
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "labs.xlsx")
    plan = looked_at(tmp_path / "labs.xlsx", ward)
    assert "Cells are merged" in plan.notes[0]
    assert whys(plan) == ["Whose result? The patient code is missing."]


def test_i_10_macros_are_refused(tmp_path: Path) -> None:
    path = repacked(workbook(tmp_path, (TITLES,)), {"xl/vbaProject.bin": b"x"})
    with pytest.raises(Refused, match="carries macros"):
        open_table(path)


def test_i_10_links_to_other_workbooks_are_said_and_not_followed(
    ward: Logbook, tmp_path: Path
) -> None:
    path = workbook(tmp_path, (TITLES, ("P-1", "2024-03-01", "AFP", 5.51, "ng/mL")))
    plan = looked_at(repacked(path, {"xl/externalLinks/externalLink1.xml": b"<x/>"}), ward)
    assert "refers to other workbooks" in plan.notes[0]
    assert said(plan) == [AFP]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("xl/worksheets/sheet1.xml", id="I-11 a sheet"),
        pytest.param("xl/sharedStrings.xml", id="I-11 texts"),
        pytest.param("xl/media/image1.png", id="I-11 a picture"),
    ],
)
def test_i_11_what_unpacks_to_much_more_is_refused_unread(tmp_path: Path, name: str) -> None:
    path = workbook(tmp_path, (TITLES, ("P-1", "2024-03-01", "AFP", 5.51, "ng/mL")))
    repacked(path, {name: b" " * 300_000_000})
    assert path.stat().st_size < 400_000
    with pytest.raises(Refused, match="unpacks to more than a table of results has"):
        open_table(path)


ENTITY = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
FILE = b'<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'
DTD = b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'


@pytest.mark.parametrize(
    "doctype",
    [
        pytest.param(ENTITY, id="I-12 nested entities"),
        pytest.param(FILE, id="I-12 a file as an entity"),
        pytest.param(DTD, id="I-12 an outside DTD"),
    ],
)
def test_i_12_entities_are_never_read(ward: Logbook, tmp_path: Path, doctype: bytes) -> None:
    path = workbook(tmp_path, (TITLES, ("P-1", "2024-03-01", "AFP", 5.51, "ng/mL")))
    name = "xl/worksheets/sheet1.xml"
    sheet = part(path, name)
    evil = doctype + sheet.replace(b"<v>5.51</v>", b"<v>&c;</v>")
    with pytest.raises(Refused, match=r"is damaged|declares entities"):
        looked_at(repacked(path, {name: evil}), ward)


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil", b"x")
    with pytest.raises(Refused, match="is an archive and no workbook"):
        open_table(path)
    assert not (tmp_path.parent.parent / "evil").exists()


def test_a_row_far_below_all_others_costs_no_more(ward: Logbook, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(TITLES)
    book.active.append(("P-1", "2024-03-01", "AFP", 5.51, "ng/mL"))
    book.active.cell(1_048_576, 5, "x")
    book.save(tmp_path / "labs.xlsx")
    plan = looked_at(tmp_path / "labs.xlsx", ward)
    assert [line.place for line in plan.lines] == ["row 2", "row 1048576"]


def test_a_sheet_cut_short_is_refused(ward: Logbook, tmp_path: Path) -> None:
    path = workbook(tmp_path, (TITLES, *[("P-1", "2024-03-01", "AFP", 5.51, "ng/mL")] * 100))
    name = "xl/worksheets/sheet1.xml"
    with pytest.raises(Refused, match="is damaged"):
        looked_at(repacked(path, {name: part(path, name)[:5000]}), ward)
