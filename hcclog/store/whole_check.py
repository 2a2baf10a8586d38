"""Everything that can be checked of a store: file, chains, tables, and what backups noted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcclog.store.anchors import anchors_of, given_up_by, hold_against

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from hcclog.store.store import Store
    from hcclog.store.thinning import Backup


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check of a store came to.

    Attributes:
        faults: A sentence for each fault; none where the store is whole.
        notes: What is to be known and no fault.
        n_entries: Entries of the journal; 0 where it could not be read.
        n_changes: Its changes.
        n_events: Events of the audit trail.
        n_anchors: What was noted elsewhere and held against both.
    """

    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    n_entries: int = 0
    n_changes: int = 0
    n_events: int = 0
    n_anchors: int = 0

    @property
    def summary(self) -> str:
        """What it came to, in a sentence or two."""
        if self.faults:
            n = len(self.faults)
            return f"{n} {'fault was' if n == 1 else 'faults were'} found."
        held = f"{self.n_changes:,} changes in {self.n_entries:,} entries, {self.n_events:,} events"
        anchors = (
            f"{self.n_anchors:,} {'state' if self.n_anchors == 1 else 'states'} noted by backups"
            if self.n_anchors
            else "no backup yet to hold them against"
        )
        return (
            "The store is whole: file, keys, journal, audit trail and tables agree."
            f" Checked: {held}; {anchors}."
        )


def check_store(
    store: Store,
    second_place: Path | None = None,
    advanced: Callable[[int, int], None] = lambda _done, _of: None,
) -> Findings:
    """Check a store, and hold it against its backups.

    Args:
        store: May be open here meanwhile; only read.
        second_place: Where backups are copied to; None where none was chosen.
        advanced: Told between the steps; what it raises ends the check.

    Raises:
        StoreError: It could not be checked.
    """
    advanced(0, 2)
    faults = store.check()
    if faults and not _is_readable(store):
        return Findings(tuple(faults))
    advanced(1, 2)
    query, reader = store.backend.query, store.reader
    events = reader.events()
    anchors = anchors_of(_backups(store, second_place), reader.meta("store_id") or "")
    held = hold_against(query, anchors, given_up_by(events))
    advanced(2, 2)
    return Findings(
        (*faults, *held.faults),
        held.notes,
        reader.n_entries(),
        reader.n_changes(),
        len(events),
        held.n_anchors,
    )


def _backups(store: Store, second_place: Path | None) -> Iterable[Backup]:
    from hcclog.store.second_place import copies_in
    from hcclog.store.thinning import backups_of

    path = store.backend.path
    if path is None:
        return ()
    own = backups_of(path)
    copies = copies_in(second_place, store.reader.meta("store_id") or "") if second_place else []
    return sorted([*own, *copies], key=lambda one: one.manifest.made_at)


def _is_readable(store: Store) -> bool:
    """Return whether the tables can be read at all: where pages are damaged, nothing more is."""
    from hcclog.store.errors import StoreError

    try:
        store.reader.n_changes()
        store.reader.events()
    except StoreError:
        return False
    return True
