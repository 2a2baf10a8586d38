"""How wide the columns of a table are, and which of them stand beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hcclog.domain.response import Category
from hcclog.report.drawing import TextRole
from hcclog.report.patient.chips import Look, chip_width
from hcclog.report.patient.clean import clean
from hcclog.report.patient.content import Align, Cell, Table
from hcclog.report.sheet import Style

HEAD_ROLE, ROLE, STRONG_ROLE, TAIL_ROLE = (
    TextRole.BAR,
    TextRole.SMALL,
    TextRole.VALUE,
    TextRole.NOTE,
)
GAP = 12.0
TAIL_GAP, CHIP_GAP = 3.0, 5.0
_MOST_NUMBER, _MOST_WORD, _MOST_FIXED_SHARE = 112.0, 96.0, 0.2
# A column of prose wishes for its longest cell on one line, yet not for the room of all others.
_MOST_WISHED = 2.0
# What is as short as a date with its modality stays on one line where that is possible.
_MOST_WHOLE = 124.0
_MOST_EVEN = 92.0
_N_STEPS = 10


class Width(NamedTuple):
    """Of one column: what it needs, what it wishes, and where its decimal points stand.

    Attributes:
        whole: Least width at which no short text is broken.
        behind: Widest text from a decimal point on; 0 where points are not aligned.
    """

    align: Align
    least: float
    wished: float
    behind: float = 0.0
    whole: float = 0.0


class Fitted(NamedTuple):
    """Columns that stand beside each other: their places in the table, and their widths."""

    places: tuple[int, ...]
    widths: tuple[float, ...]


def look_of(cell: Cell) -> Look:
    """Return the chip of a cell that has one."""
    return Look(cell.category or Category.NOT_APPLICABLE, cell.differs, cell.is_short)


def role_of(cell: Cell) -> TextRole:
    """Return size and weight of a cell's text."""
    return STRONG_ROLE if cell.strong else ROLE


def split_at_point(text: str) -> tuple[str, str]:
    """Return what stands left of a number's decimal point, and the rest with it."""
    whole, point, rest = text.partition(".")
    return whole, point + rest


def widths_of(table: Table, style: Style) -> list[Width]:
    """Return what each column needs."""
    return [_width(table, n, style) for n in range(len(table.columns))]


def _width(table: Table, n: int, style: Style) -> Width:
    column, cells = table.columns[n], [row.cells[n] for row in table.rows]
    title = _longest_word(column.title, HEAD_ROLE, style)
    on_one_line = _title_width(column.title, style)
    if column.align is Align.POINT:
        before, behind = _point_widths(cells, style)
        if before + behind <= _MOST_NUMBER:
            wished = max(before + behind, title)
            return Width(Align.POINT, wished, wished, behind, wished)
    natural = max((_cell_width(cell, style) for cell in cells), default=0.0)
    wished = max(natural, on_one_line)
    if column.align is not Align.LEFT:
        least = max(min(natural, _MOST_NUMBER), title)
        wished = max(wished, least)
        told = max(style.measure(line, HEAD_ROLE) for line in clean(column.title).split("\n"))
        return Width(Align.RIGHT, least, wished, whole=max(least, min(told, _MOST_EVEN)))
    chips = (chip_width(look_of(cell), style) for cell in cells if cell.category)
    words = (_longest_word(cell.text, role_of(cell), style) for cell in cells)
    least = max(title, *chips, *words, 0.0)
    wished = max(wished, least)
    whole = max(least, natural if natural <= _MOST_WHOLE else 0.0, on_one_line)
    return Width(Align.LEFT, least, wished, whole=whole)


def _title_width(title: str, style: Style) -> float:
    """Return the width of a title on one line, where it is short enough for one."""
    lines = [style.measure(line, HEAD_ROLE) + 0.5 for line in clean(title).split("\n")]
    width = max(lines, default=0.0)
    return width if width <= _MOST_WHOLE else 0.0


def _longest_word(text: str, role: TextRole, style: Style) -> float:
    """Return the width of the longest word; one that is very long is broken."""
    widths = (style.measure(word, role) for word in clean(text).split())
    return min(max(widths, default=0.0) + 0.5, _MOST_WORD)


def _point_widths(cells: Sequence[Cell], style: Style) -> tuple[float, float]:
    """Return the widest text left of a point, and the widest from it on."""
    before = behind = 0.0
    for cell in cells:
        for line in clean(cell.text).split("\n"):
            whole, rest = split_at_point(line)
            before = max(before, style.measure(whole, role_of(cell)))
            behind = max(behind, style.measure(rest, role_of(cell)) + tail_width(cell, style))
    return before, behind


def tail_width(cell: Cell, style: Style) -> float:
    """Return how wide what stands behind a number is."""
    return TAIL_GAP + style.measure(cell.tail, TAIL_ROLE) if cell.tail else 0.0


def _cell_width(cell: Cell, style: Style) -> float:
    first, *rest = [style.measure(line, role_of(cell)) for line in clean(cell.text).split("\n")]
    if cell.category is not None:
        first += chip_width(look_of(cell), style) + (CHIP_GAP if cell.text else 0.0)
    return max(first, *rest, 0.0) + tail_width(cell, style) + 0.5


def fitted(table: Table, widths: Sequence[Width], room: float) -> Iterator[Fitted]:
    """Yield all columns beside each other where they fit, else in blocks with the fixed ones."""
    every = tuple(range(len(widths)))
    needed = sum(width.least for width in widths) + GAP * (len(widths) - 1)
    if needed <= room and not table.is_even:
        yield Fitted(every, tuple(_shared(widths, room)))
        return
    fixed = [min(w.wished, room * _MOST_FIXED_SHARE) for w in widths[: table.n_fixed]]
    left = room - sum(fixed) - GAP * len(fixed)
    others = [min(width, left) for width in _one_width(table, widths, left)]
    for block in _balanced(others, left):
        yield _block(fixed, [(n + table.n_fixed, others[n]) for n in block])
    if not others:
        yield _block(fixed, [])


def _one_width(table: Table, widths: Sequence[Width], room: float) -> Iterator[float]:
    """Yield the widths of the columns that are not fixed."""
    others = widths[table.n_fixed :]
    if not table.is_even:
        yield from (width.least for width in others)
        return
    whole = max((width.whole for width in others), default=0.0)
    least = max((width.least for width in others), default=0.0)
    fits = (whole + GAP) * len(others) - GAP <= room
    yield from [whole if fits else least] * len(others)


def _balanced(widths: Sequence[float], room: float) -> list[list[int]]:
    """Return the places of columns in as few blocks as can be, of nearly one width."""
    blocks = _filled(widths, room)
    narrow, wide = room / max(len(blocks), 1) / 2, room
    for _ in range(_N_STEPS):
        middle = (narrow + wide) / 2
        tried = _filled(widths, middle)
        if len(tried) > len(blocks):
            narrow = middle
        else:
            blocks, wide = tried, middle
    return blocks


def _filled(widths: Sequence[float], room: float) -> list[list[int]]:
    """Return the places of columns in blocks, each filled before the next is begun."""
    blocks: list[list[int]] = []
    taken = 0.0
    for n, width in enumerate(widths):
        if not blocks or taken + GAP + width > room:
            blocks.append([])
            taken = -GAP
        blocks[-1].append(n)
        taken += GAP + width
    return blocks


def _block(fixed: list[float], block: Sequence[tuple[int, float]]) -> Fitted:
    places = (*range(len(fixed)), *(n for n, _ in block))
    return Fitted(places, (*fixed, *(width for _, width in block)))


def _shared(widths: Sequence[Width], room: float) -> list[float]:
    """Return widths that fill at most the room: what is left goes to those that wish for more."""
    left = room - GAP * (len(widths) - 1)
    wished = [min(width.wished, _MOST_WISHED * room) for width in widths]
    if sum(wished) <= left:
        return wished
    wholes = [width.whole for width in widths]
    least = wholes if sum(wholes) <= left else [width.least for width in widths]
    more = [max(0.0, wish - each) for wish, each in zip(wished, least, strict=True)]
    share = (left - sum(least)) / max(sum(more), 1.0)
    return [each + share * wish for each, wish in zip(least, more, strict=True)]
