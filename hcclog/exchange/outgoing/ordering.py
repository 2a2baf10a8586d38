"""An order of records as they stand in a store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hcclog.exchange.outgoing.order import Order

if TYPE_CHECKING:
    from hcclog.logbook import Logbook


def short_tip(book: Logbook, revision: int) -> str:
    """Return the first digits of the journal's hash as it stood at a revision, for print."""
    from hcclog.store.anchors import SHORT_TIP, tip_at

    return tip_at(book.store.backend.query, revision)[:SHORT_TIP]


def order_from(book: Logbook, patient_ids: Sequence[str], *, is_everybody: bool = False) -> Order:
    """Return the order of some patients of a store, or of the whole store with its journal.

    Args:
        book: The store; read only while the order is written.
        patient_ids: Whose records go out.
        is_everybody: True where the store itself is meant, and these are all its patients.
    """
    reader, revision = book.store.reader, book.revision
    return Order(
        reader.record,
        tuple(patient_ids),
        revision,
        book.stamp().today,
        book=book,
        is_everybody=is_everybody,
        store_id=reader.meta("store_id") or "",
        journal_tip=short_tip(book, revision),
    )
