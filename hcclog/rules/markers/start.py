"""The start value of a line: the result that its changes are counted from.

It is the newest result at or before the first course of the line, at most 28 days old. Without one,
the first result of the week after stands in. A number goes before a result in words. Where dates
are known to the month, the middle of what is known decides, and the sentence says that the order is
not certain. No publication fixes these windows for markers; trials take baseline laboratory values
from up to 28 days before the first dose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.chronology import DaySpan
from hcclog.domain.labs import Qualitative
from hcclog.rules.markers import words
from hcclog.rules.markers.change import SAME_DAY
from hcclog.rules.markers.cutoffs import START_AFTER_DAYS, START_BEFORE_DAYS
from hcclog.rules.markers.results import Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcclog.domain.labs import LabResult
    from hcclog.rules.markers.lines import StartedLine

_TRENDS = {Qualitative.FALLING, Qualitative.RISING}


class StartValue(NamedTuple):
    """What the changes of a line are counted from.

    Attributes:
        result: The start value; None where it is missing.
        sentence: Which it is and where it lies, or why there is none.
        order_unsure: True where it may lie on the other side of the start.
    """

    result: Result | None
    sentence: str
    order_unsure: bool = False


class _Candidate(NamedTuple):
    result: Result
    days: DaySpan

    @property
    def is_before(self) -> bool:
        """At or before the start, by the middle of what is known, and possibly in the window."""
        return self.days.middle <= 0 and self.days.latest >= -START_BEFORE_DAYS

    @property
    def is_after(self) -> bool:
        """After the start, by the middle of what is known, and possibly in the week after."""
        return self.days.middle > 0 and self.days.earliest <= START_AFTER_DAYS

    @property
    def is_on_either_side(self) -> bool:
        """True where it may lie at the start or before, and may lie after it."""
        return self.days.earliest <= 0 < self.days.latest


def start_value(line: StartedLine, results: Sequence[Result], analyte: str) -> StartValue:
    """Return the start value of one marker.

    Args:
        line: The line of therapy.
        results: All results of the marker, oldest first.
        analyte: The marker, for the sentence where there is no result.
    """
    found = [
        _Candidate(result, days)
        for result in results
        if _is_level(result.lab) and (days := line.days_to(result.lab.on)) is not None
    ]
    chosen = _chosen(found)
    if chosen is None:
        return StartValue(None, _missing(line, found, analyte))
    rivals = [c.result.name for c in found if _may_be_nearer(c, chosen, line)]
    parts = [f"{chosen.result.name}, {words.from_start(chosen.days, line.name)}"]
    parts += _remarks(chosen)
    unsure = chosen.is_on_either_side or bool(rivals)
    parts += ["order unsure"] if unsure else []
    parts += [f"{name} may lie nearer to the start" for name in rivals]
    return StartValue(chosen.result, "; ".join(parts) + ".", unsure)


def _is_level(lab: LabResult) -> bool:
    """True for what was measured on one day; a trend, or a statement on a period, is no level."""
    return lab.qualitative not in _TRENDS and lab.until_on is None


def _chosen(found: Sequence[_Candidate]) -> _Candidate | None:
    """Return the newest before the start, else the first after; numbers go before words."""
    before = [c for c in found if c.is_before]
    after = [c for c in found if c.is_after]
    for some in (before[::-1], after):
        numbers = [c for c in some if c.result.bounds is not None]
        if numbers:
            return numbers[0]
    return next(iter([*before[::-1], *after]), None)


def _remarks(chosen: _Candidate) -> list[str]:
    days, remarks = chosen.days, []
    if days.middle > 0:
        remarks.append(f"there is no number in the {START_BEFORE_DAYS} days before")
        if days.latest > START_AFTER_DAYS:
            remarks.append(f"it may lie more than {START_AFTER_DAYS} days after")
    elif days.earliest < -START_BEFORE_DAYS:
        remarks.append(f"it may lie more than {START_BEFORE_DAYS} days before")
    return remarks


def _may_be_nearer(other: _Candidate, chosen: _Candidate, line: StartedLine) -> bool:
    """True for another value of which it is not certain that the chosen one lies nearer."""
    bounds = other.result.bounds
    # They are not hashed: there are many, and each end is a fraction.
    if bounds is None or bounds == chosen.result.bounds:
        return False
    if chosen.days == SAME_DAY:
        return other.days == SAME_DAY
    if other.is_on_either_side:
        return True
    both_before = other.is_before and chosen.is_before
    order = line.chronology.surely_before(other.result.lab.on, chosen.result.lab.on)
    return both_before and order is None


def _missing(line: StartedLine, found: Sequence[_Candidate], analyte: str) -> str:
    """Return that there is no start value, and which result lies nearest."""
    sentence = (
        f"There is no {words.analyte_name(analyte)} from {START_BEFORE_DAYS} days before to "
        f"{START_AFTER_DAYS} days after {line.name} began"
    )
    nearest = min(found, key=lambda c: abs(c.days.middle), default=None)
    if nearest is None:
        return f"{sentence}."
    where = words.from_start(nearest.days, line.name).replace(f" {line.name} began", "")
    return f"{sentence}; the nearest is {nearest.result.name}, {where}."
