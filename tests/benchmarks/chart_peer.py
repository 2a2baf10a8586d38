"""The course chart as a person would make it with matplotlib, of the same figure.

One subplot a lane over a shared axis of days: courses and holds as bars with agent and dose inside,
procedures and events as symbols with their labels, responses as texts in boxes, curves with
symbols, whiskers, reference bands, levels and the values beside them. What ours does beyond that
(no label lies over another, every place can be pointed at) is not asked of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

from hcclog.domain.quantities import Comparator
from hcclog.report.course.crowd import CROWD
from hcclog.report.course.figure import (
    BandLane,
    ChipLane,
    CourseFigure,
    CurveLane,
    FlagLane,
    Lane,
    RegimenLane,
)
from hcclog.report.course.layout import natural_height
from hcclog.report.course.marks import Curve, CurvePoint
from hcclog.report.palette import LIGHT, chip_colours, mix
from hcclog.report.sheet import Style
from hcclog.report.typeface import measure

DPI = 96
# matplotlib counts its dates from 1970.
EPOCH = date(1970, 1, 1).toordinal()
_SHAPES = {"down": "v", "up": "^", "circle": "o", "diamond": "D", "cross": "P", "bar": "|"}
_SIGNS = {
    Comparator.LESS: "v",
    Comparator.LESS_OR_EQUAL: "v",
    Comparator.GREATER: "^",
    Comparator.GREATER_OR_EQUAL: "^",
    Comparator.EQUAL: "o",
}
_SMALL = {"fontsize": 8, "clip_on": True}


def agg(size: tuple[float, float]) -> tuple[Any, Any]:
    """Return a figure of so many pixels, and the canvas that paints it into memory."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(size[0] / DPI, size[1] / DPI), dpi=DPI)
    return figure, FigureCanvasAgg(figure)


class CoursePeer:
    """One figure in matplotlib.

    Attributes:
        lines: Each curve's line with its points, by the lane's key.
    """

    def __init__(self, figure: CourseFigure, size: tuple[float, float]) -> None:
        self.shown = figure
        self.figure, self.canvas = agg(size)
        rooms = [self._room(lane) for lane in figure.lanes]
        self.axes: list[Any] = list(
            self.figure.subplots(
                len(rooms), 1, sharex=True, squeeze=False, gridspec_kw={"height_ratios": rooms}
            )[:, 0]
        )
        self.lines: dict[str, list[tuple[Any, list[float], list[float]]]] = defaultdict(list)
        for axes, lane in zip(self.axes, figure.lanes, strict=True):
            self._draw_lane(axes, lane)
        last = self.axes[-1]
        if figure.axis.zero_day is None:
            last.xaxis_date()
        self.show(figure.home)
        self.figure.subplots_adjust(left=0.12, right=0.98, top=0.99, bottom=0.06, hspace=0.08)

    def show(self, view: tuple[float, float]) -> None:
        """Show other days."""
        self.axes[-1].set_xlim(self._x(view[0]), self._x(view[1]))

    def draw(self) -> None:
        """Paint."""
        self.canvas.draw()

    def add_value(self, key: str, point: CurvePoint) -> None:
        """Take one more value into the first curve of a lane: its line, its symbol, its text."""
        line, days, values = self.lines[key][0]
        days.append(self._x(point.mark.day))
        values.append(point.value)
        line.set_data(days, values)
        self._write_value(line.axes, point)
        line.axes.relim()
        line.axes.autoscale_view(scalex=False)

    def _x(self, day: float) -> float:
        return day if self.shown.axis.zero_day is not None else day - EPOCH

    def _room(self, lane: Lane) -> float:
        alone = self.shown._replace(lanes=(lane,))
        return natural_height(alone, 900, Style(LIGHT, measure))

    def _draw_lane(self, axes: Any, lane: Lane) -> None:
        axes.set_ylabel(f"{lane.title}\n{lane.subtitle}", rotation=0, ha="right", fontsize=8)
        axes.grid(visible=True, axis="x", color=LIGHT.grid)
        if not isinstance(lane, CurveLane):
            axes.set_yticks([])
            axes.set_ylim(0, 1)
        drawers: dict[type, Callable[[Any, Any], None]] = {
            RegimenLane: self._draw_regimens,
            FlagLane: self._draw_flags,
            ChipLane: self._draw_chips,
            BandLane: self._draw_bands,
            CurveLane: self._draw_curves,
        }
        drawers[type(lane)](axes, lane)

    def _draw_regimens(self, axes: Any, lane: RegimenLane) -> None:
        axes.set_ylim(lane.n_rows, -0.4)
        for bar in lane.bars:
            for k, part in enumerate(bar.segments):
                fill = mix(bar.colour, LIGHT.background, part.strength)
                axes.barh(
                    bar.row + 0.3, part.end - part.start, 0.6, self._x(part.start), color=fill
                )
                words = [bar.name] * (k == 0) + list(part.captions[:1])
                axes.text(self._x(part.start), bar.row + 0.3, "\n".join(words), **_SMALL)
            for hold in bar.holds:
                left, width = self._x(hold.start), hold.end - hold.start
                axes.barh(
                    bar.row + 0.7, width, 0.15, left, color="w", hatch="///", edgecolor=bar.colour
                )
                axes.text(left, bar.row + 0.95, hold.captions[-1], **_SMALL)
        for line in lane.lines:
            axes.text(self._x(line.mark.day), -0.1, line.captions[0], **_SMALL)

    def _draw_flags(self, axes: Any, lane: FlagLane) -> None:
        by_shape: dict[str, list[float]] = defaultdict(list)
        for k, flag in enumerate(lane.flags):
            by_shape[flag.shape].append(self._x(flag.mark.day))
            if flag.captions:
                at = (self._x(flag.mark.day), 0.3 + 0.3 * (k % 2))
                axes.text(*at, f"  {flag.captions[0]}", **_SMALL)
            if flag.until is not None:
                axes.hlines(0.2, self._x(flag.mark.day), self._x(flag.until))
        for shape, days in by_shape.items():
            axes.plot(days, [0.5] * len(days), _SHAPES[shape], color=LIGHT.text, markersize=6)

    def _draw_chips(self, axes: Any, lane: ChipLane) -> None:
        for chip in lane.chips:
            fill, ink = chip_colours(LIGHT, chip.category)
            box = {"boxstyle": "round", "facecolor": fill, "edgecolor": "none"}
            words = chip.captions[-1]
            axes.text(
                self._x(chip.mark.day), 0.5, words, color=ink, bbox=box, ha="center", **_SMALL
            )
        days = [self._x(chip.mark.day) for chip in lane.chips if chip.differs]
        axes.plot(days, [0.8] * len(days), "o", color=LIGHT.mark, markersize=4)

    def _draw_bands(self, axes: Any, lane: BandLane) -> None:
        for band in lane.bands:
            fill = mix(LIGHT.band, LIGHT.background, band.strength)
            axes.barh(0.5, band.end - band.start, 0.7, self._x(band.start), color=fill)
            for word in band.captions[:1]:
                axes.text(self._x(band.start), 0.5, word, **_SMALL)

    def _draw_curves(self, axes: Any, lane: CurveLane) -> None:
        axes.set_yscale("log" if lane.scale.logarithmic else "linear")
        axes.set_ylim(lane.scale.low, lane.scale.high)
        axes.grid(visible=True, axis="y", color=LIGHT.grid)
        for span in lane.ranges:
            high = lane.scale.high if span.high is None else span.high
            axes.axhspan(span.low, high, color=LIGHT.reference)
        for level in lane.levels:
            axes.axhline(level.value, linestyle="--", color=LIGHT.threshold)
            for words in level.captions[:1]:
                axes.text(self._x(self.shown.home[1]), level.value, words, ha="right", **_SMALL)
        for one in lane.breaks:
            axes.axvline(self._x(one.day), linestyle=":", color=LIGHT.muted)
        for curve in lane.curves:
            self._draw_curve(axes, lane, curve)

    def _draw_curve(self, axes: Any, lane: CurveLane, curve: Curve) -> None:
        points = list(curve.points())
        few = len(points) <= CROWD
        for run in curve.runs:
            days, values = [self._x(p.mark.day) for p in run], [p.value for p in run]
            (line,) = axes.plot(days, values, "-o", markersize=5 if few else 3, linewidth=1.2)
            self.lines[lane.key].append((line, days, values))
        for point in points:
            if point.comparator is not Comparator.EQUAL:
                axes.plot(self._x(point.mark.day), point.value, _SIGNS[point.comparator])
        unsure = [p for p in points if not p.mark.span.exact]
        axes.hlines(
            [p.value for p in unsure],
            [self._x(p.mark.span.earliest) for p in unsure],
            [self._x(p.mark.span.latest) for p in unsure],
            colors=LIGHT.whisker,
        )
        if curve.label and points:
            axes.text(self._x(points[-1].mark.day), points[-1].value, curve.label, **_SMALL)
        # As many as ours: all of a few values, the leading ones of a crowd.
        labelled = points if few else [points[0], points[-1], *_extremes(points)]
        for point in labelled if curve.printed else ():
            self._write_value(axes, point)

    def _write_value(self, axes: Any, point: CurvePoint) -> None:
        place = {"xytext": (0, 5), "textcoords": "offset points", "fontsize": 8}
        at = (self._x(point.mark.day), point.value)
        axes.annotate(point.text, at, ha="center", annotation_clip=True, **place)


def _extremes(points: list[CurvePoint]) -> list[CurvePoint]:
    by_value = sorted(points, key=lambda point: point.value)
    return [by_value[0], by_value[-1]]
