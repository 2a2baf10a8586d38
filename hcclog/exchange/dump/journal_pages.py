"""A store's journal, a page at a time, so that no size of it fills the memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hcclog.store.audit import AuditEvent
    from hcclog.store.journal import ChangeRow, Entry
    from hcclog.store.reader import Reader

_PAGE = 1000


def journal_steps(
    reader: Reader, n_changes: int, patient_ids: frozenset[str] | None = None
) -> Iterator[Entry | ChangeRow]:
    """Yield each entry and its changes, as far as the journal went when it was begun.

    Args:
        reader: Reads the store; what is written meanwhile comes behind and is left out.
        n_changes: Number of the last change.
        patient_ids: Only changes of these, with their entries; None for all.
    """
    entries = _entries(reader)
    entry: Entry | None = None
    told = ""
    for change in _changes(reader, n_changes):
        while entry is None or entry.id != change.entry_id:
            entry = next(entries)
        if patient_ids is not None and change.patient_id not in patient_ids:
            continue
        if told != entry.id:
            yield entry
            told = entry.id
        yield change


def events_up_to(reader: Reader, last: int) -> Iterator[AuditEvent]:
    """Yield the events of the audit trail up to a number; what comes meanwhile is left out."""
    seq = 0
    while seq < last and (page := reader.trail.after(seq, min(_PAGE, last - seq))):
        yield from page
        seq = page[-1].seq


def _entries(reader: Reader) -> Iterator[Entry]:
    seq = 0
    while page := reader.entries_after(seq, _PAGE):
        yield from page
        seq = page[-1].seq


def _changes(reader: Reader, last: int) -> Iterator[ChangeRow]:
    seq = 0
    while seq < last and (page := reader.changes_after(seq, min(_PAGE, last - seq))):
        yield from page
        seq = page[-1].seq
