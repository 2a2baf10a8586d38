"""Questions about therapy: doses and intervals beyond the usual, overlaps, what lies outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hcclog.catalogue import drugs
from hcclog.catalogue.adverse_events import ctcae_version
from hcclog.catalogue.units import convert_exact, find_unit
from hcclog.domain.therapy import Course, DoseBasis, DoseStep, Hold, StopReason
from hcclog.entry.questions.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.catalogue.drugs import DoseBounds, Drug
    from hcclog.domain.adverse_event import AdverseEvent
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.record import PatientRecord
    from hcclog.entry.clerk import Clerk

_FAILED = frozenset({StopReason.PROGRESSION, StopReason.RESISTANCE})


def course_questions(clerk: Clerk, course: Course) -> Iterator[Question]:
    """Yield what is unlikely about a course."""
    yield from order_questions(clerk.record.courses, course, course.agent)
    yield from overlap_questions(clerk, course)
    yield from _line_questions(clerk, course)
    chronology = clerk.chronology
    if course.end_on is None:
        return
    for hold in (each for each in clerk.record.holds if each.course_id == course.id):
        if chronology.surely_before(course.end_on, hold.start_on):
            end, held = chronology.label(course.end_on), chronology.label(hold.start_on)
            words = f"The stop ({end}) lies before a hold of this course ({held})."
            yield Question("stop-before-hold", "end_on", words)


def dose_step_questions(clerk: Clerk, step: DoseStep) -> Iterator[Question]:
    """Yield what is unlikely about a change of dose."""
    course = _course(clerk.record, step.course_id)
    if course is None:
        return
    yield from order_questions(clerk.record.dose_steps, step, course.agent)
    yield from _outside(clerk.chronology, course, step.on, "on", "The change of dose")


def hold_questions(clerk: Clerk, hold: Hold) -> Iterator[Question]:
    """Yield what is unlikely about a hold."""
    course = _course(clerk.record, hold.course_id)
    if course is None:
        return
    chronology = clerk.chronology
    yield from _outside(chronology, course, hold.start_on, "start_on", "The hold")
    if hold.end_on is not None:
        yield from _outside(chronology, course, hold.end_on, "end_on", "The end of the hold")


def adverse_event_questions(_clerk: Clerk, event: AdverseEvent) -> Iterator[Question]:
    """Yield what is unlikely about an adverse event."""
    if event.grade is not None and not event.ctcae_version:
        words = (
            f"Grade {event.grade} is by which version of CTCAE? It is not said; "
            f"the terms here are those of version {ctcae_version()}."
        )
        yield Question("no-ctcae-version", "ctcae_version", words)


def _course(record: PatientRecord, course_id: str) -> Course | None:
    return next((course for course in record.courses if course.id == course_id), None)


def order_questions(there: tuple[Any, ...], given: Any, agent: str) -> Iterator[Question]:
    """Yield questions about dose and interval, unless they are those that stand already."""
    drug = drugs.find_drug(agent)
    before = next((each for each in there if each.id == given.id), None)
    if drug is None:
        return
    if _order(before) != _order(given):
        yield from _dose_questions(drug, given)
    days = given.every_days
    if days is not None and (before is None or before.every_days != days):
        yield from _interval_questions(drug, days)


def _order(given: Any) -> tuple[Any, ...] | None:
    return None if given is None else (given.dose, given.dose_unit, given.dose_basis)


def _dose_questions(drug: Drug, given: Course | DoseStep) -> Iterator[Question]:
    if given.dose is None:
        return
    unit = find_unit(given.dose_unit)
    if unit is None:
        words = f"{given.dose_unit!r} is not a unit of dose that the catalogue knows."
        yield Question("unknown-unit", "dose", words, needs_reason=True)
        return
    typed = f"{given.dose:f} {unit.symbol}"
    if drug.bounds and not any(convert_exact(given.dose, unit, b.unit) for b in drug.bounds):
        units = " or ".join(dict.fromkeys(bounds.unit.symbol for bounds in drug.bounds))
        words = f"{typed} of {drug.name} is unusual: it is given in {units}."
        yield Question("unusual-unit", "dose", words, needs_reason=True)
        return
    bounds = drugs.unusual_dose(drug, given.dose, unit, given.dose_basis)
    if bounds is not None:
        words = f"{typed} of {drug.name} is unusual: {_usual(bounds)}{_labelled(drug)}."
        yield Question("unusual-dose", "dose", words, needs_reason=True)


def _usual(bounds: DoseBounds) -> str:
    each = "a day" if bounds.basis is DoseBasis.DAY else "at a time"
    return f"{bounds.below:f} to {bounds.above:f} {bounds.unit.symbol} {each} is expected"


def _labelled(drug: Drug) -> str:
    """Return the doses of labels and trials, as an addition to a sentence."""
    doses = dict.fromkeys(f"{dose.amount:f} {dose.unit.symbol}" for dose in drug.doses)
    return f"; usual is {' or '.join(doses)}" if doses else ""


def _interval_questions(drug: Drug, days: int) -> Iterator[Question]:
    if days < 1 or not drugs.unusual_interval(drug, days):
        return
    fewest, most = drug.fewest_days, drug.most_days
    words = f"{drug.name} every {days} days is unusual: {fewest} to {most} days are expected."
    yield Question("unusual-interval", "every_days", words, needs_reason=True)


def overlap_questions(clerk: Clerk, course: Course) -> Iterator[Question]:
    """Yield courses of the same agent that surely share days with this one."""
    chronology = clerk.chronology
    for other in clerk.record.courses:
        if other.agent != course.agent or other.id == course.id:
            continue
        first, second = (course, other), (other, course)
        if _begins_within(chronology, *first) and _begins_within(chronology, *second):
            words = (
                f"The same agent is already given: {_stretch(chronology, other)}; "
                "the doses are drawn side by side and not added."
            )
            yield Question("same-agent", "start_on", words)


def _begins_within(chronology: Chronology, course: Course, other: Course) -> bool:
    """Return whether a course surely begins before another one ends."""
    start, end = chronology.span(course.start_on), chronology.span(other.end_on)
    if start is None or chronology.span(other.start_on) is None:
        return False
    if other.end_on is None:
        return True
    return end is not None and start.latest < end.earliest


def _line_questions(clerk: Clerk, course: Course) -> Iterator[Question]:
    """Ask whether a new agent after progression begins a new line."""
    there = _course(clerk.record, course.id)
    if course.line_id is None or (there is not None and there.line_id == course.line_id):
        return
    others = [c for c in clerk.record.courses if c.line_id == course.line_id and c.id != course.id]
    failed = [c for c in others if c.stop_reason in _FAILED]
    line = next((each for each in clerk.record.lines if each.id == course.line_id), None)
    new = all(other.agent != course.agent for other in others)
    ended = all(
        c.end_on is not None and clerk.chronology.surely_before(c.end_on, course.start_on)
        for c in others
    )
    if line is not None and failed and new and ended:
        last = failed[-1]
        words = (
            f"{_name(last)} of line {line.number} was stopped for {last.stop_reason} "
            f"({clerk.chronology.label(last.end_on)}) and nothing of that line goes on: "
            "a new agent then usually begins a new line."
        )
        yield Question("new-line", "line_id", words)


def _outside(
    chronology: Chronology, course: Course, when: ClinicalDate, field: str, what: str
) -> Iterator[Question]:
    """Yield a date that surely lies before or after its course."""
    label = chronology.label(when)
    if chronology.surely_before(when, course.start_on):
        words = f"{what} ({label}) lies before its course: {_stretch(chronology, course)}."
        yield Question("before-course", field, words)
    if course.end_on is not None and chronology.surely_before(course.end_on, when):
        words = f"{what} ({label}) lies after its course: {_stretch(chronology, course)}."
        yield Question("after-course", field, words)


def _stretch(chronology: Chronology, course: Course) -> str:
    start = chronology.label(course.start_on)
    end = chronology.label(course.end_on) if course.end_on is not None else ""
    return f"{_name(course)} {start} to {end}" if end else f"{_name(course)} since {start}"


def _name(course: Course) -> str:
    drug = drugs.find_drug(course.agent)
    return drug.name if drug is not None else course.agent
