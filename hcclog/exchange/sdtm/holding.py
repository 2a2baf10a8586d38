"""Which field stands in which column, or in the supplement where no column gives it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hcclog.exchange.sdtm.codings import SAME, Coding, Links
from hcclog.exchange.sdtm.payloads import texts_of
from hcclog.exchange.sdtm.structure import MOST_BYTES

_EMPTY = "(empty)"


@dataclass(frozen=True, slots=True)
class Held:
    """One field.

    Attributes:
        name: Its name.
        qnam: Name of the qualifier in the supplement, at most six letters: a number may follow.
        label: What the supplement calls it.
        variable: The column that says it too; empty without one.
        coding: How it stands there.
    """

    name: str
    qnam: str
    label: str
    variable: str = ""
    coding: Coding = SAME


def cells_of(
    entity: Any, held: Iterable[Held], links: Links
) -> tuple[dict[str, str], dict[str, str]]:
    """Return an entity's cells by column, and by qualifier what they do not give back."""
    texts = texts_of(entity)
    cells: dict[str, str] = {}
    qualifiers: dict[str, str] = {}
    for each in held:
        text = texts.get(each.name, "")
        if each.name not in texts:
            continue
        cell = fitted(each.coding.encode(links, text)) if each.variable else ""
        if cell:
            cells[each.variable] = cell
        if not cell or each.coding.decode(links, cell) != text:
            qualifiers[each.qnam] = marked(text)
    return cells, qualifiers


def marked(text: str) -> str:
    """Return a text for a qualifier, which is never empty; `texts_from` takes the mark away."""
    return f"{_EMPTY}{text}" if not text or text.startswith(_EMPTY) else text


def texts_from(
    row: Mapping[str, str], qualifiers: Mapping[str, str], held: Iterable[Held], links: Links
) -> dict[str, str]:
    """Return the texts of an entity's fields from its row and its qualifiers."""
    texts = {}
    for each in held:
        if each.qnam in qualifiers:
            texts[each.name] = qualifiers[each.qnam].removeprefix(_EMPTY)
        elif each.variable and row.get(each.variable):
            text = each.coding.decode(links, row[each.variable])
            if text:
                texts[each.name] = text
    return texts


def fitted(text: str) -> str:
    """Return as much of a text as a cell holds: whole words, at most 200 bytes, one line."""
    line = " ".join(text.split())
    if len(line.encode()) <= MOST_BYTES:
        return line
    cut = line.encode()[:MOST_BYTES].decode("utf-8", "ignore")
    return cut.rpartition(" ")[0] or cut


def pieces(text: str) -> list[str] | None:
    """Return a text in pieces of at most 200 bytes that neither begin nor end with a space.

    None where it cannot be parted so.
    """
    found = []
    while len(text.encode()) > MOST_BYTES:
        n = len(text.encode()[:MOST_BYTES].decode("utf-8", "ignore"))
        while n and (text[n - 1].isspace() or text[n].isspace()):
            n -= 1
        if not n:
            return None
        found.append(text[:n])
        text = text[n:]
    return [*found, text]
