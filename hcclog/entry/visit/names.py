"""Names of the catalogue from what was typed: found, chosen by a person, or refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from hcclog.catalogue import adverse_events, drugs, sites
from hcclog.commands.refused import Refused

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk

_MOST = 9


def read_drug(clerk: Clerk, text: str, field: str = "agent") -> str:
    """Return the code of a drug.

    Raises:
        Refused: It names none, or several and nobody chose.
    """
    found = drugs.find_drug(text)
    if found is not None:
        return found.code
    possible = drugs.search_drugs(text, _MOST)
    return _chosen(clerk, text, "drug", [(each.name, each.code) for each in possible], field)


def read_drugs(clerk: Clerk, text: str, field: str = "agents") -> tuple[str, ...]:
    """Return the codes of drugs with commas between them.

    Raises:
        Refused: One of them is not known.
    """
    names = [part.strip() for part in text.split(",") if part.strip()]
    return tuple(dict.fromkeys(read_drug(clerk, name, field) for name in names))


def read_term(clerk: Clerk, text: str, field: str = "term") -> str:
    """Return the code of a CTCAE term.

    Raises:
        Refused: It names none, or several and nobody chose.
    """
    found = adverse_events.find_adverse_event(text)
    if found is not None:
        return found.code
    possible = adverse_events.search_adverse_events(text, _MOST)
    return _chosen(clerk, text, "CTCAE term", [(each.term, each.code) for each in possible], field)


def read_organ(text: str, field: str = "organ") -> str:
    """Return the key of an organ.

    Raises:
        Refused: It names none.
    """
    found = sites.find_organ(text) if text.strip() else None
    if found is None:
        said = f"{text.strip()!r} is not an organ" if text.strip() else "An organ is needed"
        raise Refused(f"{said}; choose one, such as liver, lung or lymph node.", field)
    return found.code


def read_site(text: str) -> str:
    """Return the code of a place, or the words as they are where the catalogue has none."""
    found = sites.find_site(text) if text.strip() else None
    return found.code if found is not None else " ".join(text.split())


def one_of(text: str, kind: Callable[[str], Any], sentence: str, field: str) -> Any:
    """Return the member of an enumeration.

    Raises:
        Refused: With the sentence.
    """
    try:
        return kind(text.strip())
    except ValueError as error:
        raise Refused(sentence, field) from error


def _chosen(
    clerk: Clerk, text: str, noun: str, possible: Sequence[tuple[str, str]], field: str
) -> str:
    if not possible:
        raise Refused(f"{text.strip()!r} is not a {noun} that the catalogue knows.", field)
    words = [name for name, _ in possible]
    sentence = f"{text.strip()!r} is not the whole name of a {noun}."
    chosen = clerk.choose(sentence, words)
    if chosen is None:
        raise Refused(f"{sentence} It could be {', '.join(words[:3])}.", field)
    return possible[chosen][1]
