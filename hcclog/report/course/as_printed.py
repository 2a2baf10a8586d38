"""The course as papers print it in black and white: arrows stand over the curves.

What a paper draws as arrows are procedures and changes of treatment; the bars above them stay, as
they alone say how long something was given.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from hcclog.report.course.figure import ArrowLane, CourseFigure, CurveLane, FlagLane, RegimenLane
from hcclog.report.course.marks import Captions, Flag, RegimenBar

_MARKERS = "marker:"


def as_printed(figure: CourseFigure) -> CourseFigure:
    """Return the figure with arrows in place of the lane of procedures."""
    flags = tuple(sorted(_arrows(figure), key=lambda flag: flag.mark.day))
    if not flags:
        return figure
    labelled = ArrowLane("arrows", "Interventions", "as they began", flags)
    bare = tuple(flag._replace(captions=()) for flag in flags)
    is_drawn = False
    lanes = []
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
    """Yield what began or changed, agents that began on one day together."""
    began = sorted((_begun(bar) for bar in lane.bars), key=lambda flag: flag.mark.day)
    for _, group in groupby(began, key=lambda flag: flag.mark.span):
        flags = list(group)
        yield flags[0]._replace(captions=_together([flag.captions for flag in flags]))
    for bar in lane.bars:
        for segment in bar.segments[1:]:
            texts = (f"{bar.name} {segment.captions[0]}", f"{bar.name} {segment.captions[-1]}")
            yield Flag(segment.mark, tuple(dict.fromkeys((*texts, segment.captions[-1]))))


def _begun(bar: RegimenBar) -> Flag:
    doses = bar.segments[0].captions
    texts = [f"{bar.name} {dose}" for dose in (doses[0], doses[-1])]
    return Flag(bar.mark, tuple(dict.fromkeys((*texts, bar.name))))


def _together(captions: list[Captions]) -> Captions:
    """Return captions of several agents as one: all in full, then all in short."""
    full = " + ".join(one[0] for one in captions)
    short = " + ".join(one[-1] for one in captions)
    if len(captions) == 1:
        return captions[0]
    return tuple(dict.fromkeys((full, short)))
