"""What the record says up to a visit: the grey hints of its page, never its values."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from hcclog.domain.response import LesionRole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from hcclog.domain.assessment import Assessment
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.labs import LabResult
    from hcclog.domain.lesion import Lesion, Measurement
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.response import ResponseSeries
    from hcclog.domain.therapy import Course, DoseBasis, DoseStep, Hold, LineOfTherapy
    from hcclog.domain.visit import Visit


class FollowedLesion(NamedTuple):
    """A lesion of the newest series, and how it was seen last."""

    lesion: Lesion
    role: LesionRole | None
    last: Measurement | None
    seen_at: Assessment | None


class RunningCourse(NamedTuple):
    """A course without an end.

    Attributes:
        step: The last change of its dose.
        hold: What holds it now.
    """

    course: Course
    step: DoseStep | None
    hold: Hold | None

    @property
    def dose(self) -> Decimal | None:
        """The dose as it is now."""
        return self.step.dose if self.step is not None else self.course.dose

    @property
    def dose_unit(self) -> str:
        """The unit of the dose as it is now."""
        return self.step.dose_unit if self.step is not None else self.course.dose_unit

    @property
    def dose_basis(self) -> DoseBasis:
        """What the dose counts as it is now."""
        return self.step.dose_basis if self.step is not None else self.course.dose_basis


def last_results(record: PatientRecord, chronology: Chronology) -> tuple[LabResult, ...]:
    """Return the results of the patient's last day with results: each test once, in that order."""
    days = {lab.id: _day(lab.on, chronology) for lab in record.labs}
    last = max((day for day in days.values() if day is not None), default=None)
    found: dict[str, LabResult] = {}
    for lab in record.labs:
        if last is not None and days[lab.id] == last:
            found.setdefault(lab.analyte, lab)
    return tuple(found.values())


def last_weight(record: PatientRecord, chronology: Chronology) -> Visit | None:
    """Return the newest visit with a weight."""
    last: Visit | None = _newest((v for v in record.visits if v.weight_kg is not None), chronology)
    return last


def newest_series(record: PatientRecord, chronology: Chronology) -> ResponseSeries | None:
    """Return the series with the latest baseline."""
    day = {a.id: _day(a.on, chronology) or Fraction(0) for a in record.assessments}
    baseline = Fraction(0)
    return max(
        record.series, key=lambda s: day.get(s.baseline_assessment_id, baseline), default=None
    )


def followed_lesions(record: PatientRecord, chronology: Chronology) -> tuple[FollowedLesion, ...]:
    """Return the lesions of the newest series, targets first; without a series, all of them."""
    series = newest_series(record, chronology)
    roles: dict[str, LesionRole] = {
        role.lesion_id: role.role
        for role in record.series_lesions
        if series is not None and role.series_id == series.id
    }
    lesions = [lesion for lesion in record.lesions if series is None or lesion.id in roles]
    order = list(LesionRole)
    lesions = [x for x in lesions if roles.get(x.id) is not LesionRole.NOT_FOLLOWED]
    if series is not None:
        lesions.sort(key=lambda lesion: order.index(roles[lesion.id]))
    return tuple(_followed(record, chronology, each, roles.get(each.id)) for each in lesions)


def _followed(
    record: PatientRecord, chronology: Chronology, lesion: Lesion, role: LesionRole | None
) -> FollowedLesion:
    of_id = {assessment.id: assessment for assessment in record.assessments}
    seen = {m.assessment_id: m for m in record.measurements if m.lesion_id == lesion.id}
    last = _newest((of_id[key] for key in seen), chronology)
    return FollowedLesion(lesion, role, seen[last.id] if last else None, last)


def running_courses(record: PatientRecord, chronology: Chronology) -> tuple[RunningCourse, ...]:
    """Return the courses that have no end, as they stand."""
    return tuple(
        running_course(record, chronology, course)
        for course in record.courses
        if course.end_on is None and course.stop_reason is None
    )


def running_course(record: PatientRecord, chronology: Chronology, course: Course) -> RunningCourse:
    """Return a course with its last dose and what holds it."""
    steps = (step for step in record.dose_steps if step.course_id == course.id)
    holds = (hold for hold in record.holds if hold.course_id == course.id)
    hold = _newest(holds, chronology)
    is_open = hold is not None and hold.end_on is None and hold.n_days is None
    return RunningCourse(course, _newest(steps, chronology), hold if is_open else None)


def current_line(record: PatientRecord) -> LineOfTherapy | None:
    """Return the line with the highest number."""
    return max(record.lines, key=lambda line: line.number, default=None)


def next_label(record: PatientRecord, taken: Iterable[str] = ()) -> str:
    """Return the next free label of a new lesion."""
    used = {lesion.label for lesion in record.lesions} | set(taken)
    return next(f"L{n}" for n in range(1, len(used) + 2) if f"L{n}" not in used)


def last_scan_words(record: PatientRecord, chronology: Chronology) -> str:
    """Return how the last pictures were taken; empty where nothing is known."""
    last = _newest(record.assessments, chronology)
    scans = [scan for scan in record.scans if last is not None and scan.assessment_id == last.id]
    return " + ".join(dict.fromkeys(scan.modality.value for scan in scans))


def _newest(entities: Iterable[Any], chronology: Chronology) -> Any:
    """Return the latest; what has no place in time comes before all that has."""

    def key(entity: Any) -> tuple[bool, Fraction]:
        day = _day(getattr(entity, "on", None) or getattr(entity, "start_on", None), chronology)
        return day is not None, day or Fraction(0)

    # Of one day the one that was entered last.
    return max(reversed(list(entities)), key=key, default=None)


def _day(when: Any, chronology: Chronology) -> Fraction | None:
    span = chronology.span(when)
    return span.middle if span is not None else None
