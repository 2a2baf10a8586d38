"""Courses, dose steps and holds that contradict each other or what a source says of them."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from hcclog.domain.adverse_event import ActionTaken
from hcclog.domain.statement import StatementKind
from hcclog.rules.contradictions.case import (
    ContradictionRule,
    agent_name,
    finding,
    place_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.adverse_event import AdverseEvent
    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.statement import Statement
    from hcclog.domain.therapy import Course, DoseStep, Hold
    from hcclog.rules.contradictions.case import Case
    from hcclog.rules.verdict import Finding

HIGHER, LOWER = "higher", "lower"
_HELD = (ActionTaken.HELD, ActionTaken.HELD_AND_REDUCED)
_REDUCED = (ActionTaken.REDUCED, ActionTaken.HELD_AND_REDUCED)


def find_interruptions(case: Case) -> Iterator[Finding]:
    """Yield where a source tells of an interruption and the record has none, or the reverse."""
    for told in case.stated(StatementKind.INTERRUPTION):
        course = case.courses.get(told.course_id or "")
        if course is None:
            continue
        holds = [hold for hold in case.record.holds if hold.course_id == course.id]
        agrees = bool(holds) if told.amount is None else told.amount == len(holds)
        if not agrees:
            held = f"{len(holds)} hold{'' if len(holds) == 1 else 's'}" if holds else "no hold"
            sentence = f"{_mention(told, course)}{place_of(told)}; the record has {held} of it."
            yield finding(sentence, told, course, *holds)


def _mention(told: Statement, course: Course) -> str:
    name = agent_name(course.agent)
    if told.amount is None:
        return f"an interruption of {name} is mentioned"
    if not told.amount:
        return f"{name} is said to have gone on without interruption"
    plural, verb = ("", "is") if told.amount == 1 else ("s", "are")
    return f"{told.amount:f} interruption{plural} of {name} {verb} mentioned"


def find_actions(case: Case) -> Iterator[Finding]:
    """Yield where an adverse event interrupted or reduced an agent and no course of it shows it."""
    for event in case.record.adverse_events:
        for agent in event.agents:
            given = [course for course in case.record.courses if course.agent == agent]
            if given:
                yield from _of_agent(case, event, agent, given)


def _of_agent(
    case: Case, event: AdverseEvent, agent: str, given: list[Course]
) -> Iterator[Finding]:
    ids = {course.id for course in given}
    held = any(hold.course_id in ids for hold in case.record.holds)
    reduced = any(
        step.course_id in ids and step.direction != HIGHER for step in case.record.dose_steps
    )
    name = agent_name(agent)
    begins = f"{event.term} is recorded with the action “{event.action}”"
    if event.action in _HELD and not held:
        yield finding(f"{begins}; the record has no hold of {name}.", event, *given)
    if event.action in _REDUCED and not reduced:
        yield finding(f"{begins}; the record has no lower dose of {name}.", event, *given)
    if event.action is ActionTaken.WITHDRAWN and all(course.end_on is None for course in given):
        yield finding(f"{begins}; the record has no end of {name}.", event, *given)


def find_outside(case: Case) -> Iterator[Finding]:
    """Yield holds and dose steps that lie outside their course."""
    parts: list[tuple[str, Hold | DoseStep, ClinicalDate, ClinicalDate | None]] = [
        *(("hold", hold, hold.start_on, hold.end_on) for hold in case.record.holds),
        *(("dose step", step, step.on, None) for step in case.record.dose_steps),
    ]
    for noun, part, first, last in parts:
        course = case.courses.get(part.course_id)
        if course is None:
            continue
        begins = f"the {noun} of {agent_name(course.agent)} on {case.when(first)}"
        start, end = course.start_on, course.end_on
        if case.surely_before(first, start):
            yield finding(
                f"{begins} lies before the start of its course ({case.when(start)}).", part, course
            )
        elif end is not None and case.surely_before(end, first):
            yield finding(
                f"{begins} lies after the end of its course ({case.when(end)}).", part, course
            )
        elif end is not None and case.surely_before(end, last):
            yield finding(
                f"{begins} ends after the end of its course ({case.when(end)}).", part, course
            )


def find_directions(case: Case) -> Iterator[Finding]:
    """Yield where a dose step is called higher or lower and its doses say otherwise."""
    for course in case.courses.values():
        before: Course | DoseStep = course
        own = [step for step in case.record.dose_steps if step.course_id == course.id]
        for step in case.in_order(own):
            if _is_against(step, before):
                yield finding(
                    f"the dose of {agent_name(course.agent)} on {case.when(step.on)} is called "
                    f"{step.direction}; it is {step.dose:f} {step.dose_unit} after "
                    f"{before.dose:f} {before.dose_unit}.",
                    step,
                    course,
                )
            before = step


def _is_against(step: DoseStep, before: Course | DoseStep) -> bool:
    """True where two doses of one unit and basis do not go where the step is said to go."""
    same = (step.dose_unit, step.dose_basis) == (before.dose_unit, before.dose_basis)
    every = {step.every_days, before.every_days} - {None}
    if step.dose is None or before.dose is None or not same or len(every) > 1:
        return False
    against = {HIGHER: step.dose <= before.dose, LOWER: step.dose >= before.dose}
    return against.get(step.direction, False)


def find_twice(case: Case) -> Iterator[Finding]:
    """Yield where a course of an agent begins while another course of it surely goes on."""
    for one, other in permutations(case.record.courses, 2):
        if one.agent != other.agent or not case.surely_before(one.start_on, other.start_on):
            continue
        goes_on = one.end_on is None
        if goes_on or case.surely_before(other.start_on, one.end_on):
            until = "has no end" if one.end_on is None else f"ends on {case.when(one.end_on)}"
            yield finding(
                f"{agent_name(one.agent)} is begun on {case.when(other.start_on)}, while its "
                f"course from {case.when(one.start_on)} {until}.",
                one,
                other,
            )


def find_stops(case: Case) -> Iterator[Finding]:
    """Yield courses with a reason for their end and no end."""
    for course in case.record.courses:
        if course.stop_reason is not None and course.end_on is None:
            yield finding(
                f"{agent_name(course.agent)} has a reason for its stop ({course.stop_reason}) "
                "and no end.",
                course,
            )


RULES = (
    ContradictionRule(
        "interruption",
        "A source tells of an interruption of an agent that the record does not have, or of none.",
        find_interruptions,
    ),
    ContradictionRule(
        "action on an adverse event",
        "An adverse event changed how an agent was given, and no course of it shows that.",
        find_actions,
    ),
    ContradictionRule(
        "outside the course",
        "A hold or a dose step lies before its course begins or after it ends.",
        find_outside,
    ),
    ContradictionRule(
        "direction of a dose step",
        "A dose is called higher or lower, and is not.",
        find_directions,
    ),
    ContradictionRule(
        "one agent twice",
        "A course of an agent begins while another of it goes on.",
        find_twice,
    ),
    ContradictionRule("reason without an end", "A course was stopped and has no end.", find_stops),
)
