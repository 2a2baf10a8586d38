"""Marker progression: the first result of a line that rose far enough above its lowest so far.

No publication fixes how far a marker must rise to have progressed, so the definition is ours: 20 %,
the share by which a sum of diameters progresses (RECIST 1.1, 4.3.1), above the lowest of the line
so far, start value included. Results count up to the day on which the next line began, that day
included: no therapy moves a marker on its first day. Where the middle of what is known puts a
result on one side of that day and the other side is possible, the sentence says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hcclog.rules.markers.growth import RISE_PERCENT, Candidate, Judged, judged
from hcclog.rules.markers.results import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hcclog.domain.chronology import Chronology
    from hcclog.rules.markers.start import StartValue

SOURCE = "definition of this program; no publication fixes one"


class Rose(StrEnum):
    """Whether a marker progressed in a line."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot tell"


class MarkerRise(NamedTuple):
    """Whether and when a marker progressed in a line.

    Attributes:
        value: Yes, no or cannot tell.
        results: The first that rose; several where the order of those is not certain.
        sentence: Which rose by how much, or why none did.
    """

    value: Rose
    results: tuple[Result, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class RiseFacts:
    """What the rules on the rise of one marker in one line ask.

    Attributes:
        name: The marker as shown.
        line_name: The line as shown.
        start: The start value of the line.
        judged: The results after it, oldest first.
    """

    name: str
    line_name: str
    start: StartValue
    judged: tuple[Judged, ...]
    chronology: Chronology

    def first(self) -> Judged | None:
        """Return the first that surely rose far enough."""
        return next((each for each in self.judged if each.rose), None)

    def firsts(self) -> list[Judged]:
        """Return each that rose and may be the first."""
        first, rose = self.first(), [each for each in self.judged if each.rose]
        return [j for j in rose if first is None or j is first or self._may(j, first)]

    def doubted(self) -> Judged | None:
        """Return the first of which it is not certain, unless another surely rose before it."""
        first = self.first()
        doubts = (each for each in self.judged if each.doubt)
        return next((d for d in doubts if first is None or self._may(d, first)), None)

    def _may(self, one: Judged, other: Judged) -> bool:
        """True where one result may lie before another."""
        days = self.chronology.days_between(other.result.lab.on, one.result.lab.on)
        return days is None or days.earliest < 0


class RiseRule(NamedTuple):
    """One rule.

    Attributes:
        name: What the rule is called.
        answer: Its answer.
        holds: Its condition.
        meaning: What it says, in a sentence.
        reason: Its sentence with the numbers.
    """

    name: str
    answer: Rose
    holds: Callable[[RiseFacts], bool]
    meaning: str
    reason: Callable[[RiseFacts], str]


def _start_name(facts: RiseFacts) -> str:
    return facts.start.result.name if facts.start.result is not None else facts.name


def _doubt(facts: RiseFacts) -> str:
    found = facts.doubted()
    return (
        f"It cannot be told whether {facts.name} had risen by {RISE_PERCENT} % by then. "
        f"{found.doubt if found else ''}"
    )


def _rise(facts: RiseFacts) -> str:
    firsts = facts.firsts()
    changes = [each.change for each in firsts if each.change is not None]
    parts = [change.sentence for change in changes]
    parts += [each.candidate.unsure for each in firsts]
    if len(firsts) > 1:
        parts.append("Which of them was the first is not certain.")
    against = {lab.id for change in changes for lab in change.against}
    first = facts.start.result
    if facts.start.order_unsure and first is not None and first.lab.id in against:
        parts.append(
            "Order unsure: it is not certain that the start value is the newest before "
            f"{facts.line_name}."
        )
    return " ".join(part for part in parts if part)


def _no_rise(facts: RiseFacts) -> str:
    last = facts.judged[-1].result
    return (
        f"{facts.name} did not rise by {RISE_PERCENT} % above its lowest in {facts.line_name}; "
        f"its last result there is {last.told}."
    )


RISE_RULES = (
    RiseRule(
        "no start value",
        Rose.CANNOT_TELL,
        lambda facts: facts.start.result is None,
        "There is no start value, so a rise may have come before the first result.",
        lambda facts: facts.start.sentence,
    ),
    RiseRule(
        "start in words",
        Rose.CANNOT_TELL,
        lambda facts: facts.start.result is not None and facts.start.result.bounds is None,
        "The start value is no number.",
        lambda facts: f"{_start_name(facts)}, the start value, is no number.",
    ),
    RiseRule(
        "nothing after",
        Rose.CANNOT_TELL,
        lambda facts: not facts.judged,
        "There is no result after the start value.",
        lambda facts: f"There is no result after {_start_name(facts)} in {facts.line_name}.",
    ),
    RiseRule(
        "rise unclear",
        Rose.CANNOT_TELL,
        lambda facts: facts.doubted() is not None,
        "A bound, a word, another unit or assay, or an uncertain date does not decide.",
        _doubt,
    ),
    RiseRule(
        "rise",
        Rose.YES,
        lambda facts: facts.first() is not None,
        "The first result that rose far enough.",
        _rise,
    ),
    RiseRule("no rise", Rose.NO, lambda _: True, "No result rose far enough.", _no_rise),
)


def marker_rise(
    name: str,
    line_name: str,
    start: StartValue,
    candidates: Sequence[Candidate],
    chronology: Chronology,
) -> MarkerRise:
    """Return whether and when a marker progressed in a line.

    Args:
        name: The marker as shown.
        line_name: The line as shown.
        start: Its start value.
        candidates: The results after the start value, oldest first.
        chronology: The days of the record.
    """
    found = tuple(judged(start.result, candidates, chronology))
    facts = RiseFacts(name, line_name, start, found, chronology)
    rule = next(rule for rule in RISE_RULES if rule.holds(facts))
    firsts = facts.firsts() if rule.answer is Rose.YES else ()
    return MarkerRise(rule.answer, tuple(each.result for each in firsts), rule.reason(facts))
