"""The published schema is what the nouns say, and every line of a dump keeps it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from hcclog.exchange.deidentify.choices import DateMode
from hcclog.exchange.deidentify.leaving import deidentified_from
from hcclog.exchange.dump.schema import SCHEMA_FILE, schema_text
from hcclog.exchange.outgoing.deliver import deliver
from hcclog.exchange.outgoing.formats import FORMATS
from hcclog.exchange.outgoing.order import Order
from hcclog.logbook import Logbook
from tests.exchange.dump.dumps import dump

SCHEMA = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))


def faults(path: Path) -> list[str]:
    validator = Draft202012Validator(SCHEMA)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        f"{n}: {e.message[:200]}"
        for n, line in enumerate(lines)
        for e in validator.iter_errors(line)
    ]


def test_the_file_is_what_the_nouns_say() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_cases_keep_it(cases: Logbook, tmp_path: Path) -> None:
    assert faults(dump(cases, tmp_path / "d.jsonl")) == []
    assert faults(dump(cases, tmp_path / "one.jsonl", "fonc-2024")) == []


@pytest.mark.parametrize("dates", DateMode)
def test_de_identified_cases_keep_it(cases: Logbook, tmp_path: Path, dates: DateMode) -> None:
    ids = cases.store.reader.patient_ids()
    leaving = deidentified_from(cases, dates)
    order = Order(cases.patient, ids, cases.revision, cases.stamp().today, book=cases)
    path = tmp_path / "d.jsonl"
    deliver(FORMATS["jsonl"], leaving.order(order), path, check=leaving.check)
    assert faults(path) == []


BAD: list[tuple[str, dict[str, Any]]] = [
    ("an unknown table", {"entity": "drawing", "values": {}}),
    ("a value too much", {"entity": "scan", "values": {"id": "1", "colour": "red"}}),
    ("a number for a decimal", {"entity": "lab_result", "values": {"value": 5.5}}),
    ("an end that is a text", {"end": "4"}),
]


@pytest.mark.parametrize("line", [row[1] for row in BAD], ids=[row[0] for row in BAD])
def test_it_refuses(line: dict[str, Any]) -> None:
    assert not Draft202012Validator(SCHEMA).is_valid(line)
