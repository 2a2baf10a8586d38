"""The best overall response of one treatment, with its reason and what is to settle."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.response import Category
from hcclog.rules.best_response.confirmation import confirmation
from hcclog.rules.best_response.facts import (
    START,
    Assessed,
    BestFacts,
    Distance,
    Reading,
    distances,
    in_order,
)
from hcclog.rules.best_response.reasons import best_findings, best_reason
from hcclog.rules.best_response.rules import best_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hcclog.domain.chronology import DaySpan
    from hcclog.rules.best_response.options import BestResponseOptions


class BestResponse(NamedTuple):
    """The best overall response.

    Attributes:
        value: The category; NE where nothing was assessed.
        at: Position of the assessment that has it, in what was handed in; None without one.
        sentence: The reason, with its dates and days.
        clause: Where the rule stands.
        rule: The rule's name.
        could_be: What other readings of uncertain dates would give instead.
        findings: What is to settle, in sentences.
    """

    value: Category
    at: int | None
    sentence: str
    clause: str
    rule: str
    could_be: tuple[Category, ...] = ()
    findings: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """The reason and what is to settle, in one text."""
        return " ".join((self.sentence, *self.findings))


def best_response(
    assessed: Sequence[Assessed],
    start: DaySpan,
    options: BestResponseOptions,
    distance: Distance | None = None,
) -> BestResponse:
    """Return the best overall response of assessments, which may stand in any order.

    Args:
        assessed: The assessments, with the categories of the criteria, NE or ND.
        start: When the treatment began.
        options: Thresholds and switches.
        distance: The days between two positions where more is known of them than their spans tell,
            such as of two dates counted from one event.

    Raises:
        KeyError: A category is none of these criteria, or they have no best overall response.
    """
    between = distance or distances(assessed, start)
    order = in_order(assessed, options.names)
    facts = BestFacts(assessed, order, between, options)
    rule, at = best_rule(facts)
    value = rule.answer(options.names)
    could_be = _could_be(facts, order, between, value)
    dated = facts.dated_back(at) if at is not None and value is options.names.progressed else at
    return BestResponse(
        value,
        dated,
        best_reason(facts, rule, at) + _dated_back(facts, at, dated),
        getattr(options.names, rule.clause),
        rule.name,
        could_be,
        tuple(best_findings(facts, order, could_be)),
    )


def _dated_back(facts: BestFacts, at: int | None, dated: int | None) -> str:
    if dated is None or dated == at:
        return ""
    unconfirmed = facts.category(dated).value
    return f" It is dated back to {unconfirmed} on {facts.assessed[dated].label}."


def _could_be(
    facts: BestFacts, order: list[int], between: Distance, value: Category
) -> tuple[Category, ...]:
    """Return what is best by other days that the dates allow, best first."""
    if all(between(START, position).exact for position in order):
        return ()
    found = set()
    for other in _other_readings(facts, order, between):
        rule, _at = best_rule(other)
        found.add(rule.answer(facts.names))
    return tuple(category for category in facts.names.order if category in found - {value})


def _other_readings(facts: BestFacts, order: list[int], between: Distance) -> Iterator[BestFacts]:
    for reading in (Reading.LONGEST, Reading.SHORTEST):
        yield BestFacts(facts.assessed, order, between, facts.options, reading)
    for k in range(len(order) - 1):
        apart = between(order[k], order[k + 1])
        if not apart.exact and apart.earliest <= 0:
            other = [*order[:k], order[k + 1], order[k], *order[k + 2 :]]
            yield BestFacts(facts.assessed, other, between, facts.options)


def first_response(
    assessed: Sequence[Assessed],
    start: DaySpan,
    options: BestResponseOptions,
    distance: Distance | None = None,
) -> int | None:
    """Return the position of the first response, from which its duration counts; None without one.

    With `options.confirmed` it is the first that was confirmed (Eisenhauer 2009, 4.6.2).
    """
    names = options.names
    between = distance or distances(assessed, start)
    facts = BestFacts(assessed, in_order(assessed, names), between, options)
    chosen = (p for p in facts.counted if facts.category(p) in {names.complete, names.partial})
    if not options.confirmed:
        return next(chosen, None)
    return next((p for p in chosen if confirmation(facts, p).by is not None), None)
