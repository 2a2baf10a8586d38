"""What a block would write: how each cell is read, how each result stands, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from hcclog.entry.paste.block import Block
from hcclog.entry.paste.choices import Choices
from hcclog.entry.paste.layout import Layout, Meaning, Place, Subject


class Standing(StrEnum):
    """How one result stands to what is in the record."""

    NEW = "new"
    THERE = "already there"
    OTHER = "another value the same day"
    ASKED = "unlikely"
    OPEN = "two readings"
    REFUSED = "refused"


ADDABLE = frozenset({Standing.NEW, Standing.OTHER, Standing.ASKED})
_ORDER = {standing: place for place, standing in enumerate(Standing)}


@dataclass(frozen=True, slots=True)
class PastedCell:
    """How one cell is read.

    Attributes:
        reading: What it says, where it is read.
        standing: The worst that is to be said of it.
        sentence: Why; empty where nothing is to be said.
    """

    reading: str = ""
    standing: Standing = Standing.NEW
    sentence: str = ""

    def worst(self, other: PastedCell) -> PastedCell:
        """Return the one of two readings of one cell about which more is to be said."""
        return other if _ORDER[other.standing] > _ORDER[self.standing] else self


@dataclass(frozen=True, slots=True)
class PastedResult:
    """One result of the block.

    Attributes:
        home: The cell that stands for it: its value.
        cells: Where its parts stand.
        entity: What would be written; None where it is refused or open.
        sentence: Why it is not simply new.
        needs_unit: Nothing but a unit is missing.
    """

    home: Place
    cells: dict[Meaning, Place]
    entity: Any
    standing: Standing
    sentence: str = ""
    needs_unit: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence and the cell that it is about."""

    place: Place
    sentence: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Preview:
    """A block as it was read.

    Attributes:
        fault: Why the layout cannot be read at all; empty where it can.
        cells: By place; what is not in it is title, or not taken.
        results: In the order of the block.
        asks_order: Some date can be read day first and month first.
        open_columns: Columns in which a comma can mean two things.
    """

    block: Block
    layout: Layout
    choices: Choices
    fault: str = ""
    cells: dict[Place, PastedCell] = field(default_factory=dict)
    results: tuple[PastedResult, ...] = ()
    asks_order: bool = False
    open_columns: frozenset[int] = frozenset()

    @property
    def needs_units(self) -> bool:
        """True where a result lacks nothing but its unit, or the usual units were taken."""
        is_labs = self.layout.subject is Subject.LABS
        return is_labs and (
            self.choices.usual_units or any(result.needs_unit for result in self.results)
        )

    def problems(self) -> Iterator[Problem]:
        """Yield a line for each cell about which something is to be said, row by row."""
        if self.fault:
            yield Problem((0, 0), self.fault, Standing.REFUSED)
        for place in sorted(self.cells):
            cell = self.cells[place]
            if cell.sentence:
                yield Problem(place, f"{self._named(place)}: {cell.sentence}", cell.standing)

    def _named(self, place: Place) -> str:
        row, column = place
        title = self.block.text(0, column) if self.layout.n_head else ""
        name = title if title and row >= self.layout.n_head else f"column {column + 1}"
        return f"Row {self.block.numbers[row]}, {name}"

    def count(self, *standings: Standing) -> int:
        """Return how many results stand so."""
        return sum(result.standing in standings for result in self.results)

    def summary(self) -> str:
        """Return the counts: ``12 results: 9 new, 2 already there, 1 refused``."""
        n = len(self.results)
        words = {
            Standing.NEW: "new",
            Standing.THERE: "already there",
            Standing.OTHER: "with another value the same day",
            Standing.ASKED: "unlikely",
            Standing.OPEN: "with two readings",
            Standing.REFUSED: "refused",
        }
        parts = [f"{self.count(each)} {words[each]}" for each in words if self.count(each)]
        return f"{n} result{'' if n == 1 else 's'}" + (f": {', '.join(parts)}" if parts else "")
