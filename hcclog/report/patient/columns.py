"""How wide the columns of a table are, and which of them stand beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hcclog.report.drawing import TextRole
from hcclog.report.patient.chips import chip_width
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
TAIL_GAP = 3.0
_LEAST, _MOST_NUMBER, _MOST_FIXED_SHARE = 46.0, 112.0, 0.2
_MOST_TITLE = 90.0


class Width(NamedTuple):
    """Of one column: what it needs, what it wishes, and where its decimal points stand.

    Attributes:
        behind: Widest text from a decimal point on; 0 where points are not aligned.
    """

    align: Align
    least: float
    wished: float
    behind: float = 0.0


class Fitted(NamedTuple):
    """Columns that stand beside each other: their places in the table, and their widths."""

    places: tuple[int, ...]
    widths: tuple[float, ...]


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
    words = [word for word in clean(column.title).split() if word]
    longest = max((style.measure(word, HEAD_ROLE) for word in words), default=0.0)
    title = min(longest, _MOST_TITLE)
    if column.align is Align.POINT:
        before, behind = _point_widths(cells, style)
        if before + behind <= _MOST_NUMBER:
            wished = max(before + behind, title)
            return Width(Align.POINT, wished, wished, behind)
    natural = max((_cell_width(cell, style) for cell in cells), default=0.0)
    wished = max(natural, title)
    if column.align is Align.LEFT:
        return Width(Align.LEFT, min(wished, max(_LEAST, title)), wished)
    return Width(Align.RIGHT, max(min(natural, _MOST_NUMBER), title), wished)


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
    lines = (style.measure(line, role_of(cell)) for line in clean(cell.text).split("\n"))
    chip = chip_width(cell.category, style, differs=cell.differs) if cell.category else 0.0
    return max(chip, max(lines) + tail_width(cell, style)) + 0.5


def fitted(table: Table, widths: Sequence[Width], room: float) -> Iterator[Fitted]:
    """Yield all columns beside each other where they fit, else in blocks with the fixed ones."""
    every = tuple(range(len(widths)))
    if sum(width.least for width in widths) + GAP * (len(widths) - 1) <= room:
        yield Fitted(every, tuple(_shared(widths, room)))
        return
    fixed = [min(w.wished, room * _MOST_FIXED_SHARE) for w in widths[: table.n_fixed]]
    taken = sum(fixed) + GAP * len(fixed)
    block: list[tuple[int, float]] = []
    for n in every[table.n_fixed :]:
        width = min(widths[n].least, room - taken)
        if block and sum(w + GAP for _, w in block) + width > room - taken:
            yield _block(fixed, block)
            block = []
        block.append((n, width))
    if block:
        yield _block(fixed, block)


def _block(fixed: list[float], block: Sequence[tuple[int, float]]) -> Fitted:
    places = (*range(len(fixed)), *(n for n, _ in block))
    return Fitted(places, (*fixed, *(width for _, width in block)))


def _shared(widths: Sequence[Width], room: float) -> list[float]:
    """Return widths that fill at most the room: the widest columns give first."""
    left = room - GAP * (len(widths) - 1)
    level = left
    if sum(width.wished for width in widths) > left:
        given = 0.0
        ordered = sorted(widths, key=lambda width: width.wished)
        for n, width in enumerate(ordered):
            level = (left - given) / (len(ordered) - n)
            if width.wished > level:
                break
            given += width.wished
    return _not_below_least(widths, level, left)


def _not_below_least(widths: Sequence[Width], level: float, left: float) -> list[float]:
    """Return widths cut to a level; what some need above it is taken from the others."""
    cut = [max(min(width.wished, level), width.least) for width in widths]
    over = sum(cut) - left
    spare = [length - width.least for length, width in zip(cut, widths, strict=True)]
    if over > 0 and sum(spare) > 0:
        share = min(1.0, over / sum(spare))
        cut = [length - share * each for length, each in zip(cut, spare, strict=True)]
    return cut
