"""A table of the window as a picture on paper: words in columns, light, without its window."""

from __future__ import annotations

from typing import NamedTuple

from hcclog.report.drawing import PIXELS_PER_INCH, Drawing, Rect, Strokes, TextRole, Words
from hcclog.report.paper import MM_PER_INCH
from hcclog.report.picture import Numbers
from hcclog.report.sheet import Style
from hcclog.report.wrapping import wrapped

MOST_ROWS = 300
_MOST_WIDTH, _MOST_LINES = 300.0, 6
_LINE, _PAD, _BETWEEN, _MARGIN = 15.0, 5.0, 18.0, 10.0
_TITLE_HEIGHT = 26.0
_HEAD, _CELL, _TITLE = TextRole.BAR, TextRole.SMALL, TextRole.VALUE
_Lines = tuple[str, ...]


class _Laid(NamedTuple):
    """A table with its columns' widths and its cells in lines."""

    widths: tuple[float, ...]
    head: tuple[_Lines, ...]
    rows: tuple[tuple[_Lines, ...], ...]
    note: str
    least: float

    @property
    def width(self) -> float:
        """What all columns take with their margins, and the words above and below them."""
        columns = sum(self.widths) + _BETWEEN * max(len(self.widths) - 1, 0)
        return max(columns, self.least) + 2 * _MARGIN

    @property
    def height(self) -> float:
        """What all rows take with title and margins."""
        rows = sum(_height(row) for row in self.rows)
        return 2 * _MARGIN + _TITLE_HEIGHT + _height(self.head) + rows + (_LINE if self.note else 0)


class TablePicture(NamedTuple):
    """A table, to be laid out.

    Attributes:
        name: Its title.
        content: Header and rows, as they are read.
        right: Columns, from 0, whose words end at one edge, as numbers do.
    """

    name: str
    content: Numbers
    right: frozenset[int] = frozenset()

    @property
    def title(self) -> str:
        """What it is."""
        return self.name

    @property
    def description(self) -> str:
        """How large it is."""
        return f"{self.name}: {len(self.content.rows)} rows."

    def numbers(self) -> Numbers:
        """Return the table."""
        return self.content

    def width_mm(self, style: Style) -> float:
        """Return how wide it is where every column has its room."""
        return self._laid(style).width / PIXELS_PER_INCH * MM_PER_INCH

    def height_at(self, width: float, style: Style) -> float:
        """Return the height at which every row has its room; columns ask for their own width."""
        del width
        return self._laid(style).height

    def lay_out(self, size: tuple[float, float], style: Style) -> Drawing:
        """Return the drawing; it is as wide as its columns need."""
        laid = self._laid(style)
        width, height = max(size[0], laid.width), max(size[1], laid.height)
        inner = Rect(_MARGIN, _MARGIN, width - _MARGIN, height - _MARGIN)
        drawing = Drawing(width, height, style.palette.background, inner)
        pen = _Pen(drawing, style, laid, self.right)
        pen.write(self.name, (_MARGIN, _MARGIN), _TITLE)
        top = pen.row(laid.head, _MARGIN + _TITLE_HEIGHT, _HEAD)
        pen.rule(top, strong=True)
        for row in laid.rows:
            top = pen.row(row, top, _CELL)
            pen.rule(top, strong=False)
        pen.write(laid.note, (_MARGIN, top + 2), _CELL)
        return drawing

    def _laid(self, style: Style) -> _Laid:
        rows, n = self.content.rows[:MOST_ROWS], len(self.content.rows)
        columns = range(len(self.content.header))
        widths = tuple(self._width(at, style) for at in columns)
        head = tuple(_lines(self.content.header[at], _HEAD, widths[at], style) for at in columns)
        cells = tuple(
            tuple(_lines(row[at], _CELL, widths[at], style) for at in columns) for row in rows
        )
        note = f"and {n - len(rows):,} rows more" if n > len(rows) else ""
        least = max(style.measure(self.name, _TITLE), style.measure(note, _CELL))
        return _Laid(widths, head, cells, note, least)

    def _width(self, at: int, style: Style) -> float:
        cells = (style.measure(row[at], _CELL) for row in self.content.rows[:MOST_ROWS])
        widest = max((style.measure(self.content.header[at], _HEAD), *cells))
        return min(widest + 1, _MOST_WIDTH)


class _Pen:
    """Writes rows onto a drawing."""

    def __init__(self, drawing: Drawing, style: Style, laid: _Laid, right: frozenset[int]) -> None:
        self._drawing, self._style = drawing, style
        self._laid, self._right = laid, right

    def write(self, text: str, at: tuple[float, float], role: TextRole) -> None:
        """Write a text from a place on."""
        if text:
            left, top = at
            width = self._style.measure(text, role)
            rect = Rect(left, top, left + width, top + _LINE)
            self._drawing.shapes.append(Words(text, rect, role, self._style.palette.text))

    def row(self, cells: tuple[_Lines, ...], top: float, role: TextRole) -> float:
        """Write a row, and return where the next begins."""
        left = _MARGIN
        for n, (lines, width) in enumerate(zip(cells, self._laid.widths, strict=True)):
            for k, line in enumerate(lines):
                own = self._style.measure(line, role)
                at = left + width - own if n in self._right else left
                self.write(line, (at, top + _PAD + k * _LINE), role)
            left += width + _BETWEEN
        return top + _height(cells)

    def rule(self, y: float, *, strong: bool) -> None:
        """Draw a line below a row."""
        palette = self._style.palette
        ends = (_MARGIN, y, self._laid.width - _MARGIN, y)
        self._drawing.shapes.append(Strokes((ends,), palette.threshold if strong else palette.grid))


def _lines(text: str, role: TextRole, width: float, style: Style) -> _Lines:
    return wrapped(text, role, width, style.measure, _MOST_LINES)


def _height(cells: tuple[_Lines, ...]) -> float:
    return max((len(lines) for lines in cells), default=1) * _LINE + 2 * _PAD
