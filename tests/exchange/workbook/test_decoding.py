"""Cells that a person typed: read as what they say, or refused with what is allowed."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.exchange.workbook.decoding import canonical_date, decoded
from hcclog.exchange.workbook.opening import RawCell

NEEDED: dict[str, dict[str, Any]] = {
    "lab_result": {"on": "2021-10", "analyte": "afp"},
    "patient": {"code": "P-1"},
    "adverse_event": {"term": "proteinuria"},
    "staging": {"on": "2021"},
    "lesion": {"label": "T1", "organ": "liver"},
}


def read(table: str, **cells: Any) -> tuple[dict[str, Any], list[str]]:
    """Return the values of a row and what is wrong with it."""
    raw = {
        name: value if isinstance(value, RawCell) else RawCell(value, "General")
        for name, value in {**NEEDED[table], **cells}.items()
        if value is not None
    }
    found = decoded(NOUN_OF_TABLE[table], raw, canonical_date)
    return dict(found.values), [f"{fault.column}: {fault.sentence}" for fault in found.faults]


@pytest.mark.parametrize(
    ("table", "name", "cell", "value"),
    [
        pytest.param("lab_result", "value", 53.43, Decimal("53.43"), id="a number"),
        pytest.param("lab_result", "value", "53.430", Decimal("53.430"), id="a number as text"),
        pytest.param("lab_result", "value", "5,51", Decimal("5.51"), id="N-01: a decimal comma"),
        pytest.param("lab_result", "comparator", ">=", ">=", id="a comparator"),
        pytest.param("lab_result", "as_typed", 7, "7", id="a text that looks like a number"),
        pytest.param("lab_result", "note", "=1+1", "=1+1", id="X-01: what looks like a formula"),
        pytest.param("lab_result", "unit", None, "", id="no unit"),
        pytest.param("patient", "cirrhosis", "Yes", True, id="yes, with a capital"),
        pytest.param("patient", "cirrhosis", False, False, id="a truth value"),
        pytest.param("patient", "cirrhosis", None, None, id="not stated"),
        pytest.param("patient", "sex", "Female", "female", id="a choice, with a capital"),
        pytest.param("patient", "age_years", 66.0, 66, id="a whole number with a point"),
        pytest.param("patient", "aetiologies", "HBV; alcohol", ("HBV", "alcohol"), id="a list"),
        pytest.param("adverse_event", "agents", '["a;b"]', ("a;b",), id="a list in JSON"),
        pytest.param("adverse_event", "agents", None, (), id="an empty list"),
        pytest.param("staging", "bclc", '""', "", id="a text that is there and empty"),
        pytest.param("staging", "bclc", "B", "B", id="a stage"),
    ],
)
def test_a_cell_is_read(table: str, name: str, cell: Any, value: Any) -> None:
    values, faults = read(table, **{name: cell})
    assert faults == []
    assert values[name] == value
    assert type(values[name]) is type(value)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        pytest.param("2021-10", "2021-10", id="D-04: a month"),
        pytest.param("day 28", "day 28", id="D-05: a day from day 0"),
        pytest.param("course:ID:start + 3 months", "course:ID:start + 3 months", id="an event"),
        pytest.param(
            RawCell(datetime(2024, 2, 3), "yyyy-mm-dd"), "2024-02-03", id="D-14: a date cell"
        ),
        pytest.param(
            RawCell(datetime(2024, 2, 3), "[$-409]d/m/yyyy;@"), "2024-02-03", id="in a region's way"
        ),
    ],
)
def test_a_date_is_read_as_it_is_known(cell: Any, text: str) -> None:
    values, faults = read("lab_result", on=cell)
    assert faults == []
    assert str(values["on"]) == text


@pytest.mark.parametrize(
    ("table", "name", "cell", "words"),
    [
        pytest.param("lab_result", "value", "1,089", "1.089 or 1089", id="N-03: two readings"),
        pytest.param("lab_result", "value", "<0.8", "columns of their own", id="a comparator"),
        pytest.param("lab_result", "value", "5 ng/mL", "columns of their own", id="a unit"),
        pytest.param("lab_result", "value", "nan", "not a number", id="N-05: not a number"),
        pytest.param("lab_result", "value", "1e3", "neither number nor unit", id="N-06"),
        pytest.param("lab_result", "value", True, "no plain number", id="a truth value"),
        pytest.param("lab_result", "value", RawCell(0.5, "0%"), "no plain number", id="percent"),
        pytest.param("lab_result", "value", datetime(2024, 1, 5), "holds a date", id="a date"),
        pytest.param(
            "lab_result", "note", datetime(2024, 3, 4), "holds a date", id="3-4 in a note"
        ),
        pytest.param("lab_result", "on", 45325, "a number, not a date", id="D-14: a bare serial"),
        pytest.param("lab_result", "on", "2024-02-30", "not a date", id="D-01: no such day"),
        pytest.param("lab_result", "on", "03/04/2024", "not a date", id="D-02: two readings"),
        pytest.param("lab_result", "on", datetime(2024, 2, 3, 4), "time of day", id="a moment"),
        pytest.param(
            "lab_result",
            "on",
            RawCell(datetime(2021, 10, 1), "mmm-yy"),
            "a whole date of a part",
            id="D-04: 2021-10 that a spreadsheet made 1 October of",
        ),
        pytest.param(
            "lab_result",
            "on",
            RawCell(datetime(2026, 3, 4), "d-mmm"),
            "a whole date of a part",
            id="a day that a spreadsheet put into this year",
        ),
        pytest.param("lab_result", "on", None, "is needed", id="no date"),
        pytest.param("lab_result", "analyte", None, "is needed", id="no test"),
        pytest.param("lab_result", "comparator", "~", "none of: <, <=", id="no comparator"),
        pytest.param("patient", "sex", "m", "none of: female", id="no choice"),
        pytest.param("patient", "cirrhosis", "maybe", "neither yes nor no", id="neither"),
        pytest.param("patient", "age_years", 66.5, "not a whole number", id="half a year"),
        pytest.param("patient", "aetiologies", "HBV; x", "none of", id="a list with one too many"),
        pytest.param("adverse_event", "agents", "[1", "is no list", id="broken JSON"),
        pytest.param("adverse_event", "grade", "2-3", "not a whole number", id="C-18: two grades"),
        pytest.param(
            "lab_result",
            "value",
            RawCell(None, fault="a formula without a stored value"),
            "a formula without a stored value",
            id="I-10: a formula",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_column(
    table: str, name: str, cell: Any, words: str
) -> None:
    _, faults = read(table, **{name: cell})
    assert len(faults) == 1
    assert faults[0].startswith(f"{name}: ")
    assert words in faults[0]
