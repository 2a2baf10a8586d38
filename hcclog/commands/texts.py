"""Checks on texts: what cannot be seen could make a dose read otherwise, and notes have an end."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from hcclog.commands.refused import Refused
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.sources import Source
from hcclog.store.codec import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# Bidirectional overrides and isolates, which show letters in another order than they are stored.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_MOST_IN_A_LABEL = 64
_MOST_CHARACTERS = {
    "code": _MOST_IN_A_LABEL,
    "label": _MOST_IN_A_LABEL,
    "note": 10_000,
    "findings": 10_000,
    "text": 10_000,
}
_MOST_IN_A_LINE = 500
_BREAKS = frozenset("\n\t")
_OF_SEVERAL_LINES = frozenset({"note", "findings", "text"})


def most_characters(name: str) -> int:
    """Return how many characters a text field of an entity may hold."""
    return _MOST_CHARACTERS.get(name, _MOST_IN_A_LINE)


def check_texts(entity: Any) -> None:
    """Refuse texts that are too long or hold what cannot be seen.

    Raises:
        Refused: With the field and a sentence.
    """
    for name in _names_of_texts(type(entity)):
        value = getattr(entity, name)
        if value and not (type(value) is str and _is_plain(value)):
            for text in _texts(value):
                check_text(name, text)


def check_text(name: str, text: str) -> None:
    """Refuse a text that is too long for a field, or holds what cannot be seen.

    Raises:
        Refused: With the field and a sentence.
    """
    _check_length(name, text)
    check_letters(name, text)


_NAMES: dict[type[Any], tuple[str, ...]] = {}


def _names_of_texts(cls: type[Any]) -> tuple[str, ...]:
    """Return the fields of a class that can hold a text."""
    if cls not in _NAMES:
        kinds = (str, ClinicalDate, Source, tuple)
        _NAMES[cls] = tuple(f.name for f in fields_of(cls) if issubclass(f.kind, kinds))
    return _NAMES[cls]


def _is_plain(text: str) -> bool:
    """True for a short text of printed ASCII letters, which is most of them."""
    return len(text) <= _MOST_IN_A_LABEL and text.isascii() and text.isprintable()


def _texts(value: Any) -> Iterator[str]:
    """Yield what a person typed as text: of a date how it is called, of a source its parts."""
    if isinstance(value, ClinicalDate):
        yield value.label
    elif isinstance(value, Source):
        yield from (value.document, value.place)
    elif isinstance(value, tuple):
        yield from value
    elif isinstance(value, str):
        yield value


def _check_length(name: str, text: str) -> None:
    most = most_characters(name)
    if len(text) > most:
        raise Refused(f"This text has {len(text)} characters; {most} are the most here.", name)


def check_letters(name: str, text: str) -> None:
    """Refuse letters that no store keeps, or that make a text read otherwise.

    Raises:
        Refused: It holds one.
    """
    if text.isascii() and text.isprintable():
        return
    allowed = _BREAKS if name in _OF_SEVERAL_LINES else frozenset()
    for letter in text:
        if letter in _REORDERING:
            raise Refused("This text holds a mark that reorders what is read; remove it.", name)
        if letter not in allowed and unicodedata.category(letter) in {"Cc", "Cs"}:
            code = f"U+{ord(letter):04X}"
            raise Refused(f"This text holds a character that cannot be shown ({code}).", name)
