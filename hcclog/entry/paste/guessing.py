"""Propose a layout from what the cells are; the person sees it and corrects it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from hcclog.entry.paste.block import Block
from hcclog.entry.paste.kinds import Kinds, meaning_of
from hcclog.entry.paste.layout import Layout, Meaning, Shape, Subject

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk

_MOST_ROWS = 60
_HEADED = (Meaning.DATE, Meaning.NAME)


def subject_of(clerk: Clerk, block: Block, otherwise: Subject) -> Subject:
    """Return what a block holds: diameters where it names more lesions than tests."""
    kinds = Kinds(clerk)
    edge = [*block.rows[0], *(text for row in block.rows[:_MOST_ROWS] for text in row[:4])]
    lesions = sum(kinds.is_lesion(text) for text in edge if text)
    tests = sum(kinds.is_name(text, Subject.LABS) for text in edge if text)
    if lesions == tests:
        return otherwise
    return Subject.LESIONS if lesions > tests else Subject.LABS


def proposed(clerk: Clerk, block: Block, subject: Subject) -> Layout:
    """Return the layout that a block seems to have."""
    guess = _Guess(Kinds(clerk), block, subject)
    for shape in (Shape.DOWN, Shape.ACROSS):
        if guess.is_wide(shape):
            return guess.wide(shape)
    return guess.tall()


def of_shape(clerk: Clerk, block: Block, subject: Subject, shape: Shape) -> Layout:
    """Return the layout that a block has if its results lie so: a person has said it."""
    guess = _Guess(Kinds(clerk), block, subject)
    return guess.tall() if shape is Shape.TALL else guess.wide(shape)


class _Guess:
    """Looks at the first rows of a block."""

    def __init__(self, kinds: Kinds, block: Block, subject: Subject) -> None:
        self._kinds, self._subject = kinds, subject
        self._rows = block.rows[:_MOST_ROWS]
        self._width = block.n_columns

    def is_wide(self, shape: Shape) -> bool:
        """Tell whether dates or names stand in the first row, and no result."""
        head, first = self._rows[0], [row[0] for row in self._rows[1:]]
        if not first or self._width == 1 or any(self._is_number(text) for text in head[1:]):
            return False
        dates = sum(self._is_date(text) for text in head[1:])
        names = sum(self._is_name(text) for text in head[1:])
        if shape is Shape.DOWN:
            lone = not self._is_name(head[0]) and not self._is_date(head[0])
            return bool(dates) and not names and lone
        is_column = _most(self._is_date, first) and not self._is_date(head[0])
        return bool(names) and not dates and is_column

    def wide(self, shape: Shape) -> Layout:
        """Return the layout of a wide block."""
        has_units = shape is Shape.ACROSS and self._has_units()
        first = 2 if has_units else 1
        edge = Meaning.DATE if shape is Shape.ACROSS else Meaning.NAME
        others = (self._beside(shape, column, first) for column in range(1, self._width))
        return Layout(self._subject, shape, (edge, *others), has_units=has_units)

    def tall(self) -> Layout:
        """Return the layout of one result a row."""
        has_titles = self._has_titles()
        told = [meaning_of(text) if has_titles else None for text in self._rows[0]]
        body = self._rows[has_titles:]
        open_columns = {n for n, meaning in enumerate(told) if meaning is None}
        missing = [m for m in _LOOKS if m not in told]
        for meaning in missing:
            column = self._best(meaning, open_columns, body)
            if column is not None:
                told[column] = meaning
                open_columns.discard(column)
        meanings = tuple(meaning or Meaning.IGNORED for meaning in told)
        return Layout(self._subject, Shape.TALL, meanings, has_titles=has_titles)

    def _best(
        self, meaning: Meaning, columns: Iterable[int], body: Sequence[Sequence[str]]
    ) -> int | None:
        """Return the column of which most cells could mean it, where that is more than half."""
        looks = _LOOKS[meaning]
        shares = {
            n: _share(lambda text: looks(self, text), [row[n] for row in body])
            for n in sorted(columns)
        }
        best = max(shares, key=lambda n: shares[n], default=None)
        return best if best is not None and shares[best] > 1 / 2 else None

    def _has_titles(self) -> bool:
        head = [text for text in self._rows[0] if text]
        if any(self._is_date(text) or self._is_number(text) for text in head):
            return False
        return any(meaning_of(text) for text in head) or len(self._rows) > 1

    def _has_units(self) -> bool:
        if len(self._rows) <= 2:  # noqa: PLR2004 - tests, units, and a row of results
            return False
        cells = [text for text in self._rows[1][1:] if text]
        return bool(cells) and not self._rows[1][0] and _most(self._kinds.is_unit, cells)

    def _beside(self, shape: Shape, column: int, first: int) -> Meaning:
        """Return what a column of a wide block means besides values under its head."""
        title = self._rows[0][column]
        said = meaning_of(title) if title else None
        if said not in {None, *_HEADED, Meaning.VALUE}:
            return said or Meaning.IGNORED
        headed = self._is_date(title) if shape is Shape.DOWN else self._is_name(title)
        if headed:
            return Meaning.VALUE
        cells = [row[column] for row in self._rows[first:]]
        if shape is Shape.DOWN and _most(self._kinds.is_unit, cells):
            return Meaning.UNIT
        return Meaning.VALUE if _most(self._kinds.is_value, cells) and title else Meaning.IGNORED

    def _is_date(self, text: str) -> bool:
        return self._kinds.is_date(text)

    def _is_name(self, text: str) -> bool:
        return self._kinds.is_name(text, self._subject)

    def _is_value(self, text: str) -> bool:
        return self._kinds.is_value(text)

    def _is_number(self, text: str) -> bool:
        return any(letter.isdigit() for letter in text) and (
            self._is_value(text) and not self._is_name(text)
        )

    def _is_unit(self, text: str) -> bool:
        return self._kinds.is_unit(text)

    def _is_range(self, text: str) -> bool:
        return self._kinds.is_range(text)


# In this order: what is told apart best comes first.
_LOOKS: dict[Meaning, Callable[[_Guess, str], bool]] = {
    Meaning.DATE: _Guess._is_date,  # noqa: SLF001 - its own table
    Meaning.NAME: _Guess._is_name,  # noqa: SLF001
    Meaning.UNIT: _Guess._is_unit,  # noqa: SLF001
    Meaning.VALUE: _Guess._is_value,  # noqa: SLF001
    Meaning.REFERENCE: _Guess._is_range,  # noqa: SLF001
}


def _share(looks: Callable[[str], bool], cells: Sequence[str]) -> float:
    words = [text for text in cells if text]
    return sum(looks(text) for text in words) / len(words) if words else 0.0


def _most(looks: Callable[[str], bool], cells: Sequence[str]) -> bool:
    return _share(looks, cells) > 1 / 2
