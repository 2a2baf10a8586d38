"""A block of cells: bounded, as wide in each row, and cleaned of line breaks within cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from hcclog.commands.refused import Refused

MOST_CELLS = 10_000
MOST_CHARACTERS = 1_000_000
MOST_IN_A_CELL = 500


@dataclass(frozen=True, slots=True)
class Block:
    """Cells as they were pasted.

    Attributes:
        rows: All of one width; rows without a word are left out.
        numbers: The number of each row in what was pasted, from 1.
        document: Name of the file; empty where it was pasted.
    """

    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    document: str = ""

    @property
    def n_columns(self) -> int:
        """How wide it is."""
        return len(self.rows[0])

    def text(self, row: int, column: int) -> str:
        """Return what stands in a cell."""
        return self.rows[row][column]

    def corrected(self, row: int, column: int, text: str) -> Block:
        """Return the block with one cell as a person typed it."""
        cells = list(self.rows[row])
        cells[column] = cleaned(text)
        return replace(self, rows=(*self.rows[:row], tuple(cells), *self.rows[row + 1 :]))


def cleaned(text: str) -> str:
    """Return the text of a cell in one line: breaks and tabs within it are spaces."""
    return " ".join(text.split())


def block_of(rows: Iterable[Sequence[str]], document: str = "") -> Block:
    """Return the block of rows of cells; trailing cells without a word are no cells.

    Raises:
        Refused: It is empty, too large, or its rows differ in width; the row is named.
    """
    kept = [(number, cells) for number, cells in _bounded(rows) if any(cells)]
    if not kept:
        raise Refused("There is nothing in it: no cell holds a word.")
    width = max(_width(cells) for _, cells in kept)
    for number, cells in kept:
        if len(cells) < width:
            raise Refused(
                f"Row {number} has {_cells(len(cells))}, column {len(cells) + 1} is missing; "
                f"{_widest(kept, width)} has {width}."
            )
    return Block(
        tuple(tuple(cells[:width]) for _, cells in kept),
        tuple(number for number, _ in kept),
        document,
    )


def _widest(kept: Sequence[tuple[int, Sequence[str]]], width: int) -> str:
    number = next(number for number, cells in kept if _width(cells) == width)
    return f"row {number}"


def _cells(n: int) -> str:
    return "1 cell" if n == 1 else f"{n} cells"


def _width(cells: Sequence[str]) -> int:
    return max((n for n, cell in enumerate(cells, start=1) if cell), default=0)


def _bounded(rows: Iterable[Sequence[str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield numbered rows of clean cells, and stop at once where there are too many.

    Raises:
        Refused: A block or a cell is too large.
    """
    n_cells = 0
    for number, row in enumerate(rows, start=1):
        n_cells += max(len(row), 1)
        if n_cells > MOST_CELLS:
            raise Refused(
                f"A block has at most {MOST_CELLS} cells; take it in parts. Row {number} is the "
                "first that is too many."
            )
        for column, cell in enumerate(row, start=1):
            if len(cell) > MOST_IN_A_CELL:
                raise Refused(
                    f"Row {number}, column {column} has {len(cell)} characters; a cell has at "
                    f"most {MOST_IN_A_CELL}."
                )
        yield number, [cleaned(cell) for cell in row]


def refuse_too_long(text: str) -> None:
    """Refuse a text that is longer than a block may be, before anything of it is read.

    Raises:
        Refused: With the limit.
    """
    if len(text) > MOST_CHARACTERS:
        raise Refused(
            f"It has {len(text)} characters; a block has at most {MOST_CHARACTERS}. Take it in "
            "parts."
        )
