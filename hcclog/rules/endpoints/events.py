"""Moments of a record: what happened, when, and how it is named."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hcclog.catalogue.procedures import find_procedure
from hcclog.domain.chronology import DaySpan
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.visit import OutcomeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hcclog.domain.adverse_event import AdverseEvent
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.procedure import Procedure
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.therapy import Course, LineOfTherapy


_DEATH_GRADE = 5  # CTCAE


class Moment(NamedTuple):
    """An event in time.

    Attributes:
        on: Its date, counted from the event itself, so that what it shares with others is known.
        span: The days that it can be.
        label: Its date, as shown.
        what: What it is, such as ``the assessment``.
    """

    on: ClinicalDate
    span: DaySpan
    label: str
    what: str

    def __str__(self) -> str:
        """Return what it is and when, such as ``the assessment (2022-02)``."""
        name = self.what.removeprefix("the ")
        return f"the {self.label}" if self.label.startswith(name) else f"{self.what} ({self.label})"


class RecordEvents:
    """The events of one record, each with its place in time."""

    def __init__(self, record: PatientRecord, chronology: Chronology) -> None:
        """Find places when they are asked for, each once."""
        self.record, self.chronology = record, chronology
        self._found: dict[tuple[str, str, str], Moment | None] = {}
        # By the dates themselves, which are kept with their answer: found much quicker than alike.
        self._apart: dict[tuple[int, int], tuple[ClinicalDate, ClinicalDate, DaySpan]] = {}

    def moment(
        self, table: str, entity_id: str, on: ClinicalDate | None, what: str
    ) -> Moment | None:
        """Return the day of an entity; None where it has no place in time."""
        return self._moment((table, entity_id, "on"), on, what)

    def course_edge(self, course: Course, edge: str) -> Moment | None:
        """Return the start or the end of a course."""
        when = course.start_on if edge == "start" else course.end_on
        verb = "start" if edge == "start" else "end"
        return self._moment(("course", course.id, edge), when, f"the {verb} of {course.agent}")

    def _moment(
        self, at: tuple[str, str, str], on: ClinicalDate | None, what: str
    ) -> Moment | None:
        if at not in self._found:
            span = self.chronology.span(on)
            label = self.chronology.label(on)
            moment = Moment(ClinicalDate.at(*at), span, label, what) if span else None
            self._found[at] = moment
        return self._found[at]

    def days(self, first: Moment, second: Moment) -> DaySpan:
        """Return the days from one moment to another, at least and at most."""
        key = id(first.on), id(second.on)
        if key not in self._apart:
            days = self.chronology.days_between(first.on, second.on)
            assert days is not None  # noqa: S101 - a moment has a place in time
            self._apart[key] = first.on, second.on, days
        return self._apart[key][-1]

    def line_start(self, line: LineOfTherapy) -> Moment | None:
        """Return the start of the first course of a line."""
        courses = [c for c in self.record.courses if c.line_id == line.id]
        first = earliest(self.course_edge(course, "start") for course in courses)
        return first and first._replace(what=f"the start of line {line.number}")

    def death(self) -> Moment | None:
        """Return the death, where it has a date."""
        return self._death

    @cached_property
    def _death(self) -> Moment | None:
        deaths = [o for o in self.record.outcomes if o.kind is OutcomeKind.DEATH]
        if deaths:
            return earliest(self.moment("outcome", o.id, o.on, "the death") for o in deaths)
        # Its end is the death, its start need not be.
        fatal = self._fatal_events()
        return earliest(
            self._moment(("adverse_event", e.id, "end"), e.end_on, "the death") for e in fatal
        )

    def _fatal_events(self) -> list[AdverseEvent]:
        return [event for event in self.record.adverse_events if event.grade == _DEATH_GRADE]

    @property
    def died(self) -> bool:
        """True where a death is recorded, as an outcome or as an adverse event of grade 5."""
        recorded = any(o.kind is OutcomeKind.DEATH for o in self.record.outcomes)
        return recorded or bool(self._fatal_events())

    @property
    def death_without_date(self) -> bool:
        """True where a death is recorded and its day is not known."""
        return self.died and self.death() is None

    def last_alive(self) -> Moment | None:
        """Return the last day on which something is recorded of the living patient."""
        return self._last_alive

    @cached_property
    def _last_alive(self) -> Moment | None:
        return latest(self._signs_of_life())

    def _signs_of_life(self) -> Iterator[Moment | None]:
        record = self.record
        for outcome in record.outcomes:
            if outcome.kind is not OutcomeKind.DEATH:
                yield self.moment("outcome", outcome.id, outcome.on, "the last follow-up")
        for visit in record.visits:
            yield self.moment("visit", visit.id, visit.on, "the visit")
        for assessment in record.assessments:
            yield self.moment("assessment", assessment.id, assessment.on, "the assessment")
        for lab in record.labs:
            yield self.moment("lab_result", lab.id, lab.on, "the laboratory result")
        for done in record.procedures:
            yield self.moment("procedure", done.id, done.on, _name(done))
        for course in record.courses:
            yield self.course_edge(course, "start")
            yield self.course_edge(course, "end")
        yield from self._courses_changed()
        yield from self._condition()

    def _courses_changed(self) -> Iterator[Moment | None]:
        for step in self.record.dose_steps:
            yield self.moment("dose_step", step.id, step.on, "the dose step")
        for hold in self.record.holds:
            yield self._moment(("hold", hold.id, "start"), hold.start_on, "the hold")
            yield self._moment(("hold", hold.id, "end"), hold.end_on, "the end of the hold")

    def _condition(self) -> Iterator[Moment | None]:
        """Yield what was staged and observed; an event of grade 5 is a death."""
        for staging in self.record.stagings:
            yield self.moment("staging", staging.id, staging.on, "the staging")
        for event in self.record.adverse_events:
            if event.grade != _DEATH_GRADE:
                at = ("adverse_event", event.id)
                yield self._moment((*at, "start"), event.start_on, "the adverse event")
                yield self._moment((*at, "end"), event.end_on, "the end of the adverse event")

    def procedures(self) -> Iterator[Moment]:
        """Yield the treatments of tumour at its place (Lencioni and Llovet 2010)."""
        yield from self._procedures

    @cached_property
    def _procedures(self) -> tuple[Moment, ...]:
        return tuple(self._locoregional())

    def _locoregional(self) -> Iterator[Moment]:
        for done in self.record.procedures:
            moment = self.moment("procedure", done.id, done.on, _name(done))
            kind = find_procedure(done.kind)
            if kind is not None and kind.locoregional and moment is not None:
                yield moment


def _name(done: Procedure) -> str:
    kind = find_procedure(done.kind)
    return f"the {kind.short if kind is not None else done.kind}"


def earliest(moments: Iterable[Moment | None]) -> Moment | None:
    """Return the first of the moments, the earlier named where two are alike."""
    known = [moment for moment in moments if moment is not None]
    return min(known, key=lambda moment: moment.span.middle, default=None)


def latest(moments: Iterable[Moment | None]) -> Moment | None:
    """Return the last of the moments, the earlier named where two are alike."""
    known = [moment for moment in moments if moment is not None]
    return max(known, key=lambda moment: moment.span.middle, default=None)
