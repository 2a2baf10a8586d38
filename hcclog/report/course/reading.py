"""What the chart says in words: at one day, and as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import TypeVar

from hcclog.report.course.figure import (
    ArrowLane,
    BandLane,
    ChipLane,
    CourseFigure,
    CurveLane,
    FlagLane,
    Lane,
    RegimenLane,
)
from hcclog.report.course.marks import Chip, CurvePoint

Marked = TypeVar("Marked", Chip, CurvePoint)
_NEAR_DAYS = 15.0


def readings_at(figure: CourseFigure, day: float) -> tuple[tuple[str, str], ...]:
    """Return what each lane says at a day, as title and text: the last that was known then.

    Lanes that know nothing yet, and procedures or events farther than 15 days off, say nothing.
    """
    found = ((lane.title, _reading(lane, day)) for lane in figure.lanes)
    return tuple((title, text) for title, text in found if text)


def summary(figure: CourseFigure) -> str:
    """Return the chart in a few sentences, for who does not see it: the latest of every lane."""
    latest = (f"{title}: {text}." for title, text in readings_at(figure, figure.extent[1]))
    return " ".join(latest) or "Nothing is recorded yet."


def _reading(lane: Lane, day: float) -> str:
    if isinstance(lane, RegimenLane):
        given = [bar for bar in lane.bars if bar.start <= day and (bar.ongoing or day <= bar.end)]
        doses = ((bar, next(s for s in reversed(bar.segments) if s.start <= day)) for bar in given)
        return " + ".join(f"{bar.name} {segment.captions[-1]}" for bar, segment in doses)
    if isinstance(lane, ChipLane):
        chip = _last(lane.chips, day)
        return chip.captions[0] if chip else ""
    if isinstance(lane, CurveLane):
        # Of several criteria the first speaks, of several series the one of that day.
        first = [curve for curve in lane.curves if curve.style == lane.curves[0].style]
        point = _last([p for curve in first for p in curve.points()], day)
        return f"{point.text} {lane.subtitle.partition(',')[0]}" if point else ""
    if isinstance(lane, BandLane):
        within = [band for band in lane.bands if band.start <= day <= band.end and band.captions]
        return within[-1].captions[0] if within else ""
    return _nearby(lane, day)


def _last(marked: Sequence[Marked], day: float) -> Marked | None:
    """Return the last that was known at a day, the first of several."""
    known = [(one.mark.day, one) for one in marked]
    before = [pair for pair in known if pair[0] <= day]
    return max(before, key=itemgetter(0))[1] if before else None


def _nearby(lane: FlagLane | ArrowLane, day: float) -> str:
    near = [f for f in lane.flags if f.captions and abs(f.mark.day - day) <= _NEAR_DAYS]
    return ", ".join(flag.captions[-1] for flag in near)
