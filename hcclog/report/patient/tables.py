"""Set a table: rows that stay whole, heads that are repeated, numbers under each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hcclog.report.drawing import Shape, Strokes, TextRole
from hcclog.report.patient.chips import HEIGHT as CHIP_HEIGHT
from hcclog.report.patient.chips import chip_width, draw_chip
from hcclog.report.patient.columns import (
    CHIP_GAP,
    GAP,
    HEAD_ROLE,
    TAIL_GAP,
    TAIL_ROLE,
    Fitted,
    Width,
    fitted,
    look_of,
    role_of,
    split_at_point,
    tail_width,
    widths_of,
)
from hcclog.report.patient.content import Align, Cell, Column, Row, Table
from hcclog.report.patient.flow import Piece
from hcclog.report.patient.lines import lines_of, words_at
from hcclog.report.sheet import Style

_PAD, _NARROW_PAD, _LINE = 4.0, 2.5, 14.0
# A row that is higher than this stands on several pages.
_MOST_LINES = 48
_MOST_TITLE_LINES = 40
_BLOCK_GAP = 14.0
_BELOW_ROLE = TextRole.SMALL
_LEAST_ROOM, _ROUNDING, _APART = 8.0, 0.01, 2.0


class _Span(NamedTuple):
    """Where a column stands: its left edge from the table's, its width, how its cells stand."""

    left: float
    width: float
    how: Width


class _Frame(NamedTuple):
    """What the rows of one block of a table share."""

    spans: tuple[_Span, ...]
    width: float
    style: Style
    most_lines: int | None
    pad: float

    @property
    def indent(self) -> float:
        """Where the second column begins."""
        return self.spans[1].left if len(self.spans) > 1 else 0.0


class _Set(NamedTuple):
    """A cell in lines; a chip stands before the first where that fits, else above it."""

    cell: Cell
    lines: tuple[str, ...]
    is_beside: bool = False

    @property
    def first(self) -> int:
        """The place of the first line of text."""
        return int(self.cell.category is not None and not self.is_beside)

    @property
    def n_lines(self) -> int:
        return max(self.first + len(self.lines), int(self.cell.category is not None))


class _Part(NamedTuple):
    """The lines of a row that stand on one page, from one to before another."""

    start: int
    end: int
    is_last: bool


def table_pieces(table: Table, width: float, style: Style) -> Iterator[Piece]:
    """Yield a table's head and rows; where not all columns fit, in blocks below each other."""
    widths = widths_of(table, style)
    for n, block in enumerate(fitted(table, widths, width)):
        pad = _NARROW_PAD if table.is_even else _PAD
        frame = _Frame(tuple(_spans(widths, block)), width, style, table.most_lines, pad)
        yield from _block_pieces(table, block, frame, _BLOCK_GAP if n else 2.0)


def _block_pieces(table: Table, block: Fitted, frame: _Frame, gap: float) -> Iterator[Piece]:
    head = _head_piece([table.columns[n] for n in block.places], frame)
    yield head._replace(gap=gap)
    rows = [
        piece
        for row in table.rows
        for piece in _row_pieces(row, [row.cells[n] for n in block.places], frame)
    ]
    for n, piece in enumerate(rows, 1):
        yield piece._replace(head=(head,), keeps_next=table.is_even and n < len(rows))


def _spans(widths: Sequence[Width], block: Fitted) -> Iterator[_Span]:
    left = 0.0
    for n, width in zip(block.places, block.widths, strict=True):
        yield _Span(left, width, widths[n])
        left += width + GAP


def _head_piece(columns: Sequence[Column], frame: _Frame) -> Piece:
    style, spans = frame.style, frame.spans
    titles = [
        lines_of(column.title, HEAD_ROLE, span.width, style, _MOST_TITLE_LINES)
        for column, span in zip(columns, spans, strict=True)
    ]
    n_lines = max(map(len, titles), default=1)
    height = n_lines * _LINE + 2 * _PAD - 2
    ink = style.palette.muted

    def draw(left: float, top: float) -> Iterator[Shape]:
        for lines, span in zip(titles, spans, strict=True):
            first = top + _PAD - 2 + (n_lines - len(lines)) * _LINE
            for n, line in enumerate(lines):
                x = left + span.left
                if span.how.align is not Align.LEFT:
                    x += span.width - style.measure(line, HEAD_ROLE)
                yield words_at(line, (x, first + n * _LINE), HEAD_ROLE, style, ink)
        yield _rule(frame, left, top + height, style.palette.threshold)

    return Piece(height, draw, keeps_next=True)


def _rule(frame: _Frame, left: float, y: float, ink: str) -> Strokes:
    y = round(y) - 0.5
    return Strokes(((left, y, left + frame.width, y),), ink)


def _row_pieces(row: Row, cells: Sequence[Cell], frame: _Frame) -> Iterator[Piece]:
    """Yield a row as one piece; one of very many lines in several."""
    sets = [_set(cell, span, frame) for cell, span in zip(cells, frame.spans, strict=True)]
    room, most = frame.width - frame.indent, frame.most_lines
    below = [
        line for text in row.below for line in lines_of(text, _BELOW_ROLE, room, frame.style, most)
    ]
    n_lines = max(1, *(each.n_lines for each in sets))
    # What belongs to a row in sentences stands below its cells, as if it were lines of the first.
    for start in range(0, n_lines + len(below), _MOST_LINES):
        end = min(start + _MOST_LINES, n_lines + len(below))
        part = _Part(start, end, end == n_lines + len(below))
        yield _part(row.is_set_off and start == 0, sets, (below, n_lines), part, frame)


def _set(cell: Cell, span: _Span, frame: _Frame) -> _Set:
    lines = _lines(cell, span, frame)
    if cell.category is None or not lines:
        return _Set(cell, lines)
    needed = chip_width(look_of(cell), frame.style) + CHIP_GAP
    needed += frame.style.measure(lines[0], role_of(cell))
    return _Set(cell, lines, needed <= span.width + _ROUNDING)


def _lines(cell: Cell, span: _Span, frame: _Frame) -> tuple[str, ...]:
    if not cell.text:
        return ()
    tail = 0.0 if span.how.align is Align.POINT else tail_width(cell, frame.style)
    room = max(span.width - tail + _ROUNDING, _LEAST_ROOM)
    return lines_of(cell.text, role_of(cell), room, frame.style, frame.most_lines)


def _part(
    is_set_off: bool,  # noqa: FBT001 - one of several of a row's traits
    sets: Sequence[_Set],
    below: tuple[Sequence[str], int],
    part: _Part,
    frame: _Frame,
) -> Piece:
    style, (sentences, n_above) = frame.style, below
    apart = _APART if sentences and part.start < n_above else 0.0
    pad = frame.pad
    height = (part.end - part.start) * _LINE + 2 * pad + apart

    def draw(left: float, top: float) -> Iterator[Shape]:
        if is_set_off:
            yield _rule(frame, left, top, style.palette.threshold)
        for each, span in zip(sets, frame.spans, strict=True):
            yield from _draw_cell(each, span, (left, top + pad), part, style)
        for n, line in enumerate(sentences, n_above):
            if part.start <= n < part.end:
                at = (left + frame.indent, top + pad + apart + (n - part.start) * _LINE)
                yield words_at(line, at, _BELOW_ROLE, style, style.palette.muted)
        if part.is_last:
            yield _rule(frame, left, top + height, style.palette.grid)

    return Piece(height, draw)


def _draw_cell(
    each: _Set, span: _Span, at: tuple[float, float], part: _Part, style: Style
) -> Iterator[Shape]:
    cell, left, top = each.cell, at[0] + span.left, at[1]
    look, beside = look_of(cell), 0.0
    if cell.category is not None and part.start == 0:
        width = chip_width(look, style)
        x = left if span.how.align is Align.LEFT else left + span.width - width
        beside = width + CHIP_GAP if each.is_beside else 0.0
        yield from draw_chip(look, (x, top + (_LINE - CHIP_HEIGHT) / 2), style)
    role = role_of(cell)
    ink = style.palette.muted if cell.muted else style.palette.text
    for n, line in enumerate(each.lines, each.first):
        if not part.start <= n < part.end:
            continue
        y = top + (n - part.start) * _LINE
        x = left + _indent(line, cell, span, style) + (beside if n == each.first else 0.0)
        words = words_at(line, (x, y), role, style, ink)
        yield words
        if cell.tail and n == each.first + len(each.lines) - 1:
            behind = (words.rect.right + TAIL_GAP, y + (role.line - TAIL_ROLE.line) / 2)
            yield words_at(cell.tail, behind, TAIL_ROLE, style, style.palette.muted)


def _indent(line: str, cell: Cell, span: _Span, style: Style) -> float:
    """Return how far from its column's left edge a line begins."""
    role: TextRole = role_of(cell)
    if span.how.align is Align.LEFT:
        return 0.0
    if span.how.align is Align.RIGHT:
        return max(0.0, span.width - style.measure(line, role) - tail_width(cell, style))
    # The points stand as far right as the widest rest lets them.
    whole, _ = split_at_point(line)
    return max(0.0, span.width - span.how.behind - style.measure(whole, role))
