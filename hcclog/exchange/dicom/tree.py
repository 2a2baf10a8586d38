"""The tree of a report, walked within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hcclog.commands.refused import Refused
from hcclog.exchange.dicom.codes import Coded

Dataset = Any
# Names that SNOMED's older codes went by.
_ALIASES = {"SNM3": "SRT", "99SDM": "SRT"}
_DEEPEST, _MOST_ITEMS = 32, 20_000


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the content.

    Attributes:
        kind: ``NUM``, ``CONTAINER``, ``CODE``, ``TEXT``, ``UIDREF`` and others.
        name: What it is called, as a code.
        inside: Of what it stands in, the places in the tree; the root is the first.
    """

    kind: str
    name: Coded
    dataset: Dataset
    number: int
    inside: tuple[int, ...]

    @property
    def text(self) -> str:
        """The words of a text, or of a UID."""
        said = self.dataset.get("TextValue", "") or self.dataset.get("UID", "") or ""
        return " ".join(str(said).split())

    @property
    def code(self) -> Coded | None:
        """The code that it says."""
        return coded(self.dataset, "ConceptCodeSequence")


def items_of(root: Dataset, name: str) -> list[Item]:
    """Return all items of a report, each before what stands in it.

    Raises:
        Refused: It has more than is looked through.
    """
    found: list[Item] = []
    for kind, named, dataset, inside in _walk(root, (), found):
        found.append(Item(kind, named, dataset, len(found), inside))
        if len(found) > _MOST_ITEMS:
            raise Refused(f"{name} holds more than {_MOST_ITEMS} items.")
    return found


def _walk(
    dataset: Dataset, inside: tuple[int, ...], found: list[Item]
) -> Iterator[tuple[str, Coded, Dataset, tuple[int, ...]]]:
    if len(inside) > _DEEPEST:
        raise RecursionError
    name = coded(dataset, "ConceptNameCodeSequence") or Coded("", "", "")
    number = len(found)
    yield str(dataset.get("ValueType", "")), name, dataset, inside
    for child in dataset.get("ContentSequence", None) or ():
        yield from _walk(child, (*inside, number), found)


def coded(dataset: Dataset, attribute: str) -> Coded | None:
    """Return the first code of a sequence; None where there is none."""
    for each in dataset.get(attribute, None) or ():
        value = each.get("CodeValue", "") or each.get("LongCodeValue", "") or ""
        scheme = str(each.get("CodingSchemeDesignator", "") or "")
        scheme = _ALIASES.get(scheme, scheme)
        return Coded(str(value), scheme, str(each.get("CodeMeaning", "") or value))
    return None
