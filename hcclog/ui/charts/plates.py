"""Where the readings of the lanes stand beside the crosshair: plain arithmetic over a drawing.

Each plate stands in its lane, at the side of the line that covers fewer labels; none leaves the
picture, and none covers another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from hcclog.report.course.reading import Reading
from hcclog.report.drawing import Drawing, Measure, Rect, TextRole

ROLE = TextRole.SMALL
PAD = 5.0
HEIGHT = ROLE.line + 3
_GAP = 7.0
_MOST_SHARE = 0.5
_LEAST_LETTERS = 4
Plate = tuple[str, Rect]
Texts = dict[str, list[Rect]]


def texts_of(drawing: Drawing) -> Texts:
    """Return the labels of each lane, which plates keep free where they can."""
    lanes = {part.key: part.rect for part in drawing.parts}
    words = [shape.rect for shape in drawing.words() if shape.text]
    return {key: [rect for rect in words if rect.overlaps(lane)] for key, lane in lanes.items()}


def plates(
    readings: Sequence[Reading], drawing: Drawing, x: float, texts: Texts, measure: Measure
) -> list[Plate]:
    """Return what stands in each lane and where.

    Args:
        readings: What the lanes say.
        drawing: Where the lanes lie.
        x: The crosshair's line.
        texts: The labels of each lane.
        measure: How wide a text is.
    """
    lanes = {part.key: part.rect for part in drawing.parts}
    most = _MOST_SHARE * drawing.plot.width
    placed: list[Plate] = []
    for reading in readings:
        lane = lanes.get(reading.key)
        text = shortened(reading.words, most - 2 * PAD, measure)
        if lane is None or not text:
            continue
        size = measure(text, ROLE) + 2 * PAD, HEIGHT
        spots = list(_spots(lane, drawing.plot, x, size))
        covered = texts.get(reading.key, ())
        best = min(spots, key=lambda rect: sum(rect.overlaps(other) for other in covered))
        placed.append((text, best))
    return _apart(placed, drawing.plot)


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
