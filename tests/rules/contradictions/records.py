"""Small records for tests of contradictions: entities from plain words, and what is found."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from enum import StrEnum
from itertools import count
from typing import Any

from hcclog.domain.assessment import Assessment
from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.labs import LabResult
from hcclog.domain.lesion import Lesion, Measurement
from hcclog.domain.patient import Patient
from hcclog.domain.procedure import Procedure
from hcclog.domain.record import NOUN_OF_CLASS, PatientRecord
from hcclog.domain.statement import Statement
from hcclog.domain.therapy import Course, DoseStep, Hold
from hcclog.rules.contradictions.find import contradictions
from hcclog.rules.verdict import Finding
from hcclog.store.codec import fields_of

P = PatientId("p")
_NUMBER = count(1)


def make(cls: type[Any], **given: Any) -> Any:
    """Return an entity; texts are read as the dates, decimals and words that its fields hold."""
    kinds = {field.name: field.kind for field in fields_of(cls)}
    values = {name: _value(kinds[name], value) for name, value in given.items()}
    if cls is not Patient:
        values.setdefault("patient_id", P)
        values.setdefault("id", EntityId(f"e{next(_NUMBER)}"))
    return cls(**values)


def _value(kind: type[Any], value: Any) -> Any:
    if kind is ClinicalDate and isinstance(value, str):
        return ClinicalDate.parse(value)
    if value is not None and (kind is Decimal or issubclass(kind, StrEnum)):
        return kind(value)
    return value


def a_patient(**given: Any) -> Patient:
    """Return the patient."""
    return make(Patient, id=P, code="p", **given)  # type: ignore[no-any-return]


def said(kind: str, **given: Any) -> Statement:
    """Return a statement."""
    return make(Statement, kind=kind, **given)  # type: ignore[no-any-return]


def a_lab(on: str, value: Any = None, analyte: str = "afp", **given: Any) -> LabResult:
    """Return a result in ng/mL."""
    return make(LabResult, on=on, analyte=analyte, value=value, **{"unit": "ng/mL", **given})  # type: ignore[no-any-return]


def a_course(start: str, end: str | None = None, agent: str = "lenvatinib", **given: Any) -> Course:
    """Return a course; the id of the first of its agent is the agent."""
    fields = {"id": EntityId(agent), "line_id": None, **given}
    return make(Course, agent=agent, start_on=start, end_on=end, **fields)  # type: ignore[no-any-return]


def a_hold(start: str, end: str | None = None, course: str = "lenvatinib", **given: Any) -> Hold:
    """Return a hold."""
    return make(Hold, course_id=EntityId(course), start_on=start, end_on=end, **given)  # type: ignore[no-any-return]


def a_step(on: str, dose: Any = None, course: str = "lenvatinib", **given: Any) -> DoseStep:
    """Return a dose step."""
    return make(DoseStep, course_id=EntityId(course), on=on, dose=dose, **given)  # type: ignore[no-any-return]


def a_procedure(on: str, kind: str = "tace", **given: Any) -> Procedure:
    """Return a procedure."""
    return make(Procedure, on=on, kind=kind, **given)  # type: ignore[no-any-return]


def imaging(on: str, *measurements: Measurement, **given: Any) -> tuple[Any, ...]:
    """Return an assessment whose id is its date, and its measurements."""
    assessment = make(Assessment, id=EntityId(on), on=on, **given)
    return assessment, *measurements


def read(on: str, lesion: str, **given: Any) -> Measurement:
    """Return what was read of a lesion at the assessment of a date."""
    return make(Measurement, assessment_id=EntityId(on), lesion_id=EntityId(lesion), **given)  # type: ignore[no-any-return]


def a_lesion(label: str, organ: str = "liver", **given: Any) -> Lesion:
    """Return a lesion whose id is its label."""
    return make(Lesion, id=EntityId(label), label=label, organ=organ, **given)  # type: ignore[no-any-return]


def record_of(*entities: Any) -> PatientRecord:
    """Return a record of entities in any order; a patient among them is the patient."""
    parts: dict[str, list[Any]] = defaultdict(list)
    for entity in entities:
        parts[NOUN_OF_CLASS[type(entity)].attribute].append(entity)
    patients = parts.pop("patient", [a_patient()])
    return PatientRecord(patients[0], **{name: tuple(items) for name, items in parts.items()})


def findings(*entities: Any) -> tuple[Finding, ...]:
    """Return what contradicts itself in a record of these entities."""
    record = record_of(*entities)
    return contradictions(record, Chronology(record))


def sentences(*entities: Any) -> list[str]:
    """Return the sentences of what contradicts itself in a record of these entities."""
    return [finding.sentence for finding in findings(*entities)]
