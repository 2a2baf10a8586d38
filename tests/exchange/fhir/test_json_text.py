"""JSON is read strictly and within bounds, and numbers keep every digit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.commands.refused import Refused
from hcclog.exchange.fhir.json_text import MOST_BYTES, json_text, parsed, read_json

BAD = {
    "I-13: NaN": ('{"a": NaN}', "NaN is not a number that JSON has"),
    "I-13: infinity": ('{"a": -Infinity}', "-Infinity is not a number that JSON has"),
    "I-13: a key twice": ('{"a": 1, "b": 2, "a": 3}', "the key “a” stands twice"),
    "I-13: 100,000 nested lists": ("[" * 100_000, "nests deeper than 64 levels"),
    "I-13: nested objects": ('{"a":' * 70 + "1" + "}" * 70, "nests deeper than 64 levels"),
    "I-13: an integer of 5,000 digits": ("9" * 5_000, "has more digits than any result"),
    "N-18: a decimal of 500 digits": ("0." + "1" * 500, "has more digits than any result"),
    "N-05: a number beyond all bounds": ("1e400", "has more digits than any result"),
    "I-06: millions of small values": ("[" + "0," * 4_000_001 + "0]", "more than 4,000,000 values"),
    "text that is no JSON": ('{"a": }', "line 1, column 7: this is no JSON"),
    "two values": ("{} {}", "line 1, column 4: this is no JSON"),
}


@pytest.mark.parametrize(("text", "why"), BAD.values(), ids=BAD.keys())
def test_what_is_refused(text: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=r"file\.json") as refusal:
        read_json(path)
    assert why in refusal.value.sentence


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b'{"a": "\xff"}', "is not in UTF-8", id="I-03: letters of another encoding"),
        pytest.param(b" " * (MOST_BYTES + 1), "has more than 64 MB", id="I-06: a huge file"),
    ],
)
def test_bytes_that_are_refused(content: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_bytes(content)
    with pytest.raises(Refused, match=why):
        read_json(path)


def test_a_file_that_vanished_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"gone\.json cannot be read"):
        read_json(tmp_path / "gone.json")


def test_a_mark_of_the_encoding_is_no_letter(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}')
    assert read_json(path) == {"a": 1}


def test_brackets_in_texts_do_not_nest() -> None:
    assert parsed('{"a": "' + "[" * 100 + '\\"{"}') == {"a": "[" * 100 + '"{'}


@pytest.mark.parametrize("text", ["5.510", "0.000", "12.0", "100000000000000000.1", "60500"])
def test_a_number_keeps_its_digits(text: str) -> None:
    assert json_text({"value": Decimal(text)}) == f'{{\n "value": {text}\n}}\n'
    assert str(parsed(text)) == text


_LEAVES = st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text(max_size=8)
_VALUES = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(_VALUES)
def test_what_is_written_is_read_back(value: object) -> None:
    assert parsed(json_text(value)) == value
