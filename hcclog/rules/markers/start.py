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
from hcclog.rules.markers import words
from hcclog.rules.markers.cutoffs import START_AFTER_DAYS, START_BEFORE_DAYS
from hcclog.rules.markers.results import Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcclog.rules.markers.lines import StartedLine


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
        return self.days.earliest < 0 < self.days.latest or (
            self.days.earliest != self.days.latest and 0 in {self.days.earliest, self.days.latest}
        )


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
        if (days := line.days_to(result.lab.on)) is not None
    ]
    chosen = _chosen(found)
    if chosen is None:
        return StartValue(None, _missing(line, found, analyte))
    rivals = [c for c in found if c.is_on_either_side and c.result is not chosen.result]
    sentence = f"{chosen.result.name}, {words.from_start(chosen.days, line.name)}"
    remarks = [*_remarks(chosen), *_rival_remarks(rivals)]
    unsure = chosen.days.earliest < 0 < chosen.days.latest or bool(rivals)
    return StartValue(chosen.result, "; ".join([sentence, *remarks]) + ".", unsure)


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
    if days.earliest < 0 < days.latest:
        remarks.append("order unsure")
    if days.middle > 0:
        remarks.append(f"there is no number in the {START_BEFORE_DAYS} days before")
        if days.latest > START_AFTER_DAYS:
            remarks.append(f"it may lie more than {START_AFTER_DAYS} days after")
    elif days.earliest < -START_BEFORE_DAYS:
        remarks.append(f"it may lie more than {START_BEFORE_DAYS} days before")
    return remarks


def _rival_remarks(rivals: Sequence[_Candidate]) -> list[str]:
    names = [candidate.result.name for candidate in rivals]
    return [f"order unsure: {name} may lie nearer to the start" for name in names]


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
