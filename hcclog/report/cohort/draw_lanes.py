"""Draw a swimmer's lane: its courses, what is known after them, its signs and its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from hcclog.cohort.views import Stretch, SwimmerLane
from hcclog.report.cohort.swimmer_signs import (
    block_signs,
    draw_sign,
    draw_signs,
    sign_colour,
)
from hcclog.report.drawing import Box, Rect, Segment, Strokes, TextRole
from hcclog.report.naming import agents_name, drug_colour
from hcclog.report.palette import mix, readable_on
from hcclog.report.sheet import Sheet

_ROLE = TextRole.DOSE
_BAR_SHARE, _TALLEST = 0.74, 24.0
_PAD = 4.0
_NARROWEST = 1.0
_NAMES_FROM = 11.0
_SECOND = 3.0
_OPEN = 10.0
_ARROW = 8.0
# Of lanes that are lower than this only one in each such row is drawn.
SHARED_ROW = 0.75


class Row(NamedTuple):
    """A lane with its place."""

    lane: SwimmerLane
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Half-way down."""
        return self.top + self.height / 2


class _Bar(NamedTuple):
    """A course in its place."""

    stretch: Stretch
    rect: Rect
    fill: str
    hatched: bool


def draw_row(sheet: Sheet, row: Row) -> None:
    """Draw one lane."""
    bars = _bars(sheet, row)
    _draw_follow_up(sheet, row)
    for bar in bars:
        _draw_bar(sheet, bar)
    block_signs(sheet, row.lane.signs, row.middle, row.height)
    _draw_arrow(sheet, row)
    draw_signs(sheet, row.lane.signs, row.middle, row.height)
    for bar in bars:
        _write_name(sheet, bar)


def _bars(sheet: Sheet, row: Row) -> list[_Bar]:
    """Return the courses; those of the same days lie under each other."""
    stretches = sorted(row.lane.stretches, key=lambda one: (one.start, one.end))
    tiers = _tiers(stretches)
    n_tiers = max(tiers, default=0) + 1
    height = min(row.height * _BAR_SHARE, _TALLEST)
    top = row.middle - height / 2
    each = height / n_tiers
    return [
        _bar(sheet, one, top + tier * each, each - (0.5 if n_tiers > 1 else 0))._replace(
            hatched=open_end(row.lane, one)
        )
        for one, tier in zip(stretches, tiers, strict=True)
    ]


def _bar(sheet: Sheet, stretch: Stretch, top: float, height: float) -> _Bar:
    """Return a course in its place; one of which the start alone is known still has an end."""
    left, right = sheet.x(stretch.start), sheet.x(stretch.end)
    least = _OPEN if stretch.end == stretch.start and not stretch.end_known else _NARROWEST
    rect = Rect(left, top, min(max(right, left + least), sheet.plot.right), top + height)
    return _Bar(stretch, rect, _colour(stretch.agents, sheet), hatched=False)


def _tiers(stretches: Sequence[Stretch]) -> list[int]:
    """Return for each course the first tier that is free from its start on."""
    ends: list[float] = []
    tiers = []
    for one in stretches:
        tier = next((k for k, end in enumerate(ends) if end <= one.start), len(ends))
        ends[tier : tier + 1] = [one.end]
        tiers.append(tier)
    return tiers


def _colour(agents: Sequence[str], sheet: Sheet) -> str:
    return drug_colour(agents[0]) if agents else sheet.palette.neutral_text


def _draw_follow_up(sheet: Sheet, row: Row) -> None:
    """Draw a line from the first day to the last of which anything is known."""
    start = min((one.start for one in row.lane.stretches), default=0.0)
    line = (sheet.x(start), row.middle, sheet.x(row.lane.end), row.middle)
    sheet.add(Strokes((line,), sheet.palette.threshold, 1.2))


def open_end(lane: SwimmerLane, stretch: Stretch) -> bool:
    """True for a course that ended on a day that is not known."""
    goes_on = lane.ongoing and stretch.end >= lane.end
    return not stretch.end_known and not goes_on


def _draw_bar(sheet: Sheet, bar: _Bar) -> None:
    rect = bar.rect
    radius = 2.0 if rect.height > 6 else 0.0  # noqa: PLR2004 - lower bars have no corners
    sheet.add(Box(rect, bar.fill, radius=radius))
    others = bar.stretch.agents[1:]
    height = min(_SECOND, rect.height * 0.5 / max(len(others), 1))
    for k, code in enumerate(others):
        bottom = rect.bottom - k * height
        sheet.add(Box(rect._replace(top=bottom - height, bottom=bottom), drug_colour(code)))
    if bar.hatched:
        left = max(rect.left, rect.right - _OPEN)
        ground = mix(bar.fill, sheet.palette.background, 0.35)
        sheet.add(Box(rect._replace(left=left), ground, hatch=bar.fill))


def _draw_arrow(sheet: Sheet, row: Row) -> None:
    """Draw an arrow at the end of a lane whose treatment goes on."""
    if not row.lane.ongoing:
        return
    size = min(_ARROW, row.height * 0.6)
    x = min(sheet.x(row.lane.end) + size * 0.9, sheet.drawing.width - size / 2 - 1)
    half = size / 2
    sheet.placer.block(Rect(x - half, row.middle - half, x + half, row.middle + half))
    draw_sign(sheet, "ongoing", (x, row.middle), size, sign_colour("ongoing", sheet.palette))


def _write_name(sheet: Sheet, bar: _Bar) -> None:
    """Write line and agents into a bar where they fit, or the line alone."""
    rect = bar.rect
    if rect.height < _NAMES_FROM:
        return
    name, line = agents_name(bar.stretch.agents), str(bar.stretch.line or "")
    middle = (rect.top + rect.bottom) / 2 - (1 if len(bar.stretch.agents) > 1 else 0)
    room = rect.width - 2 * _PAD - (_OPEN if bar.hatched else 0)
    height = min(_ROLE.line, rect.height)
    for caption in filter(None, (f"{line} {name}".strip(), line)):
        width = sheet.width(caption, _ROLE)
        if width > room:
            continue
        left = rect.left + _PAD
        words = Rect(left, middle - height / 2, left + width, middle + height / 2)
        if sheet.placer.take(words):
            sheet.write(caption, words, _ROLE, readable_on(bar.fill))
            return
    sheet.drop()


def draw_crowd(sheet: Sheet, lanes: Sequence[SwimmerLane], height: float) -> None:
    """Draw lanes lower than a few pixels: each agent's courses with one pen, and no words."""
    lines: dict[str, list[Segment]] = defaultdict(list)
    known: list[Segment] = []
    x_at, top, right = sheet.x_at, sheet.plot.top, sheet.plot.right
    step = max(1, round(SHARED_ROW / height))
    for k in range(step // 2, len(lanes), step):
        lane, y = lanes[k], top + (k + 0.5) * height
        known.append((x_at(0.0), y, x_at(lane.end), y))
        for one in lane.stretches:
            end = min(x_at(one.end), right)
            lines[_colour(one.agents, sheet)].append((x_at(one.start), y, end, y))
    sheet.add(Strokes(tuple(known), sheet.palette.grid, height * step))
    for colour, segments in lines.items():
        sheet.add(Strokes(tuple(segments), colour, height * step))
