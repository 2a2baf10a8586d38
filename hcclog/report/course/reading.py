"""What the chart says in words: at one day, and as a whole."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from hcclog.report.course.figure import (
    ArrowLane,
    BandLane,
    ChipLane,
    CourseFigure,
    CurveLane,
    FlagLane,
    Lane,
    LeadLane,
    NoteLane,
    RegimenLane,
)
from hcclog.report.course.marks import Chip, Curve, CurvePoint, Flag, Mark, RegimenBar
from hcclog.report.course.remembered import Lately

_NEAR_DAYS = 15.0
_Said = tuple[float, Chip | CurvePoint, Curve | None]


class Reading(NamedTuple):
    """What one lane says at a day.

    Attributes:
        key: The lane's.
        text: What was last known.
        when: The date of that, as it is known; empty where there are several.
        is_older: True where that date lies before the day.
    """

    key: str
    title: str
    text: str
    when: str = ""
    is_older: bool = False

    @property
    def words(self) -> str:
        """Text and date: ``439 ng/mL since 2022-05``."""
        if not self.when:
            return self.text
        return f"{self.text} since {self.when}" if self.is_older else f"{self.text}, {self.when}"


class Reader:
    """Reads one figure at any day."""

    def __init__(self, figure: CourseFigure) -> None:
        self._figure = figure

    def at(self, day: float) -> tuple[Reading, ...]:
        """Return what each lane says; lanes that know nothing yet say nothing."""
        found = (_reading(lane, day) for lane in self._figure.lanes)
        return tuple(reading for reading in found if reading is not None)


def _reading(lane: Lane, day: float) -> Reading | None:
    if isinstance(lane, RegimenLane):
        return _given(lane, day)
    if isinstance(lane, (ChipLane, CurveLane)):
        return _last(lane, day)
    if isinstance(lane, BandLane):
        within = [band for band in lane.bands if band.start <= day <= band.end]
        named = [band for band in within if band.captions][-1:]
        return next((_known(lane, b.captions[0], b.mark, day) for b in named), None)
    if isinstance(lane, LeadLane):
        return _led(lane, day)
    return _nearby(lane, day) if isinstance(lane, FlagLane) else None


def _last(lane: ChipLane | CurveLane, day: float) -> Reading | None:
    """Return the last that was known at a day, the first of several."""
    days, ordered = _ORDERED.answer(lane)
    n_before = bisect_right(days, day)
    if not n_before:
        return None
    _, one, curve = ordered[bisect_left(days, days[n_before - 1])]
    text = one.captions[0] if isinstance(one, Chip) else _value(lane, one, curve)
    return _known(lane, text, one.mark, day)


def _in_order(lane: ChipLane | CurveLane) -> tuple[list[float], list[_Said]]:
    """Return what a lane says in order of time, and the days of that."""
    said: list[_Said] = (
        [(chip.mark.day, chip, None) for chip in lane.chips]
        if isinstance(lane, ChipLane)
        else [
            (point.mark.day, point, curve)
            for curve in sorted(lane.curves, key=_begun, reverse=True)
            if curve.printed
            for point in curve.points()
        ]
    )
    said.sort(key=itemgetter(0))
    return [day for day, _, _ in said], said


def _begun(curve: Curve) -> float:
    """Return when a curve began: of two series with one scan the newer one is read."""
    return next((point.mark.day for point in curve.points()), 0.0)


# A lane that stays as it is stays in order.
_ORDERED: Lately[ChipLane | CurveLane, tuple[list[float], list[_Said]]] = Lately(_in_order, 64)


def _value(lane: Lane, point: CurvePoint, curve: Curve | None) -> str:
    """Return a printed value with its unit, led by its curve's name where there are several."""
    name = f"{curve.label} " if curve is not None and curve.label and _has_several(lane) else ""
    own = "" if point.text.startswith(name) else name
    return f"{own}{point.text} {lane.subtitle.partition(',')[0]}"


def _has_several(lane: Lane) -> bool:
    return isinstance(lane, CurveLane) and sum(curve.printed for curve in lane.curves) > 1


def readings_at(figure: CourseFigure, day: float) -> tuple[tuple[str, str], ...]:
    """Return what each lane says at a day, as title and text: the last that was known then.

    Lanes that know nothing yet, and procedures or events farther than 15 days off, say nothing.
    """
    return tuple((reading.title, reading.text) for reading in Reader(figure).at(day))


def summary(figure: CourseFigure) -> str:
    """Return the chart in a few sentences, for who does not see it: the latest of every lane."""
    latest = [f"{title}: {text}." for title, text in readings_at(figure, figure.extent[1])]
    notes = [n for lane in figure.lanes if isinstance(lane, NoteLane) for n in lane.notes]
    return " ".join((*latest, *notes)) or "Nothing is recorded yet."


def _known(lane: Lane, text: str, mark: Mark, day: float) -> Reading:
    return Reading(lane.key, lane.title, text, mark.when, day > mark.span.latest)


def _given(lane: RegimenLane, day: float) -> Reading | None:
    """Return what is given at a day, or held; with the date of its dose where it is one agent."""
    given = [bar for bar in lane.bars if bar.start <= day and (bar.ongoing or day <= bar.end)]
    if not given:
        return None
    parts = [_of_bar(bar, day) for bar in given]
    text = " + ".join(words for words, _ in parts)
    if len(parts) > 1:
        return Reading(lane.key, lane.title, text)
    return _known(lane, text, parts[0][1], day)


def _of_bar(bar: RegimenBar, day: float) -> tuple[str, Mark]:
    held = [hold for hold in bar.holds if hold.start <= day < hold.end]
    if held:
        return f"{bar.name} held", held[-1].mark
    segment = next(segment for segment in reversed(bar.segments) if segment.start <= day)
    return f"{bar.name} {segment.captions[-1]}", segment.mark


def _nearby(lane: FlagLane | ArrowLane, day: float) -> Reading | None:
    near = [flag for flag in lane.flags if flag.captions and _is_near(flag, day)]
    if not near:
        return None
    if len(near) > 1:
        text = ", ".join(flag.captions[-1] for flag in near)
        return Reading(lane.key, lane.title, text)
    lasted = near[0].until is not None and day > near[0].mark.span.latest
    return Reading(lane.key, lane.title, near[0].captions[0], near[0].mark.when, lasted)


def _led(lane: LeadLane, day: float) -> Reading | None:
    """Return the lead about a day: from 15 days before its first mark to 15 after its last."""
    for lead in lane.leads:
        days = [mark.day for mark in lead.marks()]
        if min(days) - _NEAR_DAYS <= day <= max(days) + _NEAR_DAYS:
            return Reading(lane.key, lane.title, lead.captions[0])
    return None


def _is_near(flag: Flag, day: float) -> bool:
    lasts = flag.until is not None and flag.mark.day <= day <= flag.until
    return lasts or abs(flag.mark.day - day) <= _NEAR_DAYS


def in_words(readings: Sequence[Reading]) -> str:
    """Return readings as sentences, such as ``AFP: 439 ng/mL since 2022-05.``."""
    return " ".join(f"{reading.title}: {reading.words}." for reading in readings)
