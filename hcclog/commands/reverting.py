"""Taking back: what stands in the way of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused

if TYPE_CHECKING:
    from hcclog.store.journal import ChangeRow, Entry
    from hcclog.store.transaction import Transaction


def refuse_if_changed_since(
    transaction: Transaction, entry: Entry, changes: tuple[ChangeRow, ...]
) -> None:
    """Refuse to take back what somebody has changed since: that would overwrite in silence.

    What counts is the state, not the change: an edit that was itself taken back is no obstacle.

    Raises:
        Refused: It was changed since, or erased.
    """
    left_by_entry = {change.entity_id: change for change in changes}
    heads = transaction.reader.heads(list(left_by_entry))
    if any(change.payload is None for change in changes):
        raise Refused(f"{entry.label or 'This'} cannot be taken back: it was erased.")
    for entity_id, left in left_by_entry.items():
        if heads.get(entity_id) == left.id:
            continue
        head = transaction.reader.last_change(entity_id)
        if head is not None and _state(head) != _state(left):
            msg = f"{entry.label} cannot be taken back: it was changed since. Correct it instead."
            raise Refused(msg)


def _state(change: ChangeRow) -> tuple[bool, str | None]:
    """Return what an entity is after a change: gone, or its values."""
    gone = change.kind == "void"
    return gone, None if gone else change.payload
