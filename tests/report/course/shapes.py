"""Records of shapes that are hard to draw, each by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.assessment import Assessment
from hcclog.domain.ids import EntityId
from hcclog.domain.labs import LabResult
from hcclog.domain.lesion import Lesion, Measurement
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.procedure import Procedure
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import (
    Category,
    Criteria,
    LesionRole,
    ReportedResponse,
    ResponseSeries,
    SeriesLesion,
)
from hcclog.domain.therapy import Course, DoseStep, Hold
from hcclog.domain.visit import Outcome, OutcomeKind, Visit
from tests.report.course.any_parts import AGENTS, CHINESE, EXTREMES, LONG, UNBROKEN
from tests.report.samples import PATIENT, empty_case, lab, lines, new_id, on

_MARKERS = ("afp", "pivka-ii", "ca19-9", "a-test")


def _of(*labs: LabResult, **more: Any) -> PatientRecord:
    return PatientRecord(Patient(PATIENT, "shape-01"), labs=labs, **more)


def _month(k: int, first_year: int = 2020) -> str:
    return f"{first_year + k // 12}-{k % 12 + 1:02d}"


def one_value() -> PatientRecord:
    """Return a patient with one result and nothing else."""
    return _of(lab("2024-05-06", "400"))


def all_on_one_day() -> PatientRecord:
    """Return a patient of whom everything happened on one day."""
    record, day = with_names("any"), on("2020-02-29")
    return replace(
        record,
        courses=tuple(replace(c, start_on=day, end_on=day) for c in record.courses),
        holds=tuple(replace(h, start_on=day) for h in record.holds),
        procedures=tuple(replace(p, on=day) for p in record.procedures),
        adverse_events=tuple(replace(e, start_on=day) for e in record.adverse_events),
        assessments=tuple(replace(a, on=day) for a in record.assessments),
        reported_responses=tuple(replace(r, on=day) for r in record.reported_responses),
        outcomes=tuple(replace(o, on=day) for o in record.outcomes),
        labs=tuple(replace(one, on=day) for one in record.labs),
    )


def twenty_years() -> PatientRecord:
    """Return a value of four markers every other month for 20 years, and 60 procedures."""
    labs = [
        lab(f"{_month(k, 2004)}-{k % 27 + 1:02d}", str(3 + k * k % 900), test)
        for k in range(0, 240, 2)
        for test in _MARKERS
    ]
    done = [
        Procedure(new_id(), PATIENT, on(_month(k, 2004)), kind)
        for k, kind in zip(range(0, 240, 4), ("tace", "rfa", "resection") * 20, strict=True)
    ]
    return _of(*labs, procedures=tuple(done))


def relative_alone() -> PatientRecord:
    """Return a patient whose dates are all counted from a day 0."""
    labs = (lab(f"{unit} {k}", str(10 + k)) for unit in ("day", "week", "month") for k in range(9))
    record = _of(*labs, visits=tuple(Visit(new_id(), PATIENT, on(f"week {k}")) for k in range(9)))
    patient = replace(
        record.patient, time_axis=TimeAxis.RELATIVE, day_zero_label="start of lenvatinib"
    )
    return replace(record, patient=patient)


def fifteen_lines() -> PatientRecord:
    """Return 15 lines of therapy, each with a step and a hold."""
    courses = tuple(
        Course(
            EntityId(f"C{k}"),
            PATIENT,
            EntityId(f"L{k}"),
            AGENTS[k % len(AGENTS)],
            on(_month(2 * k)),
            on(_month(2 * k + 3)) if k % 3 else None,
            Decimal(400),
            "mg",
        )
        for k in range(1, 16)
    )
    steps = (DoseStep(new_id(), PATIENT, c.id, c.start_on, Decimal(200)) for c in courses)
    holds = (
        Hold(new_id(), PATIENT, c.id, c.start_on, n_days=14, reason="proteinuria") for c in courses
    )
    return _of(lines=lines(15), courses=courses, dose_steps=tuple(steps), holds=tuple(holds))


def with_lesions(n_lesions: int, n_assessments: int) -> PatientRecord:
    """Return so many targets measured at so many assessments, with what a reader said."""
    assessments = tuple(
        Assessment(EntityId(f"A{k}"), PATIENT, on(_month(k))) for k in range(n_assessments)
    )
    lesions = tuple(
        Lesion(EntityId(f"T{k}"), PATIENT, f"T{k}", f"organ {k // 2}") for k in range(n_lesions)
    )
    sizes = (
        Measurement(
            new_id(), PATIENT, a.id, one.id, longest_mm=Decimal(12 + (7 * n + 5 * k * k) % 60)
        )
        for k, a in enumerate(assessments)
        for n, one in enumerate(lesions)
    )
    said = [
        ReportedResponse(
            new_id(), PATIENT, a.id, a.on, Criteria.MRECIST, list(Category)[k % len(Category)]
        )
        for k, a in enumerate(assessments)
    ]
    roles = [
        SeriesLesion(new_id(), PATIENT, EntityId("S"), lesion.id, LesionRole.TARGET)
        for lesion in lesions
    ]
    return _of(
        assessments=assessments,
        lesions=lesions,
        measurements=tuple(sizes),
        series=(ResponseSeries(EntityId("S"), PATIENT, "line 1", assessments[0].id),),
        series_lesions=tuple(roles),
        reported_responses=tuple(said),
    )


def sizes_without_a_sum() -> PatientRecord:
    """Return 12 lesions that no series counts."""
    return replace(with_lesions(12, 6), series=(), series_lesions=())


def extreme_values() -> PatientRecord:
    """Return zeros, millionths and millions, on a lane each and all on one."""
    tests = [("afp", EXTREMES), *((f"test-{k}", (value,) * 2) for k, value in enumerate(EXTREMES))]
    return _of(*_series_of(tests))


def _series_of(tests: Iterable[tuple[str, Iterable[Decimal]]]) -> list[LabResult]:
    return [
        lab(f"{_month(k)}-05", f"{value:f}", code)
        for code, values in tests
        for k, value in enumerate(values)
    ]


def limits() -> PatientRecord:
    """Return results below and above what could be measured."""
    typed = ("<0.8", ">400", "<0.8", ">60000", "12", "<0.000001", ">1000000")
    return _of(*(lab(f"{_month(k)}-05", one) for k, one in enumerate(typed)))


def two_on_a_day() -> PatientRecord:
    """Return two results of one marker on each of a few days: equal, near and far apart."""
    pairs = (("5", "5"), ("5", "5.1"), ("5", "90000"), ("<5", "5"))
    return _of(*(lab(f"{_month(k)}-05", value) for k, pair in enumerate(pairs) for value in pair))


def dates_of_years() -> PatientRecord:
    """Return a patient of whom only years are known."""
    years = [on(str(year)) for year in range(2018, 2024)]
    return _of(
        *(lab(str(when), "30") for when in years),
        procedures=tuple(Procedure(new_id(), PATIENT, when, "tace") for when in years),
        lines=lines(1),
        courses=(Course(EntityId("C1"), PATIENT, EntityId("L1"), "sorafenib", years[0], years[3]),),
        visits=tuple(Visit(new_id(), PATIENT, when) for when in years),
    )


def with_names(name: str) -> PatientRecord:
    """Return a patient with something of every kind, each of it called so."""
    record = with_lesions(2, 3)
    start = on("2020-01-20")
    axis = replace(record.patient, day_zero_label=name)
    return replace(
        record,
        patient=axis,
        lines=lines(1),
        courses=(
            Course(
                EntityId("C1"),
                PATIENT,
                EntityId("L1"),
                name,
                start,
                on("2020-03"),
                Decimal(8),
                name,
            ),
        ),
        holds=(Hold(new_id(), PATIENT, EntityId("C1"), on("2020-02-03"), n_days=14, reason=name),),
        procedures=(Procedure(new_id(), PATIENT, on("2020-02-10"), name, site=name),),
        adverse_events=(
            AdverseEvent(new_id(), PATIENT, name, 3, start_on=on("2020-02-20")),
            AdverseEvent(new_id(), PATIENT, name, 2, start_on=None),
        ),
        reported_responses=(
            *record.reported_responses,
            ReportedResponse(new_id(), PATIENT, EntityId("A1"), on("2020-02-05"), wording=name),
        ),
        outcomes=(Outcome(new_id(), PATIENT, on("2020-04-01"), OutcomeKind.DEATH, name),),
        labs=(
            lab("2020-01-05", "12", name, name),
            lab("2020-02-25", "15", name, name, assay=name),
            *(lab(f"2020-0{k}-11", str(k), "afp", reference_high=Decimal(7)) for k in (1, 2, 3)),
        ),
    )


SHAPES: dict[str, Callable[[], PatientRecord]] = {
    "no values": empty_case,
    "one value": one_value,
    "all on one day": all_on_one_day,
    "20 years": twenty_years,
    "only relative dates": relative_alone,
    "15 lines of therapy": fifteen_lines,
    "40 assessments": lambda: with_lesions(2, 40),
    "12 lesions": lambda: with_lesions(12, 6),
    "12 lesions without a sum": sizes_without_a_sum,
    "0, a millionth and a million": extreme_values,
    "below and above limits": limits,
    "two values on one day": two_on_a_day,
    "dates of years": dates_of_years,
    "names of 200 letters": lambda: with_names(UNBROKEN),
    "names of 200 letters and spaces": lambda: with_names(LONG),
    "Chinese names": lambda: with_names(CHINESE),
    "Chinese names of 200 signs": lambda: with_names(CHINESE * 15),
}
