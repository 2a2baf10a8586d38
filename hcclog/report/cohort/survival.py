"""Kaplan-Meier curves with their bands, medians and the numbers at risk."""

from __future__ import annotations

from typing import NamedTuple

from hcclog.cohort.views import Estimate, Survival, SurvivalCurve
from hcclog.report.cohort.axes import (
    DAYS_HEIGHT,
    draw_days,
    draw_values,
    month_view,
    value_gutter,
)
from hcclog.report.cohort.draw_survival import draw_curves
from hcclog.report.cohort.frame import LEAST_WIDTH, Furniture, height_for, open_sheet, write_empty
from hcclog.report.cohort.legend import Key, Swatch
from hcclog.report.cohort.looks import group_look
from hcclog.report.cohort.notes import counted, days_text, name_of, shown
from hcclog.report.cohort.risk_table import draw_risk, risk_gutter, risk_height
from hcclog.report.day_axis import MONTH_DAYS, DayAxis
from hcclog.report.drawing import Drawing
from hcclog.report.entity_words import CRITERIA_NAMES
from hcclog.report.picture import Numbers
from hcclog.report.scales import ValueScale
from hcclog.report.sheet import Style
from hcclog.report.wording import rounded

_HEADER = (
    "group",
    "day",
    "share",
    "low",
    "high",
    "at risk",
    "events",
    "censored",
    "left out",
    "left out because",
)
_SCALE = ValueScale(0.0, 100.0)
_LEAST_PLOT, _PLOT = 130.0, 240.0
_PAD = 8.0
_NEEDS_CRITERIA = {"PFS", "TTP", "DoR"}
_MOST_GUTTER_SHARE = 0.34


class SurvivalPicture(NamedTuple):
    """Survival curves, to be laid out."""

    view: Survival

    @property
    def title(self) -> str:
        """The endpoint, and by which criteria where it rests on one."""
        name = f"{self.view.name} ({self.view.endpoint})"
        if self.view.endpoint in _NEEDS_CRITERIA:
            return f"{name}, {CRITERIA_NAMES[self.view.criteria]}"
        return name

    @property
    def description(self) -> str:
        """The median of each group, and who is not shown."""
        told = " ".join(f"{captions[0]}." for captions in self._captions())
        return f"{self.title}. {told} {self._note}".replace("  ", " ")

    @property
    def _note(self) -> str:
        n_all = sum(curve.n for curve in self.view.curves)
        parts = [shown(n_all, "", self.view.left_out)]
        if self.view.n_uncertain:
            n = self.view.n_uncertain
            verb = "time rests" if n == 1 else "times rest"
            parts.append(f"{counted(n)} {verb} on dates that are not known to the day.")
        return " ".join(part for part in (*parts, self.view.method) if part)

    def height_at(self, width: float, style: Style) -> float:
        """Return the height at which everything has its room."""
        return height_for(self._furniture(width, style), width, style, _PLOT)

    def lay_out(self, size: tuple[float, float], style: Style) -> Drawing:
        """Return the drawing for a width and a height in pixels."""
        curves = self.view.curves
        last = max((curve.steps[-1].days for curve in curves if curve.steps), default=0.0)
        sheet = open_sheet(
            self._furniture(size[0], style), size, style, month_view(last), _LEAST_PLOT
        )
        plot = sheet.plot
        inner = plot._replace(top=plot.top + _PAD)
        draw_values(sheet, _SCALE, inner)
        ticks = draw_days(sheet, self._axis, grid=False)
        draw_curves(sheet, curves, inner)
        if not curves:
            write_empty(sheet)
        draw_risk(sheet, curves, ticks, plot.bottom + DAYS_HEIGHT)
        return sheet.drawing

    def numbers(self) -> Numbers:
        """Return every step, and everyone who is left out with the reason."""
        steps = [
            (
                curve.group,
                days_text(step.days),
                f"{step.share:.6f}",
                _share(step.low),
                _share(step.high),
                str(step.n_at_risk),
                str(step.n_events),
                str(step.n_censored),
                "",
                "",
            )
            for curve in self.view.curves
            for step in curve.steps
        ]
        others = [(*[""] * 8, name_of(one), one.why) for one in self.view.left_out]
        return Numbers(_HEADER, [*steps, *others])

    def _captions(self) -> list[tuple[str, ...]]:
        """Return what each curve says; one of everybody needs no name."""
        curves = self.view.curves
        return [_captions(one.group if len(curves) > 1 else "", one) for one in curves]

    @property
    def _axis(self) -> DayAxis:
        is_response = self.view.endpoint == "DoR"
        return DayAxis(0.0, "the first response" if is_response else "the start of the line")

    def _furniture(self, width: float, style: Style) -> Furniture:
        curves = self.view.curves
        looks = [group_look(style.palette, k) for k in range(len(curves))]
        most = _MOST_GUTTER_SHARE * max(width, LEAST_WIDTH)
        return Furniture(
            self.title,
            self._note,
            keys=tuple(
                Key(captions, Swatch("line", look.colour, look.dash))
                for captions, look in zip(self._captions(), looks, strict=True)
            ),
            value_title=f"{self.view.endpoint}, %",
            below=DAYS_HEIGHT + risk_height(len(curves)),
            gutter=max(value_gutter(_SCALE, style), min(risk_gutter(curves, style), most)),
            row_each=True,
        )


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"


def _captions(group: str, curve: SurvivalCurve) -> tuple[str, ...]:
    """Return the words of the legend, the longest first."""
    median = f"median {median_text(curve.median_days)}"
    events = f"{counted(curve.n_events)} {'event' if curve.n_events == 1 else 'events'}"
    n = f"n = {counted(curve.n)}"
    told = (f"{n}, {events}, {median}", f"{n}, {median}", median, median.partition(" (")[0])
    if not group:
        return told
    return (*(f"{group}: {one}" for one in told), group)


def median_text(median: Estimate) -> str:
    """Return a median in months with its interval: ``8.3 months (6.1 to 11.0)``."""
    if median.value is None:
        return "not reached" + _interval(median)
    return f"{_months(median.value)} months{_interval(median)}"


def _interval(median: Estimate) -> str:
    if median.low is None and median.high is None:
        return ""
    ends = (_months(end) if end is not None else "not reached" for end in (median.low, median.high))
    return " ({} to {})".format(*ends)


def _months(days: float) -> str:
    return rounded(days / MONTH_DAYS)
