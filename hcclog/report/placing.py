"""Find free places for labels: greedy, first come first served.

A label never covers another label or a blocked rectangle and never leaves its bounds; curves it
avoids while it can. A grid of cells keeps each question short in a crowded picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import inf

from hcclog.report.drawing import Rect, Segment

_CELL = 48.0
_TOUCH = 0.01
# A less liked place costs a step; a light line as much as ten steps, a curve more than all steps.
_STEP_COST, _LIGHT_COST, _CURVE_COST = 1.0, 10.0, 1000.0
_Cell = tuple[int, int]
_Cells = Sequence[_Cell]
_Lines = dict[_Cell, list[Segment]]


class Placer:
    """Knows what is taken in one picture."""

    def __init__(self, bounds: Rect) -> None:
        self.bounds = bounds
        self._taken: dict[_Cell, list[Rect]] = defaultdict(list)
        self._fences: _Lines = defaultdict(list)
        self._light: _Lines = defaultdict(list)

    def block(self, rect: Rect) -> None:
        """Take a rectangle, whatever lies there already."""
        for cell in _cells(rect):
            self._taken[cell].append(rect)

    def fence(self, segment: Segment, *, light: bool = False) -> None:
        """Name a line that labels avoid: a curve at nearly any price, a light one at a small."""
        x1, y1, x2, y2 = segment
        lines = self._light if light else self._fences
        for cell in _cells((min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))):
            lines[cell].append(segment)

    def free(self, rect: Rect) -> bool:
        """True where nothing is taken and the bounds hold."""
        return rect.inside(self.bounds) and not _meets_rect(self._taken, rect, _cells(rect))

    def crossed(self, rect: Rect) -> bool:
        """True where a curve runs through."""
        return _meets_line(self._fences, rect, _cells(rect))

    def lined(self, rect: Rect) -> bool:
        """True where any line runs through."""
        cells = _cells(rect)
        return _meets_line(self._fences, rect, cells) or _meets_line(self._light, rect, cells)

    def take(self, rect: Rect) -> bool:
        """Take a rectangle if it is free."""
        if not self.free(rect):
            return False
        self.block(rect)
        return True

    def place(self, candidates: Iterable[Rect], *, crossing: bool = True) -> Rect | None:
        """Take the best free candidate.

        Args:
            candidates: Places in the order of liking.
            crossing: Whether a place that a curve crosses is better than none.
        """
        best, least = None, inf if crossing else _CURVE_COST
        for k, rect in enumerate(candidates):
            if k * _STEP_COST >= least:
                break
            cells = _cells(rect)
            if rect.inside(self.bounds) and not _meets_rect(self._taken, rect, cells):
                cost = k * _STEP_COST + self._cost(rect, cells)
                if cost < least:
                    best, least = rect, cost
        if best is not None:
            self.block(best)
        return best

    def _cost(self, rect: Rect, cells: _Cells) -> float:
        if _meets_line(self._fences, rect, cells):
            return _CURVE_COST
        return _LIGHT_COST if _meets_line(self._light, rect, cells) else 0.0


def around(
    x: float, y: float, size: tuple[float, float], gap: float, *, first: str
) -> Iterator[Rect]:
    """Yield places about a point: above or below, the sides, the corners, then farther off."""
    width, height = size
    near, far = gap, gap + height
    sides = ("above", "below") if first == "above" else ("below", "above")
    for offset in (near, far):
        for shift in (0.0, 0.32, -0.32):
            for side in sides:
                top = y - offset - height if side == "above" else y + offset
                left = x - width / 2 + shift * width
                yield Rect(left, top, left + width, top + height)
        if offset == near:
            for left in (x + gap, x - gap - width):
                yield Rect(left, y - height / 2, left + width, y + height / 2)
        for side in sides:
            top = y - offset - height / 2 if side == "above" else y + offset - height / 2
            for left in (x + gap * 0.7, x - gap * 0.7 - width):
                yield Rect(left, top, left + width, top + height)


def _cells(rect: tuple[float, float, float, float]) -> _Cells:
    left, top, right, bottom = rect
    first, last = int(left // _CELL), int(right // _CELL)
    above, below = int(top // _CELL), int(bottom // _CELL)
    if first == last and above == below:
        return ((first, above),)
    rows = range(above, below + 1)
    return [(column, row) for column in range(first, last + 1) for row in rows]


def clip(segment: Segment, rect: Rect) -> Segment | None:
    """Return the part of a segment that lies in a rectangle (Liang and Barsky 1984)."""
    x1, y1, x2, y2 = segment
    dx, dy = x2 - x1, y2 - y1
    start, end = 0.0, 1.0
    for step, room in (
        (-dx, x1 - rect.left),
        (dx, rect.right - x1),
        (-dy, y1 - rect.top),
        (dy, rect.bottom - y1),
    ):
        if step == 0:
            if room < 0:
                return None
            continue
        share = room / step
        if step < 0:
            start = max(start, share)
        else:
            end = min(end, share)
        if start > end:
            return None
    return x1 + start * dx, y1 + start * dy, x1 + end * dx, y1 + end * dy


def _meets_rect(taken: dict[_Cell, list[Rect]], rect: Rect, cells: _Cells) -> bool:
    left, top, right, bottom = rect
    for cell in cells:
        for its_left, its_top, its_right, its_bottom in taken.get(cell, ()):
            if left < its_right and its_left < right and top < its_bottom and its_top < bottom:
                return True
    return False


def _meets_line(lines: _Lines, rect: Rect, cells: _Cells) -> bool:
    left, top, right, bottom = rect
    left, top, right, bottom = left - _TOUCH, top - _TOUCH, right + _TOUCH, bottom + _TOUCH
    for cell in cells:
        for segment in lines.get(cell, ()):
            x1, y1, x2, y2 = segment
            # Most lines lie wholly on one side.
            if (x1 < left and x2 < left) or (x1 > right and x2 > right):
                continue
            if (y1 < top and y2 < top) or (y1 > bottom and y2 > bottom):
                continue
            if clip(segment, Rect(left, top, right, bottom)) is not None:
                return True
    return False
