"""Workbooks of others and hostile ones: one sentence that names the file, and nothing read."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hcclog.commands.refused import Refused
from hcclog.exchange.incoming.plan import Verdict
from hcclog.exchange.incoming.telling import kind_of
from hcclog.exchange.progress import Cancelled, unseen
from hcclog.exchange.workbook.archive import look_through
from hcclog.exchange.workbook.opening import open_workbook
from hcclog.logbook import Logbook
from tests.exchange.workbook.workbooks import (
    column,
    edited,
    plan_of,
    put,
    row_of,
    said,
    written,
)

MB = 1_000_000


@pytest.fixture
def path(empty_patient: Logbook, tmp_path: Path) -> Path:
    """A workbook of one patient of whom nothing is logged."""
    return written(empty_patient, tmp_path)


def repacked(path: Path, change: Callable[[str, bytes], bytes], **new: bytes) -> Path:
    """Write a workbook's parts anew, each as a function makes it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(name, content))
        for name, content in new.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


def swollen(path: Path, name: str, n_mb: int) -> Path:
    """Add a part of so many MB to a workbook, which takes next to no room in it."""
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w") as part,
    ):
        for _ in range(n_mb):
            part.write(b" " * MB)
    return path


def as_it_is(_name: str, content: bytes) -> bytes:
    return content


def test_what_hcclog_wrote_is_told_by_its_sheets(path: Path) -> None:
    assert kind_of(path).name == "xlsx"


def test_it_is_still_told_after_a_spreadsheet_saved_it(path: Path) -> None:
    assert kind_of(edited(path, lambda _book: None)).name == "xlsx"


def test_a_file_of_another_name_is_read_by_its_content(path: Path) -> None:
    assert open_workbook(path.rename(path.with_name("handed over")), unseen).sheets


def test_another_workbook_is_a_table_of_a_laboratory(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    assert kind_of(tmp_path / "other.xlsx").name == "labs"


@pytest.mark.parametrize(
    ("part", "n_mb"),
    [
        pytest.param("xl/worksheets/sheet99.xml", 401, id="I-11: a sheet"),
        pytest.param("xl/sharedStrings.xml", 81, id="I-11: shared texts, which stay in memory"),
    ],
)
def test_a_bomb_is_refused_by_what_it_unpacks_to(path: Path, part: str, n_mb: int) -> None:
    assert swollen(path, part, n_mb).stat().st_size < MB
    with pytest.raises(Refused, match=r"out\.xlsx unpacks to more than"):
        look_through(path)


ENTITIES = [
    pytest.param(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', id="a file"),
    pytest.param(b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>', id="nested ones"),
    pytest.param(b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd">', id="an outside DTD"),
]


@pytest.mark.catalogue("I-12")
@pytest.mark.parametrize("declaration", ENTITIES)
def test_entities_are_refused_and_nothing_is_fetched(path: Path, declaration: bytes) -> None:
    def declare(name: str, content: bytes) -> bytes:
        head, end, rest = content.partition(b"?>")
        if not name.endswith("sheet3.xml"):
            return content
        return head + end + declaration + rest if end else declaration + content

    with pytest.raises(Refused, match="declares entities"):
        open_workbook(repacked(path, declare), unseen)


@pytest.mark.catalogue("I-10")
def test_macros_are_refused(path: Path) -> None:
    with pytest.raises(Refused, match="has macros"):
        open_workbook(repacked(path, as_it_is, xl__vbaProject__bin=b"x"), unseen)


@pytest.mark.catalogue("I-10")
def test_links_to_other_workbooks_are_said_and_not_followed(path: Path) -> None:
    link = {"xl__externalLinks__externalLink1.xml": b"<externalLink/>"}
    opened = open_workbook(repacked(path, as_it_is, **link), unseen)
    assert "nothing is fetched" in opened.notes[0]


DAMAGED = [
    pytest.param(b"PK\x03\x04 and no more", id="a beginning alone"),
    pytest.param(b"PK\x05\x06" + bytes(18), id="an archive of nothing"),
]


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(content)
    with pytest.raises(Refused, match=r"broken\.xlsx"):
        open_workbook(broken, unseen)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet3.xml"])
def test_a_damaged_part_is_refused(path: Path, part: str) -> None:
    def cut(name: str, content: bytes) -> bytes:
        return content[: len(content) // 2] if name == part else content

    with pytest.raises(Refused, match=r"out\.xlsx.* damaged"):
        open_workbook(repacked(path, cut), unseen)


def test_a_workbook_of_another_program_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    with pytest.raises(Refused, match="no workbook that hcclog wrote"):
        open_workbook(tmp_path / "other.xlsx", unseen)


def rename(workbook: Any) -> None:
    workbook["labs"].cell(1, 3).value = "colour"


def double(workbook: Any) -> None:
    workbook["labs"].cell(1, 3).value = "on"


def cut(workbook: Any) -> None:
    workbook["labs"].delete_cols(column(workbook["labs"], "note"))


def beyond(workbook: Any) -> None:
    workbook["visits"].cell(2, 200).value = "x"


def far(workbook: Any) -> None:
    workbook["visits"].cell(2, 16_384).value = "x"


def merge(workbook: Any) -> None:
    workbook["labs"].merge_cells("A2:A3")


LAYOUTS = [
    pytest.param(rename, "no column is called “colour”", id="I-05: an unknown column"),
    pytest.param(double, "the column “on” stands twice", id="I-05: a doubled column"),
    pytest.param(cut, "the column “note” is missing", id="I-05: a missing column"),
    pytest.param(beyond, "row 2: a value stands beyond", id="I-05: a cell beyond the columns"),
    pytest.param(far, "a value stands beyond", id="a cell at the far end of a row"),
    pytest.param(merge, "the cells A2:A3 are merged", id="I-10: merged cells"),
]


@pytest.mark.parametrize(("edit", "words"), LAYOUTS)
def test_another_layout_is_refused(path: Path, edit: Callable[[Any], None], words: str) -> None:
    with pytest.raises(Refused, match=words):
        open_workbook(edited(path, edit), unseen)


def test_columns_may_stand_in_another_order(empty_patient: Logbook, path: Path) -> None:
    def edit(workbook: Any) -> None:
        sheet = workbook["patients"]
        for row in (1, 2):
            one, two = sheet.cell(row, 2), sheet.cell(row, 3)
            one.value, two.value = two.value, one.value

    assert said(plan_of(empty_patient, edited(path, edit))) == []


@pytest.mark.catalogue("I-10")
def test_hidden_and_foreign_sheets_are_said(path: Path) -> None:
    def edit(workbook: Any) -> None:
        workbook["labs"].sheet_state = "hidden"
        workbook.create_sheet("my notes")

    notes = open_workbook(edited(path, edit), unseen).notes
    assert "Sheet labs is hidden; it is read like the others." in notes
    assert "Sheet my notes is not one of hcclog's; it is not read." in notes


@pytest.mark.catalogue("I-10")
def test_a_formula_without_a_value_is_a_refused_line(cases: Logbook, tmp_path: Path) -> None:
    def edit(workbook: Any) -> None:
        sheet = workbook["labs"]
        row = row_of(sheet, patient="zhang-2024", analyte="afp", value=53.43)
        sheet.cell(row, column(sheet, "value")).value = "=50+3.43"

    plan = plan_of(cases, edited(written(cases, tmp_path), edit))
    [(_, _, why)] = said(plan, Verdict.REFUSED)
    assert why == "column value: a formula without a stored value; write the value."


def test_an_error_of_the_spreadsheet_is_a_refused_line(cases: Logbook, tmp_path: Path) -> None:
    def edit(workbook: Any) -> None:
        put("labs", 2, "unit", "#DIV/0!")(workbook)
        sheet = workbook["labs"]
        sheet.cell(2, column(sheet, "unit")).data_type = "e"

    plan = plan_of(cases, edited(written(cases, tmp_path), edit))
    assert "the cell holds the error #DIV/0!" in said(plan)[0][2]


def test_who_gives_up_reads_nothing(path: Path) -> None:
    def give_up(_done: int, _of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        open_workbook(path, give_up)
