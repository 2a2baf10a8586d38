"""The end of the journal while an entry is written: each change is chained to the one before it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hcclog.store.codec import canonical, patient_of, table_of, to_payload
from hcclog.store.journal import digest_of, link

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.store.journal import Entry


@dataclass(slots=True)
class Chain:
    """Makes the rows of the changes of one entry, in their order.

    Attributes:
        entry: That the changes belong to.
        epoch: The chain of this station.
        new_id: Gives ids in ascending order.
        seq: Number of the last change.
        tip: Its hash.
    """

    entry: Entry
    epoch: str
    new_id: Callable[[], str]
    seq: int
    tip: str

    def row(self, entity: Any, kind: str, parent: str | None) -> dict[str, Any]:
        """Return the row of the next change, and stand after it.

        Args:
            entity: As it is after the change, or was before it was voided.
            kind: Of the change.
            parent: Id of the change before it of the same entity.
        """
        salt = os.urandom(16).hex()
        payload = canonical(to_payload(entity))
        row = {
            "id": self.new_id(),
            "seq": self.seq + 1,
            "entry_id": self.entry.id,
            "epoch": self.epoch,
            "patient_id": patient_of(entity),
            "entity": table_of(entity),
            "entity_id": entity.id,
            "parents": canonical([parent] if parent else []),
            "kind": kind,
            "payload": payload,
            "salt": salt,
            "digest": digest_of(salt, payload),
            "previous_hash": self.tip,
        }
        row["hash"] = self.tip = link(self.tip, self.entry, row)
        self.seq += 1
        return row
