"""What is true of all lanes of a swimmer plot, found in one pass: there may be ten thousand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter, lt, not_
from typing import NamedTuple

from hcclog.cohort.views import SwimmerLane
from hcclog.report.course.remembered import Lately

_START, _END = attrgetter("start"), attrgetter("end")
_AGENTS, _END_KNOWN = attrgetter("agents"), attrgetter("end_known")
_EARLIEST, _LATEST, _KIND = attrgetter("earliest"), attrgetter("latest"), attrgetter("kind")


class SwimmerFacts(NamedTuple):
    """What title, legend and axis of a swimmer plot need.

    Attributes:
        agents: The one that most courses have first.
        kinds: Of the signs that occur.
        unsure: True where the date of a sign can mean several days.
        ongoing: How many are on treatment.
        open_ends: True where a course ended on a day that is not known.
    """

    first: float
    last: float
    agents: tuple[str, ...]
    kinds: frozenset[str]
    unsure: bool
    ongoing: int
    open_ends: bool


def facts_of(lanes: Sequence[SwimmerLane]) -> SwimmerFacts:
    """Return what is true of all lanes; it is kept for those that were asked about last."""
    return _KEPT.answer(lanes)


def _facts_of(lanes: Sequence[SwimmerLane]) -> SwimmerFacts:
    stretches = [one for lane in lanes for one in lane.stretches]
    signs = [one for lane in lanes for one in lane.signs]
    first = min(map(_START, stretches), default=0.0), min(map(_EARLIEST, signs), default=0.0)
    last = max(map(_END, stretches), default=0.0), max(map(_LATEST, signs), default=0.0)
    known = [lane.end for lane in lanes]
    on_treatment = [lane for lane in lanes if lane.ongoing]
    last_given = (one for lane in on_treatment for one in lane.stretches if one.end >= lane.end)
    n_going_on = sum(not one.end_known for one in last_given)
    return SwimmerFacts(
        min(0.0, *first, *known),
        max(0.0, *last, *known),
        _in_order(Counter(map(_AGENTS, stretches))),
        frozenset(map(_KIND, signs)),
        any(map(lt, map(_EARLIEST, signs), map(_LATEST, signs))),
        len(on_treatment),
        sum(map(not_, map(_END_KNOWN, stretches))) > n_going_on,
    )


def _in_order(given: Counter[tuple[str, ...]]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for agents, n in given.items():
        for code in agents:
            counts[code] += n
    return tuple(code for code, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


# The same lanes are laid out again at every size.
_KEPT: Lately[Sequence[SwimmerLane], SwimmerFacts] = Lately(_facts_of, 4)
