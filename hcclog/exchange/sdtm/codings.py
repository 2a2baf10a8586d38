"""How a field's text becomes a cell of a dataset, and what of it a cell gives back.

A text here is what the store's payload holds: a decimal's digits, a date's one text. A coding need
not hold everything: what a cell does not give back exactly stands beside it, in the supplement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hcclog.catalogue.units import find_unit
from hcclog.domain.chronology import Chronology
from hcclog.exchange.sdtm.days import dtc


@dataclass(slots=True)
class Links:
    """What ties the rows of one subject to each other.

    Attributes:
        chronology: The days of its dates; None where rows are read.
        groups: Link group of each assessment, by its key.
        lesions: Link id of each lesion, by its key.
        series: Group id of each response series, by its key.
    """

    chronology: Chronology | None = None
    groups: dict[str, str] = field(default_factory=dict)
    lesions: dict[str, str] = field(default_factory=dict)
    series: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coding:
    """From a field's text to a cell, and back; empty where it says nothing."""

    encode: Callable[[Links, str], str]
    decode: Callable[[Links, str], str]


def of_terms(known: Mapping[Any, str]) -> Coding:
    """Return the coding of a list of controlled terms; other texts go into the supplement only."""
    terms = {str(key): term for key, term in known.items()}
    back: dict[str, str] = {}
    for text, term in terms.items():
        back.setdefault(term, text)
    return Coding(lambda _links, text: terms.get(text, ""), lambda _links, cell: back.get(cell, ""))


def ascii_unit(symbol: str) -> str:
    """Return a unit as controlled terminology spells it: ug for micrograms."""
    return symbol.translate(_LETTERS)


def _symbol(_links: Links, cell: str) -> str:
    """Return the printed symbol of a unit."""
    known = find_unit(cell) if cell else None
    return known.symbol if known is not None and ascii_unit(known.symbol) == cell else cell


def _normal(_links: Links, cell: str) -> str:
    """Return a number as it comes back from a transport file, without the zeros at its end."""
    if not cell:
        return ""
    digits = format(Decimal(cell).normalize(), "f")
    return digits if len(digits) <= _EXACT_DIGITS else ""


_EXACT_DIGITS = 15
# The micro sign, the Greek letter that looks like it, and raised digits.
_LETTERS = str.maketrans({"\u00b5": "u", "\u03bc": "u", "\u00b2": "2", "\u00b3": "3"})
_ISO = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
SAME = Coding(lambda _links, text: text, lambda _links, cell: cell)
UPPER = Coding(lambda _links, text: text.upper(), lambda _links, cell: cell.lower())
NUMBER = Coding(lambda _links, text: text, _normal)
UNIT = Coding(lambda _links, text: ascii_unit(text), _symbol)
DATE = Coding(
    lambda links, text: dtc(text, links.chronology) if links.chronology else "",
    lambda _links, cell: cell if _ISO.fullmatch(cell) else "",
)
GROUP = Coding(
    lambda links, text: links.groups.get(text, ""),
    lambda links, cell: _key_of(links.groups, cell),
)
LESION = Coding(
    lambda links, text: links.lesions.get(text, ""),
    lambda links, cell: _key_of(links.lesions, cell),
)
SERIES_KEY = Coding(
    lambda links, text: links.series.get(text, ""),
    lambda links, cell: _key_of(links.series, cell),
)


def _key_of(names: Mapping[str, str], cell: str) -> str:
    return next((key for key, name in names.items() if name == cell), "")
