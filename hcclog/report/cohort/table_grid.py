"""A table on paper: columns beside each other as far as they fit, the others in blocks below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hcclog.report.drawing import Measure, Rect, Strokes, TextRole
from hcclog.report.sheet import Sheet

# The forms that a cell can take, the widest first; each is one line or several.
Cells = tuple[tuple[str, ...], ...]
_HEAD_ROLE, _LABEL_ROLE, _ROLE = TextRole.BAR, TextRole.VALUE, TextRole.SMALL
_LINE, _PAD = 14.0, 4.0
_BETWEEN, _LEAST_BETWEEN = 22.0, 12.0
_BLOCK_GAP = 12.0


class Column(NamedTuple):
    """A column: its title and a cell for each row."""

    title: str
    cells: tuple[Cells, ...]


class _Fitted(NamedTuple):
    """Columns in one form, with their widths, in blocks."""

    form: int
    label_width: float
    between: float
    blocks: tuple[tuple[tuple[Column, float], ...], ...]


def grid_height(
    columns: Sequence[Column], labels: Sequence[str], room: float, measure: Measure
) -> float:
    """Return the height of the table in a width."""
    fitted = _fit(columns, labels, room, measure)
    heights = [_block_height(block, fitted.form) for block in fitted.blocks]
    return sum(heights) + _BLOCK_GAP * max(len(heights) - 1, 0)


def draw_grid(sheet: Sheet, columns: Sequence[Column], labels: Sequence[str]) -> None:
    """Draw the table from the top of the plot."""
    fitted = _fit(columns, labels, sheet.plot.width, sheet.style.measure)
    top = sheet.plot.top
    for block in fitted.blocks:
        _draw_block(sheet, fitted, block, labels, top)
        top += _block_height(block, fitted.form) + _BLOCK_GAP


def _fit(
    columns: Sequence[Column], labels: Sequence[str], room: float, measure: Measure
) -> _Fitted:
    """Return the widest form in which all columns stand beside each other, else the narrowest."""
    label_width = max((measure(label, _LABEL_ROLE) for label in labels), default=0.0)
    n_forms = max((len(cell) for column in columns for cell in column.cells), default=1)
    for form in range(n_forms):
        widths = [_width(column, form, measure) for column in columns]
        for between in (_BETWEEN, _LEAST_BETWEEN):
            if label_width + sum(width + between for width in widths) <= room:
                block = tuple(zip(columns, widths, strict=True))
                return _Fitted(form, label_width, between, (block,) if block else ())
    narrow = [(column, _width(column, n_forms - 1, measure)) for column in columns]
    label_width = min(label_width, room / 2)
    blocks = tuple(_blocks(narrow, room - label_width))
    return _Fitted(n_forms - 1, label_width, _LEAST_BETWEEN, blocks)


def _blocks(
    columns: Sequence[tuple[Column, float]], room: float
) -> Iterator[tuple[tuple[Column, float], ...]]:
    between = _LEAST_BETWEEN
    block: list[tuple[Column, float]] = []
    for column, width in columns:
        if block and sum(w + between for _, w in block) + width + between > room:
            yield tuple(block)
            block = []
        block.append((column, min(width, room - between)))
    if block:
        yield tuple(block)


def _lines(cell: Cells, form: int) -> tuple[str, ...]:
    return cell[min(form, len(cell) - 1)]


def _width(column: Column, form: int, measure: Measure) -> float:
    lines = (measure(line, _ROLE) for cell in column.cells for line in _lines(cell, form))
    return max(measure(column.title, _HEAD_ROLE), *lines)


def _row_heights(block: Sequence[tuple[Column, float]], form: int) -> list[float]:
    rows = zip(*(column.cells for column, _ in block), strict=True)
    n_lines = [max(len(_lines(cell, form)) for cell in row) for row in rows]
    return [n * _LINE + 2 * _PAD for n in n_lines]


def _block_height(block: Sequence[tuple[Column, float]], form: int) -> float:
    return _LINE + 2 * _PAD + sum(_row_heights(block, form))


def _draw_block(
    sheet: Sheet,
    fitted: _Fitted,
    block: Sequence[tuple[Column, float]],
    labels: Sequence[str],
    top: float,
) -> None:
    left = sheet.plot.left
    ends, right = [], left + fitted.label_width
    for _, width in block:
        right += fitted.between + width
        ends.append(right)
    heights = _row_heights(block, fitted.form)
    _draw_rules(sheet, (left, min(right, sheet.plot.right)), top, heights)
    for (column, width), end in zip(block, ends, strict=True):
        _write(sheet, sheet.shortened(column.title, _HEAD_ROLE, width), end, top + _PAD, _HEAD_ROLE)
    y = top + _LINE + 2 * _PAD
    for k, height in enumerate(heights):
        label = sheet.shortened(labels[k], _LABEL_ROLE, fitted.label_width)
        _write(sheet, label, left + sheet.width(label, _LABEL_ROLE), y + _PAD, _LABEL_ROLE)
        for (column, width), end in zip(block, ends, strict=True):
            for n, line in enumerate(_lines(column.cells[k], fitted.form)):
                text = sheet.shortened(line, _ROLE, width)
                _write(sheet, text, end, y + _PAD + n * _LINE, _ROLE)
        y += height


def _draw_rules(
    sheet: Sheet, ends: tuple[float, float], top: float, heights: Sequence[float]
) -> None:
    """Draw strong lines above, below the titles and at the end, and a light one after each row."""
    left, right = ends
    first = top + _LINE + 2 * _PAD
    rows = [first + sum(heights[:k]) for k in range(1, len(heights))]
    strong = (top, first, first + sum(heights))
    sheet.add(Strokes(tuple((left, y, right, y) for y in rows), sheet.palette.grid))
    sheet.add(Strokes(tuple((left, y, right, y) for y in strong), sheet.palette.threshold))


def _write(sheet: Sheet, text: str, right: float, top: float, role: TextRole) -> None:
    """Write a text that ends at an x."""
    if not text:
        return
    rect = Rect(right - sheet.width(text, role), top, right, top + _LINE)
    sheet.placer.block(rect)
    sheet.write(text, rect, role, sheet.palette.text)
