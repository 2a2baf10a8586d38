"""Records with lines of therapy from a few lines of text.

``day 0 to day 100: day 60 PR; day 120 PD`` is a line with one course from day 0 to day 100, whose
baseline is its start; ``PD!`` is one that a reader saw otherwise. ``-`` in place of the end is a
course that goes on; without a colon the line has no series.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hcclog.domain.assessment import Assessment
from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.labs import LabResult
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.procedure import Procedure
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Category, Criteria, ResponseSeries
from hcclog.domain.therapy import Course, LineOfTherapy
from hcclog.domain.visit import Outcome, OutcomeKind, Visit
from hcclog.rules.endpoints.endpoints import LineEndpoints, endpoints
from hcclog.rules.endpoints.rules import EndpointKey
from hcclog.rules.endpoints.switches import DEFAULT, Switches
from hcclog.rules.verdict import (
    NewLesionVerdict,
    SeriesResponse,
    SumOfDiameters,
    Timeline,
    Timepoint,
    Verdict,
)

P = PatientId("p")


def on(text: str) -> ClinicalDate:
    """Return a date from its text."""
    return ClinicalDate.parse(text)


def line_endpoints(
    *lines: str,
    died: str | None = None,
    seen: str | None = None,
    visited: str = "",
    tested: str = "",
    procedures: Sequence[str] = (),
    more_courses: Sequence[str] = (),
    backwards: bool = False,
    shared: bool = False,
    criteria: Criteria = Criteria.RECIST_1_1,
    switches: Switches = DEFAULT,
) -> tuple[LineEndpoints, ...]:
    """Return the endpoints of lines.

    Args:
        lines: The lines of therapy, as above.
        died: Date of death; ``?`` where it is not known.
        seen: Date of the last follow-up.
        visited: Date of a visit.
        tested: Date of a laboratory result.
        procedures: ``tace day 30``.
        more_courses: Further courses of the first line: ``day 30 to -``.
        backwards: True where the record holds the last line first.
        shared: True where the last assessment of a line is the baseline of the next.
        criteria: By which the categories are.
        switches: What a trial decides.
    """
    built = [_Line(n, text) for n, text in enumerate(lines, 1)]
    if shared:
        for before, line in pairwise(built):
            line.baseline = before.assessments[-1]
    record = PatientRecord(
        Patient(P, "p", time_axis=TimeAxis.RELATIVE),
        lines=tuple(line.line for line in (built[::-1] if backwards else built)),
        courses=(*(line.course for line in built), *_more(more_courses)),
        assessments=tuple({a.id: a for line in built for a in line.all_assessments}.values()),
        visits=tuple(Visit(EntityId("v"), P, on(when)) for when in [visited] if when),
        labs=tuple(_lab(when) for when in [tested] if when),
        procedures=tuple(_procedure(n, text) for n, text in enumerate(procedures)),
        outcomes=tuple(_outcomes(died, seen)),
    )
    chronology = Chronology(record)
    series = tuple(line.response(chronology, criteria) for line in built if line.has_series)
    return endpoints(record, Timeline(chronology, series), criteria, switches)


def of(line: LineEndpoints, key: EndpointKey) -> Any:
    """Return one endpoint of a line."""
    return next(one for one in line.endpoints if one.key is key)


def brief(line: LineEndpoints, key: EndpointKey) -> str:
    """Return an endpoint as ``event 120``, ``censored 60..90`` or ``none``."""
    one = of(line, key)
    if one.event is None:
        return "none"
    word = "event" if one.event else "censored"
    if one.days is None:
        return f"{word} ?"
    days = one.days
    return f"{word} {days.earliest}" if days.exact else f"{word} {days.earliest}..{days.latest}"


def _more(courses: Sequence[str]) -> list[Course]:
    found = []
    for n, text in enumerate(courses):
        key, agent = EntityId(f"more{n}"), f"more{n}"
        start, _, end = text.partition(" to ")
        found.append(Course(key, P, EntityId("l1"), agent, on(start), _end(end)))
    return found


def _end(text: str) -> ClinicalDate | None:
    return on(text) if text not in {"", "-"} else None


def _procedure(n: int, text: str) -> Procedure:
    kind, _, when = text.partition(" ")
    return Procedure(EntityId(f"p{n}"), P, on(when), kind)


def _lab(when: str) -> LabResult:
    return LabResult(EntityId("lab"), P, on(when), "afp", Decimal(5), "ng/mL")


def _outcomes(died: str | None, seen: str | None) -> list[Outcome]:
    found = []
    if died is not None:
        when = None if died == "?" else on(died)
        found.append(Outcome(EntityId("death"), P, when, OutcomeKind.DEATH))
    if seen is not None:
        found.append(Outcome(EntityId("seen"), P, on(seen), OutcomeKind.LAST_FOLLOW_UP))
    return found


class _Line:
    def __init__(self, n: int, text: str) -> None:
        head, self.has_series, rest = text.partition(":")
        start, _, end = head.strip().partition(" to ")
        self.line = LineOfTherapy(EntityId(f"l{n}"), P, n)
        course_id = EntityId(f"c{n}")
        self.course = Course(course_id, P, self.line.id, f"drug{n}", on(start), _end(end))
        self.baseline = Assessment(EntityId(f"b{n}"), P, on(start))
        self.categories: list[Category] = []
        self.assessments: list[Assessment] = []
        self.differences: list[str] = []
        for k, part in enumerate(filter(None, rest.strip().split("; "))):
            when, _, name = part.rpartition(" ")
            self.assessments.append(Assessment(EntityId(f"a{n}-{k}"), P, on(when)))
            self.categories.append(Category(name.removesuffix("!")))
            self.differences.append("Reported otherwise." if name.endswith("!") else "")

    @property
    def all_assessments(self) -> list[Assessment]:
        """The baseline first."""
        return [self.baseline, *self.assessments] if self.has_series else []

    def response(self, chronology: Chronology, criteria: Criteria) -> SeriesResponse:
        """Return the series as the rules on response would."""
        series_id = EntityId(f"s{self.line.id}")
        series = ResponseSeries(series_id, P, "s", self.baseline.id, self.line.id)
        points = [_point(chronology, self.baseline, Category.NOT_APPLICABLE)]
        told = zip(self.assessments, self.categories, self.differences, strict=True)
        points += [_point(chronology, *one) for one in told]
        return SeriesResponse(series, criteria, tuple(points))


def _point(
    chronology: Chronology, assessment: Assessment, category: Category, difference: str = ""
) -> Timepoint:
    verdict = Verdict(category, "", "")
    return Timepoint(
        assessment=assessment,
        span=chronology.span(assessment.on),
        is_baseline=category is Category.NOT_APPLICABLE,
        total=SumOfDiameters(None, complete=False),
        target=verdict,
        non_target=verdict,
        new_lesion=NewLesionVerdict("no", "", ""),
        overall=verdict,
        difference=difference,
    )
