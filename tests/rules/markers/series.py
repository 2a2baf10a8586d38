"""Records with one marker, written as text: ``day 0: 400 | day 42: <30 | day 60: raised``."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hcclog.domain.assessment import Assessment
from hcclog.domain.chronology import Chronology
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.labs import LabResult, Qualitative
from hcclog.domain.lesion import Lesion, LesionState, Measurement
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.quantities import Comparator
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import LesionRole, ResponseSeries, SeriesLesion
from hcclog.rules.markers.course import MarkerCourse, marker_courses
from hcclog.rules.markers.results import Result, results_of
from tests.report.samples import course, lines, on

P = PatientId("p")
_VALUE = re.compile(r"(<=|>=|<|>|)(-?[0-9.]+)\s*(\S*)(?:\s+(.*))?")


def results(text: str, analyte: str = "afp", **more: Any) -> tuple[LabResult, ...]:
    """Return results from ``date: value unit assay``, in the order written."""
    return tuple(
        _result(n, part.strip(), analyte, more) for n, part in enumerate(text.split("|")) if part
    )


def _result(n: int, part: str, analyte: str, more: dict[str, Any]) -> LabResult:
    when, _, value = (word.strip() for word in part.rpartition(": "))
    key = EntityId(f"r{n}")
    match = _VALUE.fullmatch(value)
    if match is None:
        return LabResult(key, P, on(when), analyte, qualitative=Qualitative(value), **more)
    sign, number, unit, assay = match.groups()
    return LabResult(
        key,
        P,
        on(when),
        analyte,
        Decimal(number),
        unit or "ng/mL",
        Comparator(sign or "="),
        assay=assay or "",
        **more,
    )


def a_record(
    labs: tuple[LabResult, ...], *starts: str, axis: TimeAxis = TimeAxis.RELATIVE
) -> PatientRecord:
    """Return a patient with results and one line of therapy for each start."""
    return PatientRecord(
        Patient(P, "markers", time_axis=axis),
        lines=lines(len(starts)),
        courses=tuple(course(f"C{n}", "lenvatinib", when) for n, when in enumerate(starts, 1)),
        labs=labs,
    )


def courses(
    text: str, *starts: str, axis: TimeAxis = TimeAxis.RELATIVE, **more: Any
) -> tuple[MarkerCourse, ...]:
    """Return the courses of AFP; without starts one line begins on day 0."""
    record = a_record(results(text, **more), *(starts or ("day 0",)), axis=axis)
    return marker_courses(record, Chronology(record))


def line_one(text: str, start: str = "day 0", **more: Any) -> MarkerCourse:
    """Return the course of AFP in line 1."""
    return next(c for c in courses(text, start, **more) if c.line and c.line.number == 1)


def read(text: str, **changed: Any) -> tuple[tuple[Result, ...], Chronology]:
    """Return the results as the rules read them; `changed` applies to the last one."""
    labs = results(text)
    record = a_record((*labs[:-1], replace(labs[-1], **changed)))
    chronology = Chronology(record)
    return results_of(record.labs, chronology), chronology


def imaged(record: PatientRecord, text: str) -> PatientRecord:
    """Return a record with one followed lesion: ``day 60: PD | day 120: SD`` (a line each: ``/``).

    The baseline of each line is the day before its start; anything but PD is stable disease.
    """
    lesion = Lesion(EntityId("T"), P, "T1", "liver")
    assessments, measurements, series, roles = [], [], [], []
    for n, (line, part) in enumerate(zip(record.lines, text.split("/"), strict=False), 1):
        seen = [one.strip().rpartition(": ") for one in part.split("|") if one.strip()]
        ids = [EntityId(f"A{n}.{k}") for k in range(len(seen) + 1)]
        before = f"course:C{n}:start - 1 day"
        days = [before, *(when for when, _, _ in seen)]
        assessments += [Assessment(key, P, on(day)) for key, day in zip(ids, days, strict=True)]
        for key, word in zip(ids, ["SD", *(word for _, _, word in seen)], strict=True):
            state = LesionState.PROGRESSED if word == "PD" else LesionState.PRESENT
            measurements.append(Measurement(EntityId(f"M{key}"), P, key, lesion.id, state=state))
        series.append(ResponseSeries(EntityId(f"S{n}"), P, f"line {n}", ids[0], line.id))
        roles.append(
            SeriesLesion(EntityId(f"R{n}"), P, series[-1].id, lesion.id, LesionRole.NON_TARGET)
        )
    return replace(
        record,
        assessments=tuple(assessments),
        lesions=(lesion,),
        measurements=tuple(measurements),
        series=tuple(series),
        series_lesions=tuple(roles),
    )
