"""The numbers of a picture: read back as they were, and never run as a formula."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.report.number_files import csv_bytes, save_numbers, tab_separated
from hcclog.report.picture import Numbers

HEADER = ("lane", "reading")
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


def rows_of(content: bytes) -> list[list[str]]:
    """Return the cells of a csv file, as a spreadsheet reads them."""
    return list(csv.reader(StringIO(content.decode(), newline="")))


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_a_csv_file_reads_back_but_for_the_guard(rows: list[tuple[str, str]]) -> None:
    read = rows_of(csv_bytes(Numbers(HEADER, rows)))
    plain = [[cell.removeprefix("'") for cell in row] for row in read[1:]]
    assert read[0] == list(HEADER)
    assert plain == [[cell.removeprefix("'") for cell in row] for row in rows]


@pytest.mark.catalogue("X-01")
@pytest.mark.parametrize("cell", ["=1+1", "+cmd|'/c calc'!A1", "@SUM(A1)", "-a"])
def test_no_cell_runs_as_a_formula(cell: str) -> None:
    numbers = Numbers(HEADER, [("AFP", cell)])
    assert rows_of(csv_bytes(numbers))[1][1] == f"'{cell}"
    assert tab_separated(numbers).splitlines()[1] == f"AFP\t'{cell}"


@pytest.mark.parametrize("cell", ["-12.5", "+3", "5.51", "1,089"])
def test_a_number_stays_a_number(cell: str) -> None:
    numbers = Numbers(HEADER, [("AFP", cell)])
    assert rows_of(csv_bytes(numbers))[1][1] == cell
    assert tab_separated(numbers).splitlines()[1] == f"AFP\t{cell}"


def test_a_cell_of_the_clipboard_breaks_neither_its_row_nor_its_column() -> None:
    numbers = Numbers(HEADER, [("a\tb", "c\nd\r\ne")])
    assert tab_separated(numbers) == "lane\treading\na b\tc d e\n"


def test_a_file_of_numbers_is_whole_or_not_there(tmp_path: Path) -> None:
    numbers = Numbers(HEADER, [("AFP", "5.51")])
    save_numbers(numbers, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text() == "lane,reading\nAFP,5.51\n"
    with pytest.raises(FileNotFoundError):
        save_numbers(numbers, tmp_path / "none" / "a.csv")
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]
