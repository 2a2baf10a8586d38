"""Many laboratory results at once: checked as one by one, with less asked of the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from hcclog.commands.base import Add
from hcclog.commands.checks import check_dates
from hcclog.commands.labs import check_lab_result
from hcclog.commands.refused import Refused
from hcclog.commands.texts import check_texts
from hcclog.domain.dates import Offset
from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import PatientRecord

if TYPE_CHECKING:
    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.labs import LabResult
    from hcclog.domain.patient import Patient
    from hcclog.store.transaction import Transaction

_AT_ONCE = 1000
_TABLE = "lab_result"


def add_results(
    transaction: Transaction,
    labs: Sequence[LabResult],
    accepted: frozenset[str],
    told: Callable[[int], None],
) -> None:
    """Check and create laboratory results in their order.

    Args:
        transaction: That they are written in.
        labs: New results.
        accepted: Checks that a person lifted by confirming.
        told: Takes how many are written; what it raises ends the work.

    Raises:
        Refused: One of them may not be written.
    """
    checks = _Checks(transaction, accepted)
    for start in range(0, len(labs), _AT_ONCE):
        told(start)
        some = labs[start : start + _AT_ONCE]
        if len(some) > 1 and all(checks.are_few(lab) for lab in some):
            _create(transaction, checks, some)
        else:
            for lab in some:
                Add((lab,), accepted=accepted).apply(transaction)


def _create(transaction: Transaction, checks: _Checks, labs: Sequence[LabResult]) -> None:
    for lab in labs:
        checks.refuse(lab)
    ids = [lab.id for lab in labs]
    if len(set(ids)) < len(ids) or transaction.reader.present(_TABLE, ids):
        raise Refused("This lab result is already in the record.")
    transaction.create_many(labs)


class _Checks:
    """The checks of one result, those on its patient and its date made once for all alike."""

    def __init__(self, transaction: Transaction, accepted: frozenset[str]) -> None:
        self._transaction, self._accepted = transaction, accepted
        self._patients: dict[str, Patient | None] = {}
        self._dates: set[tuple[str, ClinicalDate]] = set()

    def are_few(self, lab: LabResult) -> bool:
        """Tell whether the patient alone says if a result can be.

        A date that is counted from an event needs the whole record, as it stands then.
        """
        patient = self._patient(lab.patient_id)
        if patient is None or lab.until_on is not None:
            return False
        born = patient.birth_on
        return _is_plain(lab.on, patient) and (born is None or _is_plain(born, patient))

    def refuse(self, lab: LabResult) -> None:
        """Refuse what may not stand in the record."""
        patient = self._patient(lab.patient_id)
        if patient is None:
            raise Refused("This patient is not in the store.", "patient_id")
        check_texts(lab)
        record = PatientRecord(patient)
        if (patient.id, lab.on) not in self._dates:
            check_dates(self._transaction, record, lab, self._accepted)
            self._dates.add((patient.id, lab.on))
        check_lab_result(record, lab)

    def _patient(self, patient_id: str) -> Patient | None:
        if patient_id not in self._patients:
            reader = self._transaction.reader
            self._patients[patient_id] = reader.get("patient", patient_id)
        return self._patients[patient_id]


def _is_plain(when: ClinicalDate, patient: Patient) -> bool:
    """True for a day of the calendar, or a count from the day 0 of one who has no calendar."""
    if when.within is not None:
        return False
    is_count = isinstance(when.form, Offset) and when.form.anchor is None
    is_relative = patient.time_axis is TimeAxis.RELATIVE
    return is_count if is_relative else when.calendar is not None
