"""Why an endpoint is as long as it is, in sentences with their dates and days."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.rules import words
from hcclog.rules.endpoints.rules import (
    LAST_ALIVE,
    LAST_EVALUABLE,
    MISSED,
    NEW_THERAPY,
    PROGRESSION,
    EndpointKey,
)

if TYPE_CHECKING:
    from hcclog.domain.chronology import DaySpan
    from hcclog.rules.endpoints.events import Moment
    from hcclog.rules.endpoints.facts import LineFacts
    from hcclog.rules.endpoints.rules import End, EndpointRule


class Reached(NamedTuple):
    """What ended an endpoint.

    Attributes:
        end: The event, or what censored it.
        moment: When; None where that is not known.
        event: False where it is censored.
    """

    end: End
    moment: Moment | None
    event: bool


def nothing_to_count(rule: EndpointRule, facts: LineFacts) -> str:
    """Return why an endpoint does not begin."""
    if facts.start is None:
        return "The line has no course whose start has a place in time."
    if not facts.has_series:
        return "The line has no response series, so nothing is known of response and progression."
    if rule.key is EndpointKey.DOR and facts.switches.confirmed_response:
        return "There was no confirmed response that could last."
    return "There was no response that could last."


def reason(
    rule: EndpointRule, facts: LineFacts, start: Moment, reached: Reached, days: DaySpan | None
) -> str:
    """Return what ended an endpoint, when, and how long after its start."""
    if reached.moment is None or days is None:
        return f"The patient died on a day that is not known; it counts from {start}."
    lead = _event(facts, reached) if reached.event else _censored(rule, facts, start, reached)
    return f"{lead}, {words.length(days.earliest, days.latest)} after {start}."


def _event(facts: LineFacts, reached: Reached) -> str:
    moment = str(reached.moment)
    if reached.end is not PROGRESSION:
        return f"{moment[0].upper()}{moment[1:]}"
    found = facts.progression
    if found is not None and found.confirmed_at is not None:
        by = facts.answers[found.confirmed_at].moment
        if found.confirmed_at != found.at:
            return f"Progression at {moment}, confirmed at {by}"
    if found is not None and found.unconfirmed:
        return f"Progression at {moment}, neither confirmed nor followed by anything better"
    return f"Progression at {moment}"


def _censored(rule: EndpointRule, facts: LineFacts, start: Moment, reached: Reached) -> str:
    before = _what_did_not_come(rule)
    moment = reached.moment
    if reached.end is LAST_EVALUABLE and moment == facts.start:
        return f"No assessment after the start could be evaluated: censored at {moment}"
    if reached.end is LAST_EVALUABLE:
        name = str(moment).removeprefix("the ")
        return f"{before} recorded: censored at the last evaluable {name}"
    if reached.end is LAST_ALIVE:
        going_on = rule.key is EndpointKey.TIME_ON_TREATMENT
        what = "The treatment goes on" if going_on else f"{before} recorded"
        return f"{what}: censored at the last news of the patient, {moment}"
    if reached.end is MISSED:
        return f"Progression came after {_missed(facts)}: censored before them at {moment}"
    last = facts.last_evaluable_before(moment) if moment is not None else None
    if reached.end is NEW_THERAPY and last is not None and last != start:
        return f"{before} recorded before {moment}: censored there; last evaluable was {last}"
    return f"{before} recorded before {moment}: censored there"


def _what_did_not_come(rule: EndpointRule) -> str:
    names = [end.name for end in rule.events]
    return f"No {' and no '.join(names)} is"


def _missed(facts: LineFacts) -> str:
    n = facts.progression.n_missed if facts.progression is not None else 0
    return f"{n} assessments without an answer"
