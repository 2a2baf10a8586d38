"""Normalisation: the first result within its own reference range after one above it, and its loss.

The upper limit is that of the result itself, as its laboratory printed it, so results of different
assays stand beside each other. Without a limit only the words "normal" and "raised" count. A value
under the lower limit is not raised.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.labs import Qualitative
from hcclog.rules.markers.results import Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hcclog.domain.chronology import Chronology

SOURCE = "reference range of each result"


class Normality(StrEnum):
    """A result against its own upper limit of normal."""

    ABOVE = "above"
    WITHIN = "within"
    UNKNOWN = "unknown"


class NormalChange(NamedTuple):
    """A result with which a marker became normal, or was above normal again.

    Attributes:
        result: That result.
        normalised: True where it became normal, False where that was lost.
        sentence: What it is against its limit, and what was before.
    """

    result: Result
    normalised: bool
    sentence: str


def normality(result: Result) -> Normality:
    """Return how a result stands to the upper limit of its own reference range.

    A value equal to the limit is within. A comparator that leaves both sides open is unknown.
    """
    lab, bounds = result.lab, result.bounds
    if lab.value is None:
        words = {Qualitative.RAISED: Normality.ABOVE, Qualitative.NORMAL: Normality.WITHIN}
        return words.get(lab.qualitative or Qualitative.LOW, Normality.UNKNOWN)
    if bounds is None or lab.reference_high is None:
        return Normality.UNKNOWN
    limit = Fraction(lab.reference_high)
    if bounds.all_at_most(limit):
        return Normality.WITHIN
    return Normality.ABOVE if bounds.all_above(limit) else Normality.UNKNOWN


def normal_changes(results: Iterable[Result], chronology: Chronology) -> Iterator[NormalChange]:
    """Yield each normalisation and each loss of it; the results are oldest first."""
    before: Result | None = None
    for result in results:
        state = normality(result)
        if state is Normality.UNKNOWN:
            continue
        if before is not None and state is not normality(before):
            normalised = state is Normality.WITHIN
            yield NormalChange(result, normalised, _sentence(result, before, chronology))
        before = result


def _sentence(result: Result, before: Result, chronology: Chronology) -> str:
    verb = "became normal" if normality(result) is Normality.WITHIN else "is above normal again"
    unsure = chronology.surely_before(before.lab.on, result.lab.on) is None
    remark = " The order of the two is not certain." if unsure else ""
    return f"{result.name} {verb}{_limit(result)}, after {before.told}{_limit(before)}.{remark}"


def _limit(result: Result) -> str:
    high = result.lab.reference_high
    if high is None or result.lab.value is None:
        return ""
    return f", upper limit {high:f} {result.lab.unit}".rstrip()
