"""The spider plot: how the sum of diameters of each line of therapy changes over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from hcclog.cohort.views import Spider, SpiderLine, SpiderPoint
from hcclog.domain.response import Category
from hcclog.report.cohort.axes import (
    DAYS_HEIGHT,
    draw_days,
    draw_levels,
    draw_values,
    month_view,
    value_gutter,
)
from hcclog.report.cohort.change import LEVELS, ChangeScale, change_scale
from hcclog.report.cohort.frame import Furniture, height_for, open_sheet, write_empty
from hcclog.report.cohort.legend import Key, Swatch
from hcclog.report.cohort.looks import (
    LineLook,
    category_words,
    in_order,
    letters,
    line_keys,
    line_look,
)
from hcclog.report.cohort.notes import counted, days_text, number_text, shown
from hcclog.report.day_axis import DayAxis
from hcclog.report.drawing import Drawing, Glyph, Hit, Rect, Segment, Strokes, TextRole
from hcclog.report.entity_words import CRITERIA_NAMES
from hcclog.report.palette import Palette, mix
from hcclog.report.picture import Numbers
from hcclog.report.placing import clip
from hcclog.report.sheet import Sheet, Style

_HEADER = (
    "patient",
    "line",
    "days since baseline",
    "earliest",
    "latest",
    "change %",
    "response",
    "best response",
    "left out because",
)
_AXIS = DayAxis(0.0, "baseline")
_RIGHT = 46.0
_LEAST_PLOT, _PLOT = 130.0, 260.0
_PAD = 14.0
_FEW, _MANY = 60, 400
_REACH = 5.0
_ROLE = TextRole.DOSE


class SpiderPicture(NamedTuple):
    """A spider plot, to be laid out."""

    view: Spider

    @property
    def title(self) -> str:
        """What it shows, by which criteria."""
        return f"Change of the sum of diameters over time, {CRITERIA_NAMES[self.view.criteria]}"

    @property
    def description(self) -> str:
        """How many lines, by best response, and who is not shown."""
        counts = in_order(line.best for line in self.view.lines)
        told = ", ".join(f"{category_words(best)} {counted(n)}" for best, n in counts)
        best = f" Best responses: {told}." if told else ""
        return f"{self.title}.{best} {self._note}"

    @property
    def _note(self) -> str:
        note = shown(len(self.view.lines), "lines of therapy", self.view.left_out)
        lines = self.view.lines if len(self.view.lines) <= _FEW else ()
        unsure = any(p.latest > p.earliest for line in lines for p in line.points)
        across = "A line across a point: the days that its date can mean." if unsure else ""
        return " ".join(part for part in (note, across, self.view.method) if part)

    def height_at(self, width: float, style: Style) -> float:
        """Return the height at which everything has its room."""
        return height_for(self._furniture(style, self._change), width, style, _PLOT)

    def lay_out(self, size: tuple[float, float], style: Style) -> Drawing:
        """Return the drawing for a width and a height in pixels."""
        change = self._change
        furniture = self._furniture(style, change)
        sheet = open_sheet(furniture, size, style, self._days, _LEAST_PLOT)
        plot = sheet.plot
        inner = plot._replace(top=plot.top + _PAD, bottom=plot.bottom - _PAD)
        draw_values(sheet, change.scale, inner)
        draw_days(sheet, _AXIS, grid=False)
        draw_levels(sheet, change.scale, inner, LEVELS)
        traces = [_trace(sheet, line, change, inner) for line in self.view.lines]
        _draw_traces(sheet, traces, inner)
        if not traces:
            write_empty(sheet)
        sheet.drawing.late_hits.append(lambda: _hits(traces, inner))
        return sheet.drawing

    def numbers(self) -> Numbers:
        """Return every point, and everyone who is left out with the reason."""
        rows = [
            (
                line.code,
                str(line.line),
                days_text(point.day),
                days_text(point.earliest),
                days_text(point.latest),
                number_text(point.percent),
                _words(point.category),
                _words(line.best),
                "",
            )
            for line in self.view.lines
            for point in line.points
        ]
        others = [(one.code, str(one.line or ""), *[""] * 6, one.why) for one in self.view.left_out]
        return Numbers(_HEADER, rows + others)

    @property
    def _change(self) -> ChangeScale:
        return change_scale([p.percent for line in self.view.lines for p in line.points])

    def _keys(self, palette: Palette) -> tuple[Key, ...]:
        """Return what lines look like; of a crowd the colours alone."""
        best, n = [line.best for line in self.view.lines], len(self.view.lines)
        if n <= _FEW:
            return line_keys(palette, best)
        keys = []
        for category, n_lines in in_order(best):
            swatch = Swatch("box", _crowd_colour(palette, category, n))
            keys.append(Key((f"{category_words(category)} ({counted(n_lines)})",), swatch))
        return tuple(keys)

    @property
    def _days(self) -> tuple[float, float]:
        points = [point for line in self.view.lines for point in line.points]
        first = min([0.0, *[point.earliest for point in points]])
        return month_view(max([0.0, *[point.latest for point in points]]), first)

    def _furniture(self, style: Style, change: ChangeScale) -> Furniture:
        return Furniture(
            self.title,
            self._note,
            keys=self._keys(style.palette),
            value_title="Change from baseline, %",
            below=DAYS_HEIGHT,
            gutter=value_gutter(change.scale, style),
            right=_RIGHT,
        )


def _words(category: Category | None) -> str:
    return "" if category is None else category.value


class _Trace(NamedTuple):
    """A line with its places, those above the scale too."""

    line: SpiderLine
    spots: list[tuple[float, float]]


def _trace(sheet: Sheet, line: SpiderLine, change: ChangeScale, inner: Rect) -> _Trace:
    low, high = change.scale.low, change.scale.high
    per_percent, x_at = inner.height / (high - low), sheet.x_at
    spots = [(x_at(p.day), inner.bottom - (p.percent - low) * per_percent) for p in line.points]
    return _Trace(line, spots)


def _draw_traces(sheet: Sheet, traces: Sequence[_Trace], inner: Rect) -> None:
    counts = in_order(trace.line.best for trace in traces)
    # The commonest response lies below: it would cover the others.
    for best, _ in sorted(counts, key=lambda count: -count[1]):
        group = [trace for trace in traces if trace.line.best is best]
        _draw_group(sheet, group, inner, n_all=len(traces))
    if len(traces) > _FEW:
        return
    for trace in traces:
        _draw_points(sheet, trace, inner)
    for trace in traces:
        _write_end(sheet, trace, inner)


def _draw_group(sheet: Sheet, traces: Sequence[_Trace], inner: Rect, *, n_all: int) -> None:
    """Draw the lines of one best response with one pen: a crowd of them paler and thinner."""
    look = line_look(sheet.palette, traces[0].line.best)
    lines = tuple(_segments(traces, inner))
    if n_all <= _FEW:
        for line in lines:
            sheet.placer.fence(line)
        sheet.add(Strokes(lines, look.colour, 1.4, look.dash))
        return
    colour = _crowd_colour(sheet.palette, traces[0].line.best, n_all)
    sheet.add(Strokes(lines, colour, 0.8))


def _crowd_colour(palette: Palette, best: Category | None, n_all: int) -> str:
    """Return the colour of one of many lines, paler the more there are."""
    strength = 0.7 if n_all <= _MANY else 0.45
    return mix(line_look(palette, best).colour, palette.background, strength)


def _segments(traces: Sequence[_Trace], inner: Rect) -> Iterator[Segment]:
    """Yield the lines between points; what rises above the scale is cut at its top."""
    top = inner.top
    for trace in traces:
        for (x1, y1), (x2, y2) in pairwise(trace.spots):
            if y1 >= top and y2 >= top:
                yield x1, y1, x2, y2
            elif (seen := clip((x1, y1, x2, y2), inner)) is not None:
                yield seen


def _draw_points(sheet: Sheet, trace: _Trace, inner: Rect) -> None:
    """Draw symbols and whiskers; a point above the scale is an arrow at its top."""
    look = line_look(sheet.palette, trace.line.best)
    for point, (x, y) in list(zip(trace.line.points, trace.spots, strict=True))[1:]:
        height = max(y, inner.top)
        _draw_whisker(sheet, point, height, look)
        shape = "up" if y < inner.top else look.shape
        size = 5.0 if shape == "circle" else 6.0
        sheet.add(Glyph(shape, x, height, size, fill=look.colour))
        sheet.placer.block(Rect(x - 2.5, height - 2.5, x + 2.5, height + 2.5))


def _draw_whisker(sheet: Sheet, point: SpiderPoint, y: float, look: LineLook) -> None:
    if point.latest > point.earliest:
        line = (sheet.x(point.earliest), y, sheet.x(point.latest), y)
        colour = mix(look.colour, sheet.palette.background, 0.5)
        sheet.placer.fence(line, light=True)
        sheet.add(Strokes((line,), colour))


def _write_end(sheet: Sheet, trace: _Trace, inner: Rect) -> None:
    """Write code and letters at the last point, or the value of what lies above the scale."""
    line, (x, y) = trace.line, trace.spots[-1]
    bounds = sheet.plot._replace(right=sheet.drawing.width - 2)
    code = sheet.shortened(line.code, _ROLE, 90.0)
    sign = f" {letters(line.best)}" if line.best else ""
    value = f" {line.points[-1].text}" if y < inner.top else ""
    captions = dict.fromkeys((f"{code}{sign}{value}", f"{code}{value}", value.strip() or code))
    height = max(y, inner.top)

    def places(size: tuple[float, float]) -> Iterator[Rect]:
        shifts = ((6, -0.5), (5, -0.1), (5, -0.9), (4, 0.2), (4, -1.2))
        rects = [_beside((x, height), size, *shift) for shift in shifts]
        rects += [_beside((x - size[0], height), size, -by, rise) for by, rise in shifts]
        return (r for r in rects if r.inside(bounds) and not sheet.placer.crossed(r))

    sheet.label([c for c in captions if c], places, _ROLE, sheet.palette.text)


def _beside(
    corner: tuple[float, float], size: tuple[float, float], right: float, rise: float
) -> Rect:
    """Return a rectangle to the right of a place, moved by a share of its height."""
    left, top = corner[0] + right, corner[1] + rise * size[1]
    return Rect(left, top, left + size[0], top + size[1])


def _hits(traces: Sequence[_Trace], inner: Rect) -> Iterator[Hit]:
    """Yield the places of all points; of the baseline, which lines share, only where it is all."""
    for trace in traces:
        said = trace.line.mark.reading.rstrip(".")
        spots = list(zip(trace.line.points, trace.spots, strict=True))
        for point, (x, y) in spots[1:] or spots:
            height = max(y, inner.top)
            reading = f"{said}; {point.text} at day {days_text(point.day)}."
            rect = Rect(x - _REACH, height - _REACH, x + _REACH, height + _REACH)
            yield Hit(rect, trace.line.mark._replace(reading=reading), point=True)
