"""Draw procedures and events: a symbol and its label, in as many rows as they need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from hcclog.report.course.figure import FlagLane
from hcclog.report.course.marks import Flag
from hcclog.report.drawing import Glyph, Measure, Rect, Strokes, TextRole
from hcclog.report.sheet import Sheet, Slots, Style

_ROW = 17.0
_MOST_IN_FULL, _MOST_ROWS, _MOST_ON_PAPER = 2, 4, 6
_NO_ROW = -1
_OUTCOME = "outcome"
_SIZE = 9.0
_GAP = 4.0
_APART = 12.0  # so that a label is not read as its neighbour's
_UNDER = 7.5
_TICK, _TICK_RISE = 6.0, 0.5
_ROLE = TextRole.SMALL


class _Placed(NamedTuple):
    flag: Flag
    x: float
    row: int
    text: str
    left: float
    is_above: bool = False


def flag_rows(
    lane: FlagLane, x: Callable[[float], float], edges: tuple[float, float], style: Style
) -> int:
    """Return how many rows the labels need in the first view.

    Two rows for full texts are better than one for short ones; more are for labels that would find
    no place at all, and for lines of what lasts that would lie over each other. What has no date
    has a row of its own.
    """
    most = _MOST_ON_PAPER if style.on_paper else _MOST_ROWS
    shown = [flag for flag in lane.flags if edges[0] <= x(flag.mark.day) <= edges[1]]
    n_written: list[int] = []
    for n_rows in range(1, most + 1):
        placed = list(_pack(shown, x, edges, style.measure, n_rows))
        full = all(p.text == p.flag.captions[0] for p in placed)
        enough = full or (n_rows >= _MOST_IN_FULL and all(p.text for p in placed))
        if enough and not _one_over_the_other(placed):
            return n_rows + bool(lane.undated)
        n_written.append(sum(bool(p.text) for p in placed))
    return n_written.index(max(n_written)) + 1 + bool(lane.undated)


def flags_height(n_rows: int) -> float:
    """Return the height of a lane of so many rows."""
    return n_rows * _ROW + 2


def draw_flags(sheet: Sheet, lane: FlagLane, rect: Rect) -> None:
    """Draw the lane into its rectangle."""
    n_rows = max(1, int((rect.height - 2) // _ROW + 0.01))
    top = rect.top
    if lane.undated:
        _write_undated(sheet, lane.undated, top)
        top, n_rows = top + _ROW, n_rows - 1
    left, right = _write_outside(sheet, lane, top)
    seen = [flag for flag in lane.flags if sheet.sees(flag.mark.day)]
    for flag in seen:
        if not flag.captions:
            _draw_tick(sheet, flag, rect.bottom)
    for placed in _pack(seen, sheet.x, (left, right), sheet.style.measure, n_rows):
        if placed.row == _NO_ROW:
            sheet.drop()
            _draw_tick(sheet, placed.flag, rect.bottom)
        else:
            _draw_flag(sheet, placed, top + placed.row * _ROW + _ROW / 2)


def _draw_tick(sheet: Sheet, flag: Flag, bottom: float) -> None:
    """Draw on the lower edge what needs no label, such as a visit, or finds no place for one."""
    x, y, half = sheet.x(flag.mark.day), bottom - _TICK_RISE, _TICK / 2
    sheet.placer.block(Rect(x - half, y - half, x + half, y + half))
    sheet.add(Glyph(flag.shape, x, y, _TICK, fill=_colour(sheet, flag)))
    sheet.hit(Rect(x - _TICK, y - _TICK, x + _TICK, y + half), flag.mark)


def _write_undated(sheet: Sheet, undated: tuple[str, ...], top: float) -> None:
    """Say what happened at a time that nobody stated."""
    text = f"without a date: {'; '.join(undated)}"
    shown = sheet.shortened(text, _ROLE, sheet.plot.width)
    if shown != text:
        sheet.drop()
    left, y = sheet.plot.left, top + (_ROW - _ROLE.line) / 2
    _write(sheet, shown, Rect(left, y, left + sheet.width(shown, _ROLE), y + _ROLE.line))


def _write_outside(sheet: Sheet, lane: FlagLane, lane_top: float) -> tuple[float, float]:
    """Say how many lie before and after the view; return the x that the labels may use."""
    left, right = sheet.plot.left, sheet.plot.right
    n_before = sum(flag.mark.day < sheet.view[0] for flag in lane.flags if flag.captions)
    n_after = sum(flag.mark.day > sheet.view[1] for flag in lane.flags if flag.captions)
    symbols = [sheet.x(flag.mark.day) for flag in lane.flags if sheet.sees(flag.mark.day)]
    top = lane_top + (_ROW - _ROLE.line) / 2
    before = (f"← {n_before} earlier", f"← {n_before}") if n_before else ()
    text = sheet.fitting(before, _ROLE, min(symbols, default=right) - _SIZE - left)
    if text:
        end = left + sheet.width(text, _ROLE)
        _write(sheet, text, Rect(left, top, end, top + _ROLE.line))
        left = end + 2 * _GAP
    after = (f"{n_after} later →", f"{n_after} →") if n_after else ()
    text = sheet.fitting(after, _ROLE, right - max(symbols, default=left) - _SIZE)
    if text:
        start = right - sheet.width(text, _ROLE)
        _write(sheet, text, Rect(start, top, right, top + _ROLE.line))
        right = start - 2 * _GAP
    return left, right


def _write(sheet: Sheet, text: str, rect: Rect) -> None:
    sheet.placer.block(rect)
    sheet.write(text, rect, _ROLE, sheet.palette.muted)


def _pack(
    flags: list[Flag],
    x: Callable[[float], float],
    edges: tuple[float, float],
    measure: Measure,
    n_rows: int,
) -> Iterator[_Placed]:
    """Give each flag a row and the longest caption that fits; symbols alone where none does."""
    slots = _Rows(n_rows, gap=_APART)
    # How a course ended must not want for room because much happened before.
    for flag in sorted(flags, key=lambda flag: flag.mark.table != _OUTCOME):
        if not flag.captions:
            continue
        at = x(flag.mark.day)
        slots.lasts_to = at if flag.until is None else min(x(flag.until), edges[1])
        yield _packed(flag, at, edges, measure, slots)


@dataclass(slots=True)
class _Rows(Slots):
    """Rows in which what lasts keeps its line to itself while another row is free.

    Attributes:
        lasts_to: Where the line of the next one ends.
    """

    lasts_to: float = 0.0

    def take(self, left: float, right: float) -> int | None:
        """Take the first row that is free from left to right, and along the line if one is."""
        row = Slots.take(self, left, max(right, self.lasts_to))
        return Slots.take(self, left, right) if row is None else row


def _one_over_the_other(placed: list[_Placed]) -> bool:
    """True where the lines of two that last lie over each other: they could not be told apart."""
    lasting = [(p.row, p.flag.mark.day, p.flag.until) for p in placed if p.flag.until is not None]
    return any(
        row == other_row and start <= other_end and other_start <= end
        for (row, start, end), (other_row, other_start, other_end) in combinations(lasting, 2)
    )


def _packed(
    flag: Flag, at: float, edges: tuple[float, float], measure: Measure, slots: Slots
) -> _Placed:
    half = _SIZE / 2
    for caption in flag.captions:
        width = measure(caption, _ROLE)
        for left in (at + half + _GAP, at - half - _GAP - width):
            if left < edges[0] or left + width > edges[1]:
                continue
            row = slots.take(min(at - half, left), max(at + half, left + width))
            if row is not None:
                return _Placed(flag, at, row, caption, left)
        left = min(max(at - width / 2, edges[0]), edges[1] - width)
        if left >= edges[0] and (row := _two_rows(slots, (left, left + width), at)) is not None:
            return _Placed(flag, at, row, caption, left, is_above=True)
    row = slots.take(at - half, at + half)
    return _Placed(flag, at, _NO_ROW if row is None else row, "", at)


def _two_rows(slots: Slots, words: tuple[float, float], at: float) -> int | None:
    """Take a row for a label that has no room beside its symbol, and the next for the symbol."""
    half = _SIZE / 2
    for row in range(1, slots.n_rows):
        if slots.free(row - 1, *words) and slots.free(row, at - half, at + half):
            slots.take_in(row - 1, *words)
            slots.take_in(row, at - half, at + half)
            return row
    return None


def _draw_flag(sheet: Sheet, placed: _Placed, y: float) -> None:
    flag, at = placed.flag, placed.x
    colour = _colour(sheet, flag)
    if flag.until is not None:
        seen = sheet.span(flag.mark.day, flag.until)
        if seen is not None and seen[1] > seen[0]:
            sheet.add(Strokes(((seen[0], y + _UNDER, seen[1], y + _UNDER),), colour, 2))
    if not flag.mark.span.exact:
        seen = sheet.span(flag.mark.span.earliest, flag.mark.span.latest)
        if seen is not None:
            sheet.add(Strokes(((seen[0], y + _UNDER, seen[1], y + _UNDER),), sheet.palette.whisker))
    sheet.add(Glyph(flag.shape, at, y, _SIZE, fill=colour))
    symbol = Rect(at - _SIZE / 2, y - _SIZE / 2, at + _SIZE / 2, y + _SIZE / 2)
    sheet.placer.block(symbol)
    reach = symbol
    if placed.text:
        width = sheet.width(placed.text, _ROLE)
        middle = y - _ROW if placed.is_above else y
        top = middle - _ROLE.line / 2
        words = Rect(placed.left, top, placed.left + width, top + _ROLE.line)
        sheet.placer.block(words)
        sheet.write(placed.text, words, _ROLE, sheet.palette.text)
        reach = Rect(
            min(symbol.left, words.left), words.top, max(symbol.right, words.right), symbol.bottom
        )
    else:
        sheet.drop()
    sheet.hit(reach.grown(2), flag.mark)


def _colour(sheet: Sheet, flag: Flag) -> str:
    tones = {
        "text": sheet.palette.text,
        "muted": sheet.palette.muted,
        "bad": sheet.palette.bad_text,
    }
    return tones[flag.tone]
