"""A record without whose it is: the same course, under another code."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.record import NOUN_OF_CLASS, REFERENCES, PatientRecord
from hcclog.domain.statement import Statement
from hcclog.exchange.deidentify.choices import Choices, DateMode, Deidentified, FreeText
from hcclog.exchange.deidentify.days import DayDates
from hcclog.exchange.deidentify.person import Dates, with_capped_age, without_person
from hcclog.exchange.deidentify.pseudonyms import NewIds, Pseudonyms
from hcclog.exchange.deidentify.shifting import ShiftedDates
from hcclog.exchange.deidentify.texts import UIDS, Cutter, entities_of

_TOKEN_LETTERS = 4


def deidentified(record: PatientRecord, choices: Choices) -> Deidentified:
    """Return a record of which nobody can tell whose it is, and what was taken out of it."""
    pseudonyms = Pseudonyms(choices.secret)
    new_id = NewIds(pseudonyms, (entity.id for entity in entities_of(record)))
    dates = _dates(record, choices, pseudonyms, new_id)
    cutter = Cutter(choices.kept, lambda text: pseudonyms.token("text", text, _TOKEN_LETTERS))
    code = pseudonyms.code(record.patient.id)
    patient = cutter.without_texts(record.patient)
    patient = replace(without_person(record, patient, dates, choices.dates), code=code)
    parts: dict[str, list[Any]] = {}
    for entity in entities_of(record):
        if entity is record.patient:
            continue
        attribute = NOUN_OF_CLASS[type(entity)].attribute
        moved = _with_dates(cutter.without_texts(entity), dates)
        parts.setdefault(attribute, []).append(_with_ids(moved, new_id))
    whole = PatientRecord(
        _with_ids(patient, new_id), **{name: tuple(held) for name, held in parts.items()}
    )
    dropped = frozenset(cutter.dropped)
    return Deidentified(whole, _removed(record, code, dropped), dropped)


def _dates(
    record: PatientRecord, choices: Choices, pseudonyms: Pseudonyms, new_id: NewIds
) -> Dates:
    if choices.dates is DateMode.DAYS:
        return DayDates(record, new_id)
    return ShiftedDates(record, new_id, pseudonyms.shift_days(record.patient.id))


def _with_dates(entity: Any, dates: Dates) -> Any:
    found = {name: getattr(entity, name) for name in entity.__slots__}
    moved = {k: dates(v) for k, v in found.items() if isinstance(v, ClinicalDate)}
    after = replace(entity, **moved) if moved else entity
    return with_capped_age(after) if isinstance(after, Statement) else after


def _with_ids(entity: Any, new_id: NewIds) -> Any:
    names = [name for name in ("id", *REFERENCES) if getattr(entity, name, None) is not None]
    uids = {name: new_id.uid(getattr(entity, name)) for name in UIDS if getattr(entity, name, "")}
    return replace(entity, **{name: new_id(getattr(entity, name)) for name in names}, **uids)


def _removed(record: PatientRecord, code: str, dropped: frozenset[FreeText]) -> tuple[str, ...]:
    """Return what was taken out, without a word of it."""
    patient = record.patient
    gone = ["the code", *(["the name"] if patient.name else [])]
    if patient.birth_on is not None:
        gone.append("the birth date, to five years")
    counts = Counter(_kind_of(text) for text in dropped)
    gone += [f"{kind} ({n})" for kind, n in sorted(counts.items())]
    return (f"{code}: taken out or replaced: {', '.join(gone)}.",)


def _kind_of(text: FreeText) -> str:
    """Return what a text is: sources and the words at dates are told together."""
    if text.field.startswith("source."):
        return "sources of entries"
    return "words at dates" if text.field.endswith(".label") else text.place.replace(",", ":")
