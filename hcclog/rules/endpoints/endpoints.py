"""The endpoints of every line of therapy of a record, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.response import Category, Criteria
from hcclog.domain.therapy import LineOfTherapy
from hcclog.rules.best_response.best import BestResponse, best_response
from hcclog.rules.endpoints.endpoint import Endpoint, endpoint
from hcclog.rules.endpoints.events import Moment, RecordEvents
from hcclog.rules.endpoints.facts import LineFacts
from hcclog.rules.endpoints.findings import line_findings
from hcclog.rules.endpoints.rules import ENDPOINT_RULES, EndpointKey
from hcclog.rules.endpoints.switches import DEFAULT

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.rules.endpoints.switches import Switches
    from hcclog.rules.verdict import Timeline

CONTROL = frozenset(
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


class DiseaseControl(NamedTuple):
    """Whether the best response is at least stable disease; None where it could not be judged."""

    value: bool | None
    sentence: str


class LineEndpoints(NamedTuple):
    """One line of therapy by one set of criteria.

    Attributes:
        best: Best response without confirmation; None without a series or a start.
        best_at: The assessment that has it; None where there was none.
        best_confirmed: Best response with confirmation.
        best_confirmed_at: The assessment that has it.
        findings: What is to settle about the line as a whole.
    """

    line: LineOfTherapy
    criteria: Criteria
    best: BestResponse | None
    best_at: Moment | None
    best_confirmed: BestResponse | None
    best_confirmed_at: Moment | None
    disease_control: DiseaseControl
    endpoints: tuple[Endpoint, ...]
    findings: tuple[str, ...] = ()


def endpoints(
    record: PatientRecord,
    timeline: Timeline,
    criteria: Criteria,
    switches: Switches = DEFAULT,
    events: RecordEvents | None = None,
) -> tuple[LineEndpoints, ...]:
    """Return the endpoints of each line of therapy, in the order of their numbers.

    Args:
        record: One patient.
        timeline: Its responses, computed by these criteria among others.
        criteria: By which response and progression are counted.
        switches: What a trial decides.
        events: Of the same record, where they are at hand; their places are found once.
    """
    events = events or RecordEvents(record, timeline.chronology)
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
        _moment(facts, best),
        confirmed,
        _moment(facts, confirmed),
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


def _moment(facts: LineFacts, best: BestResponse | None) -> Moment | None:
    return None if best is None or best.at is None else facts.counted[best.at].moment


def _control(best: BestResponse | None) -> DiseaseControl:
    if best is None:
        return DiseaseControl(None, "There is no best response, so disease control is not known.")
    name = best.value.value
    if best.value in {Category.NE, Category.ND}:
        return DiseaseControl(None, f"The best response is {name}: disease control is not known.")
    held = best.value in CONTROL
    word = "is" if held else "is no"
    return DiseaseControl(held, f"The best response {name} {word} disease control.")
