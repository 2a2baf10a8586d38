"""Draw where a marker and imaging progressed: a bracket from one to the other, and its label."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from hcclog.report.course.figure import LeadLane
from hcclog.report.course.marks import Lead, Mark
from hcclog.report.drawing import Glyph, Measure, Rect, Strokes, TextRole
from hcclog.report.sheet import Sheet, Slots

_ROW = 19.0
_MOST_ROWS = 4
_SIZE = 9.0
_GAP = 4.0
_APART = 12.0
_TICK = 5.0
_ROLE = TextRole.SMALL


class _Placed(NamedTuple):
    lead: Lead
    row: int
    text: str
    left: float


def lead_rows(
    lane: LeadLane, x: Callable[[float], float], edges: tuple[float, float], measure: Measure
) -> int:
    """Return how many rows the leads need in the first view."""
    shown = [lead for lead in lane.leads if _ends(lead, x, edges) is not None]
    wanted = [lead.captions[0] for lead in shown]
    for n_rows in range(1, _MOST_ROWS):
        if [p.text for p in _pack(shown, x, edges, measure, n_rows)] == wanted:
            return n_rows
    return _MOST_ROWS


def leads_height(n_rows: int) -> float:
    """Return the height of a lane of so many rows."""
    return n_rows * _ROW + 2


def draw_leads(sheet: Sheet, lane: LeadLane, rect: Rect) -> None:
    """Draw the lane into its rectangle."""
    n_rows = max(1, int((rect.height - 2) // _ROW + 0.01))
    edges = (sheet.plot.left, sheet.plot.right)
    for placed in _pack(lane.leads, sheet.x, edges, sheet.style.measure, n_rows):
        y = rect.top + 1 + placed.row * _ROW + _ROW / 2
        _draw_bracket(sheet, placed.lead, y)
        if placed.text:
            width = sheet.width(placed.text, _ROLE)
            words = Rect(placed.left, y - _ROLE.line / 2, placed.left + width, y + _ROLE.line / 2)
            sheet.placer.block(words)
            sheet.write(placed.text, words, _ROLE, sheet.palette.text)
        else:
            sheet.drop()


def _pack(
    leads: tuple[Lead, ...] | list[Lead],
    x: Callable[[float], float],
    edges: tuple[float, float],
    measure: Measure,
    n_rows: int,
) -> Iterator[_Placed]:
    """Give each lead in sight a row, and the longest caption that fits beside its symbols."""
    slots = Slots(n_rows, gap=_APART)
    for lead in leads:
        ends = _ends(lead, x, edges)
        if ends is not None:
            yield _packed(lead, ends, edges, measure, slots)


def _packed(
    lead: Lead,
    ends: tuple[float, float],
    edges: tuple[float, float],
    measure: Measure,
    slots: Slots,
) -> _Placed:
    first, last = ends[0] - _SIZE / 2, ends[1] + _SIZE / 2
    for caption in lead.captions:
        width = measure(caption, _ROLE)
        for left in (last + _GAP, first - _GAP - width):
            if left < edges[0] or left + width > edges[1]:
                continue
            row = slots.take(min(first, left), max(last, left + width))
            if row is not None:
                return _Placed(lead, row, caption, left)
    row = slots.take(first, last)
    return _Placed(lead, row or 0, "", first)


def _ends(
    lead: Lead, x: Callable[[float], float], edges: tuple[float, float]
) -> tuple[float, float] | None:
    """Return from where to where the symbols in sight reach with their days; None without any."""
    seen = [mark for mark in lead.marks() if edges[0] <= x(mark.day) <= edges[1]]
    days = [x(day) for mark in seen for day in (mark.span.earliest, mark.day, mark.span.latest)]
    return (max(min(days), edges[0]), min(max(days), edges[1])) if days else None


def _draw_bracket(sheet: Sheet, lead: Lead, y: float) -> None:
    """Draw the line between the two, with a tick up to the marker and one down to imaging."""
    start = min((mark.day for mark in lead.rises), default=None)
    if start is not None and lead.seen is not None:
        seen = sheet.span(min(start, lead.seen.day), max(start, lead.seen.day))
        if seen is not None and seen[1] > seen[0]:
            sheet.add(Strokes(((seen[0], y, seen[1], y),), sheet.palette.bad_text, 2))
    for mark in lead.rises:
        _draw_end(sheet, mark, y, "up")
    if lead.seen is not None:
        _draw_end(sheet, lead.seen, y, "diamond")


def _draw_end(sheet: Sheet, mark: Mark, y: float, shape: str) -> None:
    """Draw one symbol, the days that it can mean, and a tick towards its own lane."""
    if not sheet.sees(mark.day):
        return
    x, towards = sheet.x(mark.day), -1 if shape == "up" else 1
    level = y + towards * _TICK
    days = sheet.span(mark.span.earliest, mark.span.latest)
    if days is not None and days[1] > days[0]:
        sheet.add(Strokes(((days[0], level, days[1], level),), sheet.palette.whisker))
    sheet.add(Glyph(shape, x, y + towards * 1.5, _SIZE, fill=sheet.palette.bad_text))
    reach = Rect(x - _SIZE / 2, y - _SIZE / 2, x + _SIZE / 2, y + _SIZE / 2)
    sheet.placer.block(reach)
    half = reach._replace(bottom=y) if towards < 0 else reach._replace(top=y)
    sheet.hit(half.grown(1), mark, point=True)
