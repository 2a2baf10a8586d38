"""Marker response by published cut-offs: an ordered list of rules; the first that holds answers.

The answers are yes, no and cannot tell, each with its cut-off and source (`cutoffs`). They are no
imaging response and have none of its categories.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from hcclog.catalogue.units import exact_factor, unit
from hcclog.rules.markers.change import change_between
from hcclog.rules.markers.cutoffs import CutOff

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hcclog.domain.chronology import Chronology, DaySpan
    from hcclog.rules.markers.bounds import Bounds
    from hcclog.rules.markers.change import Change
    from hcclog.rules.markers.results import Result
    from hcclog.rules.markers.start import StartValue


class Answer(StrEnum):
    """Whether a cut-off is met."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot tell"


class Judged(NamedTuple):
    """One result after the start, as a cut-off sees it.

    Attributes:
        result: The result.
        days: Days after the start of the line, at least and at most.
        change: Its change from the start value.
    """

    result: Result
    days: DaySpan
    change: Change


@dataclass(frozen=True, slots=True)
class ResponseFacts:
    """What the rules on one cut-off ask.

    Attributes:
        cut_off: The cut-off.
        line_name: The line as shown.
        start: The start value of the line.
        start_bounds: It in the unit of the cut-off; None where it does not convert exactly.
        judged: The results after the start, oldest first.
        looked_at: Those that the cut-off looks at: of its window the nearest, else all.
    """

    cut_off: CutOff
    line_name: str
    start: StartValue
    start_bounds: Bounds | None
    judged: tuple[Judged, ...]
    looked_at: tuple[Judged, ...]

    @property
    def least(self) -> Fraction:
        """The least start value."""
        return Fraction(self.cut_off.start_at_least)

    def reached(self) -> Judged | None:
        """Return the first result that surely fell as far as the cut-off asks."""
        limit = self.cut_off.change_at_most
        met = (j for j in self.looked_at if j.change.bounds and j.change.bounds.all_at_most(limit))
        return next((j for j in met if self.is_in_window(j)), None)

    def is_in_window(self, judged: Judged) -> bool:
        """True where a result surely lies in the window, or where there is none."""
        window = self.cut_off.window
        return window is None or window.surely_holds(judged.days)

    def undecided(self) -> Judged | None:
        """Return the first result that may have fallen so far and may have not."""
        limit = self.cut_off.change_at_most
        return next(
            (
                j
                for j in self.looked_at
                if j.change.bounds is None or not j.change.bounds.all_above(limit)
            ),
            None,
        )


class ResponseRule(NamedTuple):
    """One rule.

    Attributes:
        name: What the rule is called; `reasons` holds its sentence with the numbers.
        answer: Its answer.
        holds: Its condition.
        meaning: What it says, in a sentence.
    """

    name: str
    answer: Answer
    holds: Callable[[ResponseFacts], bool]
    meaning: str


def _start_missing(facts: ResponseFacts) -> bool:
    return facts.start.result is None


def _start_in_words(facts: ResponseFacts) -> bool:
    return facts.start.result is not None and facts.start.result.bounds is None


def _not_converted(facts: ResponseFacts) -> bool:
    return facts.start_bounds is None


def _start_too_low(facts: ResponseFacts) -> bool:
    return facts.start_bounds is not None and facts.start_bounds.all_below(facts.least)


def _start_unclear(facts: ResponseFacts) -> bool:
    return facts.start_bounds is not None and not facts.start_bounds.all_at_least(facts.least)


def _start_alone(facts: ResponseFacts) -> bool:
    return facts.cut_off.fall_percent is None


def _low_start_alone(facts: ResponseFacts) -> bool:
    return _start_alone(facts) and _start_too_low(facts)


def _nothing_after(facts: ResponseFacts) -> bool:
    return not facts.judged


def _nothing_in_window(facts: ResponseFacts) -> bool:
    return not facts.looked_at


def _reached(facts: ResponseFacts) -> bool:
    return facts.reached() is not None


def _window_unclear(facts: ResponseFacts) -> bool:
    return not all(facts.is_in_window(judged) for judged in facts.looked_at)


def _undecided(facts: ResponseFacts) -> bool:
    return facts.undecided() is not None


def _otherwise(_facts: ResponseFacts) -> bool:
    return True


_TELL = Answer.CANNOT_TELL
RESPONSE_RULES = (
    ResponseRule("no start value", _TELL, _start_missing, "There is no start value."),
    ResponseRule("start in words", _TELL, _start_in_words, "The start value is no number."),
    ResponseRule(
        "unit not converted", _TELL, _not_converted, "The unit has no exact conversion to ours."
    ),
    ResponseRule(
        "not high at the start", Answer.NO, _low_start_alone, "The start value is below the level."
    ),
    ResponseRule(
        "start too low", _TELL, _start_too_low, "The cut-off applies from a least start value."
    ),
    ResponseRule(
        "start unclear", _TELL, _start_unclear, "The bound of the start value does not decide."
    ),
    ResponseRule("high at the start", Answer.YES, _start_alone, "The start value is high."),
    ResponseRule("nothing after", _TELL, _nothing_after, "There is no result after the start."),
    ResponseRule("nothing in the window", _TELL, _nothing_in_window, "No result is near the day."),
    ResponseRule("fall reached", Answer.YES, _reached, "A result fell far enough."),
    ResponseRule(
        "window unclear", _TELL, _window_unclear, "The result may lie outside of the window."
    ),
    ResponseRule("bound undecided", _TELL, _undecided, "A bound or word does not decide."),
    ResponseRule("too small a fall", Answer.NO, _otherwise, "No result fell far enough."),
)


def response_rule(facts: ResponseFacts) -> ResponseRule:
    """Return the first rule that holds."""
    return next(rule for rule in RESPONSE_RULES if rule.holds(facts))


def judged_after(
    start: StartValue, after: Iterable[tuple[Result, DaySpan]], chronology: Chronology
) -> tuple[Judged, ...]:
    """Return the results after a start value, as every cut-off sees them.

    Args:
        start: The start value.
        after: The results after it, oldest first, and their days after the start of the line.
        chronology: The days of the record.
    """
    first = start.result
    if first is None:
        return ()
    return tuple(
        Judged(result, days, change_between(result, first, chronology)) for result, days in after
    )


def response_facts(
    cut_off: CutOff, start: StartValue, line_name: str, judged: tuple[Judged, ...]
) -> ResponseFacts:
    """Return what the rules ask.

    Args:
        cut_off: The cut-off.
        start: The start value.
        line_name: The line as shown.
        judged: The results after the start value, oldest first.
    """
    first = start.result
    bounds = None
    if first is not None and first.bounds is not None and first.unit is not None:
        factor = exact_factor(first.unit, unit(cut_off.unit))
        bounds = first.bounds.times(factor) if factor else None
    looked_at = _looked_at(cut_off, judged)
    return ResponseFacts(cut_off, line_name, start, bounds, judged, looked_at)


def _looked_at(cut_off: CutOff, judged: tuple[Judged, ...]) -> tuple[Judged, ...]:
    """Return the result nearest to the day of the window that can lie in it, or all without one.

    A number goes before a result in words, and one that surely lies in the window before others.
    """
    window = cut_off.window
    if window is None:
        return judged

    def rank(j: Judged) -> tuple[bool, bool, Fraction]:
        far = abs(j.days.middle - window.days)
        return j.result.bounds is None, not window.surely_holds(j.days), far

    can_be = [j for j in judged if window.may_hold(j.days)]
    return tuple(sorted(can_be, key=rank)[:1])
