"""Set a table: rows that stay whole, heads that are repeated, numbers under each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hcclog.report.drawing import Shape, Strokes, TextRole
from hcclog.report.patient.chips import HEIGHT as CHIP_HEIGHT
from hcclog.report.patient.chips import draw_chip
from hcclog.report.patient.columns import (
    GAP,
    HEAD_ROLE,
    TAIL_GAP,
    TAIL_ROLE,
    Fitted,
    Width,
    fitted,
    role_of,
    split_at_point,
    tail_width,
    widths_of,
)
from hcclog.report.patient.content import Align, Cell, Column, Row, Table
from hcclog.report.patient.flow import Piece
from hcclog.report.patient.lines import lines_of, words_at
from hcclog.report.sheet import Style

_PAD, _LINE = 4.0, 14.0
# A row that is higher than this stands on several pages.
_MOST_LINES = 48
_BLOCK_GAP = 14.0


class _Span(NamedTuple):
    """Where a column stands: its left edge from the table's, its width, how its cells stand."""

    left: float
    width: float
    how: Width


class _Set(NamedTuple):
    """A cell in lines; a chip takes the first."""

    cell: Cell
    lines: tuple[str, ...]

    @property
    def n_lines(self) -> int:
        return len(self.lines) + (self.cell.category is not None)


def table_pieces(table: Table, width: float, style: Style) -> Iterator[Piece]:
    """Yield a table's head and rows; where not all columns fit, in blocks below each other."""
    widths = widths_of(table, style)
    for n, block in enumerate(fitted(table, widths, width)):
        yield from _block_pieces(table, widths, block, style, _BLOCK_GAP if n else 2.0)


def _block_pieces(
    table: Table, widths: Sequence[Width], block: Fitted, style: Style, gap: float
) -> Iterator[Piece]:
    spans = list(_spans(widths, block))
    head = _head_piece([table.columns[n] for n in block.places], spans, style)
    yield head._replace(gap=gap)
    for row in table.rows:
        cells = [row.cells[n] for n in block.places]
        for piece in _row_pieces(row, cells, spans, (style, table.most_lines)):
            yield piece._replace(head=(head,))


def _spans(widths: Sequence[Width], block: Fitted) -> Iterator[_Span]:
    left = 0.0
    for n, width in zip(block.places, block.widths, strict=True):
        yield _Span(left, width, widths[n])
        left += width + GAP


def _head_piece(columns: Sequence[Column], spans: Sequence[_Span], style: Style) -> Piece:
    titles = [
        lines_of(column.title, HEAD_ROLE, span.width, style, 6)
        for column, span in zip(columns, spans, strict=True)
    ]
    n_lines = max(map(len, titles), default=1)
    height = n_lines * _LINE + 2 * _PAD - 2
    ink, right = style.palette.muted, spans[-1].left + spans[-1].width

    def draw(left: float, top: float) -> Iterator[Shape]:
        for lines, span in zip(titles, spans, strict=True):
            first = top + _PAD - 2 + (n_lines - len(lines)) * _LINE
            for n, line in enumerate(lines):
                x = left + span.left
                if span.how.align is not Align.LEFT:
                    x += span.width - style.measure(line, HEAD_ROLE)
                yield words_at(line, (x, first + n * _LINE), HEAD_ROLE, style, ink)
        y = round(top + height) - 0.5
        yield Strokes(((left, y, left + right, y),), style.palette.threshold)

    return Piece(height, draw, keeps_next=True)


def _row_pieces(
    row: Row, cells: Sequence[Cell], spans: Sequence[_Span], how: tuple[Style, int | None]
) -> Iterator[Piece]:
    """Yield a row as one piece; one of very many lines in several."""
    style, most = how
    sets = [
        _Set(cell, _lines(cell, span, style, most)) for cell, span in zip(cells, spans, strict=True)
    ]
    n_lines = max((each.n_lines for each in sets), default=1)
    for start in range(0, max(n_lines, 1), _MOST_LINES):
        end = min(start + _MOST_LINES, max(n_lines, 1))
        is_last = end == max(n_lines, 1)
        yield _part(row, sets, spans, (start, end, is_last), style)


def _lines(cell: Cell, span: _Span, style: Style, most: int | None) -> tuple[str, ...]:
    if not cell.text:
        return ()
    room = span.width - tail_width(cell, style) + 0.01
    if span.how.align is Align.POINT:
        return lines_of(cell.text, role_of(cell), span.width, style, most)
    return lines_of(cell.text, role_of(cell), max(room, 8.0), style, most)


def _part(
    row: Row,
    sets: Sequence[_Set],
    spans: Sequence[_Span],
    part: tuple[int, int, bool],
    style: Style,
) -> Piece:
    start, end, is_last = part
    height = (end - start) * _LINE + 2 * _PAD
    right = spans[-1].left + spans[-1].width

    def draw(left: float, top: float) -> Iterator[Shape]:
        if row.is_set_off and start == 0:
            y = round(top) - 0.5
            yield Strokes(((left, y, left + right, y),), style.palette.threshold)
        for each, span in zip(sets, spans, strict=True):
            yield from _draw_cell(each, span, (left, top + _PAD), (start, end), style)
        if is_last:
            y = round(top + height) - 0.5
            yield Strokes(((left, y, left + right, y),), style.palette.grid)

    return Piece(height, draw)


def _draw_cell(
    each: _Set, span: _Span, at: tuple[float, float], part: tuple[int, int], style: Style
) -> Iterator[Shape]:
    cell, (start, end) = each.cell, part
    left, top = at[0] + span.left, at[1]
    n_chips = 0
    if cell.category is not None:
        n_chips = 1
        if start == 0:
            corner = (left, top + (_LINE - CHIP_HEIGHT) / 2)
            yield from draw_chip(cell.category, corner, style, differs=cell.differs)
    role = role_of(cell)
    ink = style.palette.muted if cell.muted else style.palette.text
    for n, line in enumerate(each.lines, n_chips):
        if not start <= n < end:
            continue
        x = left + _indent(line, cell, span, style)
        y = top + (n - start) * _LINE
        words = words_at(line, (x, y), role, style, ink)
        yield words
        if cell.tail and n == n_chips + len(each.lines) - 1:
            behind = (words.rect.right + TAIL_GAP, y + (role.line - TAIL_ROLE.line) / 2)
            yield words_at(cell.tail, behind, TAIL_ROLE, style, style.palette.muted)


def _indent(line: str, cell: Cell, span: _Span, style: Style) -> float:
    """Return how far from its column's left edge a line begins."""
    role: TextRole = role_of(cell)
    if span.how.align is Align.LEFT:
        return 0.0
    if span.how.align is Align.RIGHT:
        return max(0.0, span.width - style.measure(line, role) - tail_width(cell, style))
    whole, _ = split_at_point(line)
    return max(0.0, span.width - span.how.behind - style.measure(whole, role))
