"""Where on a drawn chart a lane can be taken hold of: at its title, or at its lower border."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from hcclog.report.course.figure import CourseFigure, CurveLane
from hcclog.report.drawing import Drawing, Part

_REACH = 2.0


@dataclass(frozen=True, slots=True)
class Hold:
    """A lane, held by its lower border or by its title."""

    key: str
    by_border: bool


def hold_at(drawing: Drawing, x: float, y: float) -> Hold | None:
    """Return what of a lane lies at a place; a mark that lies there goes first.

    Between two lanes the border reaches over the whole width, below the last one only under the
    titles: the plot ends there.
    """
    in_titles = x < drawing.plot.left
    for part, after in pairwise([*drawing.parts, None]):
        if part is None:
            continue
        end = drawing.plot.bottom if after is None else after.rect.top
        if part.rect.bottom - _REACH <= y <= end + _REACH:
            is_between = after is not None and drawing.hit(x, y) is None
            return Hold(part.key, by_border=True) if in_titles or is_between else None
        if in_titles and part.rect.top <= y <= part.rect.bottom:
            return Hold(part.key, by_border=False)
    return None


def resized(
    figure: CourseFigure, parts: Sequence[Part], key: str, height: float
) -> dict[str, float]:
    """Return the heights to keep when a lane gets another one.

    Lanes above that would share what room is left stay as they are drawn, so that a border goes
    where the hand goes; those below give way.
    """
    above = takewhile(lambda part: part.key != key, parts)
    kept = {p.key: p.rect.height for p in above if isinstance(figure.lane(p.key), CurveLane)}
    return {**kept, key: max(height, 1.0)}


def places_moved(parts: Sequence[Part], key: str, y: float) -> int:
    """Return by how many places a lane moves down when its title is let go at a height."""
    keys = [part.key for part in parts]
    n_above = sum((p.rect.top + p.rect.bottom) / 2 < y for p in parts if p.key != key)
    return n_above - keys.index(key)


def drop_line(parts: Sequence[Part], key: str, y: float) -> float:
    """Return the height of the gap in which a lane would come to stand."""
    others = [part for part in parts if part.key != key]
    at = places_moved(parts, key, y) + [part.key for part in parts].index(key)
    if not others:
        return parts[0].rect.top
    return others[at].rect.top - _REACH if at < len(others) else others[-1].rect.bottom + _REACH
