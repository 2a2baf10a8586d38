"""What came before each result of one marker: the newest that compares with it, and the lowest.

Both are asked for every result, so neither may look through all earlier ones each time. Results
that have unit, assay and specimen in common compare with the same others and lie in one `_Kind`;
a marker has few of them. An amount that cannot be the lowest once can never be it later.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from hcclog.rules.markers.change import Lowest, is_same_day, lowest_named
from hcclog.rules.markers.results import Result, obstacle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hcclog.domain.chronology import Chronology
    from hcclog.rules.markers.bounds import Bounds

_Key = tuple[str, str, str]


class _Kind:
    """Results with numbers that compare with the same others, in the order in which they came.

    Attributes:
        sample: One of them, which stands for all where it is asked whether they compare.
        numbers: Their places, oldest first.
        lowest: What the lowest concentration can be, in their own unit.
        candidates: Those that can be the lowest, with their places.
    """

    def __init__(self, sample: Result, bounds: Bounds) -> None:
        self.sample = sample
        self.numbers: list[int] = []
        self.lowest = bounds
        self.candidates: list[tuple[int, Result, Bounds]] = []

    def add(self, number: int, result: Result, bounds: Bounds) -> None:
        """Take one more that can be the lowest."""
        lowest = self.lowest.lowest_with(bounds)
        if lowest != self.lowest:
            self.lowest = lowest
            self.candidates = [c for c in self.candidates if lowest.overlaps(c[2])]
        if lowest.overlaps(bounds):
            self.candidates.append((number, result, bounds))


class _Kinds(dict[_Key, _Kind]):
    """Kinds of results by unit, assay and specimen."""

    def of(self, result: Result, bounds: Bounds) -> _Kind:
        """Return the kind of a result."""
        key = result.lab.unit, result.lab.assay, result.lab.specimen
        if key not in self:
            self[key] = _Kind(result, bounds)
        return self[key]

    def like(self, now: Result) -> Iterator[_Kind]:
        """Yield the kinds that compare with a result."""
        return (kind for kind in self.values() if not obstacle(now, kind.sample))


def newest_before(results: Sequence[Result], chronology: Chronology) -> list[Result | None]:
    """Return for each result the newest comparable one of an earlier day.

    Without one it is the newest of an earlier day; None for the first day.

    Args:
        results: Oldest first.
        chronology: The days of the record.
    """
    kinds, found = _Kinds(), []
    for n, now in enumerate(results):
        numbers = (_newest(now, kind.numbers, results, chronology) for kind in kinds.like(now))
        newest = max((number for number in numbers if number is not None), default=None)
        if newest is None:
            newest = _newest(now, range(n), results, chronology)
        found.append(None if newest is None else results[newest])
        # One that is no number compares with nothing.
        if now.bounds is not None:
            kinds.of(now, now.bounds).numbers.append(n)
    return found


def _newest(
    now: Result, numbers: Sequence[int], results: Sequence[Result], chronology: Chronology
) -> int | None:
    """Return the last of some results that is not of the same day."""
    others = (k for k in reversed(numbers) if not is_same_day(results[k], now, chronology))
    return next(others, None)


def lowest_before(
    first: Result | None, mine: Sequence[Result], chronology: Chronology
) -> list[tuple[bool, Lowest | None]]:
    """Return for each result of a line whether others of another day came before, and the lowest.

    Args:
        first: The start value where it is none of the line's own results.
        mine: The line's own results, oldest first.
        chronology: The days of the record.
    """
    kinds, found, n_settled = _Kinds(), [], 0
    for _, group in groupby(mine, key=lambda result: result.span.day):
        # One day is one middle: whoever has another middle lies on another day for sure.
        near: list[Result] = []
        for now in group:
            others = [] if first is None else [(-1, first)]
            others += [(n_settled + k, result) for k, result in enumerate(near)]
            apart = [(k, r) for k, r in others if not is_same_day(r, now, chronology)]
            found.append((bool(apart) or n_settled > 0, _lowest(now, kinds, apart)))
            near.append(now)
        for result in near:
            if result.bounds is not None:
                kinds.of(result, result.bounds).add(n_settled, result, result.bounds)
            n_settled += 1
    return found


def _lowest(now: Result, kinds: _Kinds, others: Iterable[tuple[int, Result]]) -> Lowest | None:
    """Return the lowest of those that compare with a result, in its unit; None without any."""
    known = [
        (number, result, bounds)
        for kind in kinds.like(now)
        for number, result, _ in kind.candidates
        if (bounds := result.in_unit_of(now)) is not None
    ]
    known += [
        (number, result, bounds)
        for number, result in others
        if not obstacle(now, result) and (bounds := result.in_unit_of(now)) is not None
    ]
    return lowest_named([(r, b) for _, r, b in sorted(known, key=lambda one: one[0])])
