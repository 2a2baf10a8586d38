"""A table of responses in, a table of best responses out: whole, or not there at all."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest

from hcclog.domain.response import Criteria
from hcclog.exchange.best_response import OUT_COLUMNS, best_response_table
from hcclog.exchange.lesion_table import BadTable
from hcclog.exchange.response_table import read_responses
from hcclog.rules.best_response.options import BestResponseOptions

HEADER = "patient,start,date,response"
TABLE = """\
A,2026-01-01,2026-03-01,PR
A,2026-01-01,2026-04-01,CR
A,2026-01-01,2026-05-01,CR
B,2026-01-01,2026-02-11,SD
C,2026-01-01,2026-02-12,SD
D,2026-01-01,,
E,2026-01-01,2026-03-01,Non-CR/Non-PD
F,2026-01-01,2026-03-01,nd
"""
EXPECTED = [
    ("A", "CR", "2026-04-01"),
    ("B", "NE", "2026-02-11"),
    ("C", "SD", "2026-02-12"),
    ("D", "NE", ""),
    ("E", "NON-CR/NON-PD", "2026-03-01"),
    ("F", "ND", "2026-03-01"),
]
CONFIRMED = BestResponseOptions(confirmed=True)


def best(
    folder: Path, text: str, options: BestResponseOptions = CONFIRMED, header: str = HEADER
) -> list[tuple[str, str, str, str]]:
    """Write a table, judge it, and return patient, best response, date and why."""
    source, out = folder / "responses.csv", folder / "out.csv"
    source.write_text(f"{header}\n{text}", encoding="utf-8")
    best_response_table(source, out, options)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == OUT_COLUMNS
    return [(row[0], row[1], row[2], row[3]) for row in rows[1:]]


def short(rows: Sequence[tuple[str, str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the rows without their reasons."""
    return [row[:3] for row in rows]


def test_one_line_for_each_patient(tmp_path: Path) -> None:
    rows = best(tmp_path, TABLE)
    assert short(rows) == EXPECTED
    assert rows[0][3].startswith("CR on 2026-04-01 was confirmed by CR on 2026-05-01, 30 days")
    assert rows[3][3] == "There was no assessment."


def test_rows_stand_in_any_order_and_patients_keep_that_of_their_first(tmp_path: Path) -> None:
    lines = TABLE.splitlines()
    # A stands first in each, and comes back after the others.
    scattered = [lines[0], *reversed(lines[1:])]
    rows = short(best(tmp_path, "\n".join(scattered)))
    assert rows == [EXPECTED[0], *reversed(EXPECTED[1:])]


@pytest.mark.parametrize("names", list(itertools.permutations(HEADER.split(","))), ids=",".join)
def test_columns_stand_in_any_order(tmp_path: Path, names: tuple[str, ...]) -> None:
    cells = dict(zip(HEADER.split(","), ["A", "2026-01-01", "2026-03-01", "PR"], strict=True))
    line = ",".join(cells[name] for name in names)
    rows = best(tmp_path, f"{line}\n", BestResponseOptions(), header=",".join(names))
    assert short(rows) == [("A", "PR", "2026-03-01")]


def test_a_byte_order_mark_and_spaces_do_no_harm(tmp_path: Path) -> None:
    rows = best(tmp_path, "A , 2026-01-01 , 2026-03-01 , pr \n\n", header=f"\ufeff{HEADER}")
    assert short(rows) == [("A", "SD", "2026-03-01")]


def test_dates_may_be_known_to_the_month_or_counted_from_a_day_0(tmp_path: Path) -> None:
    rows = best(tmp_path, "A,2026-01,2026-03,SD\nB,day 0,month 2,SD\nC,2026-01,2026-02,SD\n")
    assert short(rows) == [("A", "SD", "2026-03"), ("B", "SD", "month 2"), ("C", "NE", "2026-02")]
    assert "not exact enough" not in rows[1][3]
    assert rows[2][3].endswith("by other days it could be SD.")
    assert rows[0][3].startswith("SD on 2026-03, about 59 days after the start, of at least 42.")
    assert rows[0][3].endswith("by other days it could be NE.")


def test_two_responses_of_one_day_are_read_alike_in_any_order(tmp_path: Path) -> None:
    lines = ["A,2026-01-01,2026-03-01,CR", "A,2026-01-01,2026-03-01,PD"]
    one = best(tmp_path, "\n".join(lines))
    assert best(tmp_path, "\n".join(reversed(lines))) == one
    assert short(one) == [("A", "PD", "2026-03-01")]
    assert "PD is read first" in one[0][3]


def test_irecist_has_categories_of_its_own(tmp_path: Path) -> None:
    text = "A,2026-01-01,2026-03-01,iUPD\nA,2026-01-01,2026-04-01,iPR\n"
    rows = best(tmp_path, text, BestResponseOptions(criteria=Criteria.IRECIST))
    assert short(rows) == [("A", "iPR", "2026-04-01")]


@pytest.mark.parametrize("text", ["", "\n"], ids=["nothing", "an empty line"])
def test_a_table_without_rows_has_no_patients(tmp_path: Path, text: str) -> None:
    assert best(tmp_path, text) == []


REFUSED = [
    pytest.param("A,,2026-03-01,PR", "line 2, column start: is empty", id="no start"),
    pytest.param(",2026-01-01,2026-03-01,PR", "line 2, column patient: is empty", id="nobody"),
    pytest.param("A,2026-01-01,,PR", "column date: is empty, beside the response PR", id="no date"),
    pytest.param(
        "A,2026-01-01,2026-03-01,",
        "column response: is empty, beside the date 2026-03-01",
        id="no response",
    ),
    pytest.param(
        "A,2026-01-01,2026-03-01,iPR",
        "column response: 'iPR' is none of CR, PR, SD, NON-CR/NON-PD, PD, NE, ND",
        id="a category of iRECIST",
    ),
    pytest.param(
        "A,2026-01-01,2026-02-30,PR",
        "column date: '2026-02-30' is not a date such as 2026-11-21",
        id="a day that is none",
    ),
    pytest.param("A,03/04/2026,2026-05-01,PR", "column start: '03/04/2026' is not", id="slashes"),
    pytest.param(
        "A,2026-01-01,course:x:start,PR",
        "column date: 'course:x:start' is counted from something",
        id="counted from an event",
    ),
    pytest.param("A,2026-01-01,day 60,PR", "calendar dates and days from day 0", id="two axes"),
    pytest.param("A,2026-01-01,2026-03-01", "line 2: 3 cells stand under 4 columns", id="ragged"),
    pytest.param('A,2026-01-01,2026-03-01,"PR', "line 2: unexpected end of data", id="a quote"),
    pytest.param(
        "A,2026-01-01,2026-03-01,PR\nA,2026-01-02,2026-04-01,PR",
        "line 3, column start: A has another start in line 2",
        id="two starts",
    ),
    pytest.param(
        "A,2026-01-01,2026-03-01,PR\nA,day 0,,",
        "line 3, column start: A has another start in line 2",
        id="two axes in one patient",
    ),
    pytest.param(
        "A,2026-01-01,2026-03-01,PR\nB,2026-01-01,,\nA,2026-01-02,2026-04-01,PR",
        "line 4, column start: A has another start in line 2",
        id="two starts apart",
    ),
]


@pytest.mark.parametrize(("text", "what"), REFUSED)
def test_a_bad_row_names_its_place_and_leaves_no_file(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(BadTable) as refused:
        best(tmp_path, text)
    assert what in str(refused.value)
    assert [file.name for file in tmp_path.iterdir()] == ["responses.csv"]


HEADERS = [
    pytest.param("patient,start,date", "line 1: the column response is missing", id="missing"),
    pytest.param(
        f"{HEADER},arm",
        "line 1: the column 'arm' is not known; the columns that can stand there are "
        "patient, start, date, response.",
        id="unknown",
    ),
    pytest.param(f"{HEADER},date", "line 1: the column date stands twice", id="double"),
]


@pytest.mark.parametrize(("header", "what"), HEADERS)
def test_a_bad_header_is_refused(tmp_path: Path, header: str, what: str) -> None:
    with pytest.raises(BadTable, match=what):
        best(tmp_path, "", header=header)


def test_files_that_cannot_be_are_refused(tmp_path: Path) -> None:
    options = BestResponseOptions()
    source = tmp_path / "responses.csv"
    with pytest.raises(BadTable, match="cannot be read: No such file"):
        best_response_table(source, tmp_path / "out.csv", options)
    source.write_bytes(b"")
    with pytest.raises(BadTable, match="is empty"):
        best_response_table(source, tmp_path / "out.csv", options)
    source.write_bytes(HEADER.encode("utf-16"))
    with pytest.raises(BadTable, match="is not UTF-8"):
        best_response_table(source, tmp_path / "out.csv", options)
    source.write_text(f"{HEADER}\n", encoding="utf-8")
    with pytest.raises(BadTable, match="is the table that is read"):
        best_response_table(source, source, options)
    with pytest.raises(BadTable, match="cannot be written"):
        best_response_table(source, tmp_path / "none" / "out.csv", options)
    with pytest.raises(BadTable, match="is a folder"):
        best_response_table(source, Path(), options)


def test_a_patient_is_answered_before_the_next_is_read(tmp_path: Path) -> None:
    source = tmp_path / "responses.csv"
    lines = [HEADER, *(f"P{n},2026-01-01,2026-03-01,PR" for n in range(10_000)), "Z,2026-01-01,x,y"]
    source.write_text("\n".join(lines), encoding="utf-8")
    read: list[int] = []
    patients = read_responses(source, Criteria.RECIST_1_1, read.append)
    assert next(patients).patient == "P0"
    assert len(read) == 1
    with pytest.raises(BadTable, match="line 10002, column date"):
        list(patients)
    assert read == sorted(read)
    assert read[-1] <= source.stat().st_size


def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    import os
    import threading

    pipe, out = tmp_path / "pipe", tmp_path / "out.csv"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(f"{HEADER}\n{TABLE}",))
    writer.start()
    best_response_table(pipe, out, CONFIRMED)
    writer.join()
    assert len(out.read_text(encoding="utf-8").splitlines()) == 1 + len(EXPECTED)
