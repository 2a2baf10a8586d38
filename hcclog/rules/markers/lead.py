"""Marker lead: how long a marker's progression came before that on imaging, in a line of therapy.

Marker progression is our own definition (`rise`); progression on imaging is that of the endpoints,
by each of the criteria. Days before imaging are positive, days after it negative; where dates are
not exact there are as many as can be, at least and at most.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.chronology import DaySpan
from hcclog.domain.response import Criteria
from hcclog.domain.therapy import LineOfTherapy
from hcclog.rules.criteria import RULES
from hcclog.rules.endpoints.events import Moment
from hcclog.rules.markers.change import SAME_DAY
from hcclog.rules.markers.rise import MarkerRise, Rose
from hcclog.rules.markers.words import n_days

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.domain.chronology import Chronology
    from hcclog.rules.endpoints.facts import LineAnswer, LineFacts


class LeadAnswer(StrEnum):
    """Which progressed first."""

    MARKER_FIRST = "marker first"
    IMAGING_FIRST = "imaging first"
    SAME_DAY = "same day"
    ORDER_UNSURE = "order not certain"
    NONE = "none"
    CANNOT_TELL = "cannot tell"


class MarkerLead(NamedTuple):
    """One marker in one line of therapy by one set of criteria.

    Attributes:
        analyte: Analyte code.
        line: The line.
        criteria: By which progression on imaging is counted.
        value: Which came first, or why that is not told.
        days: Days by which the marker came first, at least and at most; negative after imaging.
        sentence: The reason, with its dates.
        rise: Whether and when the marker progressed.
        imaging: The assessment of the progression; None without one.
        assessment_id: Its id.
        has_series: False where no response series is of the line, so that imaging is not counted.
    """

    analyte: str
    line: LineOfTherapy
    criteria: Criteria
    value: LeadAnswer
    days: DaySpan | None
    sentence: str
    rise: MarkerRise
    imaging: Moment | None
    assessment_id: str | None
    has_series: bool = True


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """What the rules on one lead ask.

    Attributes:
        name: The marker as shown.
        criteria_name: The criteria as shown.
        line: What is known of the line by these criteria.
        rise: Whether and when the marker progressed.
        days: Days from the marker to imaging; None where one of the two is missing.
    """

    name: str
    criteria_name: str
    line: LineFacts
    rise: MarkerRise
    days: DaySpan | None

    @property
    def seen(self) -> LineAnswer | None:
        """The assessment of the progression on imaging, unless the next line surely began before.

        That is how the endpoints count: what came later is not of this line.
        """
        answer = _progression_of(self.line)
        return answer if answer is not None and self.line.is_of_the_line(answer) else None

    @property
    def ends(self) -> DaySpan:
        """The days between, where the rules have found that there are any."""
        return self.days or SAME_DAY


class LeadRule(NamedTuple):
    """One rule.

    Attributes:
        name: What the rule is called.
        answer: Its answer.
        holds: Its condition.
        meaning: What it says, in a sentence.
        reason: Its sentence with the dates.
    """

    name: str
    answer: LeadAnswer
    holds: Callable[[LeadFacts], bool]
    meaning: str
    reason: Callable[[LeadFacts], str]


def _line_name(facts: LeadFacts) -> str:
    return f"line {facts.line.line.number}"


def _progression_of(line: LineFacts) -> LineAnswer | None:
    return None if line.progression is None else line.answers[line.progression.at]


def _no_progression(facts: LeadFacts) -> str:
    last = facts.line.counted[-1].moment if facts.line.counted else None
    until = f" up to {last}" if last is not None else ""
    parts = [f"There is no progression by {facts.criteria_name} in {_line_name(facts)}{until}."]
    later = _progression_of(facts.line)
    if later is not None:
        parts.append(
            f"The progression at {later.moment} lies after {facts.line.next_line} and is not of "
            "this line."
        )
    if facts.rise.value is Rose.YES:
        parts.append(facts.rise.sentence)
    return " ".join(parts)


def _without_rise(facts: LeadFacts) -> str:
    return f"{facts.rise.sentence} {_progressed(facts)}"


def _progressed(facts: LeadFacts) -> str:
    """Return when imaging progressed, and what there is to say about it."""
    return f"Progression by {facts.criteria_name} is at {_seen_at(facts)}.{_remarks(facts)}"


def _seen_at(facts: LeadFacts) -> str:
    return str(facts.seen.moment) if facts.seen is not None else ""


def _remarks(facts: LeadFacts) -> str:
    found = facts.line.progression
    is_open = found is not None and found.unconfirmed
    unconfirmed = "It was neither confirmed nor followed by anything better." if is_open else ""
    difference = facts.seen.difference if facts.seen is not None else ""
    return "".join(f" {part}" for part in (unconfirmed, difference) if part)


def _told(facts: LeadFacts, where: str) -> str:
    return (
        f"{facts.name} rose {where} the progression by {facts.criteria_name} at "
        f"{_seen_at(facts)}.{_remarks(facts)} {facts.rise.sentence}"
    )


def _unsure(facts: LeadFacts) -> str:
    before, after = facts.ends.latest, -facts.ends.earliest
    where = f"somewhere from {n_days(before, before)} before to {n_days(after, after)} after"
    return _told(facts, where)


LEAD_RULES = (
    LeadRule(
        "no response series",
        LeadAnswer.NONE,
        lambda facts: not facts.line.has_series,
        "Imaging is not counted in this line.",
        lambda facts: f"There is no response series of {_line_name(facts)}.",
    ),
    LeadRule(
        "no imaging progression",
        LeadAnswer.NONE,
        lambda facts: facts.seen is None,
        "There is no progression on imaging in the line.",
        _no_progression,
    ),
    LeadRule(
        "rise unclear",
        LeadAnswer.CANNOT_TELL,
        lambda facts: facts.rise.value is Rose.CANNOT_TELL,
        "Whether and when the marker progressed cannot be told.",
        _without_rise,
    ),
    LeadRule(
        "no rise",
        LeadAnswer.NONE,
        lambda facts: facts.rise.value is Rose.NO,
        "The marker did not progress.",
        _without_rise,
    ),
    LeadRule(
        "same day",
        LeadAnswer.SAME_DAY,
        lambda facts: facts.ends == SAME_DAY,
        "Both were found on one day.",
        lambda facts: _told(facts, "on the day of"),
    ),
    LeadRule(
        "marker first",
        LeadAnswer.MARKER_FIRST,
        lambda facts: facts.ends.earliest >= 0,
        "The marker progressed before imaging did, or on its day.",
        lambda facts: _told(facts, f"{n_days(facts.ends.earliest, facts.ends.latest)} before"),
    ),
    LeadRule(
        "imaging first",
        LeadAnswer.IMAGING_FIRST,
        lambda facts: facts.ends.latest <= 0,
        "The marker progressed after imaging did, or on its day.",
        lambda facts: _told(facts, f"{n_days(-facts.ends.latest, -facts.ends.earliest)} after"),
    ),
    LeadRule(
        "order not certain",
        LeadAnswer.ORDER_UNSURE,
        lambda _: True,
        "The dates leave open which came first.",
        _unsure,
    ),
)


def marker_lead(analyte: str, name: str, line: LineFacts, rise: MarkerRise) -> MarkerLead:
    """Return how long a marker's progression came before that on imaging.

    Args:
        analyte: Analyte code.
        name: The marker as shown.
        line: What is known of the line by one set of criteria.
        rise: Whether and when the marker progressed in it.
    """
    facts = LeadFacts(name, RULES[line.criteria].name, line, rise, None)
    seen = facts.seen
    facts = replace(facts, days=seen and _days(seen.moment, rise, line.chronology))
    rule = next(rule for rule in LEAD_RULES if rule.holds(facts))
    return MarkerLead(
        analyte,
        line.line,
        line.criteria,
        rule.answer,
        facts.days,
        rule.reason(facts),
        rise,
        seen and seen.moment,
        seen and seen.assessment_id,
        line.has_series,
    )


def _days(seen: Moment, rise: MarkerRise, chronology: Chronology) -> DaySpan | None:
    """Return the days from the first of the results that rose to the progression on imaging."""
    found = [chronology.days_between(result.lab.on, seen.on) for result in rise.results]
    known = [days for days in found if days is not None]
    if not known:
        return None
    return DaySpan(max(d.earliest for d in known), max(d.latest for d in known))


def lead_words(lead: MarkerLead) -> str:
    """Return a lead in short: ``0 to 60 days before``, or its answer where there are no days."""
    if lead.days is None or lead.days == SAME_DAY:
        return lead.value.value
    least, most = lead.days.earliest, lead.days.latest
    if least >= 0:
        return f"{n_days(least, most)} before"
    if most <= 0:
        return f"{n_days(-most, -least)} after"
    return f"{n_days(most, most)} before to {n_days(-least, -least)} after"
