"""Assessments to reports (DICOM SR, TID 1500): one for each whose study is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from hcclog.domain.assessment import Assessment, Scan
from hcclog.domain.chronology import Chronology
from hcclog.domain.lesion import Measurement
from hcclog.domain.record import PatientRecord
from hcclog.exchange.dicom.content import (
    MOST_DIGITS,
    Measured,
    content_of,
    diameters_of,
    sizes_of,
    time_point,
)
from hcclog.exchange.dicom.document import Study, document, save
from hcclog.exchange.outgoing.order import Order
from hcclog.exchange.progress import Advance

_NOT_HELD = (
    "DICOM SR holds diameters and no outlines: where in the pixels they were drawn is not known.",
    "DICOM SR holds the sizes of lesions alone, and nothing else of the record.",
)
_UNSAFE = re.compile(r"[^\w.-]+")
_MOST_OF_NAME = 60
_MOST_OF_CODE = 64


def write_reports(order: Order, folder: Path, stem: str, advanced: Advance) -> tuple[str, ...]:
    """Write a report for each assessment with diameters whose study is known."""
    not_held = list(_NOT_HELD)
    n = len(order.patient_ids)
    for number, record in enumerate(order.records(), start=1):
        name = f"{number:03}-{_safe(record.patient.code)}" if n > 1 else _safe(stem)
        not_held += _write_patient(record, order, folder, name)
        advanced(number, n)
    return tuple(not_held)


def _write_patient(record: PatientRecord, order: Order, folder: Path, name: str) -> Iterator[str]:
    """Write the reports of one patient, and yield what they cannot hold."""
    code = record.patient.code
    if len(code) > _MOST_OF_CODE or "\\" in code:
        yield f"{code}: DICOM has no patient of this code: it is too long, or holds a backslash."
        return
    chronology = Chronology(record)
    for number, assessment in enumerate(record.assessments, start=1):
        label = chronology.label(assessment.on)
        here = [x for x in record.measurements if x.assessment_id == assessment.id]
        yield from (f"{code}, {label}: {said}" for said in _left_out(record, here))
        scans = [x for x in record.scans if x.assessment_id == assessment.id]
        study = next((x.study_uid for x in scans if x.study_uid), "")
        measured = tuple(_measured(record, here))
        if measured and not study:
            yield f"{code}, {label}: no study is known; drop an image of it on the assessment."
        elif measured:
            found = _report(record, assessment, scans, measured, order)
            save(found, folder / f"{name}-{number:03}.dcm")


def _report(
    record: PatientRecord,
    assessment: Assessment,
    scans: list[Scan],
    measured: tuple[Measured, ...],
    order: Order,
) -> object:
    uid = next(x.study_uid for x in scans if x.study_uid)
    day = assessment.on.calendar
    study = Study(
        uid,
        day if day is not None and day.day is not None else None,
        assessment.id,
    )
    point = time_point(Chronology(record).label(assessment.on), assessment.on.form)
    modalities = list(dict.fromkeys(x.modality for x in scans if x.study_uid == uid))
    return document(
        record.patient,
        study,
        content_of(measured, point, modalities),
        order.today,
        is_deidentified=order.is_deidentified,
    )


def _measured(record: PatientRecord, here: list[Measurement]) -> Iterator[Measured]:
    lesions = {x.id: x for x in record.lesions}
    for each in here:
        diameters = diameters_of(each)
        if diameters:
            yield Measured(lesions[each.lesion_id], diameters)


def _left_out(record: PatientRecord, here: list[Measurement]) -> Iterator[str]:
    """Yield what of measurements is no diameter."""
    labels = {x.id: x.label for x in record.lesions}
    for each in here:
        if any(len(f"{mm:f}") > MOST_DIGITS for mm in sizes_of(each).values()):
            yield f"{labels[each.lesion_id]} has more than {MOST_DIGITS} digits."
        said = [str(part) for part in (each.state, each.trend) if part is not None]
        if said:
            yield f"{labels[each.lesion_id]} is {' and '.join(said)}, which is no diameter."


def _safe(text: str) -> str:
    """Return a name that every file system takes."""
    return _UNSAFE.sub("_", text).strip("._")[:_MOST_OF_NAME] or "patient"
