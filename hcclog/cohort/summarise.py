"""From a record to the summary that a cohort works with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.cohort.ages import age_at
from hcclog.cohort.judging import FINAL, judged_line
from hcclog.cohort.stating import first_stage, stage_at
from hcclog.cohort.summary import (
    CourseSummary,
    Fate,
    HoldSummary,
    LineSummary,
    PatientSummary,
    Reported,
)
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.visit import OutcomeKind
from hcclog.rules.endpoints.endpoints import LineEndpoints, endpoints
from hcclog.rules.endpoints.events import RecordEvents, latest
from hcclog.rules.endpoints.facts import LineFacts
from hcclog.rules.endpoints.switches import DEFAULT
from hcclog.rules.timeline import COMPUTED, timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from hcclog.domain.chronology import DaySpan
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.response import Criteria, ReportedResponse
    from hcclog.domain.therapy import Course, LineOfTherapy
    from hcclog.rules.endpoints.events import Moment
    from hcclog.rules.verdict import Timeline


def summarise(record: PatientRecord, criteria: tuple[Criteria, ...] = COMPUTED) -> PatientSummary:
    """Return the summary of one record, judged by each of the criteria."""
    return _Summary(record, timeline(record, criteria)).of(criteria)


class _Summary:
    """One record, its responses and the day that a cohort counts from."""

    def __init__(self, record: PatientRecord, result: Timeline) -> None:
        self._record, self._result = record, result
        self._chronology = result.chronology
        self._events = RecordEvents(record, result.chronology)
        self._lines = sorted(record.lines, key=lambda line: line.number)
        starts = (self._events.line_start(line) for line in self._lines)
        self._zero: Moment | None = next((start for start in starts if start), None)

    def of(self, criteria: tuple[Criteria, ...]) -> PatientSummary:
        """Return the summary."""
        patient = self._record.patient
        found = {
            each: endpoints(self._record, self._result, each, events=self._events)
            for each in criteria
        }
        return PatientSummary(
            id=patient.id,
            code=patient.code,
            sex=patient.sex,
            age=age_at(patient, self._chronology, self._zero.span if self._zero else None),
            aetiologies=patient.aetiologies,
            cirrhosis=patient.cirrhosis,
            axis=patient.time_axis,
            stage=first_stage(self._record, self._chronology),
            lines=tuple(
                self._line(line, [of_criteria[n] for of_criteria in found.values()])
                for n, line in enumerate(self._lines)
            ),
            courses=tuple(self._course(course) for course in self._record.courses),
            reported=tuple(self._reported()),
            fate=self._fate(),
        )

    def _since(self, on: ClinicalDate) -> DaySpan | None:
        """Return the days from the start of the first line to a date; None where not known."""
        return self._chronology.days_between(self._zero.on, on) if self._zero else None

    def _line(self, line: LineOfTherapy, found: Sequence[LineEndpoints]) -> LineSummary:
        courses = [course for course in self._record.courses if course.line_id == line.id]
        start = self._events.line_start(line)
        goes_on = any(course.end_on is None for course in courses)
        return LineSummary(
            id=line.id,
            number=line.number,
            agents=self._agents(courses),
            start=start.span if start else None,
            start_label=start.label if start else "",
            since_first=self._since(start.on) if start else None,
            length=None if goes_on else self._length(start, courses),
            goes_on=goes_on,
            stage=stage_at(self._record, self._chronology, start),
            judged=tuple(
                judged_line(self._events, self._result, each, self._since) for each in found
            ),
        )

    def _length(self, start: Moment | None, courses: Sequence[Course]) -> DaySpan | None:
        ends = [self._events.course_edge(course, "end") for course in courses]
        last = None if None in ends else latest(ends)
        if start is None or last is None:
            return None
        return self._chronology.days_between(start.on, last.on)

    def _agents(self, courses: Sequence[Course]) -> tuple[str, ...]:
        """Return the agents in the order in which they were begun; without a day last."""

        def begun(course: Course) -> tuple[bool, float]:
            span = self._chronology.span(course.start_on)
            return span is None, span.day if span else 0.0

        return tuple(dict.fromkeys(course.agent for course in sorted(courses, key=begun)))

    def _course(self, course: Course) -> CourseSummary:
        numbers = {line.id: line.number for line in self._lines}
        return CourseSummary(
            id=course.id,
            agent=course.agent,
            line=numbers.get(course.line_id) if course.line_id else None,
            start=self._since(ClinicalDate.at("course", course.id, "start")),
            end=self._since(ClinicalDate.at("course", course.id, "end"))
            if course.end_on is not None
            else None,
            goes_on=course.end_on is None,
            holds=tuple(self._holds(course)),
        )

    def _holds(self, course: Course) -> Iterator[HoldSummary]:
        for hold in self._record.holds:
            if hold.course_id == course.id:
                end = ClinicalDate.at("hold", hold.id, "end") if hold.end_on else None
                yield HoldSummary(
                    self._since(ClinicalDate.at("hold", hold.id, "start")),
                    self._since(end) if end else None,
                )

    def _reported(self) -> Iterator[Reported]:
        line_of = self._lines_of_assessments()
        progressed: dict[int, Fraction] = {}
        for on, report in self._reports_in_order():
            line = line_of.get(report.assessment_id) if report.assessment_id else None
            day = on.middle if on else None
            end = progressed.get(line) if line is not None else None
            counts = end is None or (day is not None and day <= end)
            if line is not None and day is not None and counts and _is_final(report):
                progressed.setdefault(line, day)
            yield Reported(
                line,
                self._since(ClinicalDate.at("reported_response", report.id)),
                report.criteria,
                report.category,
                report.wording,
                report.basis,
                counts,
            )

    def _reports_in_order(self) -> list[tuple[DaySpan | None, ReportedResponse]]:
        """Return what readers concluded by the days of what they judged; without a day last."""
        days = {a.id: self._chronology.span(a.on) for a in self._record.assessments}
        found = [
            (days.get(report.assessment_id) if report.assessment_id else None, report)
            for report in self._record.reported_responses
        ]
        return sorted(found, key=lambda one: (one[0] is None, one[0].middle if one[0] else 0))

    def _lines_of_assessments(self) -> dict[str, int]:
        """Return the line that each assessment judges: of the series that it ends, not begins.

        One that surely lies after the start of the next line, or not after that of its own, judges
        none.
        """
        found: dict[str, int] = {}
        if not self._record.reported_responses:
            return found
        for criteria in dict.fromkeys(each.criteria for each in self._result.responses):
            responses = self._result.of(criteria)
            for line in self._lines:
                facts = LineFacts(self._events, line, responses, criteria, DEFAULT)
                for answer in facts.counted:
                    found.setdefault(answer.assessment_id, line.number)
        return found

    def _fate(self) -> Fate:
        kinds = {outcome.kind for outcome in self._record.outcomes}
        death, news = self._events.death(), self._events.last_alive()
        return Fate(
            self._alive(kinds, news),
            self._since(death.on) if death else None,
            self._since(news.on) if news else None,
        )

    def _alive(self, kinds: set[OutcomeKind], news: Moment | None) -> bool | None:
        if self._events.died:
            return False
        return None if OutcomeKind.LOST_TO_FOLLOW_UP in kinds or news is None else True


def _is_final(report: ReportedResponse) -> bool:
    """True for a progression seen on imaging, after which no reader's response counts."""
    return report.category in FINAL and not report.basis
