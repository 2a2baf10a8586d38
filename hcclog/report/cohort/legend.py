"""The legend of a plot: a swatch and its words, in rows as wide as the picture."""

from __future__ import annotations

from typing import NamedTuple

from hcclog.report.drawing import Box, Glyph, Measure, Rect, Strokes, TextRole
from hcclog.report.sheet import Sheet

ROW = 17.0
_ROLE = TextRole.SMALL
_BOX, _LINE = 11.0, 22.0
_GAP, _BETWEEN = 5.0, 16.0
_LEAST_ROOM = 30.0


class Swatch(NamedTuple):
    """What stands before the words.

    Attributes:
        kind: ``box``, ``line`` or ``sign``.
        shape: The symbol of a sign, or on a line.
        hatch: Colour of the slanting lines over a box.
    """

    kind: str
    colour: str
    dash: str = ""
    shape: str = ""
    hatch: str = ""

    @property
    def width(self) -> float:
        """Its width in pixels."""
        return _LINE if self.kind == "line" else _BOX


class Key(NamedTuple):
    """One entry: its words, the longest first, and its swatch."""

    captions: tuple[str, ...]
    swatch: Swatch | None


class _Placed(NamedTuple):
    key: Key
    text: str
    row: int
    left: float


class Legend(NamedTuple):
    """Entries with their places."""

    placed: tuple[_Placed, ...]
    n_dropped: int

    @property
    def height(self) -> float:
        """Height of all rows."""
        return ROW * (1 + max((one.row for one in self.placed), default=-1))


def lay_out_keys(
    keys: tuple[Key, ...],
    room: float,
    measure: Measure,
    *,
    most_rows: int = 5,
    row_each: bool = False,
) -> Legend:
    """Return where the entries stand; those beyond the last row are told by number.

    Args:
        keys: The entries.
        room: Width in pixels.
        measure: How wide a text is.
        most_rows: Number of rows.
        row_each: Whether each entry has a row of its own.
    """
    placed: list[_Placed] = []
    row, left = 0, 0.0
    for key in keys:
        text = _fitting(key, room, measure)
        if left and (row_each or left + _width(key, text, measure) > room):
            row, left = row + 1, 0.0
        placed.append(_Placed(key, text, row, left))
        left += _width(key, text, measure) + _BETWEEN
    if row < most_rows:
        return Legend(tuple(placed), 0)
    return _with_rest(placed, room, measure, most_rows)


def _with_rest(placed: list[_Placed], room: float, measure: Measure, most_rows: int) -> Legend:
    """Leave out what stands too low, and say how many entries that are."""
    kept = [one for one in placed if one.row < most_rows]
    while True:
        n_dropped = len(placed) - len(kept)
        rest = Key((f"and {n_dropped} more",), None)
        left = 0.0
        if kept and kept[-1].row == most_rows - 1:
            last = kept[-1]
            left = last.left + _width(last.key, last.text, measure) + _BETWEEN
        text = _fitting(rest, room, measure)
        if left + _width(rest, text, measure) <= room or not kept or not left:
            return Legend((*kept, _Placed(rest, text, most_rows - 1, left)), n_dropped)
        kept.pop()


def _fitting(key: Key, room: float, measure: Measure) -> str:
    """Return the longest caption that fits, or what fits of the shortest."""
    free = max(room - _before(key), _LEAST_ROOM)
    whole = next((c for c in key.captions if measure(c, _ROLE) <= free), None)
    if whole is not None:
        return whole
    text = key.captions[-1]
    while len(text) > 1 and measure(text, _ROLE) > free:
        text = text[:-2].rstrip() + "…"
    return text


def _before(key: Key) -> float:
    return key.swatch.width + _GAP if key.swatch else 0.0


def _width(key: Key, text: str, measure: Measure) -> float:
    return _before(key) + measure(text, _ROLE)


def draw_legend(sheet: Sheet, legend: Legend, left: float, top: float) -> None:
    """Draw the rows from a corner on."""
    for one in legend.placed:
        x, y = left + one.left, top + one.row * ROW + ROW / 2
        if one.key.swatch:
            draw_swatch(sheet, one.key.swatch, x, y)
        start = x + _before(one.key)
        rect = Rect(
            start, y - _ROLE.line / 2, start + sheet.width(one.text, _ROLE), y + _ROLE.line / 2
        )
        sheet.placer.block(rect)
        sheet.write(one.text, rect, _ROLE, sheet.palette.text)
    sheet.drawing.n_dropped += legend.n_dropped


def draw_swatch(sheet: Sheet, swatch: Swatch, x: float, y: float) -> None:
    """Draw a swatch whose left end and middle are given."""
    width = swatch.width
    if swatch.kind == "box":
        rect = Rect(x, y - _BOX / 2, x + _BOX, y + _BOX / 2)
        sheet.add(Box(rect, swatch.colour, radius=2, hatch=swatch.hatch))
    if swatch.kind == "line":
        sheet.add(Strokes(((x, y, x + width, y),), swatch.colour, 2, swatch.dash))
    if swatch.shape:
        sheet.add(Glyph(swatch.shape, x + width / 2, y, 9, fill=swatch.colour))
