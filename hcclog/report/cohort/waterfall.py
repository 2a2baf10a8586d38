"""The waterfall: the best change of each line of therapy, from growth to fall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from hcclog.cohort.views import ChangeBar, Waterfall
from hcclog.domain.response import Category
from hcclog.report.cohort.axes import draw_levels, draw_values, value_gutter
from hcclog.report.cohort.change import (
    LEVELS,
    PROGRESSION,
    RESPONSE,
    ChangeScale,
    change_scale,
)
from hcclog.report.cohort.frame import LEAST_WIDTH, Furniture, height_for, open_sheet, write_empty
from hcclog.report.cohort.label_bars import CodesBelow, codes_below, label_bars, write_codes
from hcclog.report.cohort.looks import bar_fill, bar_keys
from hcclog.report.cohort.notes import counted, number_text, shown
from hcclog.report.drawing import Area, Box, Drawing, Hit, Rect, Segment, Strokes
from hcclog.report.entity_words import CRITERIA_NAMES
from hcclog.report.picture import Numbers
from hcclog.report.sheet import Sheet, Style, y_of

_HEADER = ("patient", "line", "change %", "best response", "agents", "left out because")
_RIGHT = 46.0
_LEAST_PLOT, _PLOT = 130.0, 260.0
_PAD, _CAPPED_PAD = 17.0, 30.0
# Narrower bars than this touch, and are drawn as one silhouette.
_THIN = 2.0
_COLUMN = 1.0
_GAP_SHARE, _WIDEST = 0.18, 64.0


class WaterfallPicture(NamedTuple):
    """A waterfall, to be laid out."""

    view: Waterfall

    @property
    def title(self) -> str:
        """What it shows, by which criteria."""
        return f"Best change of the sum of diameters, {CRITERIA_NAMES[self.view.criteria]}"

    @property
    def description(self) -> str:
        """How many fell and grew, and who is not shown."""
        bars = self.view.bars
        n_fell = sum(bar.percent <= RESPONSE for bar in bars)
        n_grew = sum(bar.percent >= PROGRESSION for bar in bars)
        told = f"{counted(n_fell)} fell by 30 % or more, {counted(n_grew)} grew by 20 % or more."
        span = f" From {bars[0].text} to {bars[-1].text}." if bars else ""
        return f"{self.title}. {told}{span} {self._note}"

    @property
    def _note(self) -> str:
        note = shown(len(self.view.bars), "lines of therapy", self.view.left_out)
        return f"{note} {self.view.method}".rstrip()

    def height_at(self, width: float, style: Style) -> float:
        """Return the height at which everything has its room."""
        furniture, _ = self._furniture(width, style)
        return height_for(furniture, width, style, _PLOT)

    def lay_out(self, size: tuple[float, float], style: Style) -> Drawing:
        """Return the drawing for a width and a height in pixels."""
        furniture, codes = self._furniture(size[0], style)
        change = change_scale(bar.percent for bar in self.view.bars)
        view = (0.0, float(max(len(self.view.bars), 1)))
        sheet = open_sheet(furniture, size, style, view, _LEAST_PLOT)
        pad = _CAPPED_PAD if change.capped else _PAD
        plot = sheet.plot
        inner = plot._replace(top=plot.top + pad, bottom=plot.bottom - _PAD)
        draw_values(sheet, change.scale, inner)
        if self.view.bars:
            _draw_bars(sheet, self.view.bars, change, inner)
        draw_levels(sheet, change.scale, inner, LEVELS)
        zero = y_of(change.scale, 0.0, inner)
        sheet.add(Strokes(((plot.left, zero, plot.right, zero),), sheet.palette.muted))
        if not self.view.bars:
            write_empty(sheet)
        label_bars(sheet, self.view.bars, change, inner)
        write_codes(sheet, codes)
        return sheet.drawing

    def numbers(self) -> Numbers:
        """Return every bar, and everyone who is left out with the reason."""
        bars = [
            (bar.code, str(bar.line), number_text(bar.percent), _letters(bar.best), bar.agents, "")
            for bar in self.view.bars
        ]
        others = [
            (one.code, str(one.line or ""), "", "", "", one.why) for one in self.view.left_out
        ]
        return Numbers(_HEADER, bars + others)

    def _furniture(self, width: float, style: Style) -> tuple[Furniture, CodesBelow]:
        bars = self.view.bars
        gutter = value_gutter(change_scale(bar.percent for bar in bars).scale, style)
        room = max(width, LEAST_WIDTH) - gutter - _RIGHT
        codes = codes_below(bar_names(bars), room / max(len(bars), 1), style)
        furniture = Furniture(
            self.title,
            self._note,
            keys=bar_keys(style.palette, [bar.best for bar in bars]),
            value_title="Change from baseline, %",
            below=codes.height,
            gutter=gutter,
            right=_RIGHT,
        )
        return furniture, codes


def bar_names(bars: Sequence[ChangeBar]) -> list[str]:
    """Return codes, with the line where a patient has more than one bar."""
    often = Counter(bar.code for bar in bars)
    return [bar.code if often[bar.code] == 1 else f"{bar.code} L{bar.line}" for bar in bars]


def _letters(category: Category | None) -> str:
    return "" if category is None else category.value


def _draw_bars(sheet: Sheet, bars: Sequence[ChangeBar], change: ChangeScale, inner: Rect) -> None:
    slot = sheet.plot.width / len(bars)
    if slot < _THIN:
        _draw_thin(sheet, bars, change, inner)
    else:
        _draw_wide(sheet, bars, change, inner)
    plot = sheet.plot

    def hits() -> Iterator[Hit]:
        for k, bar in enumerate(bars):
            left = plot.left + k * slot
            yield Hit(Rect(left, plot.top, left + slot, plot.bottom), bar.mark)

    sheet.drawing.late_hits.append(hits)


def _draw_wide(sheet: Sheet, bars: Sequence[ChangeBar], change: ChangeScale, inner: Rect) -> None:
    """Draw each bar by itself, those above the scale up to the top and broken."""
    slot = sheet.plot.width / len(bars)
    gap = max(slot * _GAP_SHARE, slot - _WIDEST) / 2
    zero = y_of(change.scale, 0.0, inner)
    breaks: list[Segment] = []
    for k, bar in enumerate(bars):
        left = sheet.plot.left + k * slot
        y = y_of(change.scale, bar.percent, inner)
        if change.beyond(bar.percent):
            y = inner.top - 10
            breaks += _break(left + gap, left + slot - gap, inner.top + 1)
        rect = Rect(left + gap, min(y, zero), left + slot - gap, max(y, zero))
        sheet.add(Box(rect, bar_fill(sheet.palette, bar.best)))
    if breaks:
        sheet.add(Strokes(tuple(breaks), sheet.palette.background, 2))


def _break(left: float, right: float, y: float) -> list[Segment]:
    """Return two slanting lines across a bar: it goes on."""
    return [(left, y + shift + 2, right, y + shift - 2) for shift in (0.0, -4.0)]


def _draw_thin(sheet: Sheet, bars: Sequence[ChangeBar], change: ChangeScale, inner: Rect) -> None:
    """Draw bars that cannot be told apart as one silhouette, in the colours of its columns."""
    plot, zero = sheet.plot, y_of(change.scale, 0.0, inner)
    shares = change.scale.shares([bar.percent for bar in bars])
    n_columns = max(1, min(len(bars), int(plot.width / _COLUMN)))
    width = plot.width / n_columns
    for category, run in groupby(
        _columns(bars, shares, n_columns), key=lambda column: column.category
    ):
        points: list[tuple[float, float]] = []
        for column in run:
            left = plot.left + column.place * width
            y = inner.bottom - column.share * inner.height
            points += [(left, y), (left + width, y)]
        outline = ((points[0][0], zero), *points, (points[-1][0], zero))
        sheet.add(Area(outline, bar_fill(sheet.palette, category), 1.0))


class _Column(NamedTuple):
    """Bars that share a pixel: their commonest response, and how high the middle one stands."""

    place: int
    category: Category | None
    share: float


def _columns(
    bars: Sequence[ChangeBar], shares: Sequence[float], n_columns: int
) -> Iterator[_Column]:
    for place in range(n_columns):
        start, end = (-(-k * len(bars) // n_columns) for k in (place, place + 1))
        best = [bar.best for bar in bars[start:end]]
        middle = shares[(start + end - 1) // 2]
        yield _Column(place, max(best, key=best.count), middle)
