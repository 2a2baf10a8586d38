"""JSON that a parser takes and no record means: each is refused, in time, at its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hcclog.logbook import Logbook
from tests.exchange.bad_inputs.good_files import TOLD, looked_at

HEADS = {
    "fhir": b'{"resourceType":"Bundle","type":"collection","entry":',
    "sdtm": b'{"datasetJSONVersion":"1.1.0","rows":[],"columns":',
    "jsonl": b'{"hcclog":"dump","version":1,"holds":',
}


@pytest.mark.parametrize("is_told", [True, False], ids=["told", "named"])
@pytest.mark.parametrize("kind", HEADS)
@pytest.mark.parametrize(
    "value",
    [
        pytest.param(b"NaN", id="I-13 not a number"),
        pytest.param(b"-Infinity", id="I-13 infinity"),
        pytest.param(b"[" * 100_000 + b"]" * 100_000, id="I-13 100,000 nested lists"),
        pytest.param(b'{"a":' * 100_000 + b"1" + b"}" * 100_000, id="I-13 100,000 nested objects"),
        pytest.param(b"9" * 5_000, id="I-13 an integer of 5,000 digits"),
        pytest.param(b"1e999999999", id="I-13 a power"),
        pytest.param(b'"text"', id="I-13 text for a list"),
        pytest.param(b"null", id="I-13 nothing"),
        pytest.param(b"true", id="I-13 a truth value"),
        pytest.param(b'[1, "a", null, []]', id="I-13 a list of anything"),
        pytest.param(b'[{"a": 1}]', id="I-13 a list of something else"),
        pytest.param(b'"\\ud800"', id="T-05 half of a letter"),
        pytest.param(b'[], "rows": [], "entry": [], "hcclog": "dump"', id="I-13 a key twice"),
    ],
)
def test_what_json_allows_and_a_record_does_not(
    value: bytes, kind: str, ward: Logbook, tmp_path: Path, *, is_told: bool
) -> None:
    path = tmp_path / "sent.json"
    path.write_bytes(HEADS[kind] + value + b"}\n")
    sentence = looked_at(path, TOLD if is_told else kind, ward).sentence
    assert sentence.startswith("sent.json")
    assert "sys." not in sentence
    assert "recursion" not in sentence


def changed(good: dict[str, bytes], part: str, **values: Any) -> bytes:
    """Return the dump with its first change altered."""
    lines = good["jsonl"].splitlines()
    line = json.loads(lines[2])
    place = line["change"] if part == "change" else line["change"]["payload"]
    place.update(values)
    return b"\n".join([*lines[:2], json.dumps(line).encode(), *lines[3:], b""])


@pytest.mark.parametrize(
    ("part", "values"),
    [
        pytest.param("change", {"seq": "x"}, id="I-13 text for a number"),
        pytest.param("change", {"seq": 10**30}, id="I-13 a number beyond any"),
        pytest.param("change", {"seq": -1}, id="I-13 a number below any"),
        pytest.param("change", {"payload": []}, id="I-13 a list for an object"),
        pytest.param("change", {"payload": None}, id="I-13 nothing for an object"),
        pytest.param("change", {"entity": "shoe"}, id="I-13 a table that is none"),
        pytest.param("change", {"kind": "drop"}, id="I-13 a change that is none"),
        pytest.param("change", {"id": 5}, id="I-13 a number for an id"),
        pytest.param("payload", {"code": "a\0b"}, id="T-05 a NUL"),
        pytest.param("payload", {"code": "\ud800"}, id="T-05 half of a letter"),
        pytest.param("payload", {"code": "../../evil"}, id="X-06 a code that is a path"),
        pytest.param("payload", {"birth_on": "2024-02-30"}, id="D-01 no day"),
        pytest.param("payload", {"birth_on": "0001-01-01"}, id="D-13 a placeholder"),
        pytest.param("payload", {"shoe": 44}, id="I-13 a field too many"),
    ],
)
def test_a_changed_dump_is_refused_at_its_line(
    part: str, values: dict[str, Any], ward: Logbook, good: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "dump.jsonl"
    path.write_bytes(changed(good, part, **values))
    assert looked_at(path, "jsonl", ward).sentence.startswith("dump.jsonl, line 3: ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(b"zhang-2024", b"\\ud800", id="T-05 half of a letter"),
        pytest.param(b"zhang-2024", b"a\\u0000b", id="T-05 a NUL"),
        pytest.param(b"zhang-2024", "a\u202eb".encode(), id="T-03 a mark that turns text round"),
        pytest.param(b"zhang-2024", b"a\\u0007b", id="T-05 a bell"),
        pytest.param(b"zhang-2024", b"x" * 1_000_000, id="T-07 a million letters"),
    ],
)
def test_a_bundle_with_letters_that_no_store_keeps(
    old: bytes, new: bytes, ward: Logbook, good: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "bundle.json"
    path.write_bytes(good["fhir"].replace(old, new))
    seen = looked_at(path, "fhir", ward)
    assert seen.plan is None or [each for each in seen.plan.lines if each.verdict == "refused"]
