"""Words that say nothing of a person: those of the catalogue, and of short lists of ours.

What a clinic added to its own catalogue is not among them: it is a text like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from hcclog.catalogue.strict_json import read_strictly
from hcclog.paths import RESOURCES

_FILES = ("adverse_events", "analytes", "drugs", "procedures", "sites", "units")
_NAMING = ("code", "key", "name", "short", "term", "symbol", "ucum")
# Whoever wrote or read something, and where it comes from: never left as it is.
OF_PERSONS = frozenset(
    {"code", "name", "author", "reader", "laboratory", "source.document", "source.place"}
)
_OURS = frozenset(
    (
        *("0", "A", "B", "C", "D", "Ia", "Ib", "IIa", "IIb", "IIIa", "IIIb", "IV"),
        *("mg", "g", "ug", "mg/m2", "mg/kg", "IU", "GBq", "MBq", "mL", "mg/d", "U"),
        *("lower", "higher", "same", "open", "laparoscopic", "percutaneous", "robotic"),
        *("well differentiated", "moderately differentiated", "poorly differentiated"),
        *("serum", "plasma", "whole blood", "urine", "EDTA plasma", "citrate plasma"),
        *("arterial", "portal venous", "venous", "delayed", "hepatobiliary", "native"),
        *("abdomen", "chest", "pelvis", "head", "whole body", "thorax", "liver"),
        *(f"Edmondson-Steiner {grade}" for grade in ("I", "II", "III", "IV")),
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_ALSO_NAMES = frozenset(
    (
        *("april", "august", "best", "case", "child", "day", "grade", "grey", "high", "june"),
        *("left", "line", "long", "low", "march", "mark", "may", "new", "note", "page", "pugh"),
        *("right", "short", "stage", "start", "stop", "sum", "will", "young"),
    )
)
_SHAPES = {
    "label": re.compile(r"([A-Za-z]{1,3} ?|line )[0-9]{1,3}[a-z]?", re.ASCII),
    "ctcae_version": re.compile(r"v?[0-9](\.[0-9])?", re.ASCII),
    "microvascular_invasion": re.compile(r"M[0-9][a-z]?", re.ASCII),
}


def is_plain(field: str, text: str) -> bool:
    """True where a text says nothing of a person: it is empty, or a word of medicine as a whole."""
    if not text:
        return True
    if field in OF_PERSONS:
        return False
    shape = _SHAPES.get(field)
    return bool(shape and shape.fullmatch(text)) or text.casefold() in plain_words()


@cache
def single_words() -> frozenset[str]:
    """Return each word of the catalogue's names, and words of tables that are names as well."""
    parts = {part for name in plain_words() for part in _WORD.findall(name)}
    return frozenset(parts | _ALSO_NAMES)


@cache
def plain_words() -> frozenset[str]:
    """Return the codes, names and synonyms of the catalogue as it is shipped, in small letters."""
    found = {word.casefold() for word in _OURS}
    for name in _FILES:
        found.update(word.casefold() for word in _words(name))
    return frozenset(found - {""})


def _words(name: str) -> Iterator[str]:
    for part in read_strictly(RESOURCES / "catalogue" / f"{name}.json").values():
        for row in part if isinstance(part, list) else ():
            yield from (row[key] for key in _NAMING if isinstance(row.get(key), str))
            yield from _synonyms(row.get("synonyms", ()))


def _synonyms(synonyms: Any) -> Iterator[str]:
    lists = synonyms.values() if isinstance(synonyms, dict) else (synonyms,)
    for names in lists:
        yield from names
