"""Write sentences under a picture, in lines that fit its plot."""

from __future__ import annotations

from hcclog.report.course.figure import NoteLane
from hcclog.report.drawing import Measure, Rect, TextRole
from hcclog.report.sheet import Sheet
from hcclog.report.wrapping import wrapped

_ROLE = TextRole.SMALL
_MOST_LINES = 6
_ABOVE = 2.0  # the values of a curve reach a little below its lane
_ROUNDING = 0.01


def notes_height(lane: NoteLane, width: float, measure: Measure) -> float:
    """Return the height of all sentences at a width."""
    return len(_lines(lane, width, measure)) * _ROLE.line + _ABOVE


def draw_notes(sheet: Sheet, lane: NoteLane, rect: Rect) -> None:
    """Write the sentences from the top down; what a lower lane has no room for is counted."""
    top, left = rect.top + _ABOVE, sheet.plot.left
    for text in _lines(lane, sheet.plot.width, sheet.style.measure):
        words = Rect(left, top, left + sheet.width(text, _ROLE), top + _ROLE.line)
        if words.bottom <= rect.bottom + _ROUNDING and sheet.placer.take(words):
            # The grid of days runs through all lanes.
            sheet.write(text, words, _ROLE, sheet.palette.muted, sheet.palette.background)
        else:
            sheet.drop()
        top += _ROLE.line


def _lines(lane: NoteLane, width: float, measure: Measure) -> list[str]:
    return [
        line for note in lane.notes for line in wrapped(note, _ROLE, width, measure, _MOST_LINES)
    ]
