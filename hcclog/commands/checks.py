"""What may not be written, by noun; each check refuses with a sentence at its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hcclog.commands import assessments, labs, lesions, patients, statements, therapy
from hcclog.commands.lifting import AFTER_TODAY, BEFORE_BIRTH, DATES
from hcclog.commands.refused import Refused
from hcclog.commands.texts import check_texts
from hcclog.domain.chronology import Chronology
from hcclog.domain.date_loops import is_circular
from hcclog.domain.dates import Offset
from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import REFERENCES, with_amended
from hcclog.store.codec import fields_of, table_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.patient import Patient
    from hcclog.domain.record import PatientRecord
    from hcclog.store.transaction import Transaction

_OF_TABLE: dict[str, Callable[[PatientRecord, Any], None]] = {
    "lab_result": labs.check_lab_result,
    "course": therapy.check_course,
    "dose_step": therapy.check_dose_step,
    "hold": therapy.check_hold,
    "line_of_therapy": therapy.check_line,
    "procedure": therapy.check_procedure,
    "assessment": assessments.check_assessment,
    "scan": assessments.check_scan,
    "response_series": assessments.check_series,
    "series_lesion": assessments.check_role,
    "reported_response": assessments.check_reported_response,
    "lesion": lesions.check_lesion,
    "measurement": lesions.check_measurement,
    "staging": patients.check_staging,
    "visit": patients.check_visit,
    "adverse_event": therapy.check_adverse_event,
    "statement": statements.check_statement,
}


def check(transaction: Transaction, entity: Any, accepted: frozenset[str] = frozenset()) -> None:
    """Refuse what may not stand in the record.

    Args:
        transaction: With what is there before.
        entity: What is to be written.
        accepted: `AFTER_TODAY` or `BEFORE_BIRTH` where a person confirmed such a date.

    Raises:
        Refused: With the field and a sentence.
    """
    table = table_of(entity)
    check_texts(entity)
    if table == "patient":
        patients.check_patient(transaction, entity)
        return
    record = transaction.record(entity.patient_id)
    if record is None:
        msg = "This patient is not in the store."
        raise Refused(msg, "patient_id")
    _check_parents(transaction, entity)
    # What is corrected counts as it will be: its end may be counted from its start.
    record = with_amended(record, entity)
    check_dates(transaction, record, entity, accepted)
    own = _OF_TABLE.get(table)
    if own is not None:
        own(record, entity)


def _check_parents(transaction: Transaction, entity: Any) -> None:
    """Refuse a child whose parent is missing or belongs to another patient."""
    for field in fields_of(type(entity)):
        parent_id = getattr(entity, field.name)
        if field.name not in REFERENCES or field.name == "patient_id" or parent_id is None:
            continue
        parent = transaction.reader.get(REFERENCES[field.name], parent_id)
        if parent is None or parent.patient_id != entity.patient_id:
            msg = f"The {REFERENCES[field.name].replace('_', ' ')} is not in this patient's record."
            raise Refused(msg, field.name)


def check_dates(
    transaction: Transaction, record: PatientRecord, entity: Any, accepted: frozenset[str]
) -> None:
    """Refuse dates that have no place in the record, or lie after today or before birth.

    A date that a correction leaves as it was has been checked, and confirmed where that was due.

    Args:
        transaction: With what is there before.
        record: Of the patient, with the entity as it will be.
        entity: Whose dates they are.
        accepted: `AFTER_TODAY` or `BEFORE_BIRTH` where a person confirmed such a date.

    Raises:
        Refused: With the field and a sentence.
    """
    chronology = Chronology(record)
    today = transaction.stamp.today.toordinal()
    seen = transaction.reader.get(table_of(entity), entity.id)
    for name in DATES:
        when: ClinicalDate | None = getattr(entity, name, None)
        if when is None or when == getattr(seen, name, None):
            continue
        if is_circular(record, when):
            label = chronology.label(when)
            msg = f"{label} is counted from this entry itself; count it from another event."
            raise Refused(msg, name)
        _check_place(chronology, record.patient, name, when)
        if record.patient.time_axis is not TimeAxis.RELATIVE:
            after = None if AFTER_TODAY in accepted else today
            birth_on = None if BEFORE_BIRTH in accepted else record.patient.birth_on
            _check_lifetime(chronology, name, when, (birth_on, after))


def _check_place(chronology: Chronology, patient: Patient, name: str, when: ClinicalDate) -> None:
    """Refuse a calendar date where there is no calendar, and a count from a day 0 there is not."""
    label = chronology.label(when)
    if when.calendar is not None and patient.time_axis is TimeAxis.RELATIVE:
        zero = patient.day_zero_label or "day 0"
        msg = f"This patient's days are counted from {zero}; {label} has no place there."
        raise Refused(msg, name)
    counted = isinstance(when.form, Offset) and when.form.anchor is None
    if counted and chronology.span(when) is None:
        raise Refused(f"This patient has no day 0, so {label} has no place.", name)


def _check_lifetime(
    chronology: Chronology,
    name: str,
    when: ClinicalDate,
    bounds: tuple[ClinicalDate | None, int | None],
) -> None:
    """Refuse what lies after today or before birth, as far as these are given."""
    birth_on, today = bounds
    span, birth = chronology.span(when), chronology.span(birth_on)
    label = chronology.label(when)
    if span is None:
        return
    if today is not None and span.earliest > today:
        raise Refused(f"{label} lies after today; only what has happened is logged.", name)
    if birth is not None and span.latest < birth.earliest:
        born = chronology.label(birth_on)
        raise Refused(f"{label} lies before the patient's birth ({born}).", name)
