"""SDTM tables as a plan: a line for each thing they say, and one command for all of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.exchange.incoming.plan import Plan
from hcclog.exchange.sdtm.found import Found, FoundRow, find_tables
from hcclog.exchange.sdtm.own import SubjectRows, is_own, own_proposals, whole_texts
from hcclog.exchange.sdtm.proposals import Proposals, stand
from hcclog.exchange.sdtm.structure import supplement_of

if TYPE_CHECKING:
    from hcclog.exchange.incoming.kinds import Wish
    from hcclog.exchange.progress import Advance
    from hcclog.logbook import Logbook

_TAKEN = ("DM", "TU", "TR", "RS", "LB", "CM", "PR", "AE", "DS", "VS", "CO")


def read(path: Path, book: Logbook, wish: Wish, advanced: Advance) -> Plan:
    """Read a folder of tables, or one file with those of its form that lie beside it.

    Raises:
        Refused: A file as a whole cannot be read; the sentence names it, and where.
        Cancelled: A person gave up.
    """
    found = find_tables(path)
    subjects = subjects_of(found, wish.study)
    if wish.patient and len(subjects) > 1:
        keys = f"{len(subjects)} subjects, {subjects[0].key} and others"
        raise Refused(f"{path.name} holds {keys}; only one of them can be {wish.patient}.")
    parts: list[Proposals] = []
    for n, subject in enumerate(subjects, 1):
        parts.append(_proposals(subject, book, wish, found))
        advanced(n, len(subjects))
    lines, command = stand(book, parts, path.name, advanced)
    n_written = command.n_written
    return Plan(path.name, lines, command if n_written else None, found.notes)


def _proposals(subject: SubjectRows, book: Logbook, wish: Wish, found: Found) -> Proposals:
    from hcclog.exchange.sdtm.foreign import foreign_proposals

    if is_own(subject) and not wish.patient:
        return own_proposals(subject, book)
    return foreign_proposals(subject, book, wish, found)


def subjects_of(found: Found, study: str) -> list[SubjectRows]:
    """Return the rows subject by subject, in the order in which they first stand.

    Args:
        found: The tables.
        study: Whose rows; all where it is empty.

    Raises:
        Refused: There is no such study, or a row names no subject.
    """
    studies = {row["STUDYID"] for rows in found.rows.values() for row in rows if row["STUDYID"]}
    if study and study not in studies:
        raise Refused(f"The tables hold no study {study}; they hold {', '.join(sorted(studies))}.")
    by_key: dict[str, dict[str, list[FoundRow]]] = {}
    for name in _TAKEN:
        for row in found.rows.get(name, []):
            if study and row["STUDYID"] != study:
                continue
            if not row["USUBJID"]:
                raise Refused(f"{row.at('USUBJID')} is empty, so that its subject is not known.")
            by_key.setdefault(row["USUBJID"], {}).setdefault(name, []).append(row)
    subjects = {key: SubjectRows(key, rows) for key, rows in by_key.items()}
    for name in _TAKEN:
        _qualify(subjects, name, found.rows.get(supplement_of(name), []))
    return list(subjects.values())


def _qualify(subjects: dict[str, SubjectRows], name: str, rows: list[FoundRow]) -> None:
    for row in rows:
        subject = subjects.get(row["USUBJID"])
        if subject is not None and row["IDVAR"] in {"", f"{name}SEQ"}:
            of_row = subject.qualifiers.setdefault((name, row["IDVARVAL"]), {})
            of_row[row["QNAM"]] = row["QVAL"]
    for subject in subjects.values():
        for key in [key for key in subject.qualifiers if key[0] == name]:
            subject.qualifiers[key] = whole_texts(subject.qualifiers[key])
