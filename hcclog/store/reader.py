"""Reading patients and their records: plain SELECTs, the same text on both databases.

No SQLAlchemy here: the first screen is read before it is imported. Values go in as parameters, and
the only names in the SQL are those of our own tables and columns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from hcclog.domain.record import NOUN_OF_TABLE, NOUNS, Noun, PatientRecord
from hcclog.domain.text_reading import code_key, search_key
from hcclog.store.codec import Cell, from_row
from hcclog.store.journal_reader import JournalReader, in_parts
from hcclog.store.searching import escaped, is_longer_than_all, keys_found, matching

if TYPE_CHECKING:
    from hcclog.domain.patient import Patient
    from hcclog.store.audit import AuditEvent
    from hcclog.store.drafts import Draft
    from hcclog.store.searching import SearchKeys
    from hcclog.store.trail import Trail

Query = Callable[[str, Sequence[Cell]], Sequence[Sequence[Any]]]
_PATIENT = NOUN_OF_TABLE["patient"]


class Reader(JournalReader):
    """Reads a store: its patients, what is kept beside them, and its journal."""

    def patients(self, text: str = "", limit: int = 50, offset: int = 0) -> tuple[Patient, ...]:
        """Return patients by code, those whose code, name or drugs hold the text."""
        where, params = matching(text)
        sql = (
            f"SELECT {_columns(_PATIENT, 'p.')} FROM patient_search s"  # noqa: S608 - own names
            f" JOIN patient p ON p.id = s.patient_id{where}"
            " ORDER BY s.code_key LIMIT ? OFFSET ?"
        )
        rows = self._query(sql, (*params, limit, offset))
        return tuple(from_row(_PATIENT, row) for row in rows)

    def n_patients(self, text: str = "") -> int:
        """Return how many patients `patients` would find in all."""
        where, params = matching(text)
        sql = f"SELECT count(*) FROM patient_search s{where}"  # noqa: S608 - own names
        return int(self._query(sql, params)[0][0])

    def patient_ids(self) -> tuple[str, ...]:
        """Return the ids of all patients by code."""
        rows = self._query("SELECT patient_id FROM patient_search ORDER BY code_key", ())
        return tuple(str(row[0]) for row in rows)

    def search_keys(self) -> dict[str, SearchKeys]:
        """Return what a search compares of each patient, by id."""
        return keys_found(self._query)

    def find_patient(self, code: str) -> str | None:
        """Return the id of the patient with this code; spaces and case do not matter."""
        sql = "SELECT patient_id FROM patient_search WHERE code_key = ?"
        rows = self._query(sql, (code_key(code),))
        return str(rows[0][0]) if rows else None

    def namesakes(self, name: str) -> tuple[Patient, ...]:
        """Return the patients of this name by code; case, marks and spaces do not matter."""
        key = search_key(name)
        if not key or is_longer_than_all(key):
            return ()
        sql = (
            f"SELECT {_columns(_PATIENT, 'p.')} FROM patient_search s"  # noqa: S608 - own names
            " JOIN patient p ON p.id = s.patient_id WHERE s.text_key LIKE ? ESCAPE '\\'"
            " ORDER BY s.code_key"
        )
        # The indexed text ends in the name, and may end in more than it.
        found = (from_row(_PATIENT, row) for row in self._query(sql, (f"%{escaped(key)}",)))
        return tuple(patient for patient in found if search_key(patient.name) == key)

    def record(self, patient_id: str) -> PatientRecord | None:
        """Return everything logged of one patient, or None where there is no such patient."""
        patient = self.get("patient", patient_id)
        if patient is None:
            return None
        parts = {noun.attribute: self._of_patient(noun, patient_id) for noun in NOUNS[1:]}
        return PatientRecord(patient, **parts)

    def get(self, table: str, entity_id: str) -> Any | None:
        """Return one entity by its id."""
        noun = NOUN_OF_TABLE[table]
        rows = self._query(_select(noun, "id"), (entity_id,))
        return from_row(noun, rows[0]) if rows else None

    def all(self, table: str) -> tuple[Any, ...]:
        """Return all entities of a table, in the order of entry."""
        noun = NOUN_OF_TABLE[table]
        sql = f"SELECT {_columns(noun)} FROM {noun.table} ORDER BY id"  # noqa: S608 - own names
        return tuple(from_row(noun, row) for row in self._query(sql, ()))

    def last_range(
        self, analyte: str, unit: str, laboratory: str, sex: str
    ) -> tuple[Decimal | None, Decimal | None] | None:
        """Return the newest reference range of a laboratory, for patients of one sex."""
        sql = (
            "SELECT l.reference_low, l.reference_high FROM lab_result l"
            " JOIN patient p ON p.id = l.patient_id"
            " WHERE l.analyte = ? AND l.unit = ? AND l.laboratory = ? AND p.sex = ?"
            " AND (l.reference_low IS NOT NULL OR l.reference_high IS NOT NULL)"
            " ORDER BY l.id DESC LIMIT 1"
        )
        rows = self._query(sql, (analyte, unit, laboratory, sex))
        if not rows:
            return None
        low, high = (None if cell is None else Decimal(cell) for cell in rows[0])
        return low, high

    def drafts(self, station: str) -> tuple[Draft, ...]:
        """Return what a station typed and did not save, the oldest first."""
        from hcclog.store.drafts import read_drafts

        return read_drafts(self._query, station)

    def events(self, patient_id: str | None = None) -> tuple[AuditEvent, ...]:
        """Return the audit events of one patient, or all, oldest first."""
        from hcclog.store.audit import read_events

        return read_events(self._query, patient_id)

    @property
    def trail(self) -> Trail:
        """The audit trail, for who reads it by pages."""
        from hcclog.store.trail import Trail

        return Trail(self._query, self.meta("store_id") or "")

    def some(self, table: str, entity_ids: Sequence[str]) -> dict[str, Any]:
        """Return those of the entities that a table has, by their ids."""
        noun = NOUN_OF_TABLE[table]
        found: dict[str, Any] = {}
        for marks, some in in_parts(entity_ids):
            sql = f"SELECT {_columns(noun)} FROM {noun.table} WHERE id IN ({marks})"  # noqa: S608 - own names
            entities = (from_row(noun, row) for row in self._query(sql, some))
            found.update((str(entity.id), entity) for entity in entities)
        return found

    def present(self, table: str, entity_ids: Sequence[str]) -> frozenset[str]:
        """Return which of these ids a table has."""
        name = NOUN_OF_TABLE[table].table
        found: set[str] = set()
        for marks, some in in_parts(entity_ids):
            sql = f"SELECT id FROM {name} WHERE id IN ({marks})"  # noqa: S608 - own names
            found.update(str(row[0]) for row in self._query(sql, some))
        return frozenset(found)

    def _of_patient(self, noun: Noun, patient_id: str) -> tuple[Any, ...]:
        rows = self._query(_select(noun, "patient_id"), (patient_id,))
        return tuple(from_row(noun, row) for row in rows)


@cache
def _columns(noun: Noun, prefix: str = "") -> str:
    """Return the quoted columns of a noun; ``on`` is a word of SQL."""
    return ", ".join(f'{prefix}"{name}"' for name in noun.columns)


@cache
def _select(noun: Noun, key: str) -> str:
    return f"SELECT {_columns(noun)} FROM {noun.table} WHERE {key} = ? ORDER BY id"  # noqa: S608 - own names
