"""Draw responses: a chip with letters, and a dot where reader and rules differ."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hcclog.report.course.figure import ChipLane
from hcclog.report.course.marks import Captions, Chip
from hcclog.report.drawing import Box, Glyph, Measure, Rect, TextRole
from hcclog.report.palette import chip_colours
from hcclog.report.sheet import Sheet, Slots, Style

_ROW = 21.0
_HEIGHT = 17.0
_MOST_ROWS, _MOST_ON_PAPER = 3, 6
_PAD = 6.0
_DOT = 6.0
_ROLE = TextRole.CHIP


class _Placed(NamedTuple):
    chip: Chip
    x: float
    row: int
    text: str
    left: float
    right: float


def chip_rows(
    lane: ChipLane, x: Callable[[float], float], edges: tuple[float, float], style: Style
) -> int:
    """Return how many rows the chips need in the first view."""
    most, measure = _MOST_ON_PAPER if style.on_paper else _MOST_ROWS, style.measure
    shown = [chip for chip in lane.chips if edges[0] <= x(chip.mark.day) <= edges[1]]
    for n_rows in range(1, most):
        placed = _pack(shown, x, edges, measure, n_rows)
        if all(_is_whole(p) if style.on_paper else p.text for p in placed):
            return n_rows
    return most


def _is_whole(placed: _Placed) -> bool:
    """True where nothing is left out: a category in any length, words in full."""
    if placed.chip.category is None:
        return placed.text == placed.chip.captions[0]
    return bool(placed.text)


def chips_height(n_rows: int) -> float:
    """Return the height of a lane of so many rows."""
    return n_rows * _ROW + 2


def draw_chips(sheet: Sheet, lane: ChipLane, rect: Rect) -> None:
    """Draw the lane into its rectangle."""
    n_rows = max(1, int((rect.height - 2) // _ROW + 0.01))
    edges = (sheet.plot.left, sheet.plot.right)
    seen = [chip for chip in lane.chips if sheet.sees(chip.mark.day)]
    for placed in _pack(seen, sheet.x, edges, sheet.style.measure, n_rows):
        _draw_chip(sheet, placed, rect.top + 1 + placed.row * _ROW)


def _pack(
    chips: list[Chip],
    x: Callable[[float], float],
    edges: tuple[float, float],
    measure: Measure,
    n_rows: int,
) -> list[_Placed]:
    """Give each chip a row, all categories in one length: the shortest where none fits all."""
    levels = range(max((len(chip.captions) for chip in chips), default=0))
    for lengths in (*(slice(level, level + 1) for level in levels), slice(-1, None)):
        slots = Slots(n_rows, gap=3.0)
        placed = [
            _packed(chip, _cut(chip, lengths), x(chip.mark.day), edges, (measure, slots))
            for chip in chips
        ]
        if all(one.text for one in placed) or lengths == slice(-1, None):
            return placed
    return []


def _cut(chip: Chip, lengths: slice) -> Captions:
    """Return a category in one length, or in its shortest; words in whatever length fits."""
    if chip.category is None:
        return chip.captions
    return chip.captions[lengths] or chip.captions[-1:]


def _packed(
    chip: Chip,
    captions: Captions,
    at: float,
    edges: tuple[float, float],
    tools: tuple[Measure, Slots],
) -> _Placed:
    measure, slots = tools
    for caption in captions:
        width = measure(caption, _ROLE) + 2 * _PAD
        if width > edges[1] - edges[0]:
            continue
        left = min(max(at - width / 2, edges[0]), edges[1] - width)
        room_for_dot = _DOT if chip.differs else 0
        row = slots.take(left, left + width + room_for_dot)
        if row is not None:
            return _Placed(chip, at, row, caption, left, left + width)
    return _Placed(chip, at, 0, "", at - 2, at + 2)


def _draw_chip(sheet: Sheet, placed: _Placed, top: float) -> None:
    chip = placed.chip
    fill, ink = chip_colours(sheet.palette, chip.category)
    if not placed.text:
        sheet.drop()
        y = top + (_HEIGHT + _ROW) / 2
        sheet.add(Glyph("up", placed.x, y, 4, fill=ink))
        sheet.hit(Rect(placed.x - 3, y - 3, placed.x + 3, y + 3), chip.mark)
        return
    rect = Rect(placed.left, top, placed.right, top + _HEIGHT)
    sheet.placer.block(rect)
    sheet.add(Box(rect, fill, stroke=sheet.palette.outline, radius=4))
    words = Rect(rect.left + _PAD, rect.top, rect.right - _PAD, rect.bottom)
    sheet.write(placed.text, words, _ROLE, ink)
    if chip.differs:
        sheet.add(Glyph("circle", rect.right + 2, rect.top + 2, _DOT, fill=sheet.palette.mark))
    sheet.hit(rect, chip.mark)
