"""Texts and numbers in cells: as they were, or as text where a spreadsheet would round them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.exchange.workbook.cell_text import escaped, number_format, number_read, unescaped


@given(st.text(st.characters(codec=None)))
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(st.text(st.characters(codec=None)))
def test_an_escaped_text_holds_nothing_that_xml_has_not(text: str) -> None:
    bad = [letter for letter in escaped(text) if ord(letter) < 32 and letter not in "\t\n"]
    assert bad == []
    escaped(text).encode("utf-8")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        pytest.param("a\x07b", "a_x0007_b", id="T-05: a bell"),
        pytest.param("\ud800", "_xD800_", id="T-05: half of a letter"),
        pytest.param("_x0041_", "_x005F_x0041_", id="what looks like an escape"),
        pytest.param("a\nb", "a\nb", id="a new line"),
        pytest.param("a_b", "a_b", id="an underscore"),
    ],
)
def test_a_text_stands_in_the_file_as_spreadsheets_write_it(text: str, held: str) -> None:
    assert escaped(text) == held


@given(st.decimals(-(10**9), 10**9, places=3) | st.decimals(0, 1, places=11))
def test_a_number_comes_back_with_its_places(value: Decimal) -> None:
    shown = number_format(value)
    if shown is not None:
        assert f"{number_read(float(value), shown):f}" == f"{value:f}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("53.43", "0.00", id="two places"),
        pytest.param("5.50", "0.00", id="a zero at the end"),
        pytest.param("60500", "0", id="a whole number"),
        pytest.param("-5.5", "0.0", id="X-01: below zero"),
        pytest.param("1234567890123456", None, id="16 digits"),
        pytest.param("0.1234567890123", None, id="too many places"),
        pytest.param("-0.0", None, id="zero with a sign"),
    ],
)
def test_a_number_stands_as_one_where_no_digit_is_lost(text: str, shown: str | None) -> None:
    assert number_format(Decimal(text)) == shown


@pytest.mark.parametrize(
    ("value", "shown", "read"),
    [
        pytest.param(53.43, "General", "53.43", id="as typed"),
        pytest.param(0.1 + 0.2, "General", "0.3", id="N-17: the 17th digit is the computer's"),
        pytest.param(5.5, "0.00", "5.50", id="with the places that are shown"),
        pytest.param(5.517, "0.00", "5.517", id="with more than are shown"),
        pytest.param(7, "0", "7", id="a whole number"),
        pytest.param(1e-5, "General", "0.00001", id="without an exponent"),
    ],
)
def test_a_number_cell_is_read_as_the_spreadsheet_shows_it(
    value: float, shown: str, read: str
) -> None:
    assert f"{number_read(value, shown):f}" == read
