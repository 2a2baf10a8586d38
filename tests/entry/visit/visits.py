"""A patient in the middle of a treatment, and what is typed at his next visit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.labs import LabResult
from hcclog.domain.record import PatientRecord
from hcclog.domain.therapy import Course, Hold, LineOfTherapy
from hcclog.domain.visit import Visit
from hcclog.entry.clerk import Clerk
from hcclog.entry.visit.words import LabLine, SizeLine, VisitWords
from tests.books import TODAY, an_id
from tests.report.samples import measured_case

TESTS = (
    ("afp", "53.43", "ng/mL"),
    ("pivka-ii", "120", "mAU/mL"),
    ("alt", "31", "U/L"),
    ("ast", "44", "U/L"),
    ("bilirubin", "12", "µmol/L"),
    ("albumin", "38", "g/L"),
)
DAY = "2026-11-21"


def under_treatment() -> PatientRecord:
    """Return a patient with three lesions and more, two courses (one held) and six tests."""
    record = measured_case()
    patient_id = record.patient.id
    start = ClinicalDate.parse("2026-02-20")
    line = LineOfTherapy(an_id(), patient_id, 2)
    lenvatinib = Course(an_id(), patient_id, line.id, "lenvatinib", start, dose=Decimal(8))
    sintilimab = Course(an_id(), patient_id, line.id, "sintilimab", start, dose=Decimal(200))
    hold = Hold(an_id(), patient_id, sintilimab.id, ClinicalDate.parse("2026-10-01"))
    last = ClinicalDate.parse("2026-10-20")
    labs = tuple(
        LabResult(an_id(), patient_id, last, code, Decimal(value), unit)
        for code, value, unit in TESTS
    )
    seen = Visit(an_id(), patient_id, last, 1, Decimal("61.5"))
    return replace(
        record,
        lines=(line,),
        courses=(lenvatinib, sintilimab),
        dose_steps=(),
        holds=(hold,),
        labs=labs,
        visits=(seen,),
        reported_responses=(),
    )


def clerk_of(record: PatientRecord, **more: Any) -> Clerk:
    """Return a clerk who can ask nobody."""
    return Clerk(record, TODAY, an_id, **more)


def typed(**more: Any) -> VisitWords:
    """Return a visit of which only what is named was typed."""
    return VisitWords(**{"on": DAY, **more})


def lab(value: str, key: str = "afp", **more: Any) -> VisitWords:
    """Return a visit with one result of a test that stands there by itself."""
    return typed(labs=(LabLine(key, key, value, asked=True),), **more)


def sizes(record: PatientRecord, *texts: str) -> tuple[SizeLine, ...]:
    """Return lines for the first lesions of a record."""
    return tuple(SizeLine(x.id, t) for x, t in zip(record.lesions, texts, strict=False))
