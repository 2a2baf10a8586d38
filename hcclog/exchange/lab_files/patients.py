"""Whose results a table holds: patients of the store, by the code of each row."""

from __future__ import annotations

from typing import NamedTuple

from hcclog.commands.refused import Refused
from hcclog.domain.ids import PatientId
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.text_reading import code_key
from hcclog.logbook import Logbook


class Person(NamedTuple):
    """What the rows need to know of a patient."""

    id: PatientId
    code: str
    is_relative: bool


class Patients:
    """Finds patients, each once."""

    def __init__(self, book: Logbook, only: str = "") -> None:
        """Take the store, and the code of the one patient whose results these are.

        Raises:
            Refused: There is no such patient.
        """
        self._book = book
        self._known: dict[str, tuple[Person | None, str]] = {}
        self._only = self._found(only)[0] if only else None
        if only and self._only is None:
            raise Refused(f"No patient has the code {only!r}.")

    def find(self, code: str) -> tuple[Person | None, str]:
        """Return the patient of a row, or why there is none."""
        known = self._known.get(code)
        if known is None:
            known = self._known[code] = self._read(code)
        return known

    def _read(self, code: str) -> tuple[Person | None, str]:
        only = self._only
        if only is not None:
            if code and code_key(code) != code_key(only.code):
                return None, f"This row is of patient {code}, and not of {only.code}."
            return only, ""
        if not code:
            return None, "Whose result? The patient code is missing."
        return self._found(code)

    def _found(self, code: str) -> tuple[Person | None, str]:
        patient_id = self._book.find(code)
        found: Patient | None = (
            self._book.store.reader.get("patient", patient_id) if patient_id else None
        )
        if found is None:
            return None, f"No patient has the code {code!r}; add the patient first."
        return Person(found.id, found.code, found.time_axis is TimeAxis.RELATIVE), ""
