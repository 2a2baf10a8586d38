"""Taking back what an entry of the journal did, and what stands in the way of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused

if TYPE_CHECKING:
    from hcclog.store.journal import ChangeRow, Entry
    from hcclog.store.transaction import Transaction


_AT_ONCE = 1000
Advanced = Callable[[int, int], None]
"""Told how many changes are taken back, and of how many; what it raises leaves all as it was."""


def unseen(_done: int, _of: int) -> None:
    """Let work go on that nobody watches."""


def take_back(transaction: Transaction, entry: Entry, advanced: Advanced = unseen) -> None:
    """Write the opposites of what an entry did, the last first.

    Raises:
        Refused: It was changed since, or erased.
    """
    changes = transaction.reader.changes("entry_id", (entry.id,))
    _refuse_if_changed_since(transaction, entry, changes)
    back = changes[::-1]
    for start in range(0, len(back), _AT_ONCE):
        advanced(start, len(back))
        transaction.revert_all(back[start : start + _AT_ONCE])


def _refuse_if_changed_since(
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
