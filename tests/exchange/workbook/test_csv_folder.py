"""The same tables as csv: for spreadsheets and for programs, and no cell that can run."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from hcclog.commands.base import Add
from hcclog.exchange.csv_text import unshielded
from hcclog.exchange.outgoing.deliver import deliver
from hcclog.exchange.outgoing.formats import FORMATS
from hcclog.exchange.workbook.tables import tables
from hcclog.logbook import Logbook
from tests.books import a_patient
from tests.exchange.workbook.workbooks import order_of, written


def folder_of(book: Logbook, tmp_path: Path) -> Path:
    deliver(FORMATS["csv"], order_of(book), tmp_path / "tables")
    return tmp_path / "tables"


def test_there_is_a_file_for_each_table(cases: Logbook, tmp_path: Path) -> None:
    names = {path.name for path in folder_of(cases, tmp_path).iterdir()}
    said = {"about_hcclog.csv", "data_dictionary.csv", "not_held.txt"}
    assert names == {f"{table.name}.csv" for table in tables()} | said


def test_csv_and_workbook_hold_the_same_rows(cases: Logbook, tmp_path: Path) -> None:
    folder = folder_of(cases, tmp_path)
    workbook = openpyxl.load_workbook(written(cases, tmp_path), read_only=True)
    for table in tables():
        with (folder / f"{table.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            n_rows = len(list(csv.reader(file)))
        assert n_rows == sum(1 for _ in workbook[table.name].rows)
    workbook.close()


def test_a_spreadsheet_sees_the_letters(cases: Logbook, tmp_path: Path) -> None:
    assert (folder_of(cases, tmp_path) / "labs.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_pandas_reads_values_as_they_are(cases: Logbook, tmp_path: Path) -> None:
    labs = pd.read_csv(folder_of(cases, tmp_path) / "labs.csv", dtype=str)
    found = labs[(labs.patient == "zhang-2024") & (labs.value == "53.43")]
    assert list(found.comparator) == ["="]
    assert list(found.on) == ["2023-01"]


@pytest.mark.catalogue("X-01", "X-02")
def test_no_cell_can_run_and_the_text_comes_back(book: Logbook, tmp_path: Path) -> None:
    book.do(Add((a_patient("=1+1", name="'=2", note=" @SUM(A1)\n-5.5"),)))
    with (folder_of(book, tmp_path) / "patients.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        [row] = csv.DictReader(file)
    assert (row["code"], row["name"], row["note"]) == ("'=1+1", "''=2", "' @SUM(A1)\n-5.5")
    assert [unshielded(row[name]) for name in ("code", "name")] == ["=1+1", "'=2"]
