"""Points beside decimal commas: in ``75.000`` and ``1.250,40`` they part thousands.

A point alone is a decimal point elsewhere. In a column whose other numbers have a decimal comma
``75.000`` may be a thousand times that, so nobody takes it for plain there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from hcclog.entry.paste.choices import Comma

Held = TypeVar("Held")
_GROUPS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?(?![0-9.,])")
# A comma that parts no thousands: before one or two digits, before four or more, or after a zero.
_DECIMAL = re.compile(r"(?<![0-9.,])(?:[0-9.]*[0-9],(?:[0-9]{1,2}|[0-9]{4,})|0,[0-9]+)(?![0-9.,])")
WHY = "{} can be {} or {}: other numbers of its column have a decimal comma; write it plainly."


def without_groups(text: str, comma: Comma) -> str:
    """Return a text without the points that can only part thousands beside a decimal comma.

    That needs a person's word on the comma; one group alone (``75.000``) stays as it is even then.
    """
    if comma is not Comma.DECIMAL:
        return text

    def joined(match: re.Match[str]) -> str:
        is_certain = "," in match[0] or match[0].count(".") > 1
        return match[0].replace(".", "").replace(",", ".") if is_certain else match[0]

    return _GROUPS.sub(joined, text)


def doubt(text: str) -> str:
    """Return why a number with one group after a point is not plain; empty where it is."""
    found = _GROUPS.search(text)
    if found is None or "," in found[0] or found[0].count(".") > 1:
        return ""
    return WHY.format(text, text, _GROUPS.sub(found[0].replace(".", ""), text))


@dataclass(slots=True)
class Points(Generic[Held]):
    """What was seen of points and commas, column by column.

    Attributes:
        with_commas: Columns in which a comma is a decimal sign beyond doubt.
    """

    with_commas: set[int] = field(default_factory=set)
    _doubtful: list[tuple[int, str, Held]] = field(default_factory=list)

    def see(self, column: int, texts: Iterable[str]) -> None:
        """Look at what stands in a column, and beside it."""
        if any(_DECIMAL.search(text) for text in texts):
            self.with_commas.add(column)

    def doubt_in(self, column: int, text: str) -> str:
        """Return why a number of a column is not plain; empty where it is."""
        return doubt(text) if column in self.with_commas else ""

    def keep(self, column: int, why: str, held: Held) -> None:
        """Remember what was read from a number that may be thousands."""
        self._doubtful.append((column, why, held))

    def asked(self) -> Iterator[tuple[int, str, Held]]:
        """Yield what is to be asked, once all rows were seen."""
        return (each for each in self._doubtful if each[0] in self.with_commas)
