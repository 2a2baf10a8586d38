"""Load a published case into the store, and reset it to what the paper prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcclog.commands.base import with_children
from hcclog.domain.record import NOUNS, PatientRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class LoadCase:
    """Write a whole record; a patient with the same code is retracted first."""

    record: PatientRecord
    reason: str = ""

    @property
    def label(self) -> str:
        """Which case."""
        return f"Load case {self.record.patient.code}"

    def apply(self, transaction: Transaction) -> None:
        """Retract what is there under the code, then create every entity, parents first."""
        present = transaction.reader.find_patient(self.record.patient.code)
        if present is not None:
            _retract(transaction, present)
        for entity in entities_of(self.record):
            transaction.create(entity)


def entities_of(record: PatientRecord) -> Iterator[object]:
    """Yield every entity of a record, parents before children."""
    for noun in NOUNS:
        part = getattr(record, noun.attribute)
        yield from part if isinstance(part, tuple) else (part,)


def _retract(transaction: Transaction, patient_id: str) -> None:
    record = transaction.record(patient_id)
    if record is not None:
        for table, entity_id in with_children(record, "patient", patient_id):
            transaction.void(table, entity_id)
