"""Where the readings of the lanes stand beside the crosshair: plain arithmetic over a drawing.

Each plate stands in its lane, at the side of the line that covers fewer labels; none leaves the
picture, and none covers another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from hcclog.report.course.reading import Reading
from hcclog.report.drawing import Drawing, Measure, Rect, TextRole

ROLE = TextRole.SMALL
PAD = 5.0
HEIGHT = ROLE.line + 3
_GAP = 7.0
_MOST_SHARE = 0.5
_LEAST_LETTERS = 4
Plate = tuple[str, Rect]


class Ground(NamedTuple):
    """What plates are placed over.

    Attributes:
        lanes: Where each lane lies.
        texts: The labels of each lane.
        plot: What plates stay within: the plot, down to where it is in sight.
    """

    lanes: Mapping[str, Rect]
    texts: Mapping[str, Sequence[Rect]]
    plot: Rect

    def down_to(self, bottom: float) -> Ground:
        """Return it cut off at a line: what lies below is not in sight."""
        return self._replace(plot=self.plot._replace(bottom=min(self.plot.bottom, bottom)))


def ground_of(drawing: Drawing) -> Ground:
    """Return what plates are placed over in a drawing."""
    lanes = {part.key: part.rect for part in drawing.parts}
    words = [shape.rect for shape in drawing.words() if shape.text]
    texts = {key: [rect for rect in words if rect.overlaps(lane)] for key, lane in lanes.items()}
    return Ground(lanes, texts, drawing.plot)


def plates(readings: Sequence[Reading], ground: Ground, x: float, measure: Measure) -> list[Plate]:
    """Return what stands in each lane and where.

    Args:
        readings: What the lanes say.
        ground: Where they lie.
        x: The crosshair's line.
        measure: How wide a text is.
    """
    room = _MOST_SHARE * ground.plot.width - 2 * PAD
    placed: list[Plate] = []
    for reading in readings:
        lane = ground.lanes.get(reading.key)
        if lane is None or lane.top + HEIGHT > ground.plot.bottom:
            continue
        fitting = (t for t in (reading.words, reading.text) if measure(t, ROLE) <= room)
        text = next(fitting, "") or shortened(reading.text, room, measure)
        if text:
            size = measure(text, ROLE) + 2 * PAD, HEIGHT
            covered = ground.texts.get(reading.key, ())
            spots = list(_spots(lane, ground.plot, x, size))
            placed.append((text, min(spots, key=lambda rect: _n_covered(rect, covered))))
    return _apart(placed, ground.plot)


def _n_covered(rect: Rect, covered: Sequence[Rect]) -> int:
    return sum(rect.overlaps(other) for other in covered)


def shortened(text: str, room: float, measure: Measure) -> str:
    """Return a text cut to a room with an ellipsis; empty where too little would be left."""
    if measure(text, ROLE) <= room:
        return text
    for n in range(len(text) - 1, _LEAST_LETTERS - 1, -1):
        cut = f"{text[:n].rstrip()}…"
        if measure(cut, ROLE) <= room:
            return cut
    return ""


def _spots(lane: Rect, plot: Rect, x: float, size: tuple[float, float]) -> Iterator[Rect]:
    """Yield places in a lane in the order of liking, each wholly within the plot's sides."""
    width, height = size
    low = max(lane.top, lane.bottom - height)
    middle = max(lane.top, (lane.top + lane.bottom - height) / 2)
    sides = [left for left in (x + _GAP, x - _GAP - width) if _holds(plot, left, width)]
    sides = sides or [min(max(x + _GAP, plot.left), plot.right - width)]
    for top, left in product((lane.top, low, middle), sides):
        yield Rect(left, top, left + width, top + height)


def _holds(plot: Rect, left: float, width: float) -> bool:
    return plot.left <= left and left + width <= plot.right


def _apart(placed: list[Plate], plot: Rect) -> list[Plate]:
    """Push plates down where lanes are lower than a plate, then up where they would leave."""
    down, least = [], plot.top
    for text, rect in placed:
        down.append((text, _moved(rect, max(rect.top, least))))
        least = down[-1][1].bottom
    up, most = [], plot.bottom
    for text, rect in reversed(down):
        up.append((text, _moved(rect, min(rect.top, most - rect.height))))
        most = up[-1][1].top
    return up[::-1]


def _moved(rect: Rect, top: float) -> Rect:
    return rect._replace(top=top, bottom=top + rect.height)
