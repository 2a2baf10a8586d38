"""Draw courses: bars with agent and dose, holds hatched below, line numbers above."""

from __future__ import annotations

from typing import NamedTuple

from hcclog.report.course.figure import RegimenLane
from hcclog.report.course.marks import DoseSegment, HoldStrip, LineLabel, RegimenBar
from hcclog.report.course.regimen_key import RegimenKey
from hcclog.report.drawing import Box, Rect, Strokes, TextRole
from hcclog.report.palette import AA_CONTRAST, Look, contrast, mix
from hcclog.report.sheet import Sheet, Slots
from hcclog.report.styles import Ink, agent_ink

_LINE_LABEL = 15.0
_TALL_BAR, _LOW_BAR = 25.0, 16.0
_TALL_UP_TO_ROWS = 2
_TALLEST_BAR = 44.0
_ROUNDING = 1e-6
_ROW_GAP = 5.0
_STRIP, _CAPTION = 7.0, 14.0
_PAD = 4.5
_NAME_SHARE = 0.53  # of a tall bar: the dose stands below
_NARROWEST = 1.5


def regimens_height(lane: RegimenLane, trial: Sheet) -> float:
    """Return the height of the lane; on paper with what its bars have no room for.

    Args:
        lane: The bars.
        trial: An empty sheet of the picture's width, which is drawn on.
    """
    return _beside_bars(lane) + lane.n_rows * _usual_bar(lane) + _key_height(trial, lane)


def least_regimens_height(lane: RegimenLane) -> float:
    """Return the height at which every bar still has room for one line of text."""
    return _beside_bars(lane) + lane.n_rows * _LOW_BAR


def _usual_bar(lane: RegimenLane) -> float:
    return _TALL_BAR if lane.n_rows <= _TALL_UP_TO_ROWS else _LOW_BAR


def _beside_bars(lane: RegimenLane) -> float:
    """Return the height of what is not bars: line numbers, gaps and holds."""
    n_held = len({bar.row for bar in lane.bars if bar.holds})
    return _LINE_LABEL + lane.n_rows * _ROW_GAP + n_held * (_STRIP + _CAPTION)


def _key_height(trial: Sheet, lane: RegimenLane) -> float:
    """Return the height of what is told below the bars, on paper."""
    if not trial.style.on_paper:
        return 0.0
    _, key = _draw_rows(trial, lane, 0.0, _usual_bar(lane))
    return key.height(trial)


def draw_regimens(sheet: Sheet, lane: RegimenLane, rect: Rect) -> None:
    """Draw the lane into its rectangle."""
    _draw_lines(sheet, lane, rect.top)
    key_height = _key_height(sheet.blank(), lane) if sheet.style.on_paper else 0.0
    bars = _bar_height(lane, rect.height - key_height)
    bottom, key = _draw_rows(sheet, lane, rect.top + _LINE_LABEL, bars)
    if sheet.style.on_paper:
        key.draw(sheet, bottom, rect.bottom)


def _draw_rows(
    sheet: Sheet, lane: RegimenLane, top: float, height: float
) -> tuple[float, RegimenKey]:
    """Draw the bars; return where they end, and what they have no room for."""
    key = RegimenKey()
    for row in range(lane.n_rows):
        bars = [bar for bar in lane.bars if bar.row == row]
        _draw_edges(sheet, bars, top + height + 2.5)
        for bar in bars:
            _draw_bar(sheet, bar, Rect(0, top, 0, top + height), key)
        top += height + _ROW_GAP
        if any(bar.holds for bar in bars):
            _draw_holds(sheet, bars, top)
            top += _STRIP + _CAPTION
    return top, key


def _bar_height(lane: RegimenLane, height: float) -> float:
    """Return the height of the bars of a lane that is so high."""
    room = (height - _beside_bars(lane)) / max(lane.n_rows, 1)
    return min(max(room, _LOW_BAR), _TALLEST_BAR)


def _draw_lines(sheet: Sheet, lane: RegimenLane, top: float) -> None:
    """Write the line numbers, each where its first course begins."""
    role, slots = TextRole.SMALL, Slots(1)
    seen = [line for line in lane.lines if sheet.sees(line.mark.day)]
    in_full = _all_fit(sheet, seen) or not sheet.style.on_paper
    for n, line in enumerate(seen):
        left = sheet.x(line.mark.day)
        for caption in line.captions if in_full or n == 0 else line.captions[-1:]:
            right = left + sheet.width(caption, role)
            if right <= sheet.plot.right and slots.take(left, right) is not None:
                rect = Rect(left, top, right, top + role.line)
                sheet.placer.block(rect)
                sheet.write(caption, rect, role, sheet.palette.muted)
                break
        else:
            sheet.drop()


def _all_fit(sheet: Sheet, lines: list[LineLabel]) -> bool:
    slots = Slots(1)
    places = [(sheet.x(one.mark.day), one.captions[0]) for one in lines]
    ends = [(left, left + sheet.width(text, TextRole.SMALL)) for left, text in places]
    return all(end <= sheet.plot.right and slots.take(at, end) is not None for at, end in ends)


def _draw_edges(sheet: Sheet, bars: list[RegimenBar], y: float) -> None:
    """Underline the days that a start, a step or an end may mean."""
    spans = {segment.mark.span for bar in bars for segment in bar.segments}
    spans |= {bar.end_span for bar in bars if bar.end_span is not None}
    seen = (sheet.span(s.earliest, s.latest) for s in spans if not s.exact)
    segments = sorted((left, y, right, y) for left, right in filter(None, seen) if right > left)
    if segments:
        sheet.add(Strokes(tuple(segments), sheet.palette.whisker))


def _draw_bar(sheet: Sheet, bar: RegimenBar, row: Rect, key: RegimenKey) -> None:
    height = row.height
    drawn: list[_Stretch] = []
    for k, segment in enumerate(bar.segments):
        seen = sheet.span(segment.start, segment.end)
        if seen is None:
            continue
        left, right = seen
        rect = row._replace(left=left, right=max(right - 1, left + _NARROWEST))
        open_end = bar.ongoing and k == len(bar.segments) - 1 and sheet.sees(segment.end)
        ink = agent_ink(sheet.palette, bar.colour, segment.strength)
        sheet.add(Box(rect, ink.fill, ink.stroke, 3, ink.hatch, open_end, ink.pattern))
        sheet.placer.block(rect)
        sheet.hit(rect, segment.mark)
        room = rect._replace(right=rect.right - (height / 4 if open_end else 0))
        drawn.append(_Stretch(segment, room, ink))
    if height < _TALL_BAR - _ROUNDING:
        _write_low(sheet, bar, drawn, key)
    else:
        _write_tall(sheet, bar, drawn, key)


class _Stretch(NamedTuple):
    """A visible dose: the room for its words, and what they stand on."""

    segment: DoseSegment
    rect: Rect
    ink: Ink

    @property
    def room(self) -> float:
        """Width that words may have."""
        return self.rect.width - 2 * _PAD


def _write_tall(sheet: Sheet, bar: RegimenBar, drawn: list[_Stretch], key: RegimenKey) -> None:
    """Write the agent over its dose, in each segment or once over all of them."""
    if not drawn:
        return
    middle = drawn[0].rect.top + drawn[0].rect.height * _NAME_SHARE
    for one in drawn:
        dose = sheet.fitting(one.segment.captions, TextRole.DOSE, one.room)
        rect = one.rect._replace(top=middle, bottom=one.rect.bottom - 1)
        _write_dose(sheet, bar, dose, one._replace(rect=rect), key)
    role, named = _name_places(sheet, bar, drawn)
    if sheet.style.on_paper and any(sheet.width(bar.name, role) > one.room for one in named):
        _write_letter(sheet, bar, drawn, key)
        return
    for one in named:
        name = sheet.shortened(bar.name, role, one.room)
        rect = one.rect._replace(top=one.rect.top + 1, bottom=middle)
        _write_line(sheet, name, rect, role, one.ink)


def _write_dose(sheet: Sheet, bar: RegimenBar, dose: str, at: _Stretch, key: RegimenKey) -> None:
    """Write a dose; on paper the key tells what has no room."""
    if not dose and sheet.style.on_paper:
        key.explain(bar)
    else:
        _write_line(sheet, dose, at.rect, TextRole.DOSE, at.ink)


def _write_letter(sheet: Sheet, bar: RegimenBar, drawn: list[_Stretch], key: RegimenKey) -> None:
    """Write a letter into the widest part of a bar that has no room for its name."""
    role, widest = TextRole.DOSE, max(drawn, key=lambda one: one.rect.width)
    letter = key.letter(bar)
    width, rect = sheet.width(letter, role), widest.rect
    if not letter or width > rect.width:
        sheet.drop()
        return
    left = min(rect.left + _PAD, (rect.left + rect.right - width) / 2)
    is_tall = rect.height >= _TALL_BAR - _ROUNDING
    words = rect._replace(left=left, right=left + width)
    if is_tall:
        words = words._replace(top=rect.top + 1, bottom=rect.top + rect.height * _NAME_SHARE)
    sheet.write(letter, words, role, widest.ink.text, widest.ink.plate)


def _name_places(
    sheet: Sheet, bar: RegimenBar, drawn: list[_Stretch]
) -> tuple[TextRole, list[_Stretch]]:
    """Return how the name is written and where: once over the whole bar where it must."""
    for role in (TextRole.BAR, TextRole.DOSE):
        width = sheet.width(bar.name, role)
        if all(width <= one.room for one in drawn):
            return role, drawn
    text = drawn[0].ink.text
    if all(contrast(text, one.ink.fill) >= AA_CONTRAST for one in drawn):
        whole = drawn[0].rect._replace(right=drawn[-1].rect.right)
        drawn = [drawn[0]._replace(rect=whole, ink=drawn[0].ink.over_edges)]
    fits = all(sheet.width(bar.name, TextRole.BAR) <= one.room for one in drawn)
    return TextRole.BAR if fits else TextRole.DOSE, drawn


def _write_low(sheet: Sheet, bar: RegimenBar, drawn: list[_Stretch], key: RegimenKey) -> None:
    """Write agent and dose beside each other."""
    if sheet.style.on_paper and any(
        sheet.width(bar.name, TextRole.BAR) > one.room for one in drawn
    ):
        _write_letter(sheet, bar, drawn, key)
        return
    for one in drawn:
        name = sheet.shortened(bar.name, TextRole.BAR, one.room)
        _write_line(sheet, name, one.rect, TextRole.BAR, one.ink)
        shift = sheet.width(name, TextRole.BAR) + _PAD
        dose = sheet.fitting(one.segment.captions, TextRole.DOSE, one.room - shift)
        if name == bar.name:
            beside = one.rect._replace(left=one.rect.left + shift)
            _write_dose(sheet, bar, dose, one._replace(rect=beside), key)


def _write_line(sheet: Sheet, text: str, rect: Rect, role: TextRole, ink: Ink) -> None:
    if not text:
        sheet.drop()
        return
    left = rect.left + _PAD
    words = Rect(left, rect.top, left + sheet.width(text, role), rect.bottom)
    sheet.write(text, words, role, ink.text, ink.plate)


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
    palette = sheet.palette
    colour = bar.colour if palette.look is Look.COLOUR else palette.text
    ground, lines = (mix(colour, palette.background, share) for share in (0.18, 0.75))
    sheet.add(Box(rect, ground, radius=2, hatch=lines))
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
