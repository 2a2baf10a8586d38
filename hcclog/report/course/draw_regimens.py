"""Draw courses: bars with agent and dose, holds hatched below, line numbers above."""

from __future__ import annotations

from typing import NamedTuple

from hcclog.report.course.figure import RegimenLane
from hcclog.report.course.marks import DoseSegment, HoldStrip, RegimenBar
from hcclog.report.drawing import Box, Rect, Strokes, TextRole
from hcclog.report.palette import AA_CONTRAST, contrast, mix, readable_on
from hcclog.report.sheet import Sheet, Slots

_LINE_LABEL = 15.0
_TALL_BAR, _LOW_BAR = 25.0, 16.0
_TALL_UP_TO_ROWS = 2
_TALLEST_BAR = 44.0
_ROUNDING = 1e-6
_ROW_GAP = 5.0
_STRIP, _CAPTION = 7.0, 14.0
_PAD = 4.5
_NARROWEST = 1.5


def regimens_height(lane: RegimenLane) -> float:
    """Return the height of the lane."""
    return _height(lane, _TALL_BAR if lane.n_rows <= _TALL_UP_TO_ROWS else _LOW_BAR)


def least_regimens_height(lane: RegimenLane) -> float:
    """Return the height at which every bar still has room for one line of text."""
    return _height(lane, _LOW_BAR)


def _height(lane: RegimenLane, bar_height: float) -> float:
    return _beside_bars(lane) + lane.n_rows * bar_height


def _beside_bars(lane: RegimenLane) -> float:
    """Return the height of what is not bars: line numbers, gaps and holds."""
    n_held = len({bar.row for bar in lane.bars if bar.holds})
    return _LINE_LABEL + lane.n_rows * _ROW_GAP + n_held * (_STRIP + _CAPTION)


def draw_regimens(sheet: Sheet, lane: RegimenLane, rect: Rect) -> None:
    """Draw the lane into its rectangle."""
    _draw_lines(sheet, lane, rect.top)
    top, height = rect.top + _LINE_LABEL, _bar_height(lane, rect.height)
    for row in range(lane.n_rows):
        bars = [bar for bar in lane.bars if bar.row == row]
        _draw_edges(sheet, bars, top + height + 2.5)
        for bar in bars:
            _draw_bar(sheet, bar, top, height)
        top += height + _ROW_GAP
        if any(bar.holds for bar in bars):
            _draw_holds(sheet, bars, top)
            top += _STRIP + _CAPTION


def _bar_height(lane: RegimenLane, height: float) -> float:
    """Return the height of the bars of a lane that is so high."""
    room = (height - _beside_bars(lane)) / max(lane.n_rows, 1)
    return min(max(room, _LOW_BAR), _TALLEST_BAR)


def _draw_lines(sheet: Sheet, lane: RegimenLane, top: float) -> None:
    """Write the line numbers, each where its first course begins."""
    role, slots = TextRole.SMALL, Slots(1)
    for line in lane.lines:
        if not sheet.sees(line.mark.day):
            continue
        left = sheet.x(line.mark.day)
        for caption in line.captions:
            right = left + sheet.width(caption, role)
            if right <= sheet.plot.right and slots.take(left, right) is not None:
                rect = Rect(left, top, right, top + role.line)
                sheet.placer.block(rect)
                sheet.write(caption, rect, role, sheet.palette.muted)
                break
        else:
            sheet.drop()


def _draw_edges(sheet: Sheet, bars: list[RegimenBar], y: float) -> None:
    """Underline the days that a start, a step or an end may mean."""
    spans = {segment.mark.span for bar in bars for segment in bar.segments}
    spans |= {bar.end_span for bar in bars if bar.end_span is not None}
    seen = (sheet.span(s.earliest, s.latest) for s in spans if not s.exact)
    segments = sorted((left, y, right, y) for left, right in filter(None, seen) if right > left)
    if segments:
        sheet.add(Strokes(tuple(segments), sheet.palette.whisker))


def _draw_bar(sheet: Sheet, bar: RegimenBar, top: float, height: float) -> None:
    drawn: list[_Stretch] = []
    for k, segment in enumerate(bar.segments):
        seen = sheet.span(segment.start, segment.end)
        if seen is None:
            continue
        left, right = seen
        rect = Rect(left, top, max(right - 1, left + _NARROWEST), top + height)
        open_end = bar.ongoing and k == len(bar.segments) - 1 and sheet.sees(segment.end)
        fill = mix(bar.colour, sheet.palette.background, segment.strength)
        sheet.add(Box(rect, fill, radius=3, arrow=open_end))
        sheet.placer.block(rect)
        sheet.hit(rect, segment.mark)
        room = rect._replace(right=rect.right - (height / 4 if open_end else 0))
        drawn.append(_Stretch(segment, room, fill))
    if height < _TALL_BAR - _ROUNDING:
        _write_low(sheet, bar, drawn)
    else:
        _write_tall(sheet, bar, drawn)


class _Stretch(NamedTuple):
    """A visible dose: the room for its words, and the colour below them."""

    segment: DoseSegment
    rect: Rect
    fill: str

    @property
    def room(self) -> float:
        """Width that words may have."""
        return self.rect.width - 2 * _PAD


def _write_tall(sheet: Sheet, bar: RegimenBar, drawn: list[_Stretch]) -> None:
    """Write the agent over its dose, in each segment or once over all of them."""
    if not drawn:
        return
    middle = drawn[0].rect.top + drawn[0].rect.height * 0.53
    for one in drawn:
        dose = sheet.fitting(one.segment.captions, TextRole.DOSE, one.room)
        rect = one.rect._replace(top=middle, bottom=one.rect.bottom - 1)
        _write_line(sheet, dose, rect, TextRole.DOSE, readable_on(one.fill))
    role, named = _name_places(sheet, bar, drawn)
    for one in named:
        name = sheet.shortened(bar.name, role, one.room)
        rect = one.rect._replace(top=one.rect.top + 1, bottom=middle)
        _write_line(sheet, name, rect, role, readable_on(one.fill))


def _name_places(
    sheet: Sheet, bar: RegimenBar, drawn: list[_Stretch]
) -> tuple[TextRole, list[_Stretch]]:
    """Return how the name is written and where: once over the whole bar where it must."""
    for role in (TextRole.BAR, TextRole.DOSE):
        width = sheet.width(bar.name, role)
        if all(width <= one.room for one in drawn):
            return role, drawn
    ink = readable_on(drawn[0].fill)
    if all(contrast(ink, one.fill) >= AA_CONTRAST for one in drawn):
        whole = drawn[0].rect._replace(right=drawn[-1].rect.right)
        drawn = [drawn[0]._replace(rect=whole)]
    fits = all(sheet.width(bar.name, TextRole.BAR) <= one.room for one in drawn)
    return TextRole.BAR if fits else TextRole.DOSE, drawn


def _write_low(sheet: Sheet, bar: RegimenBar, drawn: list[_Stretch]) -> None:
    """Write agent and dose beside each other."""
    for one in drawn:
        ink = readable_on(one.fill)
        name = sheet.shortened(bar.name, TextRole.BAR, one.room)
        _write_line(sheet, name, one.rect, TextRole.BAR, ink)
        shift = sheet.width(name, TextRole.BAR) + _PAD
        dose = sheet.fitting(one.segment.captions, TextRole.DOSE, one.room - shift)
        if name == bar.name:
            beside = one.rect._replace(left=one.rect.left + shift)
            _write_line(sheet, dose, beside, TextRole.DOSE, ink)


def _write_line(sheet: Sheet, text: str, rect: Rect, role: TextRole, ink: str) -> None:
    if not text:
        sheet.drop()
        return
    left = rect.left + _PAD
    sheet.write(text, Rect(left, rect.top, left + sheet.width(text, role), rect.bottom), role, ink)


def _draw_holds(sheet: Sheet, bars: list[RegimenBar], top: float) -> None:
    slots = Slots(1)
    for bar in bars:
        for hold in bar.holds:
            _draw_hold(sheet, bar, hold, top, slots)


def _draw_hold(sheet: Sheet, bar: RegimenBar, hold: HoldStrip, top: float, slots: Slots) -> None:
    seen = sheet.span(hold.start, hold.end)
    if seen is None:
        return
    left, right = seen
    rect = Rect(left, top, max(right, left + 3), top + _STRIP)
    ground = mix(bar.colour, sheet.palette.background, 0.18)
    sheet.add(Box(rect, ground, radius=2, hatch=mix(bar.colour, sheet.palette.background, 0.75)))
    sheet.placer.block(rect)
    sheet.hit(rect.grown(1), hold.mark)
    role, y = TextRole.SMALL, top + _STRIP
    for caption in hold.captions:
        start = min(left, sheet.plot.right - sheet.width(caption, role))
        end = start + sheet.width(caption, role)
        if start >= sheet.plot.left and slots.take(start, end) is not None:
            words = Rect(start, y, end, y + role.line)
            sheet.placer.block(words)
            sheet.write(caption, words, role, sheet.palette.muted)
            return
    sheet.drop()
