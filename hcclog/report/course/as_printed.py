"""The course as papers print it in black and white: arrows stand over the curves.

What a paper draws as arrows are procedures and changes of treatment; the bars above them stay, as
they alone say how long something was given.
"""

from __future__ import annotations

from collections.abc import Iterator

from hcclog.report.course.figure import (
    ArrowLane,
    CourseFigure,
    CurveLane,
    FlagLane,
    Lane,
    RegimenLane,
)
from hcclog.report.course.marks import Flag

_MARKERS = "marker:"


def as_printed(figure: CourseFigure) -> CourseFigure:
    """Return the figure with arrows in place of the lane of procedures."""
    flags = tuple(sorted(_arrows(figure), key=lambda flag: flag.mark.day))
    if not flags:
        return figure
    labelled = ArrowLane("arrows", "Interventions", "as they began", flags)
    bare = tuple(flag._replace(captions=()) for flag in flags)
    is_drawn = False
    lanes: list[Lane] = []
    for lane in figure.lanes:
        if lane.key == "procedures":
            continue
        if lane.key.startswith(_MARKERS):
            if not is_drawn:
                lanes.append(labelled)
            elif isinstance(lane, CurveLane) and lane.n_points > 1:
                lanes.append(ArrowLane(f"arrows:{lane.key}", "", "", bare))
            is_drawn = True
        lanes.append(lane)
    if not is_drawn:
        n_above = sum(isinstance(lane, RegimenLane) for lane in lanes)
        lanes.insert(n_above, labelled)
    return figure._replace(lanes=tuple(lanes))


def _arrows(figure: CourseFigure) -> Iterator[Flag]:
    for lane in figure.lanes:
        if isinstance(lane, FlagLane) and lane.key == "procedures":
            yield from lane.flags
        elif isinstance(lane, RegimenLane):
            yield from _changes(lane)


def _changes(lane: RegimenLane) -> Iterator[Flag]:
    """Yield what began and every change of a dose."""
    for bar in lane.bars:
        doses = [dose for dose in bar.segments[0].captions if not dose.startswith("dose")]
        texts = [f"{bar.name} {dose}" for dose in (*doses[:1], *doses[-1:])]
        yield Flag(bar.mark, tuple(dict.fromkeys((*texts, bar.name))))
        for segment in bar.segments[1:]:
            full, short = segment.captions[0], segment.captions[-1]
            texts = [f"{bar.name} {full}", f"{bar.name} {short}", short]
            yield Flag(segment.mark, tuple(dict.fromkeys(texts)))
