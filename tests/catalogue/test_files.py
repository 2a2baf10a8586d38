"""What holds for every file of the catalogue."""

from collections.abc import Iterator
from typing import Any

import pytest

from hcclog.catalogue.reading import document
from hcclog.paths import RESOURCES

FOLDER = RESOURCES / "catalogue"
NAMES = sorted(path.name for path in FOLDER.glob("*.json"))
EVERY = pytest.mark.parametrize("name", NAMES)
# Terminologies of which no code was verified, or which a licence keeps out.
LEFT_OUT = {"rxnorm", "snomed", "meddra", "cpt", "icd"}
# Their keys are data: a citation's key, a spelling, a UCUM code.
KEYED_BY_DATA = {"sources", "ambiguous", "unit_readings", "unit_symbols"}


def facts(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in a document."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from facts(each)


def fields(value: Any) -> Iterator[str]:
    """Yield the name of every field in a document."""
    if isinstance(value, dict):
        for field, content in value.items():
            yield field
            if field not in KEYED_BY_DATA:
                yield from fields(content)
    if isinstance(value, list):
        for each in value:
            yield from fields(each)


def sources_of(fact: dict[str, Any]) -> list[str]:
    named = fact.get("source", [])
    return [named] if isinstance(named, str) else list(named)


def test_the_six_files_and_their_explanation_are_there() -> None:
    assert NAMES == [
        "adverse_events.json",
        "analytes.json",
        "drugs.json",
        "procedures.json",
        "sites.json",
        "units.json",
    ]
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(name in readme for name in NAMES)


@EVERY
def test_every_named_source_is_cited_and_every_citation_is_named(name: str) -> None:
    content = document(name)
    entries = {key: value for key, value in content.items() if key != "sources"}
    named = {key for fact in facts(entries) for key in sources_of(fact)}
    assert named == set(content["sources"])


@EVERY
def test_every_code_of_another_terminology_names_its_source(name: str) -> None:
    for fact in facts(document(name)):
        assert not LEFT_OUT & set(fact), fact
        for codes in fact.get("codes", {}).values():
            for code in codes if isinstance(codes, list) else [codes]:
                assert code is None or sources_of(code), fact["code"]


@EVERY
def test_no_number_is_a_float(name: str) -> None:
    for fact in facts(document(name)):
        assert not [value for value in fact.values() if isinstance(value, float)]


@EVERY
def test_every_field_is_explained(name: str) -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert {field for field in fields(document(name)) if f"`{field}`" not in readme} == set()
