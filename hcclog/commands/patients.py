"""Checks on patients, their stages and visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.domain.chronology import calendar_span
from hcclog.domain.text_reading import code_key

if TYPE_CHECKING:
    from hcclog.domain.patient import Patient
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.staging import Staging
    from hcclog.domain.visit import Visit
    from hcclog.store.transaction import Transaction

_BCLC = ("0", "A", "B", "C", "D")
_CNLC = ("Ia", "Ib", "IIa", "IIb", "IIIa", "IIIb", "IV")
_MOST_ECOG, _MOST_VP, _MOST_VV = 5, 4, 3
_CHILD_PUGH_POINTS = range(5, 16)
_LONGEST_LIFE_YEARS = 130


def check_patient(transaction: Transaction, patient: Patient) -> None:
    """Refuse a patient without a code, with a code that exists, or born after today.

    Raises:
        Refused: With the field and a sentence.
    """
    if not code_key(patient.code):
        msg = "A patient needs a code: a hospital number or a case name."
        raise Refused(msg, "code")
    holder = transaction.reader.find_patient(patient.code)
    if holder is not None and holder != patient.id:
        msg = f"A patient with the code {patient.code} is already in the store; open that one."
        raise Refused(msg, "code")
    born = patient.birth_on.calendar if patient.birth_on else None
    if born and calendar_span(born).earliest > transaction.stamp.today.toordinal():
        msg = f"Born on {born} would be after today."
        raise Refused(msg, "birth_on")
    if patient.age_years is not None and not 0 <= patient.age_years <= _LONGEST_LIFE_YEARS:
        msg = f"An age of {patient.age_years} years cannot be; 0 to {_LONGEST_LIFE_YEARS} can."
        raise Refused(msg, "age_years")


def check_staging(_record: PatientRecord, staging: Staging) -> None:
    """Refuse stages that the systems do not have.

    Raises:
        Refused: With the field and a sentence.
    """
    _among("bclc", "BCLC", staging.bclc, _BCLC)
    _among("cnlc", "CNLC", staging.cnlc, _CNLC)
    _among("child_pugh_class", "Child-Pugh class", staging.child_pugh_class, ("A", "B", "C"))
    _among("child_pugh_points", "Child-Pugh", staging.child_pugh_points, _CHILD_PUGH_POINTS)
    _among("ecog", "ECOG", staging.ecog, range(_MOST_ECOG + 1))
    _among("vp", "Vp", staging.vp, range(_MOST_VP + 1))
    _among("vv", "Vv", staging.vv, range(_MOST_VV + 1))


def check_visit(_record: PatientRecord, visit: Visit) -> None:
    """Refuse an ECOG status that does not exist.

    Raises:
        Refused: With the field and a sentence.
    """
    _among("ecog", "ECOG", visit.ecog, range(_MOST_ECOG + 1))


def _among(
    field: str, name: str, value: str | int | None, allowed: tuple[str, ...] | range
) -> None:
    if value is None or value in allowed:
        return
    bounds = f"{allowed[0]} to {allowed[-1]}" if isinstance(allowed, range) else ", ".join(allowed)
    msg = f"{name} {value} does not exist; {bounds} do."
    raise Refused(msg, field)
