"""What is to settle about endpoints: order that is not certain, what was treated or missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.response import Category
from hcclog.rules import words
from hcclog.rules.endpoints.rules import (
    DEATH,
    LAST_EVALUABLE,
    MISSED,
    PROGRESSION,
    EndpointKey,
)
from hcclog.rules.endpoints.switches import MISSED_IN_A_ROW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.rules.endpoints.events import Moment
    from hcclog.rules.endpoints.facts import LineFacts
    from hcclog.rules.endpoints.reasons import Reached
    from hcclog.rules.endpoints.rules import EndpointRule


def line_findings(facts: LineFacts) -> Iterator[str]:
    """Yield what is to settle about a line as a whole."""
    if facts.start is None:
        return
    if not facts.has_series:
        yield f"Line {facts.line.number} has no response series by {facts.criteria.value}."
        return
    first = facts.baselines[0]
    days = facts.days(facts.start, first)
    if days.earliest > 0:
        yield (
            f"The first baseline, {first}, lies {words.length(days.earliest, days.latest)} after "
            f"{facts.start}: progression between them is not seen here."
        )
    n_late = len(facts.answers) - len(facts.counted)
    if n_late:
        what = "1 assessment lies" if n_late == 1 else f"{n_late} assessments lie"
        yield f"{what} after {facts.next_line} and count for no best response of this line."


def endpoint_findings(
    rule: EndpointRule, facts: LineFacts, start: Moment, reached: Reached
) -> Iterator[str]:
    """Yield what is to settle about one endpoint."""
    if rule.needs_series:
        yield from _order(facts, reached)
        yield from _treated(facts, start, reached)
        yield from _missed(facts, reached)
        if DEATH in (*rule.events, *rule.censors) and facts.events.death_without_date:
            yield "The patient died on a day that is not known."
    if rule.key is EndpointKey.DOR and not facts.switches.confirmed_response:
        yield "The response need not be confirmed."


def _order(facts: LineFacts, reached: Reached) -> Iterator[str]:
    """Say so where a reader saw no progression, or the next line may have begun before it."""
    found, new = facts.progression, facts.next_line
    if reached.end is not PROGRESSION or found is None:
        return
    answer = facts.answers[found.at]
    if answer.difference:
        yield answer.difference
    if new is None or answer.assessment_id in facts.next_baselines:
        return  # the next line was begun for what this assessment showed
    if facts.surely_before(new, answer.moment) is None:
        yield f"Whether {new} came before the progression is not certain; the progression counts."


def _treated(facts: LineFacts, start: Moment, reached: Reached) -> Iterator[str]:
    """Name the treatments of tumour at its place between start and end."""
    end = reached.moment
    if end is None or facts.switches.censor_at_procedure:
        return
    between = [str(m) for m in facts.procedures(start) if facts.days(m, end).middle > 0]
    if between:
        named = words.joined(between)
        verbs = ("lies", "does") if len(between) == 1 else ("lie", "do")
        yield (
            f"{named[0].upper()}{named[1:]} {verbs[0]} between start and end and {verbs[1]} "
            "not censor."
        )


def _missed(facts: LineFacts, reached: Reached) -> Iterator[str]:
    found = facts.progression
    if reached.end is PROGRESSION and found is not None and found.n_missed >= MISSED_IN_A_ROW:
        yield (
            f"{found.n_missed} assessments without an answer stand directly before the "
            "progression, which may have come earlier."
        )
    if reached.end is MISSED:
        yield "The progression after them does not count, by the switch."
    if reached.end is LAST_EVALUABLE and reached.moment is not None:
        middle = reached.moment.span.middle
        after = [a for a in facts.answers if a.moment.span.middle > middle]
        n_ne = sum(answer.category is Category.NE for answer in after)
        if n_ne:
            what = "1 later assessment is" if n_ne == 1 else f"{n_ne} later assessments are"
            yield f"{what} NE, the last on {after[-1].moment.label}."
