"""A literal search for patients: what the text means to LIKE."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.text_reading import code_key, search_key
from hcclog.store.codec import Cell

if TYPE_CHECKING:
    from hcclog.domain.patient import Patient
    from hcclog.store.reader import Query

# SQLite takes patterns of 50,000 bytes; no name and no code is this long, however it is spelled.
_MOST_BYTES = 20_000


class SearchKeys(NamedTuple):
    """What a search compares of a patient; the names are those of the columns."""

    code_key: str
    text_key: str


def keys_of(patient: Patient) -> SearchKeys:
    """Return what a search is to compare of a patient."""
    return SearchKeys(code_key(patient.code), search_key(f"{patient.code} {patient.name}"))


def keys_found(query: Query) -> dict[str, SearchKeys]:
    """Return what a search does compare of each patient, by id."""
    rows = query("SELECT patient_id, code_key, text_key FROM patient_search", ())
    return {str(row[0]): SearchKeys(str(row[1]), str(row[2])) for row in rows}


def matching(text: str) -> tuple[str, tuple[Cell, ...]]:
    """Return the condition of a literal search in codes, names and drugs."""
    key = search_key(text)
    if not key:
        return "", ()
    if is_longer_than_all(key):
        return " WHERE 1 = 0", ()
    part = f"%{escaped(key)}%"
    drugs = "SELECT c.patient_id FROM course c WHERE c.agent LIKE ? ESCAPE '\\'"
    where = f" WHERE (s.text_key LIKE ? ESCAPE '\\' OR s.patient_id IN ({drugs}))"
    return where, (part, part)


def is_longer_than_all(key: str) -> bool:
    """Return whether a text can stand in no name, code or drug."""
    return len(key.encode()) > _MOST_BYTES


def escaped(key: str) -> str:
    """Return a text that LIKE takes as it is."""
    return key.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
