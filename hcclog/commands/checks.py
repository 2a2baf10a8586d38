"""What may not be written, by noun; each check refuses with a sentence at its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hcclog.commands import assessments, labs, lesions, patients, statements, therapy
from hcclog.commands.refused import Refused
from hcclog.commands.texts import check_texts
from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import Offset
from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import REFERENCES
from hcclog.store.codec import fields_of, table_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.domain.dates import ClinicalDate
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


AFTER_TODAY, BEFORE_BIRTH = "after-today", "before-birth"


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
    _check_dates(transaction, record, entity, accepted)
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


def _check_dates(
    transaction: Transaction, record: PatientRecord, entity: Any, accepted: frozenset[str]
) -> None:
    """Refuse dates after today or before birth; what has happened lies in the past."""
    chronology = Chronology(record)
    for name in ("on", "start_on", "end_on", "until_on", "from_on", "to_on"):
        when: ClinicalDate | None = getattr(entity, name, None)
        if when is None:
            continue
        label = chronology.label(when)
        if when.calendar is not None and record.patient.time_axis is TimeAxis.RELATIVE:
            zero = record.patient.day_zero_label or "day 0"
            msg = f"This patient's days are counted from {zero}; {label} has no place there."
            raise Refused(msg, name)
        span, birth = chronology.span(when), chronology.span(record.patient.birth_on)
        if span is None and isinstance(when.form, Offset) and when.form.anchor is None:
            raise Refused(f"This patient has no day 0, so {label} has no place.", name)
        if span is None or record.patient.time_axis is TimeAxis.RELATIVE:
            continue
        after = span.earliest > transaction.stamp.today.toordinal()
        if after and AFTER_TODAY not in accepted:
            msg = f"{label} lies after today; only what has happened is logged."
            raise Refused(msg, name)
        before = birth is not None and span.latest < birth.earliest
        if before and BEFORE_BIRTH not in accepted:
            born = chronology.label(record.patient.birth_on)
            msg = f"{label} lies before the patient's birth ({born})."
            raise Refused(msg, name)
