"""What becomes of the treatment: courses that change, and agents that are new."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from hcclog.catalogue.drugs import drug
from hcclog.commands.refused import Refused
from hcclog.domain.ids import EntityId
from hcclog.domain.therapy import Course, DoseBasis, DoseStep, Hold, LineOfTherapy, StopReason
from hcclog.entry.dates import read_day
from hcclog.entry.doses import read_dose
from hcclog.entry.schedules import read_schedule
from hcclog.entry.visit.amounts import clean
from hcclog.entry.visit.before import current_line, running_course
from hcclog.entry.visit.entry import Piece
from hcclog.entry.visit.names import one_of, read_drug
from hcclog.entry.visit.places import at
from hcclog.entry.visit.words import AgentLine, CourseLine, CourseStep, LineChoice, VisitWords

if TYPE_CHECKING:
    from hcclog.domain.dates import ClinicalDate
    from hcclog.entry.clerk import Clerk

_WHY = f"Say why it was stopped: {', '.join(reason.value for reason in StopReason)}."


def read_treatment(clerk: Clerk, words: VisitWords, on: ClinicalDate) -> Iterator[Piece]:
    """Yield what changes in the treatment; a course that goes on says nothing.

    Raises:
        Refused: At the line and its field.
    """
    for line in words.courses:
        if line.what:
            with at(place := f"courses/{line.course_id}"):
                entity, seen = _changed(clerk, line, on)
                yield Piece(place, entity, seen)
    yield from _new_agents(clerk, words.agents, on)


def _changed(
    clerk: Clerk, line: CourseLine, on: ClinicalDate
) -> tuple[Course | DoseStep | Hold, Course | Hold | None]:
    step = one_of(line.what, CourseStep, "Choose what becomes of this course.", "what")
    course = next((c for c in clerk.record.courses if c.id == line.course_id), None)
    if course is None:
        raise Refused("This course is no longer in the record.", "what")
    when = read_day(clerk, line.on, "on") if line.on.strip() else on
    return _CHANGES[step](clerk, line, course, when)


def _dose_step(
    clerk: Clerk, line: CourseLine, course: Course, when: ClinicalDate
) -> tuple[DoseStep, None]:
    if not line.dose.strip():
        raise Refused("Type the new dose, such as 400 mg.", "dose")
    before = running_course(clerk.record, clerk.chronology, course)
    dose = read_dose(clerk, line.dose, before.dose_unit)
    if dose.amount == 0:
        raise Refused("A dose of 0 cannot be; choose hold or stop.", "dose")
    ids = EntityId(clerk.new_id()), course.patient_id, course.id
    # A number alone is counted as the course counts it.
    basis = before.dose_basis if dose.basis is DoseBasis.ADMINISTRATION else dose.basis
    reason = clean(line.reason)
    return DoseStep(*ids, when, dose.amount, dose.unit, basis, reason=reason), None


def _hold(clerk: Clerk, line: CourseLine, course: Course, when: ClinicalDate) -> tuple[Hold, None]:
    if running_course(clerk.record, clerk.chronology, course).hold is not None:
        raise Refused("This course is on hold already.", "what")
    ids = EntityId(clerk.new_id()), course.patient_id, course.id
    return Hold(*ids, when, reason=clean(line.reason)), None


def _resumed(
    clerk: Clerk, _line: CourseLine, course: Course, when: ClinicalDate
) -> tuple[Hold, Hold]:
    hold = running_course(clerk.record, clerk.chronology, course).hold
    if hold is None:
        raise Refused("This course is not on hold, so it cannot be taken up again.", "what")
    return replace(hold, end_on=when), hold


def _stopped(
    _clerk: Clerk, line: CourseLine, course: Course, when: ClinicalDate
) -> tuple[Course, Course]:
    reason = one_of(line.reason, StopReason, _WHY, "reason")
    return replace(course, end_on=when, stop_reason=reason), course


_Change = Callable[
    ["Clerk", CourseLine, Course, "ClinicalDate"],
    tuple[Course | DoseStep | Hold, Course | Hold | None],
]
_CHANGES: dict[CourseStep, _Change] = {
    CourseStep.DOSE: _dose_step,
    CourseStep.HOLD: _hold,
    CourseStep.RESUMED: _resumed,
    CourseStep.STOP: _stopped,
}


def _new_agents(clerk: Clerk, lines: tuple[AgentLine, ...], on: ClinicalDate) -> Iterator[Piece]:
    """Yield the courses of new agents; those that begin a line share it."""
    begun: LineOfTherapy | None = None
    for line in lines:
        typed = (line.agent, line.dose, line.schedule, line.on, line.line)
        if not any(text.strip() for text in typed):
            continue
        with at(place := f"agents/{line.key}"):
            course, choice = _course(clerk, line, on)
            if choice is LineChoice.NEW and begun is None:
                begun = _next_line(clerk)
                yield Piece(place, begun)
            yield Piece(place, replace(course, line_id=_line_id(clerk, choice, begun)))


def _course(clerk: Clerk, line: AgentLine, on: ClinicalDate) -> tuple[Course, LineChoice]:
    if not line.agent.strip():
        raise Refused("Which agent? Type the beginning of its name.", "agent")
    agent = read_drug(clerk, line.agent)
    dose, every = read_dose(clerk, line.dose), read_schedule(line.schedule, "schedule")
    when = read_day(clerk, line.on, "on") if line.on.strip() else on
    choice = one_of(line.line, LineChoice, line_question(clerk, agent), "line")
    ids = EntityId(clerk.new_id()), clerk.record.patient.id
    course = Course(
        *ids,
        None,
        agent,
        when,
        dose=dose.amount,
        dose_unit=dose.unit,
        dose_basis=dose.basis,
        **every._asdict(),
    )
    return course, choice


def line_question(clerk: Clerk, agent: str) -> str:
    """Return what is asked of a new agent: nobody but a person knows."""
    name, line = drug(agent).name, current_line(clerk.record)
    if line is None:
        return f"Say whether {name} begins line 1, or belongs to no line."
    return f"Say whether {name} belongs to line {line.number} or begins line {line.number + 1}."


def _next_line(clerk: Clerk) -> LineOfTherapy:
    last = current_line(clerk.record)
    number = 1 if last is None else last.number + 1
    return LineOfTherapy(EntityId(clerk.new_id()), clerk.record.patient.id, number)


def _line_id(clerk: Clerk, choice: LineChoice, begun: LineOfTherapy | None) -> EntityId | None:
    if choice is LineChoice.NEW and begun is not None:
        return begun.id
    last = current_line(clerk.record)
    return last.id if choice is LineChoice.SAME and last is not None else None
