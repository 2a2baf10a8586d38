"""The change of a result from an earlier one, as bounds, and why there is none.

Change = (value - earlier) / earlier. A comparator makes it a bound: from 400 to ``<30`` is a fall
of more than 92.5 %.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.chronology import DaySpan
from hcclog.domain.labs import LabResult
from hcclog.rules.markers import words
from hcclog.rules.markers.bounds import Bounds
from hcclog.rules.markers.results import Result, conversion, obstacle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcclog.domain.chronology import Chronology

SAME_DAY = DaySpan(0, 0)


class Change(NamedTuple):
    """One comparison.

    Attributes:
        bounds: The change as a fraction of the earlier value; None where nothing can be said.
        sentence: What changed by how much, or why that is not known.
        against: The earlier results; several where any of them can be the lowest.
        order_unsure: True where the two may have been the other way round.
    """

    bounds: Bounds | None
    sentence: str
    against: tuple[LabResult, ...] = ()
    order_unsure: bool = False


class Lowest(NamedTuple):
    """The nadir of some results.

    Attributes:
        results: Each that can be the lowest; with comparators there can be several.
        bounds: What the lowest concentration can be, in the unit it was asked for in.
        sentence: Which it is.
    """

    results: tuple[Result, ...]
    bounds: Bounds
    sentence: str


def change_between(now: Result, then: Result, chronology: Chronology) -> Change:
    """Return the change from one earlier result."""
    why_not = obstacle(now, then)
    earlier = then.in_unit_of(now)
    if why_not or earlier is None or now.bounds is None:
        return Change(None, why_not, (then.lab,))
    found = _compared(now, earlier, then.told)
    unsure = is_order_unsure(then, now, chronology)
    remark = " The order of the two is not certain." if unsure else ""
    return Change(found[0], found[1] + conversion(now, then) + remark, (then.lab,), unsure)


def change_from_lowest(now: Result, lowest: Lowest | None, chronology: Chronology) -> Change:
    """Return the change from the lowest of earlier results, in its unit; None where none is."""
    if now.bounds is None:
        return Change(None, f"{now.name} is no number.")
    if lowest is None:
        why = f"There is no earlier result to compare {now.told} with in this line."
        return Change(None, why)
    names = " or ".join(result.told for result in lowest.results)
    bounds, sentence = _compared(now, lowest.bounds, f"the lowest of the line, {names}")
    remarks = dict.fromkeys(conversion(now, result) for result in lowest.results)
    unsure = [r for r in lowest.results if is_order_unsure(r, now, chronology)]
    if unsure:
        remarks[" The order of the two is not certain."] = None
    against = tuple(result.lab for result in lowest.results)
    return Change(bounds, sentence + "".join(remarks), against, bool(unsure))


def _compared(now: Result, earlier: Bounds, earlier_name: str) -> tuple[Bounds | None, str]:
    """Return the bounds of a change, and the sentence that says it."""
    name = words.analyte_name(now.lab.analyte)
    bounds = now.bounds.change_from(earlier) if now.bounds is not None else None
    if bounds is None:
        return None, f"From {earlier_name} to {now.told}: from 0 there is no percentage."
    if words.says_nothing(bounds):
        return None, f"Not comparable: from {earlier_name} to {now.told} it {words.change(bounds)}."
    return bounds, f"{name} {words.change(bounds)}: from {earlier_name} to {now.told}."


def lowest_of(pool: Sequence[Result], like: Result) -> Lowest | None:
    """Return the lowest of the results that can be compared with one; None without any."""
    return lowest_named(
        [(r, b) for r in pool if not obstacle(like, r) and (b := r.in_unit_of(like))]
    )


def lowest_named(comparable: Sequence[tuple[Result, Bounds]]) -> Lowest | None:
    """Return the lowest of results with their bounds in one unit; None without any."""
    if not comparable:
        return None
    bounds = comparable[0][1]
    for _, other in comparable[1:]:
        bounds = bounds.lowest_with(other)
    results = tuple(r for r, b in comparable if bounds.overlaps(b))
    names = " or ".join(result.name for result in results)
    return Lowest(results, bounds, f"The lowest of the line is {names}.")


def is_order_unsure(then: Result, now: Result, chronology: Chronology) -> bool:
    """True where the earlier of two results may be the later one; one day is one day."""
    days = chronology.days_between(then.lab.on, now.lab.on)
    return days is None or days.earliest < 0


def is_same_day(one: Result, other: Result, chronology: Chronology) -> bool:
    """True where two results are surely of one day."""
    if one.span != other.span:
        return False
    return chronology.days_between(one.lab.on, other.lab.on) == SAME_DAY
