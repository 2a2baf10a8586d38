"""Cells of a CSV file: read back as they were, and no formula in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hcclog.exchange.csv_text import free_text, quoted, shielded, unshielded

CELLS = st.text(st.one_of(st.sampled_from("\",\r\n;'= \t"), st.characters(codec="utf-8")))


@given(st.lists(CELLS, min_size=2, max_size=5))
@example(["a\rb", 'say "no"', "a,b", "a\nb"])
def test_cells_are_read_back_as_they_were(cells: list[str]) -> None:
    line = ",".join(quoted(cell) for cell in cells)
    assert list(csv.reader(io.StringIO(line, newline=""), strict=True)) == [cells]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r")), min_size=2))
def test_cells_are_written_as_the_standard_library_does(cells: list[str]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerow(cells)
    assert file.getvalue() == ",".join(quoted(cell) for cell in cells) + "\n"


FREE_TEXTS = [
    pytest.param("A-17", "A-17", id="a code"),
    pytest.param("", "", id="nothing"),
    pytest.param("=1+1", "'=1+1", id="X-01: a formula"),
    pytest.param("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0", id="X-01: a command"),
    pytest.param('=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"', id="X-01: a link"),
    pytest.param("+1+1", "'+1+1", id="X-01: a sum"),
    pytest.param("-2+3", "'-2+3", id="X-01: a difference"),
    pytest.param("@SUM(A1)", "'@SUM(A1)", id="X-01: a function"),
    pytest.param("\t=1", "'\t=1", id="X-01: a tab"),
    pytest.param("\r=1", '"\'\r=1"', id="X-01: a carriage return"),
    pytest.param("＝1+1", "'＝1+1", id="X-02: a wide sign"),
    pytest.param("a,=1+1", '"a,=1+1"', id="X-02: the delimiter and then a formula"),
    pytest.param("-5.5", "-5.5", id="X-01: a true number stays one"),
    pytest.param("+12", "+12", id="with its plus"),
    pytest.param("-001", "-001", id="a code of a sign and digits"),
    pytest.param("-5.", "'-5.", id="no number"),
]


@pytest.mark.parametrize(("text", "cell"), FREE_TEXTS)
def test_what_could_run_is_led_by_an_apostrophe(text: str, cell: str) -> None:
    assert free_text(text) == cell


@given(CELLS)
@example("'=1")
@example("''")
def test_a_shielded_text_comes_back(cell: str) -> None:
    assert unshielded(shielded(cell)) == cell


@pytest.mark.parametrize(
    ("text", "shield"),
    [
        pytest.param("=1+1", "'=1+1", id="X-01: a formula"),
        pytest.param(" =1+1", "' =1+1", id="X-02: a formula after a space"),
        pytest.param("'quoted", "''quoted", id="an apostrophe of its own"),
        pytest.param("=", "=", id="a comparator"),
        pytest.param("-5.5", "-5.5", id="a number"),
        pytest.param("A-17", "A-17", id="a code"),
    ],
)
def test_what_could_run_is_shielded(text: str, shield: str) -> None:
    assert shielded(text) == shield
