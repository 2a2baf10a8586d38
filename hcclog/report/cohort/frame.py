"""What every plot of a cohort has about it: title, legend, axis titles and a note below."""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from hcclog.report.cohort.legend import Key, Legend, draw_legend, lay_out_keys
from hcclog.report.drawing import Drawing, Measure, Rect, TextRole
from hcclog.report.sheet import Sheet, Style
from hcclog.report.wrapping import wrapped

LEAST_WIDTH = 260.0
MARGIN = 6.0
LEAST_GUTTER = 34.0
_TOP, _GAP = 4.0, 6.0
_MOST_KEYS = 10
_EMPTY = "Nobody to show"
_TITLE_ROLE, _ROLE = TextRole.TITLE, TextRole.SMALL
_MOST_TITLE_LINES, _MOST_NOTE_LINES = 2, 8


class Furniture(NamedTuple):
    """What stands about a plot.

    Attributes:
        value_title: What the values are, written above their axis.
        below: Height between the plot and the note: ticks, titles, tables.
        gutter: Width left of the plot; `right` the width right of it.
        most_plot: Greatest height of the plot; what is left over stays empty below the note.
        row_each: Whether each key of the legend has a row of its own.
    """

    title: str
    note: str
    keys: tuple[Key, ...] = ()
    value_title: str = ""
    below: float = 0.0
    gutter: float = LEAST_GUTTER
    right: float = 14.0
    most_plot: float = inf
    row_each: bool = False


class _Frame(NamedTuple):
    """The furniture, measured for one width."""

    furniture: Furniture
    width: float
    title: tuple[str, ...]
    value_title: tuple[str, ...]
    note: tuple[str, ...]
    legend: Legend

    @property
    def head(self) -> float:
        """Height of what stands above the plot."""
        return self.under_legend + len(self.value_title) * _ROLE.line + _GAP

    @property
    def under_title(self) -> float:
        """Where the legend begins."""
        return _TOP + len(self.title) * _TITLE_ROLE.line + 3

    @property
    def under_legend(self) -> float:
        """Where the title of the values begins."""
        return self.under_title + self.legend.height + (_GAP if self.legend.placed else 0)

    @property
    def foot(self) -> float:
        """Height of what stands below the plot."""
        note = len(self.note) * _ROLE.line + _GAP if self.note else 0
        return self.furniture.below + note + MARGIN


def height_for(furniture: Furniture, width: float, style: Style, plot_height: float) -> float:
    """Return the height of a picture whose plot has this height."""
    frame = _measured(furniture, max(width, LEAST_WIDTH), style)
    return frame.head + plot_height + frame.foot


def open_sheet(
    furniture: Furniture,
    size: tuple[float, float],
    style: Style,
    view: tuple[float, float],
    least_plot: float,
) -> Sheet:
    """Return a sheet with its furniture drawn; its plot is empty and at least `least_plot` high."""
    frame = _measured(furniture, max(size[0], LEAST_WIDTH), style)
    height = max(size[1], frame.head + least_plot + frame.foot)
    bottom = min(height - frame.foot, frame.head + max(furniture.most_plot, least_plot))
    plot = Rect(furniture.gutter, frame.head, frame.width - furniture.right, bottom)
    sheet = Sheet(Drawing(frame.width, height, style.palette.background, plot), style, view)
    _draw(sheet, frame)
    return sheet


def _measured(furniture: Furniture, width: float, style: Style) -> _Frame:
    room, measure = width - 2 * MARGIN, style.measure
    return _Frame(
        furniture,
        width,
        wrapped(furniture.title, _TITLE_ROLE, room, measure, _MOST_TITLE_LINES),
        wrapped(furniture.value_title, _ROLE, room, measure, _MOST_TITLE_LINES),
        _note_lines(furniture.note, room, measure),
        _legend(furniture, room, measure),
    )


def _legend(furniture: Furniture, room: float, measure: Measure) -> Legend:
    if furniture.row_each:
        return lay_out_keys(furniture.keys, room, measure, most_rows=_MOST_KEYS, row_each=True)
    return lay_out_keys(furniture.keys, room, measure)


def _note_lines(note: str, room: float, measure: Measure) -> tuple[str, ...]:
    """Return a note in lines: of one that is too long the sentences from its start that fit."""
    sentences = note.split(". ")
    for n in range(len(sentences), 1, -1):
        text = ". ".join(sentences[:n]) + ("." if n < len(sentences) else "")
        if (
            len(lines := wrapped(text, _ROLE, room, measure, _MOST_NOTE_LINES + 1))
            <= _MOST_NOTE_LINES
        ):
            return lines
    return wrapped(sentences[0], _ROLE, room, measure, _MOST_NOTE_LINES)


def _draw(sheet: Sheet, frame: _Frame) -> None:
    palette = sheet.palette
    write_lines(sheet, frame.title, _TOP, _TITLE_ROLE, palette.text)
    draw_legend(sheet, frame.legend, MARGIN, frame.under_title)
    write_lines(sheet, frame.value_title, frame.under_legend, _ROLE, palette.muted)
    top = sheet.plot.bottom + frame.furniture.below + _GAP
    write_lines(sheet, frame.note, top, _ROLE, palette.muted)


def write_lines(
    sheet: Sheet, lines: tuple[str, ...], top: float, role: TextRole, colour: str
) -> None:
    """Write lines under each other from the left margin on."""
    for k, line in enumerate(lines):
        start = top + k * role.line
        rect = Rect(MARGIN, start, MARGIN + sheet.width(line, role), start + role.line)
        sheet.placer.block(rect)
        sheet.write(line, rect, role, colour)


def write_empty(sheet: Sheet) -> None:
    """Say in the middle of the plot that there is nobody to show."""
    text = sheet.shortened(_EMPTY, _ROLE, sheet.plot.width)
    width, (left, top, right, bottom) = sheet.width(text, _ROLE), sheet.plot
    start, middle = (left + right - width) / 2, (top + bottom) / 2
    rect = Rect(start, middle - _ROLE.line / 2, start + width, middle + _ROLE.line / 2)
    if text and sheet.placer.take(rect):
        sheet.write(text, rect, _ROLE, sheet.palette.muted, sheet.palette.background)
