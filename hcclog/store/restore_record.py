"""What a restored store says of its restore: in the copy at once, in the trail when it is opened.

The trail cannot be written before the opening: an older copy has none until it is brought forward.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from hcclog.domain.acts import Act

if TYPE_CHECKING:
    from hcclog.store.sqlcipher import Connection
    from hcclog.store.stamp import Stamp
    from hcclog.store.store import Store

# The fact that says from which backup, when and by whom a store was last restored.
RESTORED = "restored"
# Stands beside it until the trail says so too.
UNRECORDED = "restore_unrecorded"
EPOCH = "epoch"


@dataclass(frozen=True, slots=True)
class RestoreNote:
    """From which backup, when and by whom a store was restored.

    Attributes:
        backup: File name of the backup.
        backup_made_at: ISO 8601 time in UTC.
        restored_at: The same; what was given up is of this time.
        set_aside: Name of the folder that keeps what was given up.
        n_given_up: Changes of the journal that was given up; empty where it could not be read.
        tip_given_up: Hash of its last change; empty likewise.
        erased: Ids of patients who were erased there and are in the backup still, with spaces.
        utc_offset_minutes: Of the station's clock.
    """

    backup: str
    backup_made_at: str
    restored_at: str
    set_aside: str
    n_given_up: str
    tip_given_up: str
    author: str
    role: str
    station: str
    utc_offset_minutes: int
    app_version: str
    erased: str = ""


def write_note(connection: Connection, note: RestoreNote, epoch: str) -> None:
    """Begin a new epoch in a copy that is to become the store, and say where it comes from."""
    facts = (
        (EPOCH, epoch),
        (RESTORED, json.dumps(asdict(note), sort_keys=True)),
        (UNRECORDED, "1"),
    )
    connection.execute("BEGIN IMMEDIATE")
    for fact in facts:
        connection.execute("DELETE FROM store_meta WHERE key = ?", fact[:1])
        connection.execute("INSERT INTO store_meta (key, value) VALUES (?, ?)", fact)
    connection.execute("COMMIT")


def note_of(store: Store) -> RestoreNote | None:
    """Return what a store says of its last restore; None where it never was restored."""
    told = store.reader.meta(RESTORED)
    return RestoreNote(**json.loads(told)) if told is not None else None


def record_restore(store: Store) -> None:
    """Put the restore on the trail of the restored store; once, whatever comes between.

    Raises:
        StoreError: It cannot be written.
    """
    from hcclog.store.audit import record_events

    note = note_of(store)
    is_told = any(e.act == Act.RESTORE and e.epoch == store.epoch for e in store.reader.events())
    if note is not None and not is_told:
        about = {
            "backup": note.backup,
            "backup made at": note.backup_made_at,
            "set aside": note.set_aside,
            "changes given up": note.n_given_up,
            "tip given up": note.tip_given_up,
        }
        if note.erased:
            about["to erase again"] = note.erased
        record_events(store, _stamp(note, store.epoch), Act.RESTORE, about=about)
    with store.backend.executing() as (execute, _query):
        execute("DELETE FROM store_meta WHERE key = ?", (UNRECORDED,))


def _stamp(note: RestoreNote, epoch: str) -> Stamp:
    from hcclog.store.stamp import Stamp

    return Stamp(
        author=note.author,
        role=note.role,
        station=note.station,
        epoch=epoch,
        at_utc=note.restored_at,
        utc_offset_minutes=note.utc_offset_minutes,
        today=datetime.fromisoformat(note.restored_at).date(),
        app_version=note.app_version,
    )
