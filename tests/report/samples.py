"""Small invented records for pictures, and the timelines that the rules make of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any

from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.assessment import Assessment
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.labs import LabResult, Qualitative
from hcclog.domain.lesion import Lesion, LesionKind, LesionState, Measurement, Trend
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.procedure import Procedure
from hcclog.domain.quantities import Comparator
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import (
    Category,
    Criteria,
    LesionRole,
    ReportedResponse,
    ResponseSeries,
    SeriesLesion,
)
from hcclog.domain.therapy import Course, DoseBasis, DoseStep, Hold, LineOfTherapy
from hcclog.domain.visit import Outcome, OutcomeKind, Visit

PATIENT = PatientId("p1")
_NUMBERS = count(1)


def new_id() -> EntityId:
    """Return an id that no other entity of this run has; ids are in the order of their making."""
    return EntityId(f"e{next(_NUMBERS):06}")


def on(text: str) -> ClinicalDate:
    """Return a date from its text."""
    return ClinicalDate.parse(text)


def lab(when: str, value: str, analyte: str = "afp", unit: str = "ng/mL", **more: Any) -> LabResult:
    """Return one result; `value` may begin with a comparator."""
    sign = value[0] if value[0] in "<>" else "="
    amount = Decimal(value.lstrip("<>"))
    return LabResult(new_id(), PATIENT, on(when), analyte, amount, unit, Comparator(sign), **more)


def course(name: str, agent: str, start: str, end: str | None = None, **more: Any) -> Course:
    """Return one course on the line that has the same number as the course."""
    until = None if end is None else on(end)
    line = EntityId(f"L{name[1:]}")
    return Course(EntityId(name), PATIENT, line, agent, on(start), until, **more)


def lines(n: int) -> tuple[LineOfTherapy, ...]:
    """Return lines of therapy 1 to n."""
    return tuple(LineOfTherapy(EntityId(f"L{k}"), PATIENT, k) for k in range(1, n + 1))


def empty_case() -> PatientRecord:
    """Return a patient of whom nothing is known."""
    return PatientRecord(Patient(PATIENT, "empty-01"))


_SEEN: dict[str, tuple[str, str, LesionState | None, Trend | None]] = {
    "A1": ("month 3", "PD", LesionState.PRESENT, None),
    "A2": ("course:C2:start + 3 months", "PR", None, Trend.NEARLY_GONE),
    "A3": ("course:C2:start + 5 months", "PD", LesionState.PRESENT, None),
    "A4": ("course:C3:start + 4 months", "", None, Trend.SMALLER),
    "A5": ("course:C3:start + 6 months", "PD", None, Trend.UNCHANGED),
    "A6": ("course:C4:start + 1 month", "PR", None, Trend.SMALLER),
    "A7": ("course:C5:start + 2 months", "", None, Trend.SMALLER),
}
_AFP = {
    "day 0": "379",
    "week 4": "117",
    "month 2": "1089",
    "month 3": "1891",
    "course:C2:start": "5505",
    "course:C2:start + 3 months": "165",
    "course:C2:start + 5 months": "1840",
    "between course:C3:start and course:C3:start + 3 months": "257",
    "course:C3:start + 6 months": "439",
    "course:C4:start": "2991",
    "course:C4:start + 1 month": "691",
    "course:C4:start + 2 months": "1048",
    "course:C5:start + 1 month": "821",
}


def relative_case() -> PatientRecord:
    """Return five lines of therapy counted from a day 0, responses without diameters."""
    days = DoseBasis.DAY
    effusion = Lesion(new_id(), PATIENT, "E1", "pleura", kind=LesionKind.EFFUSION)
    assessments = [Assessment(EntityId(name), PATIENT, on(s[0])) for name, s in _SEEN.items()]
    series = ResponseSeries(new_id(), PATIENT, "line 1", EntityId("A1"))
    return PatientRecord(
        Patient(
            PATIENT,
            "relative-01",
            age_years=70,
            age_on=on("day 0"),
            time_axis=TimeAxis.RELATIVE,
            day_zero_label="start of lenvatinib",
        ),
        lines=lines(5),
        courses=_relative_courses(days),
        dose_steps=(
            _step("C2", "course:C2:start + 3 months", "800", dose_basis=days),
            _step("C3", "course:C3:start + 3 months", "160", every_days=1),
        ),
        holds=(
            Hold(
                new_id(),
                PATIENT,
                EntityId("C1"),
                on("between week 4 and month 2"),
                n_days=14,
                reason="proteinuria, grade 3",
            ),
        ),
        procedures=(
            Procedure(new_id(), PATIENT, on("age 66"), "resection"),
            Procedure(new_id(), PATIENT, on("age 68"), "rfa"),
            Procedure(new_id(), PATIENT, on("between month 3 and course:C2:start"), "pleurodesis"),
            Procedure(new_id(), PATIENT, on("course:C3:end"), "peritoneal-resection"),
        ),
        assessments=tuple(assessments),
        lesions=(effusion,),
        measurements=tuple(
            Measurement(new_id(), PATIENT, a.id, effusion.id, state=seen[2], trend=seen[3])
            for a, seen in zip(assessments, _SEEN.values(), strict=True)
        ),
        series=(series,),
        series_lesions=(
            SeriesLesion(new_id(), PATIENT, series.id, effusion.id, LesionRole.NON_TARGET),
        ),
        reported_responses=tuple(
            ReportedResponse(new_id(), PATIENT, a.id, a.on, Criteria.MRECIST, Category(seen[1]))
            for a, seen in zip(assessments, _SEEN.values(), strict=True)
            if seen[1]
        ),
        labs=tuple(lab(when, value) for when, value in _AFP.items()),
    )


def _step(course_id: str, when: str, dose: str, **more: Any) -> DoseStep:
    return DoseStep(new_id(), PATIENT, EntityId(course_id), on(when), Decimal(dose), **more)


def _relative_courses(days: DoseBasis) -> tuple[Course, ...]:
    return (
        course("C1", "lenvatinib", "day 0", "month 3"),
        course(
            "C2",
            "sorafenib",
            "course:C1:end + 3 weeks",
            "course:C2:start + 5 months",
            dose=Decimal(400),
            dose_basis=days,
        ),
        course(
            "C3",
            "regorafenib",
            "course:C2:end",
            "course:C3:start + 6 months",
            dose=Decimal(80),
            every_days=1,
            days_on=21,
            days_off=7,
        ),
        course("C4", "sorafenib", "course:C3:end + 4 weeks", "course:C4:start + 2 months"),
        course("C5", "regorafenib", "course:C4:end"),
    )


def measured_case() -> PatientRecord:
    """Return a calendar record with target lesions, viable parts and a new lesion."""
    days = ("2025-10-28", "2025-12-22", "2026-02-16", "2026-05-18")
    record = PatientRecord(
        Patient(PATIENT, "example-01"),
        lines=lines(1),
        courses=(course("C1", "lenvatinib", "2025-11-03", dose=Decimal(8), every_days=1),),
        assessments=tuple(
            Assessment(EntityId(f"A{k}"), PATIENT, on(day)) for k, day in enumerate(days)
        ),
        series=(ResponseSeries(EntityId("S1"), PATIENT, "line 1", EntityId("A0")),),
        labs=(lab("2025-10-28", "40"), lab("2026-05-18", "212")),
        adverse_events=(
            AdverseEvent(
                new_id(),
                PATIENT,
                "hypertension",
                3,
                start_on=on("2026-01-10"),
                end_on=on("2026-02-01"),
            ),
        ),
        visits=(
            Visit(new_id(), PATIENT, on("2025-12-22"), 0),
            Visit(new_id(), PATIENT, on("2026-05-20"), 1),
        ),
        outcomes=(Outcome(new_id(), PATIENT, on("2026-05-20"), OutcomeKind.LAST_FOLLOW_UP),),
    )
    record = _with_lesion(
        record, "T1", "liver", ("42.0 38.0", "35.1 21.4", "33.0 18.9", "41.2 33.0")
    )
    record = _with_lesion(record, "T2", "liver", ("18.5 18.5", "14.0 9.2", "12.8 0", "14.1 7.5"))
    return _with_lesion(
        record, "T3", "lymph node", ("21.0", "16.2", "13.9", "15.0"), kind=LesionKind.NODE
    )


def _with_lesion(
    record: PatientRecord, label: str, organ: str, sizes: Sequence[str], **more: Any
) -> PatientRecord:
    """Return a record with one more target, its size and viable part at each assessment."""
    lesion = Lesion(new_id(), PATIENT, label, organ, **more)
    role = SeriesLesion(new_id(), PATIENT, EntityId("S1"), lesion.id, LesionRole.TARGET)
    measured = [
        _measurement(a.id, lesion, [Decimal(part) for part in size.split()])
        for a, size in zip(record.assessments, sizes, strict=True)
    ]
    return replace(
        record,
        lesions=(*record.lesions, lesion),
        series_lesions=(*record.series_lesions, role),
        measurements=(*record.measurements, *measured),
    )


def _measurement(assessment_id: EntityId, lesion: Lesion, sizes: Sequence[Decimal]) -> Measurement:
    size, viable = sizes[0], sizes[1] if len(sizes) > 1 else None
    return Measurement(
        new_id(),
        PATIENT,
        assessment_id,
        lesion.id,
        longest_mm=None if lesion.nodal else size,
        short_axis_mm=size if lesion.nodal else None,
        viable_mm=viable,
    )


def marker_case() -> PatientRecord:
    """Return results of every kind: a range, comparators, words, a change of assay and of unit."""
    normal: dict[str, Any] = {"reference_low": Decimal(0), "reference_high": Decimal(7)}
    return PatientRecord(
        Patient(PATIENT, "markers-01"),
        labs=(
            lab("2020-11", "9.86", **normal),
            lab("2021-10", "5.51", **normal),
            lab("2022-05", "84.59", **normal),
            lab("2022-07", "<39.97", assay="B", **normal),
            lab("2023-01", ">53.43", assay="B", **normal),
            lab("2022-05", "201.46", "vegf", "pg/mL"),
            lab("2022-07", "154.82", "vegf", "pg/mL"),
            lab("2020-11", "36.53", "ca19-9", "U/mL"),
            lab("2022-11", "12", "afp", "IU/mL"),
            lab("2022-07", "90", "bilirubin", "umol/L"),
            in_words("2020-11-03", Qualitative.RAISED),
            in_words("2021-06", Qualitative.LOW, "2022-12"),
        ),
    )


def in_words(when: str, word: Qualitative, until: str | None = None) -> LabResult:
    """Return a PIVKA-II result without a number."""
    until_on = None if until is None else on(until)
    return LabResult(new_id(), PATIENT, on(when), "pivka-ii", qualitative=word, until_on=until_on)


CASES: tuple[Callable[[], PatientRecord], ...] = (
    empty_case,
    relative_case,
    measured_case,
    marker_case,
)
