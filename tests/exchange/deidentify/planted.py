"""Records with a name planted wherever somebody can write, and any record at all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.discrepancy import DiscrepancyNote
from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import NOUN_OF_CLASS, REFERENCES, PatientRecord
from hcclog.domain.sources import Source
from hcclog.exchange.casefile import case_paths, read_case
from hcclog.exchange.deidentify.texts import UIDS, entities_of
from hcclog.store.codec import fields_of
from tests.books import an_id

NAME = "Zbigniewska"
CODE = "UKE-4471-Zb"
BORN = "1950-03-17"
UID = "1.2.840.4471.99.1"
# What a rule asks of, and what stays as the catalogue has it.
_CODED = {
    "agent",
    "kind",
    "analyte",
    "term",
    "organ",
    "unit",
    "dose_unit",
    "bclc",
    "cnlc",
    "child_pugh_class",
    "procedure_kind",
}


def case(name: str) -> PatientRecord:
    """Return one of the published cases."""
    path = next(path for path in case_paths() if path.stem == name)
    return read_case(path, an_id)


def planted(record: PatientRecord, *, everywhere: bool = False) -> PatientRecord:
    """Return a record with the name in each of its free texts, and in its dates and sources.

    Args:
        record: A record.
        everywhere: In coded fields too.
    """
    patient = replace(
        _planted(record.patient, everywhere=everywhere),
        code=CODE,
        name=f"Maria {NAME}",
        birth_on=_birth(record),
    )
    parts: dict[str, list[Any]] = {}
    for entity in entities_of(record):
        if entity is not record.patient:
            made = _planted(entity, everywhere=everywhere)
            parts.setdefault(NOUN_OF_CLASS[type(entity)].attribute, []).append(made)
    note = DiscrepancyNote(an_id(), patient.id, f"{NAME} was taken for somebody else.")
    parts["discrepancies"] = [note]
    return PatientRecord(patient, **{name: tuple(held) for name, held in parts.items()})


def _birth(record: PatientRecord) -> ClinicalDate | None:
    on_calendar = record.patient.time_axis is TimeAxis.CALENDAR
    return ClinicalDate.parse(BORN) if on_calendar else None


def _planted(entity: Any, *, everywhere: bool) -> Any:
    new: dict[str, Any] = {}
    for field in fields_of(type(entity)):
        value = getattr(entity, field.name)
        if field.name in REFERENCES or field.name == "id":
            continue
        if field.name in UIDS:
            new[field.name] = UID
        elif field.kind is str and (everywhere or field.name not in _CODED):
            new[field.name] = f"{value} {NAME} {len(new)}".strip()
        elif isinstance(value, Source):
            new[field.name] = replace(value, document=f"{NAME}.pdf", place=f"page of {NAME}")
        elif isinstance(value, ClinicalDate):
            new[field.name] = replace(value, label=f"when {NAME} came")
        elif field.kind is tuple and field.item is str and everywhere:
            new[field.name] = (*value, NAME)
    return replace(entity, **new)


def strings_of(entity: Any) -> list[str]:
    """Return every text in an entity, enumerations and ids left out."""
    found: list[str] = []
    for name in entity.__slots__:
        value = getattr(entity, name)
        if isinstance(value, Source):
            found += [value.document, value.place]
        elif isinstance(value, str | ClinicalDate | Decimal):
            found.append(str(value))
        elif isinstance(value, tuple):
            found += map(str, value)
    return found
