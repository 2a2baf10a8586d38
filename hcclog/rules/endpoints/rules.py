"""The endpoints as data: from when, until which events, and what censors them.

Of the events of an endpoint the earliest counts, and so does the earliest of what censors it
before. Sources: Eisenhauer 2009, 4.6.2 and 4.7; FDA, Clinical trial endpoints for the approval of
cancer drugs and biologics (2018).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from hcclog.rules.endpoints.events import Moment, earliest
from hcclog.rules.endpoints.facts import LineFacts
from hcclog.rules.endpoints.switches import MISSED_IN_A_ROW

Start = Callable[[LineFacts], Moment | None]
Find = Callable[[LineFacts, Moment], Moment | None]


class EndpointKey(StrEnum):
    """The endpoints, by their usual short names."""

    PFS = "PFS"
    TTP = "TTP"
    DOR = "DoR"
    TIME_ON_TREATMENT = "ToT"
    OS = "OS"
    OS_FROM_FIRST_LINE = "OS1"


class End(NamedTuple):
    """Something that ends or censors an endpoint.

    Attributes:
        name: What it is called in a sentence.
        meaning: What it says, in a sentence.
        find: Its condition: when it was, after the start that is handed in; or None.
    """

    name: str
    meaning: str
    find: Find


class EndpointRule(NamedTuple):
    """One endpoint.

    Attributes:
        key: Its short name.
        name: Its name.
        meaning: What it counts, in a sentence.
        start: From when it counts.
        events: What ends it.
        censors: What ends the knowledge of it, where that comes before an event.
        otherwise: Where it is censored when nothing of these came.
        needs_series: True where it rests on assessments.
        clause: Where it stands.
    """

    key: EndpointKey
    name: str
    meaning: str
    start: Start
    events: tuple[End, ...]
    censors: tuple[End, ...]
    otherwise: End
    needs_series: bool
    clause: str


def _start(facts: LineFacts) -> Moment | None:
    return facts.start


def _first_start(facts: LineFacts) -> Moment | None:
    lines = sorted(facts.events.record.lines, key=lambda line: line.number)
    return next((start for line in lines if (start := facts.events.line_start(line))), None)


def _response(facts: LineFacts) -> Moment | None:
    return facts.response


def _progressed(facts: LineFacts, _since: Moment) -> Moment | None:
    return facts.progressed


def _death(facts: LineFacts, _since: Moment) -> Moment | None:
    return facts.events.death()


def _next_line(facts: LineFacts, _since: Moment) -> Moment | None:
    return facts.next_line


def _new_therapy(facts: LineFacts, _since: Moment) -> Moment | None:
    return facts.next_line if facts.switches.censor_at_new_therapy else None


def _procedure(facts: LineFacts, since: Moment) -> Moment | None:
    return earliest(facts.procedures(since)) if facts.switches.censor_at_procedure else None


def _before_missed(facts: LineFacts, _since: Moment) -> Moment | None:
    found = facts.progression
    if not facts.switches.censor_before_missed or found is None:
        return None
    return facts.last_evaluable(found.at) if found.n_missed >= MISSED_IN_A_ROW else None


def _last_evaluable(facts: LineFacts, _since: Moment) -> Moment | None:
    return facts.last_evaluable()


def _stopped(facts: LineFacts, _since: Moment) -> Moment | None:
    return facts.stopped()


def _last_alive(facts: LineFacts, _since: Moment) -> Moment | None:
    return facts.events.last_alive()


PROGRESSION = End(
    "progression",
    "The first progression by the criteria; by iRECIST one that is not reset.",
    _progressed,
)
DEATH = End("death", "Death of any cause.", _death)
STOPPED = End("the end of treatment", "The last course of the line ended.", _stopped)
NEXT_LINE = End("the next line", "The next line of therapy began.", _next_line)
NEW_THERAPY = End(
    "a new therapy",
    "The next line of therapy began before an event: what came later is not of this line (switch).",
    _new_therapy,
)
PROCEDURE = End(
    "a treatment of tumour at its place",
    "Tumour was treated at its place before an event (switch, off by default).",
    _procedure,
)
MISSED = End(
    "assessments without an answer",
    "Two or more assessments without an answer stand directly before the progression (switch, off "
    "by default).",
    _before_missed,
)
LAST_EVALUABLE = End(
    "the last evaluable assessment",
    "Without an event the last assessment that was not NE is what is known; else the start.",
    _last_evaluable,
)
LAST_ALIVE = End(
    "the last news of the patient",
    "Without an event the last day on which something is recorded of the patient.",
    _last_alive,
)
_EARLY = (NEW_THERAPY, PROCEDURE, MISSED)

ENDPOINT_RULES = (
    EndpointRule(
        EndpointKey.PFS,
        "Progression-free survival",
        "From the start of the line to progression or death.",
        _start,
        (PROGRESSION, DEATH),
        _EARLY,
        LAST_EVALUABLE,
        needs_series=True,
        clause="RECIST 1.1, 4.7",
    ),
    EndpointRule(
        EndpointKey.TTP,
        "Time to progression",
        "From the start of the line to progression; death censors it.",
        _start,
        (PROGRESSION,),
        (*_EARLY, DEATH),
        LAST_EVALUABLE,
        needs_series=True,
        clause="RECIST 1.1, 4.7",
    ),
    EndpointRule(
        EndpointKey.DOR,
        "Duration of response",
        "From the first complete or partial response to progression or death.",
        _response,
        (PROGRESSION, DEATH),
        _EARLY,
        LAST_EVALUABLE,
        needs_series=True,
        clause="RECIST 1.1, 4.6.2",
    ),
    EndpointRule(
        EndpointKey.TIME_ON_TREATMENT,
        "Time on treatment",
        "From the start of the line until its last course ended or the next line began.",
        _start,
        (STOPPED, NEXT_LINE, DEATH),
        (),
        LAST_ALIVE,
        needs_series=False,
        clause="",
    ),
    EndpointRule(
        EndpointKey.OS,
        "Overall survival",
        "From the start of the line to death of any cause.",
        _start,
        (DEATH,),
        (),
        LAST_ALIVE,
        needs_series=False,
        clause="FDA 2018, overall survival",
    ),
    EndpointRule(
        EndpointKey.OS_FROM_FIRST_LINE,
        "Overall survival from the first line",
        "From the start of the first line to death of any cause.",
        _first_start,
        (DEATH,),
        (),
        LAST_ALIVE,
        needs_series=False,
        clause="FDA 2018, overall survival",
    ),
)
