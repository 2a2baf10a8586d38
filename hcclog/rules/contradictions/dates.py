"""Dates that contradict each other: order within an entry, birth, death, last follow-up."""

from __future__ import annotations

from dataclasses import fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from hcclog.domain.dates import Between, ClinicalDate
from hcclog.domain.record import NOUNS
from hcclog.domain.therapy import StopReason
from hcclog.domain.visit import OutcomeKind
from hcclog.rules.contradictions.case import (
    ContradictionRule,
    agent_name,
    analyte_name,
    finding,
    procedure_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from hcclog.domain.record import Noun
    from hcclog.domain.visit import Outcome
    from hcclog.rules.contradictions.case import Case
    from hcclog.rules.verdict import Finding

_STARTS, _ENDS = ("start_on", "on", "from_on"), ("end_on", "until_on", "to_on")
# A statement speaks of any time; how a patient's age is counted is no event either.
_NO_EVENTS = ("patient", "statement")
_DATED = {
    noun.table: tuple(f.name for f in fields(noun.cls) if f.name in {*_STARTS, *_ENDS})
    for noun in NOUNS
}


class Event(NamedTuple):
    """One date of one entity."""

    noun: Noun
    entity: Any
    on: ClinicalDate


_NAMES: Mapping[str, Callable[[Any], str]] = {
    "lab_result": lambda lab: analyte_name(lab.analyte),
    "course": lambda course: agent_name(course.agent),
    "procedure": lambda procedure: procedure_name(procedure.kind),
    "adverse_event": lambda event: str(event.term),
    "outcome": lambda outcome: str(outcome.kind),
}


def _name(noun: Noun, entity: Any) -> str:
    named = _NAMES.get(noun.table)
    return named(entity) if named else noun.label


def _events(case: Case) -> Iterator[Event]:
    for noun in NOUNS:
        if noun.table in _NO_EVENTS or not _DATED[noun.table]:
            continue
        for entity in getattr(case.record, noun.attribute):
            for name in _DATED[noun.table]:
                when = getattr(entity, name)
                if when is not None:
                    yield Event(noun, entity, when)


def find_turned(case: Case) -> Iterator[Finding]:
    """Yield entries whose end lies before their start."""
    for noun in NOUNS[1:]:
        for entity in getattr(case.record, noun.attribute):
            dates = [getattr(entity, name) for name in _DATED[noun.table]]
            for first, last in pairwise(dates):
                if case.surely_before(last, first):
                    yield finding(
                        f"the end of {_name(noun, entity)} ({case.when(last)}) lies before its "
                        f"start ({case.when(first)}).",
                        entity,
                    )


def find_impossible(case: Case) -> Iterator[Finding]:
    """Yield dates whose two parts exclude each other."""
    for event in _events(case):
        fault = _fault(case, event.on)
        if fault:
            name = _name(event.noun, event.entity)
            yield finding(f"the date of {name} contradicts itself: {fault}.", event.entity)


def _fault(case: Case, when: ClinicalDate) -> str:
    """Return how the parts of a date exclude each other; empty where they do not."""
    if when.within is not None:
        inner, outer = ClinicalDate(when.form), ClinicalDate(when.within)
        days, around = case.span(inner), case.span(outer)
        if days and around and not days.overlaps(around):
            return f"{case.when(inner)} does not lie in {case.when(outer)}"
    if isinstance(when.form, Between):
        first, last = ClinicalDate(when.form.first), ClinicalDate(when.form.last)
        if case.surely_before(last, first):
            return f"{case.when(last)} lies before {case.when(first)}"
    return ""


def find_before_birth(case: Case) -> Iterator[Finding]:
    """Yield the entries that lie before the patient's birth."""
    birth = case.record.patient.birth_on
    if birth is None:
        return
    for event in _events(case):
        if case.surely_before(event.on, birth):
            yield finding(
                f"{_name(event.noun, event.entity)} of {case.when(event.on)} lies before the "
                f"birth of the patient ({case.when(birth)}).",
                event.entity,
                case.record.patient,
            )


def find_after_end(case: Case) -> Iterator[Finding]:
    """Yield what lies after the death of the patient, or else after the last follow-up."""
    end = _end_of(case)
    if end is None or end.on is None:
        return
    late = [
        event
        for event in _events(case)
        if event.entity is not end and case.surely_before(end.on, event.on)
    ]
    if late:
        last = case.in_order(late)[-1]
        name = f"{_name(last.noun, last.entity)} of {case.when(last.on)}"
        begins = f"{name} lies" if len(late) == 1 else f"{len(late)} dates lie"
        ends = "" if len(late) == 1 else f", the latest that of {name}"
        yield finding(
            f"{begins} after the {end.kind} ({case.when(end.on)}){ends}.",
            end,
            *dict.fromkeys(event.entity for event in late),
        )


def _end_of(case: Case) -> Outcome | None:
    """Return the first death, or the latest other outcome that has a place in time."""
    ordered: list[Outcome] = case.in_order(case.record.outcomes)
    deaths = [outcome for outcome in ordered if outcome.kind is OutcomeKind.DEATH]
    return deaths[0] if deaths else ordered[-1] if ordered else None


def find_death(case: Case) -> Iterator[Finding]:
    """Yield courses that go on though the patient died, and deaths that only a course knows."""
    deaths = [o for o in case.record.outcomes if o.kind is OutcomeKind.DEATH]
    for course in case.record.courses:
        name = agent_name(course.agent)
        if deaths and course.end_on is None:
            when = f" ({case.when(deaths[0].on)})" if deaths[0].on else ""
            yield finding(f"{name} goes on after the death of the patient{when}.", course)
        if not deaths and course.stop_reason is StopReason.DEATH:
            yield finding(f"{name} was stopped for death, and no death is recorded.", course)


def find_tissue(case: Case) -> Iterator[Finding]:
    """Yield findings of a pathologist that are older than the procedure which gave the tissue."""
    procedures = {str(procedure.id): procedure for procedure in case.record.procedures}
    for pathology in case.record.pathologies:
        procedure = procedures.get(pathology.procedure_id or "")
        if procedure is not None and case.surely_before(pathology.on, procedure.on):
            yield finding(
                f"the pathology of {case.when(pathology.on)} lies before the procedure that gave "
                f"the tissue ({procedure_name(procedure.kind)}, {case.when(procedure.on)}).",
                pathology,
                procedure,
            )


RULES = (
    ContradictionRule("end before start", "An entry ends before it begins.", find_turned),
    ContradictionRule(
        "date in itself",
        "A date is told in two ways that have no day in common.",
        find_impossible,
    ),
    ContradictionRule("before birth", "An entry lies before the birth.", find_before_birth),
    ContradictionRule(
        "after the end",
        "Entries lie after the death of the patient, or after the last follow-up.",
        find_after_end,
    ),
    ContradictionRule(
        "death", "A course goes on after a death, or ended by one that is not recorded.", find_death
    ),
    ContradictionRule(
        "tissue", "A pathologist's findings are older than their tissue.", find_tissue
    ),
)
