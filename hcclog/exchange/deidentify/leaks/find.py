"""Look through files for what must not be in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hcclog.exchange.deidentify.leaks.days import days_in, months_in
from hcclog.exchange.deidentify.leaks.pages import pages_of
from hcclog.exchange.deidentify.leaks.terms import Terms, folded
from hcclog.exchange.outgoing.whole import HIDDEN
from hcclog.exchange.progress import Advance, unseen

_MOST_TOLD = 20
_NAME, _FOLDER = "the file name", "the folder name"


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that was found.

    Attributes:
        place: The file, and where in it.
        what: What it is, such as ``the name of a patient``.
        text: What was found.
    """

    place: str
    what: str
    text: str

    def __str__(self) -> str:
        """Return a sentence's part: ``labs.csv: the name of a patient, “zbigniewska”``."""
        return f"{self.place}: {self.what}, “{self.text}”"


def leaks(
    paths: Iterable[Path],
    terms: Terms,
    known: frozenset[Leak] = frozenset(),
    advanced: Advance = unseen,
) -> list[Leak]:
    """Return what was found in files and their names, each thing once a place; at most a few.

    Args:
        paths: The files.
        terms: What is looked for.
        known: What is no leak: the format says it by itself.
        advanced: Told of each page that is looked at; how many there are is not known before.
    """
    found: dict[Leak, None] = {}
    for path in paths:
        for place, text in _with_name(path):
            advanced(0, 0)
            page = folded(text)
            for leak in _in_page(place, page, terms):
                # A name is a person's choice, and never the format's own.
                if leak not in known or place.startswith((_NAME, _FOLDER)):
                    found[leak] = None
            if len(found) >= _MOST_TOLD:
                return list(found)
    return list(found)


def _with_name(path: Path) -> Iterator[tuple[str, str]]:
    yield f"{_NAME} {path.name}", path.name
    if not path.parent.name.startswith(HIDDEN):
        yield f"{_FOLDER} {path.parent.name}", path.parent.name
    yield from pages_of(path)


def _in_page(place: str, page: str, terms: Terms) -> Iterator[Leak]:
    yield from (Leak(place, term.what, term.text) for term in terms.terms if term.is_in(page))
    if terms.days:
        days = (written for day, written in days_in(page) if day in terms.days)
        yield from (Leak(place, "a day of the store", written) for written in days)
    if terms.months:
        months = (written for month, written in months_in(page) if month in terms.months)
        yield from (Leak(place, "a month of the store", written) for written in months)
