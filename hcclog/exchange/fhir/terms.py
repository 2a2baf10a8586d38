"""The codes of FHIR and mCODE, from `resources/exchange/fhir.json`."""

from __future__ import annotations

from functools import cache
from typing import Any

from hcclog.catalogue.strict_json import read_strictly
from hcclog.paths import RESOURCES

OWN = "urn:hcclog"
"""What the names of our own systems and extensions begin with."""


@cache
def terms() -> dict[str, Any]:
    """Return the file; read once."""
    return dict(read_strictly(RESOURCES / "exchange" / "fhir.json"))


def system(name: str) -> str:
    """Return the address of a code system."""
    return str(terms()["systems"][name])


def profile(name: str) -> str:
    """Return the address of a profile."""
    return str(terms()["profiles"][name])


def extension_url(name: str) -> str:
    """Return the address of an extension that a profile defines."""
    return str(terms()["extensions"][name])


def coding(entry: list[str]) -> dict[str, Any]:
    """Return the Coding of an entry of the file."""
    name, code, display = entry
    return {"system": system(name), "code": code, "display": display}
