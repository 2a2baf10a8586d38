"""A literal search for patients: what the text means to LIKE."""

from __future__ import annotations

from hcclog.domain.text_reading import search_key
from hcclog.store.codec import Cell

# SQLite takes patterns of 50,000 bytes; no name and no code is this long, however it is spelled.
_MOST_BYTES = 20_000


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
