"""Files are read late, once and strictly."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hcclog.catalogue import reading
from hcclog.catalogue.reading import CatalogueError, UnknownCode, citations, document

LISTENING = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
from hcclog.catalogue import (
    adverse_events, analytes, conversions, drugs, names, procedures, reading, sites, units,
)
assert not [name for name in opened if name.endswith(".json")], opened
units.units()
assert [name for name in opened if name.endswith("units.json")], opened
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "catalogue").mkdir()
    monkeypatch.setattr(reading, "RESOURCES", tmp_path)
    return tmp_path / "catalogue"


def test_importing_reads_no_file_and_asking_reads_one() -> None:
    subprocess.run([sys.executable, "-c", LISTENING], check=True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param('{"factor": 17.1}', "17.1", id="a binary fraction is refused"),
        pytest.param('{"a": 1, "a": 2}', "twice", id="a key that stands twice is refused"),
        pytest.param('{"a": ', "Expecting value", id="a file cut short is refused"),
    ],
)
def test_a_broken_file_is_named(folder: Path, text: str, told: str) -> None:
    (folder / "broken-here.json").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"broken-here\.json") as caught:
        document.__wrapped__("broken-here.json")
    assert told in str(caught.value)


def test_a_missing_file_is_named(folder: Path) -> None:
    with pytest.raises(CatalogueError, match=r"not-there\.json"):
        document.__wrapped__("not-there.json")


def test_a_source_that_the_file_does_not_list_is_an_error() -> None:
    with pytest.raises(CatalogueError, match="no source is called hearsay"):
        citations("units.json", "hearsay")


def test_an_unknown_code_says_what_was_asked_for() -> None:
    error = UnknownCode("drug", "aspirin")
    assert isinstance(error, LookupError)
    assert (error.kind, error.code) == ("drug", "aspirin")
    assert str(error) == "The catalogue has no drug with the code “aspirin”."


def test_a_document_is_read_once() -> None:
    assert document("units.json") is document("units.json")
    assert json.dumps(document("units.json"))
