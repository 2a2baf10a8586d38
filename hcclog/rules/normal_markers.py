"""Were the tumour markers normal at an assessment? Each result is read by its own reference range.

Source: Eisenhauer 2009, 4.3.3: a complete response needs normal tumour markers. How near to the
assessment a result must be is not printed there; `MARKER_DAYS` says it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from hcclog.catalogue.analytes import analyte
from hcclog.domain.by_test import Kept, results_by_test
from hcclog.domain.labs import Qualitative
from hcclog.domain.quantities import Comparator
from hcclog.rules.criteria import MARKER_DAYS, RESPONSE_MARKERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hcclog.domain.chronology import Chronology, DaySpan
    from hcclog.domain.labs import LabResult
    from hcclog.domain.record import PatientRecord

_IN_WORDS = {Qualitative.NORMAL: True, Qualitative.RAISED: False}
_AT_MOST = (Comparator.LESS, Comparator.LESS_OR_EQUAL)


class Placed(NamedTuple):
    """One result of a marker, with twice the middles of the first and last day it speaks of."""

    lab: LabResult
    first: int
    last: int


class MarkerResults:
    """The results of one marker that have a place in time.

    Attributes:
        placed: In the order of the record.
    """

    def __init__(self, placed: Sequence[Placed]) -> None:
        self.placed = placed
        numbered = list(enumerate(placed))
        self._periods = [(n, one) for n, one in numbered if one.first != one.last]
        self._days = sorted(
            ((n, one) for n, one in numbered if one.first == one.last),
            key=lambda pair: pair[1].last,
        )
        self._ends = [one.last for _, one in self._days]

    def near(self, here: int) -> list[Placed]:
        """Return those among which the last up to a day is: all periods, and of days the last."""
        end = bisect_right(self._ends, here)
        start = bisect_left(self._ends, self._ends[end - 1]) if end else 0
        return [one for _, one in sorted([*self._periods, *self._days[start:end]])]


def placed_markers(record: PatientRecord, chronology: Chronology) -> list[MarkerResults]:
    """Return the results of each marker that have a place in time, in the rules' order."""
    kept = _KEPT.of(record, chronology)
    return [kept.of(code).answer for code in RESPONSE_MARKERS if code in kept]


def _results_of(record: PatientRecord, chronology: Chronology, code: str) -> MarkerResults:
    found = []
    for lab in results_by_test(record)[code]:
        first = chronology.span(lab.on)
        if first is not None:
            last = (lab.until_on and chronology.span(lab.until_on)) or first
            middle = _twice_middle(first)
            found.append(Placed(lab, middle, middle if last is first else _twice_middle(last)))
    return MarkerResults(found)


_KEPT: Kept[MarkerResults] = Kept(_results_of)


def _twice_middle(days: DaySpan) -> int:
    return days.earliest + days.latest


def markers_at(
    markers: Iterable[MarkerResults], day: DaySpan, chronology: Chronology
) -> tuple[bool | None, str]:
    """Return whether the markers were normal at an assessment, and what is known, in sentences.

    Args:
        markers: What `placed_markers` returned.
        day: The days on which the assessment can lie; results are compared by their middles.
        chronology: Names the dates.

    Returns:
        False where one was raised; None where one is not known, or none was measured.
    """
    judged = [
        (is_normal(placed.lab) if near else None, _sentence(placed, chronology, near=near))
        for results in markers
        for placed, near in _last(results, day)
    ]
    said = " ".join(sentence for _, sentence in judged)
    if not judged:
        return None, f"None was measured in the {MARKER_DAYS} days before this assessment."
    states = {state for state, _ in judged}
    if False in states:
        return False, said
    return (None if None in states else True), said


def _last(results: MarkerResults, day: DaySpan) -> list[tuple[Placed, bool]]:
    """Return the last results of one marker up to a day, and whether they are near enough.

    One that is too old counts unless it was normal: what was raised must have become normal.
    """
    here = _twice_middle(day)
    # Twice the days from each result to the assessment, 0 in its period; later ones do not count.
    known = [
        (max(0, here - placed.last), placed)
        for placed in results.near(here)
        if placed.first <= here
    ]
    least = min((days for days, _ in known), default=0)
    near = least <= 2 * MARKER_DAYS
    last = [placed for days, placed in known if days == least]
    return [(placed, near) for placed in last if near or not is_normal(placed.lab)]


def is_normal(lab: LabResult) -> bool | None:
    """Return whether a result is at or below its own upper limit; None where it cannot be told."""
    if lab.value is None:
        return _IN_WORDS.get(lab.qualitative) if lab.qualitative is not None else None
    if lab.reference_high is None:
        return None
    if lab.comparator in _AT_MOST:
        return True if lab.value <= lab.reference_high else None
    if lab.comparator is Comparator.EQUAL:
        return lab.value <= lab.reference_high
    least_is_above = lab.value > lab.reference_high
    at_the_limit = lab.comparator is Comparator.GREATER and lab.value == lab.reference_high
    return False if least_is_above or at_the_limit else None


def _sentence(placed: Placed, chronology: Chronology, *, near: bool) -> str:
    lab = placed.lab
    name, when = analyte(lab.analyte).short, chronology.label(lab.until_on or lab.on)
    value = str(lab.qualitative or "without a value")
    if lab.value is not None:
        sign = "" if lab.comparator is Comparator.EQUAL else lab.comparator.value
        value = f"{sign}{lab.value:f} {lab.unit}".strip()
    start = f"{name} was {value} ({when}){_verdict(lab)}"
    if not near:
        return f"{start}, and it has no result in the {MARKER_DAYS} days before this assessment."
    return f"{start}."


def _verdict(lab: LabResult) -> str:
    state = is_normal(lab)
    if lab.value is None:
        return ", which does not say whether it is normal" if state is None else ""
    if lab.reference_high is None:
        return ", without a reference range"
    limit = f"the upper limit {lab.reference_high:f} {lab.unit}".strip()
    if state is None:
        return f", which may lie on either side of {limit}"
    return f", {'not above' if state else 'above'} {limit}"
