"""The rows of one patient as a record: what the workbook says, before it is compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from hcclog.domain.date_reading import DateReading
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.patient import Patient
from hcclog.domain.record import NOUNS, PatientRecord
from hcclog.domain.unreadable import Ambiguous, Unreadable
from hcclog.entry.clerk import Clerk
from hcclog.entry.dates import date_reading
from hcclog.exchange.workbook.columns import Role, columns_of
from hcclog.exchange.workbook.decoding import Fault, canonical_date, decoded, entity_of
from hcclog.exchange.workbook.opening import RawRow


@dataclass(slots=True)
class Draft:
    """One row on its way into the record.

    Attributes:
        id: The row's id, or one that it would get.
        is_new: True where the row has no id.
        values: What its cells say, by field; without what points to other entries.
        faults: Why it cannot be taken.
    """

    row: RawRow
    id: str
    is_new: bool
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def table(self) -> str:
        """The table of its entity."""
        return self.row.noun.table

    def read(self, clerk: Clerk | None = None) -> None:
        """Read the cells; dates in words are read by a clerk, where there is one."""

        def in_words(text: str) -> ClinicalDate:
            try:
                return canonical_date(text)
            except Unreadable:
                if clerk is None:
                    raise
            return _reading(clerk, text).date

        found = decoded(self.row.noun, self.row.cells, in_words)
        self.values, self.faults = dict(found.values), list(found.faults)


def _reading(clerk: Clerk, text: str) -> DateReading:
    try:
        return date_reading(clerk, text)
    except Ambiguous as doubt:
        raise Unreadable(doubt.sentence) from None


def sketch(
    drafts: Iterable[Draft], patient_id: str, stored: Patient | None
) -> PatientRecord | None:
    """Return the record that the rows say, as far as they can be read; None without a patient.

    What points to others is taken by its id here, for names and days to be worked out.
    """
    parts: dict[str, list[Any]] = {noun.attribute: [] for noun in NOUNS}
    for draft in drafts:
        if not draft.faults:
            parts[draft.row.noun.attribute].append(_entity(draft, patient_id))
    patients = parts.pop("patient") or [stored]
    if patients[0] is None:
        return None
    return PatientRecord(patients[0], **{key: tuple(found) for key, found in parts.items()})


def _entity(draft: Draft, patient_id: str) -> Any:
    pointers: dict[str, Any] = {"id": draft.id}
    for column in columns_of(draft.row.noun):
        if column.role is Role.NAME:
            found = draft.row.text(column.field) or ("" if column.needed else None)
            pointers[column.field] = patient_id if column.table == "patient" else found
    return entity_of(draft.row.noun, {**draft.values, **pointers})
