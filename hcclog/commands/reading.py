"""Reading an open store: which patients there are, what is logged of each, and its history."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hcclog.commands.held import Held

if TYPE_CHECKING:
    from decimal import Decimal

    from hcclog.domain.patient import Patient
    from hcclog.domain.record import PatientRecord
    from hcclog.store.journal import ChangeRow, Entry
    from hcclog.store.store import Store


@dataclass(slots=True)
class Reading:
    """What one open store says; each record is read once for each revision."""

    store: Store
    _held: Held = field(default_factory=Held, repr=False, kw_only=True)

    @property
    def revision(self) -> int:
        """The number of the last entry."""
        return self.store.reader.n_entries()

    def patients(self, text: str = "", limit: int = 50, offset: int = 0) -> tuple[Patient, ...]:
        """Return patients by code, those whose code, name or drugs hold the text."""
        return self.store.reader.patients(text, limit, offset)

    def n_patients(self, text: str = "") -> int:
        """Return how many patients there are, or match the text."""
        return self.store.reader.n_patients(text)

    def find(self, code: str) -> str | None:
        """Return the id of the patient with this code."""
        return self.store.reader.find_patient(code)

    def namesakes(self, name: str) -> tuple[Patient, ...]:
        """Return the patients of this name; case, marks and spaces do not matter."""
        return self.store.reader.namesakes(name)

    def patient(self, patient_id: str) -> PatientRecord | None:
        """Return everything logged of one patient."""
        revision = self.revision
        if self._held.revision != revision:
            self._held = Held(revision)
        return self._held.record(patient_id, self.store.reader.record)

    def last_range(
        self, analyte: str, unit: str, laboratory: str, sex: str
    ) -> tuple[Decimal | None, Decimal | None] | None:
        """Return the newest reference range of a test at a laboratory, for one sex."""
        return self.store.reader.last_range(analyte, unit, laboratory, sex)

    def history(
        self, patient_id: str | None = None
    ) -> tuple[tuple[Entry, ...], tuple[ChangeRow, ...]]:
        """Return the entries and changes of one patient, or of the whole store, oldest first."""
        reader = self.store.reader
        if patient_id is None:
            return reader.entries(), reader.changes()
        return reader.entries(patient_id), reader.changes("patient_id", (patient_id,))
