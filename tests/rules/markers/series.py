"""Records with one marker, written as text: ``day 0: 400 | day 42: <30 | day 60: raised``."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hcclog.domain.chronology import Chronology
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.labs import LabResult, Qualitative
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.quantities import Comparator
from hcclog.domain.record import PatientRecord
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
