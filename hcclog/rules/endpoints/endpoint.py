"""One endpoint of one line: what ended it first, or what censored it before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.chronology import DaySpan
from hcclog.rules.endpoints.events import Moment
from hcclog.rules.endpoints.findings import endpoint_findings
from hcclog.rules.endpoints.reasons import Reached, nothing_to_count, reason
from hcclog.rules.endpoints.rules import (
    DEATH,
    MISSED,
    PROGRESSION,
    End,
    EndpointKey,
    EndpointRule,
)

if TYPE_CHECKING:
    from hcclog.rules.endpoints.facts import LineFacts


class Endpoint(NamedTuple):
    """One endpoint of one line.

    Attributes:
        start: From when it counts; None where that is not known or did not happen.
        end: Until when; None where that is not known.
        event: True for an event, False where it is censored, None where there is nothing to count.
        days: Its length, at least and at most; exact where both are one; None where not known.
        findings: What is to settle, in sentences.
    """

    key: EndpointKey
    name: str
    start: Moment | None
    end: Moment | None
    event: bool | None
    days: DaySpan | None
    sentence: str
    clause: str
    findings: tuple[str, ...] = ()


def endpoint(rule: EndpointRule, facts: LineFacts) -> Endpoint:
    """Return one endpoint of a line."""
    start = rule.start(facts)
    if start is None or (rule.needs_series and not facts.has_series):
        sentence = nothing_to_count(rule, facts)
        return Endpoint(rule.key, rule.name, None, None, None, None, sentence, rule.clause)
    reached = _reached(rule, facts, start)
    days = _days(facts, start, reached.moment)
    return Endpoint(
        rule.key,
        rule.name,
        start,
        reached.moment,
        reached.event,
        days,
        reason(rule, facts, start, reached, days),
        rule.clause,
        tuple(endpoint_findings(rule, facts, start, reached)),
    )


def _reached(rule: EndpointRule, facts: LineFacts, start: Moment) -> Reached:
    """Return what ended the endpoint: the earliest event, or what censored it before."""
    event, at = _first(rule.events, facts, start)
    censors = tuple(end for end in rule.censors if _comes_before(end, facts, start, (event, at)))
    censor, when = _first(censors, facts, start)
    if censor is not None:
        return Reached(censor, when, event=False)
    if event is not None:
        return Reached(event, at, event=True)
    if rule.events == (DEATH,) and facts.events.death_without_date:
        return Reached(DEATH, None, event=True)
    return Reached(rule.otherwise, rule.otherwise.find(facts, start), event=False)


def _first(
    ends: tuple[End, ...], facts: LineFacts, start: Moment
) -> tuple[End | None, Moment | None]:
    """Return the earliest that is not before the start; the one named first of two alike."""
    found = [(end, moment) for end in ends if (moment := end.find(facts, start)) is not None]
    later = [(end, moment) for end, moment in found if facts.days(start, moment).middle >= 0]
    return min(later, key=lambda one: one[1].span.middle, default=(None, None))


def _comes_before(
    end: End, facts: LineFacts, start: Moment, event: tuple[End | None, Moment | None]
) -> bool:
    """True where something ended what is known before the event: surely, or there is no event."""
    kind, at = event
    moment = end.find(facts, start)
    if moment is None or at is None:
        return moment is not None
    if end is MISSED:
        return kind is PROGRESSION
    return facts.surely_before(moment, at) is True


def _days(facts: LineFacts, start: Moment, end: Moment | None) -> DaySpan | None:
    if end is None:
        return None
    days = facts.days(start, end)
    return DaySpan(max(days.earliest, 0), max(days.latest, 0))
