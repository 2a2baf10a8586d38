"""The endpoints of every line of therapy of a record, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.chronology import DaySpan
from hcclog.domain.response import Category, Criteria
from hcclog.domain.therapy import LineOfTherapy
from hcclog.rules.best_response.best import BestResponse, best_response
from hcclog.rules.endpoints.events import Moment, RecordEvents
from hcclog.rules.endpoints.facts import LineFacts
from hcclog.rules.endpoints.findings import endpoint_findings, line_findings
from hcclog.rules.endpoints.reasons import Reached, nothing_to_count, reason
from hcclog.rules.endpoints.rules import (
    DEATH,
    ENDPOINT_RULES,
    MISSED,
    PROGRESSION,
    End,
    EndpointKey,
    EndpointRule,
)
from hcclog.rules.endpoints.switches import DEFAULT

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.rules.endpoints.switches import Switches
    from hcclog.rules.verdict import Timeline

_CONTROL = frozenset(
    {
        Category.CR,
        Category.PR,
        Category.SD,
        Category.NON_CR_NON_PD,
        Category.ICR,
        Category.IPR,
        Category.ISD,
        Category.NON_ICR_NON_IUPD,
    }
)


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


class DiseaseControl(NamedTuple):
    """Whether the best response is at least stable disease; None where it could not be judged."""

    value: bool | None
    sentence: str


class LineEndpoints(NamedTuple):
    """One line of therapy by one set of criteria.

    Attributes:
        best: Best response without confirmation; None without a series or a start.
        best_confirmed: Best response with confirmation.
        findings: What is to settle about the line as a whole.
    """

    line: LineOfTherapy
    criteria: Criteria
    best: BestResponse | None
    best_confirmed: BestResponse | None
    disease_control: DiseaseControl
    endpoints: tuple[Endpoint, ...]
    findings: tuple[str, ...] = ()


def endpoints(
    record: PatientRecord,
    timeline: Timeline,
    criteria: Criteria,
    switches: Switches = DEFAULT,
) -> tuple[LineEndpoints, ...]:
    """Return the endpoints of each line of therapy, in the order of their numbers.

    Args:
        record: One patient.
        timeline: Its responses, computed by these criteria among others.
        criteria: By which response and progression are counted.
        switches: What a trial decides.
    """
    events = RecordEvents(record, timeline.chronology)
    series = timeline.of(criteria)
    lines = sorted(record.lines, key=lambda line: line.number)
    found = [LineFacts(events, line, series, criteria, switches) for line in lines]
    return tuple(_line(facts, is_first=facts is found[0]) for facts in found)


def _line(facts: LineFacts, *, is_first: bool) -> LineEndpoints:
    best, confirmed = (_best(facts, confirmed=wanted) for wanted in (False, True))
    chosen = confirmed if facts.switches.confirmed_response else best
    return LineEndpoints(
        facts.line,
        facts.criteria,
        best,
        confirmed,
        _control(chosen),
        tuple(
            endpoint(rule, facts)
            for rule in ENDPOINT_RULES
            if not (is_first and rule.key is EndpointKey.OS_FROM_FIRST_LINE)
        ),
        tuple(line_findings(facts)),
    )


def _best(facts: LineFacts, *, confirmed: bool) -> BestResponse | None:
    if facts.start is None or not facts.has_series:
        return None
    options = facts.best_options(confirmed=confirmed)
    between = facts.distance_from(facts.start)
    return best_response(facts.assessed(), facts.start.span, options, between)


def _control(best: BestResponse | None) -> DiseaseControl:
    if best is None:
        return DiseaseControl(None, "There is no best response, so disease control is not known.")
    name = best.value.value
    if best.value in {Category.NE, Category.ND}:
        return DiseaseControl(None, f"The best response is {name}: disease control is not known.")
    held = best.value in _CONTROL
    word = "is" if held else "is no"
    return DiseaseControl(held, f"The best response {name} {word} disease control.")


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
