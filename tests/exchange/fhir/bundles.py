"""Bundles for tests: of the published cases, of any record, and as a file would hold them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from hcclog.domain.ids import IdFactory
from hcclog.domain.record import PatientRecord
from hcclog.exchange.casefile import case_paths, read_case
from hcclog.exchange.fhir.bundle import bundle
from hcclog.exchange.fhir.entries import Entry, entries_of
from hcclog.exchange.fhir.json_text import json_text, parsed

TODAY = date(2026, 11, 21)
CODES = ("zhang-2024", "fonc-2024", "ikeda-2021")


@cache
def case(code: str) -> PatientRecord:
    """Return a published case."""
    path = next(path for path in case_paths() if path.stem == code)
    return read_case(path, IdFactory(lambda: 1_700_000_000_000))


def bundle_of(record: PatientRecord) -> dict[str, Any]:
    """Return a record's bundle as a file gives it back."""
    content: dict[str, Any] = parsed(json_text(bundle(record, 7, TODAY)))
    return content


def case_bundle(code: str) -> dict[str, Any]:
    """Return the bundle of a published case."""
    return bundle_of(case(code))


def entries(content: dict[str, Any]) -> tuple[Entry, ...]:
    """Return the entries of a bundle."""
    return entries_of("file.json", content)


def resources(content: dict[str, Any], kind: str, profile: str = "") -> Iterator[dict[str, Any]]:
    """Yield the resources of a kind, and of a profile where one is named."""
    for entry in content["entry"]:
        resource = entry["resource"]
        profiles = resource.get("meta", {}).get("profile", [""])
        if resource["resourceType"] == kind and profiles[0].endswith(profile):
            yield resource


def every(content: Any, name: str) -> Iterator[Any]:
    """Yield every element of a name, at any depth."""
    if isinstance(content, dict):
        for key, part in content.items():
            if key == name:
                yield part
            yield from every(part, name)
    elif isinstance(content, list):
        for part in content:
            yield from every(part, name)
