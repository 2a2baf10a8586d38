"""A patient on one line: age, line of therapy, last marker, last response."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.labs import LabResult
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.response import ReportedResponse
    from hcclog.domain.therapy import Course
    from hcclog.rules.verdict import Timeline, Timepoint

TUMOUR_MARKERS = ("afp", "pivka-ii", "vegf", "ca19-9", "afp-l3", "cea")


class _Dated(Protocol):
    @property
    def on(self) -> ClinicalDate:
        """Its date."""


T = TypeVar("T", bound=_Dated)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list of patients shows.

    Attributes:
        age: As stated, such as ``47 at 2020-11``; empty where not known.
        line_number: Highest line of therapy, 0 without one.
        agents: Drug codes of the courses that go on, or of the last line.
        last_marker: The newest tumour marker, AFP first where several are of one day.
        last_reported: The newest reported response with a category.
        last_computed: The newest computed timepoint after a baseline.
    """

    age: str
    line_number: int
    agents: tuple[str, ...]
    last_marker: LabResult | None
    last_reported: ReportedResponse | None
    last_computed: Timepoint | None


def summary(record: PatientRecord, timeline: Timeline) -> Summary:
    """Return the summary of one record; nothing is guessed where nothing is logged."""
    chronology = timeline.chronology
    markers = [lab for lab in record.labs if lab.analyte in TUMOUR_MARKERS]
    markers.sort(key=lambda lab: TUMOUR_MARKERS.index(lab.analyte))
    reported = [report for report in record.reported_responses if report.category is not None]
    first = timeline.responses[0].criteria if timeline.responses else None
    points = [p for r in timeline.responses if r.criteria is first for p in r.timepoints]
    after = [point for point in points if not point.is_baseline]
    return Summary(
        age=age_words(record, chronology),
        line_number=max((line.number for line in record.lines), default=0),
        agents=current_agents(record, chronology),
        last_marker=max(markers, key=lambda lab: _lab_day(lab, chronology), default=None),
        last_reported=_newest(reported, chronology),
        last_computed=max(after, key=lambda p: _day(p.assessment.on, chronology), default=None),
    )


def age_words(record: PatientRecord, chronology: Chronology) -> str:
    """Return the age as stated and when, or the birth date; empty where neither is known."""
    patient = record.patient
    if patient.age_years is not None:
        when = chronology.label(patient.age_on) if patient.age_on else ""
        return f"{patient.age_years} at {when}" if when else str(patient.age_years)
    return f"born {chronology.label(patient.birth_on)}" if patient.birth_on else ""


def current_agents(record: PatientRecord, chronology: Chronology) -> tuple[str, ...]:
    """Return the agents that go on; where none does, those of the course that ended last."""
    going_on = [course for course in record.courses if course.end_on is None]
    if not going_on and record.courses:
        latest = max(record.courses, key=lambda c: _day(c.end_on, chronology))
        going_on = [c for c in record.courses if c.end_on == latest.end_on]
    return tuple(dict.fromkeys(_by_start(going_on, chronology)))


def _by_start(courses: Iterable[Course], chronology: Chronology) -> list[str]:
    ordered = sorted(courses, key=lambda course: _day(course.start_on, chronology))
    return [course.agent for course in reversed(ordered)]


def _newest(items: Iterable[T], chronology: Chronology) -> T | None:
    return max(items, key=lambda item: _day(item.on, chronology), default=None)


def _lab_day(lab: LabResult, chronology: Chronology) -> tuple[bool, float]:
    """Return the last day that a result speaks of: a statement may hold for a period."""
    return _day(lab.until_on or lab.on, chronology)


def _day(when: ClinicalDate | None, chronology: Chronology) -> tuple[bool, float]:
    """Return a key by which dates without a place stand first."""
    span = chronology.span(when)
    return (True, span.day) if span else (False, 0.0)
