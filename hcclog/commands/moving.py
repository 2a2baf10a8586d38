"""An entry of the wrong patient: retracted there and added here, as one step of both histories."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hcclog.commands.base import Add, Retract, Together, with_children
from hcclog.commands.labels import label_of
from hcclog.commands.refused import Refused
from hcclog.domain.record import REFERENCES
from hcclog.store.codec import table_of

if TYPE_CHECKING:
    from hcclog.domain.patient import Patient
    from hcclog.domain.record import PatientRecord


def can_move(record: PatientRecord, entity: Any) -> bool:
    """Return whether an entry stands alone, so that it can be another patient's as it is."""
    table = table_of(entity)
    parents = (getattr(entity, name, None) for name in REFERENCES if name != "patient_id")
    if table == "patient" or any(parents):
        return False
    return len(with_children(record, table, entity.id)) == 1


@dataclass(frozen=True, slots=True)
class Move:
    """What is moved, from whom and to whom.

    Attributes:
        entity: As it stands.
        copy: The same, of the other patient, under another id.
    """

    entity: Any
    copy: Any
    label: str

    @classmethod
    def of(cls, record: PatientRecord, entity: Any, to: Patient, new_id: str) -> Move:
        """Return the move of an entry of a record.

        Raises:
            Refused: It is this patient's already, or hangs on other entries.
        """
        name, here = label_of(entity), record.patient
        if to.id == here.id:
            raise Refused(f"{name} stands at {here.code} already.", "code")
        if not can_move(record, entity):
            msg = f"{name} hangs together with other entries; enter it anew at {to.code}."
            raise Refused(msg, "code")
        copy = replace(entity, id=new_id, patient_id=to.id)
        return cls(entity, copy, f"Move {name} from {here.code} to {to.code}")

    def command(self, reason: str, accepted: frozenset[str] = frozenset()) -> Together:
        """Return the step.

        Args:
            reason: Why it was at the wrong patient.
            accepted: Checks of the other patient's record that a person lifted.
        """
        parts = (
            Retract(table_of(self.entity), self.entity.id, reason),
            Add((self.copy,), reason, "", accepted),
        )
        return Together(parts, self.label, reason)
