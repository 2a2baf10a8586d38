"""Write sentences under a picture, in lines that fit its plot."""

from __future__ import annotations

from hcclog.report.course.figure import NoteLane
from hcclog.report.drawing import Measure, Rect, TextRole
from hcclog.report.sheet import Sheet
from hcclog.report.wrapping import wrapped

_ROLE = TextRole.SMALL
_MOST_LINES = 6


def notes_height(lane: NoteLane, width: float, measure: Measure) -> float:
    """Return the height of all sentences at a width."""
    return len(_lines(lane, width, measure)) * _ROLE.line + 2


def draw_notes(sheet: Sheet, lane: NoteLane, rect: Rect) -> None:
    """Write the sentences from the top down; what a lower lane has no room for is counted."""
    top, left = rect.top, sheet.plot.left
    for text in _lines(lane, sheet.plot.width, sheet.style.measure):
        words = Rect(left, top, left + sheet.width(text, _ROLE), top + _ROLE.line)
        if words.bottom <= rect.bottom and sheet.placer.take(words):
            # The grid of days runs through all lanes.
            sheet.write(text, words, _ROLE, sheet.palette.muted, sheet.palette.background)
        else:
            sheet.drop()
        top += _ROLE.line


def _lines(lane: NoteLane, width: float, measure: Measure) -> list[str]:
    return [
        line for note in lane.notes for line in wrapped(note, _ROLE, width, measure, _MOST_LINES)
    ]
