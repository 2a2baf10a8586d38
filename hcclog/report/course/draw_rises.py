"""Draw the stretches over which a curve rose, and write how quickly it did."""

from __future__ import annotations

from collections.abc import Iterator

from hcclog.report.course.figure import CurveLane
from hcclog.report.course.marks import Captions, Rise
from hcclog.report.drawing import Hit, Rect, Segment, Strokes, TextRole
from hcclog.report.placing import around, clip
from hcclog.report.sheet import Places, Sheet

_WIDTH = 3.0
_GAP = 6.0
_MOST_LABELS = 60


def draw_rises(sheet: Sheet, lane: CurveLane, inner: Rect) -> None:
    """Draw each stretch thicker than the curve that it lies on."""
    lines = [line for rise in lane.rises if (line := _line(sheet, lane, rise, inner)) is not None]
    if lines:
        sheet.add(Strokes(tuple(lines), sheet.palette.bad_text, _WIDTH))


def label_rises(sheet: Sheet, lane: CurveLane, inner: Rect, bounds: Rect) -> None:
    """Write beside the middle of each stretch that is in sight, and tie it to its entry."""
    found = [(rise, _line(sheet, lane, rise, inner)) for rise in lane.rises]
    seen = [(rise, line) for rise, line in found if line is not None]
    for rise, (x1, y1, x2, y2) in seen:
        x, y = (x1 + x2) / 2, (y1 + y2) / 2

        def places(size: tuple[float, float], x: float = x, y: float = y) -> Iterator[Rect]:
            width, height = size
            beside = (x + _GAP, x - _GAP - width)
            flat = (Rect(left, y - height / 2, left + width, y + height / 2) for left in beside)
            nearby = around(x, y, size, _GAP, first="below")
            return (r for r in (*flat, *nearby) if r.inside(bounds))

        # Of a crowd none could be read; each is still read under the cursor.
        if len(seen) <= _MOST_LABELS:
            _write(sheet, rise.captions, places)
        else:
            sheet.drop()
        sheet.drawing.tie(Hit(Rect(x - _GAP, y - _GAP, x + _GAP, y + _GAP), rise.mark, point=True))


def _write(sheet: Sheet, captions: Captions, places: Places) -> None:
    """Write the longest caption that no curve crosses, else a short one that a curve does."""
    role, ink = TextRole.SMALL, sheet.palette.bad_text
    for caption in captions[:-1] or captions:
        size = (sheet.width(caption, role), role.line)
        rect = sheet.placer.place(places(size), crossing=False)
        if rect is not None:
            sheet.write(caption, rect, role, ink)
            return
    sheet.label(captions[1:] or captions, places, role, ink)


def _line(sheet: Sheet, lane: CurveLane, rise: Rise, inner: Rect) -> Segment | None:
    """Return what is seen of a stretch."""
    (first, low), (last, high) = rise.first, rise.last
    bottom, top = lane.scale.shares((low, high))
    line = (
        sheet.x(first),
        inner.bottom - bottom * inner.height,
        sheet.x(last),
        inner.bottom - top * inner.height,
    )
    return clip(line, inner)
