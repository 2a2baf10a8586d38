"""Reports with measurements as other programs write them, and a record whose studies are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydicom.dataset import Dataset

from hcclog.domain.assessment import Modality, Scan
from hcclog.domain.ids import EntityId
from hcclog.domain.record import PatientRecord
from hcclog.exchange.dicom.document import COMPREHENSIVE_SR
from hcclog.exchange.outgoing.order import Order
from tests.exchange.dicom.files import bytes_of
from tests.report.samples import measured_case

STUDIES = "1.2.826.0.1.99999.8."
TODAY = date(2026, 11, 21)
Code = tuple[str, str, str]
LONG: Code = ("103339001", "SCT", "Long Axis")
SHORT: Code = ("103340004", "SCT", "Short Axis")
LIVER: Code = ("10200004", "SCT", "Liver")
MM: Code = ("mm", "UCUM", "millimeter")
CM: Code = ("cm", "UCUM", "centimeter")
GROUP: Code = ("125007", "DCM", "Measurement Group")


@cache
def studied() -> PatientRecord:
    """Return the measured patient; each assessment is one scan of a known study."""
    record = measured_case()
    scans = tuple(
        Scan(
            EntityId(f"s{n}"),
            record.patient.id,
            each.id,
            Modality.MRI if n % 2 else Modality.CT,
            study_uid=f"{STUDIES}{n}",
        )
        for n, each in enumerate(record.assessments, start=1)
    )
    return replace(record, scans=scans)


def order_of(*records: PatientRecord, is_deidentified: bool = False) -> Order:
    """Return an order of these records."""
    by_id = {str(each.patient.id): each for each in records}
    ids = tuple(by_id)
    return Order(lambda key: by_id[key], ids, 3, TODAY, is_deidentified=is_deidentified)


def a_report(*groups: Dataset, **fields: Any) -> Dataset:
    """Return a report of 18 May 2026 on the measured patient."""
    report = Dataset()
    report.SOPClassUID = COMPREHENSIVE_SR
    report.SOPInstanceUID = "1.2.826.0.1.99999.8.9.9"
    report.StudyDate = "20260518"
    report.Modality = "SR"
    report.PatientID = "example-01"
    report.StudyInstanceUID = "1.2.826.0.1.99999.8.9"
    for name, value in fields.items():
        setattr(report, name, value)
    report.ValueType = "CONTAINER"
    report.ConceptNameCodeSequence = [_code(("126000", "DCM", "Imaging Measurement Report"))]
    procedure = _item("CODE", ("121058", "DCM", "Procedure reported"))
    procedure.ConceptCodeSequence = [_code(("25045-6", "LN", "CT unspecified body region"))]
    inside = _item("CONTAINER", ("126010", "DCM", "Imaging Measurements"))
    inside.ContentSequence = list(groups)
    report.ContentSequence = [procedure, inside]
    return report


def a_group(
    label: str = "T1", uid: str = "", site: Code | None = LIVER, numbers: Sequence[Dataset] = ()
) -> Dataset:
    """Return the group of one lesion."""
    group = _item("CONTAINER", GROUP)
    parts = []
    if label:
        parts.append(_item("TEXT", ("112039", "DCM", "Tracking Identifier")))
        parts[-1].TextValue = label
    if uid:
        parts.append(_item("UIDREF", ("112040", "DCM", "Tracking Unique Identifier")))
        parts[-1].UID = uid
    if site is not None:
        parts.append(_item("CODE", ("363698007", "SCT", "Finding Site")))
        parts[-1].ConceptCodeSequence = [_code(site)]
    group.ContentSequence = [*parts, *numbers]
    return group


def a_number(value: str, name: Code = LONG, unit: Code = MM) -> Dataset:
    """Return one measurement."""
    item = _item("NUM", name)
    measured = Dataset()
    measured.NumericValue = value
    measured.MeasurementUnitsCodeSequence = [_code(unit)]
    item.MeasuredValueSequence = [measured]
    return item


def report_file(folder: Path, report: Dataset, name: str = "sr.dcm") -> Path:
    """Write a report and return where it lies."""
    path = folder / name
    path.write_bytes(bytes_of(report))
    return path


def _item(kind: str, name: Code) -> Dataset:
    item = Dataset()
    item.RelationshipType = "CONTAINS"
    item.ValueType = kind
    item.ConceptNameCodeSequence = [_code(name)]
    return item


def _code(code: Code) -> Dataset:
    found = Dataset()
    found.CodeValue, found.CodingSchemeDesignator, found.CodeMeaning = code
    return found
