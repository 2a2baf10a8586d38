"""The elements that resources are made of: concepts, quantities, texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from hcclog.catalogue.units import Unit, find_unit
from hcclog.exchange.fhir.terms import OWN, coding, extension_url, system, terms

Element = dict[str, Any]

_CODE = re.compile(r"[^\s]+( [^\s]+)*")
_BLANK = re.compile(r"[^\S\n\t ]")


def text_of(text: str) -> str:
    """Return a text as FHIR takes it: other kinds of space as plain ones; empty where blank."""
    plain = _BLANK.sub(" ", text)
    return plain if plain.strip() else ""


def own_coding(kind: str, code: str, display: str = "") -> list[Element]:
    """Return the Coding of a word of ours; none where the word is no FHIR code."""
    if not _CODE.fullmatch(code):
        return []
    shown = {"display": text_of(display)} if text_of(display) else {}
    return [{"system": f"{OWN}:{kind}", "code": code, **shown}]


def concept(codings: Iterable[Element], text: str) -> Element:
    """Return a CodeableConcept of what there is: codes, words, or both."""
    found = list(codings)
    said = text_of(text)
    return {**({"coding": found} if found else {}), **({"text": said} if said else {})}


def known_concept(name: str, text: str = "") -> Element:
    """Return a concept of the file of terms."""
    found = [coding(entry) for entry in terms()["concepts"][name]]
    return concept(found, text or found[0]["display"])


def category(name: str) -> list[Element]:
    """Return the category of an Observation."""
    return [{"coding": [{"system": system("observation-category"), "code": name}]}]


def quantity(value: Decimal, symbol: str, unit: Unit | None = None) -> Element:
    """Return a Quantity: the printed unit as its unit, the UCUM code only where it is known."""
    measured_in = unit if unit is not None else find_unit(symbol)
    said = text_of(symbol)
    return {
        "value": value,
        **({"unit": said} if said else {}),
        **({"system": system("ucum"), "code": measured_in.ucum} if measured_in else {}),
    }


def in_mm(value: Decimal) -> Element:
    """Return a length in mm."""
    return quantity(value, "mm")


def notes(*texts: str) -> Element:
    """Return the note element of what was noted; nothing where nothing was."""
    said = [{"text": text_of(text)} for text in texts if text_of(text)]
    return {"note": said} if said else {}


def said(name: str, text: str) -> Element:
    """Return one element of text; nothing where it is blank."""
    found = text_of(text)
    return {name: found} if found else {}


def absent(why: str = "unknown") -> Element:
    """Return the extension that says why a value is missing."""
    return {"extension": [{"url": extension_url("absent"), "valueCode": why}]}
