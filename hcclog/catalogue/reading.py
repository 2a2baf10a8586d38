"""Reads the catalogue's files, strictly: a broken file is our mistake, never a user's."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import TypeVar

from hcclog.catalogue.clinic import with_clinic
from hcclog.catalogue.strict_json import CatalogueError, Entry, read_strictly
from hcclog.paths import RESOURCES

__all__ = [
    "CatalogueError",
    "Entry",
    "UnknownCode",
    "citations",
    "decimal_or_none",
    "document",
    "names_of",
    "of_code",
]

_T = TypeVar("_T")


class UnknownCode(LookupError):
    """No entry has this code.

    Attributes:
        kind: What was asked for, such as ``drug``.
        code: The code that no entry has.
    """

    def __init__(self, kind: str, code: str) -> None:
        super().__init__(f"The catalogue has no {kind} with the code “{code}”.")
        self.kind = kind
        self.code = code


def of_code(entries: Mapping[str, _T], code: str, kind: str) -> _T:
    """Return the entry with a code.

    Raises:
        UnknownCode: None has it.
    """
    try:
        return entries[code]
    except KeyError:
        raise UnknownCode(kind, code) from None


@cache
def document(name: str) -> Entry:
    """Return one file of the catalogue, with what the clinic added to it; read once.

    Args:
        name: File name without folder, such as ``units.json``.

    Raises:
        CatalogueError: The file is missing, is no JSON, repeats a key or holds a float.
    """
    return with_clinic(name, read_strictly(RESOURCES / "catalogue" / name))


def citations(name: str, keys: str | Iterable[str]) -> tuple[str, ...]:
    """Return the full citations that an entry's source keys stand for.

    Raises:
        CatalogueError: A key is not among the sources of the file.
    """
    sources = document(name)["sources"]
    wanted = (keys,) if isinstance(keys, str) else tuple(keys)
    if missing := [key for key in wanted if key not in sources]:
        raise CatalogueError(f"{name}: no source is called {missing[0]}")
    return tuple(sources[key] for key in wanted)


def decimal_or_none(text: str | None) -> Decimal | None:
    """Return a decimal from its text; numbers stand as text so that none is ever a float."""
    return None if text is None else Decimal(text)


def names_of(entry: Entry) -> tuple[str, ...]:
    """Return all synonyms of an entry, every language together, in the order of the file."""
    return tuple(name for names in entry["synonyms"].values() for name in names)
