"""Transport files: what is written is what others read, and what is read is bounded."""

from __future__ import annotations

import struct
import warnings
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.commands.refused import Refused
from hcclog.exchange.sdtm.structure import DATASETS
from hcclog.exchange.sdtm.xpt_in import read_transport
from hcclog.exchange.sdtm.xpt_numbers import MISSING, from_ibm, to_ibm
from hcclog.exchange.sdtm.xpt_out import is_held, transport
from hcclog.logbook import Logbook
from tests.exchange.sdtm.exports import Table, export, rows_of

DAY = date(2026, 11, 21)
LB = DATASETS["LB"]
ROW = {"STUDYID": "S", "DOMAIN": "LB", "USUBJID": "S-1", "LBSEQ": "1", "LBSTRESN": "5.51"}


@given(st.decimals("-1e15", "1e15", places=3) | st.decimals("0.000001", "1", places=9))
def test_a_number_comes_back_to_fifteen_digits(value: Decimal) -> None:
    back = from_ibm(to_ibm(value))
    assert back is not None
    if len(value.normalize().as_tuple().digits) <= 15:
        assert back == value
    assert to_ibm(back) == to_ibm(value)


@given(st.floats(-1e60, 1e60).filter(lambda value: value == 0 or abs(value) > 1e-60))
def test_a_double_keeps_its_bits(value: float) -> None:
    back = from_ibm(to_ibm(Decimal(value)))
    assert back is not None
    assert float(back) == value


@given(st.binary(min_size=2, max_size=8))
def test_any_bytes_are_a_number_or_missing(data: bytes) -> None:
    value = from_ibm(data)
    assert value is None or value.is_finite()


@pytest.mark.parametrize(
    ("value", "data"),
    [
        pytest.param("1", "4110000000000000", id="one"),
        pytest.param("-118.625", "c276a00000000000", id="the example of the manual"),
        pytest.param("0", "0000000000000000", id="nothing"),
        pytest.param("0.1", "401999999999999a", id="a tenth, rounded"),
    ],
)
def test_numbers_are_those_of_the_format(value: str, data: str) -> None:
    assert to_ibm(Decimal(value)).hex() == data
    assert from_ibm(bytes.fromhex(data)) == Decimal(value)


def test_what_is_missing_is_no_number() -> None:
    assert from_ibm(MISSING) is None
    assert from_ibm(b"\x41") is None or from_ibm(b"\x41" + bytes(7)) is None


@pytest.mark.parametrize("value", ["1e80", "1e-90", "NaN", "Infinity"])
def test_what_the_format_does_not_hold_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"transport file|not a number"):
        to_ibm(Decimal(value))


@pytest.mark.parametrize(
    ("text", "held"),
    [
        pytest.param("plain", True, id="plain letters"),
        pytest.param("x" * 200, True, id="two hundred bytes"),
        pytest.param("x" * 201, False, id="one more"),
        pytest.param("Überweisung", False, id="an umlaut"),
        pytest.param("two\nlines", False, id="a line break"),
        pytest.param("ends in a space ", False, id="a space at its end"),
    ],
)
def test_texts_that_are_held(text: str, *, held: bool) -> None:
    assert is_held(text) is held


def as_text(value: object) -> str:
    if isinstance(value, float):
        return "" if pd.isna(value) else format(Decimal(repr(value)).normalize(), "f")
    return str(value)


def plain(cell: str) -> str:
    try:
        return format(Decimal(cell).normalize(), "f")
    except ArithmeticError:
        return cell


def compared(read: Table, written: Table, name: str) -> None:
    numbers = {v.name for v in DATASETS[name].variables if v.is_number}
    assert len(read) == len(written)
    for one, other in zip(read, written, strict=True):
        for column, cell in other.items():
            text = cell.removeprefix("'") if cell.startswith(("'=", "'+", "'-", "'@")) else cell
            expected = plain(text) if column in numbers and text else text
            assert one[column] == (expected if is_held(text) else "")


@pytest.mark.parametrize("code", ["zhang-2024", "fonc-2024", "ikeda-2021"])
def test_pandas_and_pyreadstat_read_what_the_csv_says(
    cases: Logbook, tmp_path: Path, code: str
) -> None:
    export(cases, tmp_path / "sdtm", code)
    for path in (tmp_path / "sdtm").glob("*.xpt"):
        name = path.stem.upper()
        written = rows_of(path.with_suffix(".csv"))
        frame, told = pyreadstat.read_xport(path)
        assert told.table_name == name
        assert told.file_label == DATASETS[name].label
        labels = {v.name: v.label for v in DATASETS[name].variables}
        assert told.column_names_to_labels == labels
        rows = [
            {column: as_text(row[column]) for column in frame.columns}
            for row in frame.to_dict("records")
        ]
        compared(rows, written, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            other = pd.read_sas(path, format="xport", encoding="ascii").fillna("")
        texts = [v.name for v in DATASETS[name].variables if not v.is_number]
        assert other[texts].astype(str).to_dict("records") == [
            {column: row[column] for column in texts} for row in rows
        ]


def test_our_own_reader_says_what_the_csv_says(cases: Logbook, tmp_path: Path) -> None:
    export(cases, tmp_path / "sdtm")
    for path in (tmp_path / "sdtm").glob("*.xpt"):
        columns, rows = read_transport(path.read_bytes(), path.name)
        assert columns == DATASETS[path.stem.upper()].names
        compared(list(rows), rows_of(path.with_suffix(".csv")), path.stem.upper())


def test_a_file_of_another_program_is_read(tmp_path: Path) -> None:
    frame = pd.DataFrame({"USUBJID": ["A-1", "A-2"], "TRSTRESN": [12.4, None]})
    path = tmp_path / "tr.xpt"
    pyreadstat.write_xport(frame, path, table_name="TR", file_format_version=5)
    columns, rows = read_transport(path.read_bytes(), "tr.xpt")
    assert columns == ("USUBJID", "TRSTRESN")
    assert list(rows) == [
        {"USUBJID": "A-1", "TRSTRESN": "12.4"},
        {"USUBJID": "A-2", "TRSTRESN": ""},
    ]


def test_the_file_says_the_day_of_the_export() -> None:
    assert transport(LB, [ROW], DAY).count(b"21NOV26:00:00:00") == 4


GOOD = transport(LB, [ROW, {**ROW, "LBSEQ": "2"}], DAY)
N_COLUMNS = GOOD.index(b"NAMESTR") + 34


def patched(at: int, data: bytes) -> bytes:
    return GOOD[:at] + data + GOOD[at + len(data) :]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(GOOD[:100], "breaks off", id="only a head"),
        pytest.param(GOOD[:700], "breaks off", id="half its columns"),
        pytest.param(GOOD[:-110], "breaks off in row", id="half a row"),
        pytest.param(b"HEADER RECORD*******LIBV8   HEADER", "version 5", id="version 8"),
        pytest.param(b"\x89PNG", "version 5", id="a picture"),
        pytest.param(patched(N_COLUMNS, b"9999"), "9999 columns", id="too many columns"),
        pytest.param(patched(N_COLUMNS, b"abcd"), "how many columns", id="no number of columns"),
        pytest.param(patched(640 + 84, struct.pack(">l", 90_000)), "outside", id="a far column"),
        pytest.param(patched(640 + 4, struct.pack(">h", -5)), "cannot be read", id="no width"),
        pytest.param(GOOD + GOOD[240:], "several datasets", id="two datasets"),
    ],
)
def test_a_broken_file_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=r"lb\.xpt") as refused:
        list(read_transport(data, "lb.xpt")[1])
    assert words in refused.value.sentence


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=12))
def test_damage_is_read_or_refused(at: int, data: bytes) -> None:
    columns: tuple[str, ...] = ()
    found: list[dict[str, str]] = []
    with suppress(Refused):
        columns, rows = read_transport(patched(at, data)[: len(GOOD)], "lb.xpt")
        found = list(rows)
    assert all(row.keys() == set(columns) for row in found)
