"""What leaves, enters and is looked at is put on record here, for the window and the commands."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from hcclog.domain.acts import Act
from hcclog.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from hcclog.logbook import Logbook

COHORT, LIST = "cohort", "list of patients"
CLIPBOARD = "clipboard"
_AT_ONCE = 1 << 20


def account_for_opening(book: Logbook, patient_ids: Sequence[str] = ("",), **about: str) -> None:
    """Put on record whose record is looked at; a store that cannot write is read all the same.

    Args:
        book: The store.
        patient_ids: Whose; one empty id for a list of many, which `about` names.
        **about: From where, such as ``by="command line"``.

    Raises:
        NotPermitted: No role of who signed in allows it.
    """
    with suppress(StoreError):
        book.account(Act.OPEN, patient_ids, **about)


def account_for_export(
    book: Logbook,
    what: str,
    patient_ids: Sequence[str],
    *,
    of: str = "",
    is_deidentified: bool = False,
) -> None:
    """Put on record what is about to leave; what cannot be recorded must not leave.

    Args:
        book: The store that it leaves.
        what: Name of the format: ``fhir``, ``pdf``, ``clipboard`` ...
        patient_ids: Whose records; only counted where `of` names them all.
        of: What they are together, where that is one event of the store and none of each patient.
        is_deidentified: True where nobody may be known from what is written.

    Raises:
        NotPermitted: No role of who signed in allows it.
        StoreError: It cannot be recorded.
    """
    act = Act.EXPORT_DEIDENTIFIED if is_deidentified else Act.EXPORT
    if of:
        counted = {"patients": str(len(patient_ids))} if patient_ids else {}
        book.account(act, format=what, of=of, **counted)
    elif patient_ids:
        book.account(act, patient_ids, format=what)


def account_for_print(book: Logbook, patient_id: str, *, is_deidentified: bool) -> None:
    """Put on record that the report of a patient goes to a printer.

    Raises:
        NotPermitted: No role of who signed in allows it.
        StoreError: It cannot be recorded.
    """
    how = {"deidentified": "yes"} if is_deidentified else {}
    book.account(Act.PRINT, (patient_id,), format="report", **how)


def account_for_import(book: Logbook, path: Path, kind: str, counted: str) -> None:
    """Put on record what is about to come in; the file by its digest, for names may name people.

    Args:
        book: The store that takes it.
        path: The file or folder.
        kind: Of the file, by its name in `KINDS`.
        counted: How much it brings: ``214 results``.

    Raises:
        NotPermitted: No role of who signed in allows it.
        OSError: The file cannot be read any more.
        StoreError: It cannot be recorded.
    """
    book.account(Act.IMPORT, kind=kind, sha256=digest_of_files(path), brings=counted)


def digest_of_files(path: Path) -> str:
    """Return the SHA-256 of a file; of a folder, that of the names and digests in it."""
    if not path.is_dir():
        return _digest(path)
    told = "\n".join(f"{each.relative_to(path).as_posix()} {_digest(each)}" for each in _in(path))
    return hashlib.sha256(told.encode(errors="surrogateescape")).hexdigest()


def _in(folder: Path) -> Iterator[Path]:
    return (each for each in sorted(folder.rglob("*")) if each.is_file())


def _digest(path: Path) -> str:
    said = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_AT_ONCE):
            said.update(part)
    return said.hexdigest()
