"""Each result of a line against the lowest before it: whether it rose far enough for certain."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.labs import Qualitative
from hcclog.rules.markers.change import Change, change_between, change_from_lowest
from hcclog.rules.markers.earlier import lowest_before
from hcclog.rules.markers.results import Result, obstacle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hcclog.domain.chronology import Chronology
    from hcclog.rules.markers.change import Lowest

RISE_PERCENT = Decimal(20)
_RISE = Fraction(RISE_PERCENT) / 100


class Candidate(NamedTuple):
    """A result that may be of a line.

    Attributes:
        result: The result.
        unsure: Why it is not certain that it is of the line; empty where it is.
        doubtful: True where it lies beyond the line by the middle of what is known.
    """

    result: Result
    unsure: str = ""
    doubtful: bool = False


class Judged(NamedTuple):
    """A result after the start value.

    Attributes:
        candidate: The result, and whether it is of the line.
        change: Its change from the lowest before it; None on the day of the start value.
        rose: True where it surely rose far enough.
        doubt: Why it may have and may have not; empty where that is certain.
    """

    candidate: Candidate
    change: Change | None
    rose: bool
    doubt: str

    @property
    def result(self) -> Result:
        """The result."""
        return self.candidate.result


def judged(
    start: Result | None, candidates: Sequence[Candidate], chronology: Chronology
) -> Iterator[Judged]:
    """Yield the results of a line with what is known of their rise.

    Args:
        start: The start value of the line.
        candidates: The results after it, oldest first.
        chronology: The days of the record.
    """
    results = [each.result for each in candidates]
    lowest = lowest_before(start, results, chronology)
    first_days = _first_days(results)
    for n, (one, (is_after, least)) in enumerate(zip(candidates, lowest, strict=True)):
        if not is_after:
            yield Judged(one, None, rose=False, doubt="")
            continue
        change = change_from_lowest(one.result, least, chronology)
        rose = change.bounds is not None and change.bounds.all_at_least(_RISE)
        doubt = _doubt_of(one, change, least)
        if not rose and not doubt:
            nearby = _that_may_precede(n, results, first_days)
            doubt = _doubt_by_order(one.result, nearby, chronology)
        yield Judged(one, change, rose and not doubt, doubt)


def _doubt_of(one: Candidate, change: Change, least: Lowest | None) -> str:
    """Return why a result may have risen far enough and may have not; empty where it is certain."""
    now = one.result.bounds
    if now is None:
        return "" if one.result.lab.qualitative is Qualitative.FALLING else change.sentence
    if least is not None and now.upper is not None and now.upper <= least.bounds.lower:
        return ""
    if change.bounds is not None and change.bounds.all_below(_RISE):
        return ""
    rose = change.bounds is not None and change.bounds.all_at_least(_RISE)
    if rose and not change.order_unsure and not one.doubtful:
        return ""
    return f"{change.sentence} {one.unsure}".strip()


def _first_days(results: Sequence[Result]) -> list[int]:
    """Return for each result the first day on which it or any after it can have been taken."""
    ends = accumulate((result.span.earliest for result in reversed(results)), min)
    return list(ends)[::-1]


def _that_may_precede(
    n: int, results: Sequence[Result], first_days: Sequence[int]
) -> Iterator[Result]:
    """Yield the results after the nth that can have been taken before it."""
    last_day = results[n].span.latest
    for k in range(n + 1, len(results)):
        if first_days[k] >= last_day:
            return
        yield results[k]


def _doubt_by_order(now: Result, later: Iterable[Result], chronology: Chronology) -> str:
    """Return that a result rose if one that is taken for later came before it."""
    for other in later:
        days = chronology.days_between(other.lab.on, now.lab.on)
        if days is None or days.latest <= 0 or obstacle(now, other):
            continue
        change = change_between(now, other, chronology)
        if change.bounds is None or not change.bounds.all_below(_RISE):
            return change.sentence
    return ""
