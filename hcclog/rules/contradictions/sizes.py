"""A reader's word on a lesion against the sizes that were measured, and against its state.

A word is held against the reading just before it, and only where one diameter was measured both
times. What "unchanged" may hide are the thresholds of response: from 20 % and 5 mm more, or from
30 % less, a lesion has changed (Eisenhauer 2009, Eur J Cancer 45:228, 4.3.1).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from hcclog.domain.lesion import LesionState, Trend
from hcclog.rules.contradictions.case import ContradictionRule, finding
from hcclog.rules.criteria import RECIST_1_1
from hcclog.rules.words import limit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from decimal import Decimal

    from hcclog.domain.lesion import Measurement
    from hcclog.rules.contradictions.case import Case, Reading
    from hcclog.rules.verdict import Finding

_AXES = {
    "longest_mm": "",
    "short_axis_mm": "short axis ",
    "viable_mm": "viable part ",
}
_NODE_AXES = ("short_axis_mm", "longest_mm", "viable_mm")


def _changed(now: Decimal, then: Decimal) -> bool:
    grown = now >= then * RECIST_1_1.progression_at
    least = RECIST_1_1.progression_mm or 0
    return (grown and now - then >= least) or now <= then * RECIST_1_1.response_at


# What a word says, and when two sizes (now and before, in mm) say otherwise.
_AGAINST: Mapping[Trend, Callable[[Decimal, Decimal], bool]] = {
    Trend.LARGER: lambda now, then: now <= then,
    Trend.SMALLER: lambda now, then: now >= then,
    Trend.NEARLY_GONE: lambda now, then: now >= then,
    Trend.UNCHANGED: _changed,
}
_IMPOSSIBLE = {
    (LesionState.ABSENT, Trend.LARGER),
    (LesionState.PROGRESSED, Trend.SMALLER),
    (LesionState.PROGRESSED, Trend.NEARLY_GONE),
    (LesionState.PROGRESSED, Trend.UNCHANGED),
}


def find_trends(case: Case) -> Iterator[Finding]:
    """Yield where a lesion is called larger, smaller or unchanged and its sizes say otherwise."""
    readings: dict[str, list[Reading]] = defaultdict(list)
    for assessment in case.in_order(case.record.assessments):
        for reading in case.readings[assessment.id]:
            readings[reading.lesion.id].append(reading)
    for course in readings.values():
        for before, now in pairwise(course):
            trend = now.measurement.trend
            if trend is None or not case.surely_before(before.assessment.on, now.assessment.on):
                continue
            axis = _axis_against(trend, now, before)
            if axis:
                yield _trend_finding(case, now, before, axis)


def _axis_against(trend: Trend, now: Reading, before: Reading) -> str:
    """Return a diameter that speaks against a word; none where another one bears it out."""
    axes = _NODE_AXES if now.lesion.nodal else tuple(_AXES)
    shared = [axis for axis in axes if _sizes(axis, now, before) is not None]
    against = [axis for axis in shared if _speaks_against(trend, axis, now, before)]
    return against[0] if against and len(against) == len(shared) else ""


def _speaks_against(trend: Trend, axis: str, now: Reading, before: Reading) -> bool:
    sizes = _sizes(axis, now, before)
    return sizes is not None and _AGAINST[trend](*sizes)


def _sizes(axis: str, now: Reading, before: Reading) -> tuple[Decimal, Decimal] | None:
    """Return a diameter now and before, in mm; None where one of the two was not measured."""
    size, earlier = getattr(now.measurement, axis), getattr(before.measurement, axis)
    return None if size is None or earlier is None else (size, earlier)


def _trend_finding(case: Case, now: Reading, before: Reading, axis: str) -> Finding:
    measured: Measurement = now.measurement
    size, earlier = getattr(measured, axis), getattr(before.measurement, axis)
    relation = "more than" if size > earlier else "less than" if size < earlier else "as much as"
    return finding(
        f"{now.lesion.label} is called {measured.trend} on {case.when(now.assessment.on)}, but its "
        f"{_AXES[axis]}{limit(size)} are {relation} the {limit(earlier)} of "
        f"{case.when(before.assessment.on)}.",
        measured,
        before.measurement,
        now.assessment,
    )


def find_states(case: Case) -> Iterator[Finding]:
    """Yield where word and state of one reading exclude each other."""
    for assessment in case.record.assessments:
        for reading in case.readings[assessment.id]:
            measured = reading.measurement
            if (measured.state, measured.trend) in _IMPOSSIBLE:
                yield finding(
                    f"{reading.lesion.label} is recorded as {measured.state} on "
                    f"{case.when(assessment.on)} and called {measured.trend} there.",
                    measured,
                    assessment,
                )


RULES = (
    ContradictionRule(
        "trend against sizes",
        "A lesion is called larger, smaller or unchanged, and its measured sizes say otherwise.",
        find_trends,
    ),
    ContradictionRule(
        "trend against state",
        "A lesion that is recorded as progressed is called smaller, or one that is gone larger.",
        find_states,
    ),
)
