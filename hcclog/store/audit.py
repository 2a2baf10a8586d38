"""The audit trail: who opened, printed, exported or signed what; append-only and chained.

It stands beside the journal: none of it changes a record, so none of it is undone and none of it
makes a new revision. Written without SQLAlchemy, for a command that only reads writes here too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from hcclog.store.codec import canonical
from hcclog.store.errors import ReadOnly

if TYPE_CHECKING:
    from hcclog.domain.acts import Act
    from hcclog.store.reader import Query
    from hcclog.store.stamp import Stamp
    from hcclog.store.store import Store


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One thing that somebody did.

    Attributes:
        act: A value of `Act`.
        patient_id: Whose record; empty where it is the store's matter.
        about: JSON object of texts: a format, a meaning, what was refused; never a clinical value.
        epoch: The chain of the station.
        at_utc: ISO 8601 time in UTC.
    """

    id: str
    seq: int
    act: str
    patient_id: str
    about: str
    author: str
    role: str
    station: str
    epoch: str
    at_utc: str
    utc_offset_minutes: int
    app_version: str
    previous_hash: str
    hash: str

    @property
    def told(self) -> dict[str, str]:
        """What it is about."""
        said: dict[str, str] = json.loads(self.about)
        return said


EVENT_COLUMNS = tuple(field.name for field in fields(AuditEvent))
_HASHED = tuple(name for name in EVENT_COLUMNS if name not in {"previous_hash", "hash"})
_INSERT = (
    f"INSERT INTO audit_event ({', '.join(EVENT_COLUMNS)})"  # noqa: S608 - own names
    f" VALUES ({', '.join('?' * len(EVENT_COLUMNS))})"
)


def record_events(
    store: Store,
    stamp: Stamp,
    act: Act,
    patient_ids: Iterable[str] = ("",),
    about: Mapping[str, str] | None = None,
) -> None:
    """Write one event for each patient, in one transaction.

    Args:
        store: Where.
        stamp: Who, where, when.
        act: What was done.
        patient_ids: With whose records; one empty id where it is the store's matter.
        about: More of it, in texts.

    Raises:
        StoreError: The store cannot write; nothing is recorded.
    """
    if store.read_only:
        raise ReadOnly(store.backend.path)
    with store.backend.executing() as (execute, query):
        write_events(execute, query, store.new_id, stamp, act, patient_ids, about)


def write_events(  # noqa: PLR0913, PLR0917 - the two ends of one transaction are two of them
    execute: Query,
    query: Query,
    new_id: Callable[[], str],
    stamp: Stamp,
    act: Act,
    patient_ids: Iterable[str] = ("",),
    about: Mapping[str, str] | None = None,
) -> None:
    """Write events inside a transaction that is open, such as the one that does the deed."""
    said = canonical(dict(about or {}))
    last = last_event(query)
    seq, tip = (last.seq, last.hash) if last else (0, genesis_of_trail(_store_id(query)))
    for patient_id in patient_ids:
        seq += 1
        event = AuditEvent(
            id=new_id(),
            seq=seq,
            act=str(act),
            patient_id=patient_id,
            about=said,
            epoch=stamp.epoch,
            previous_hash=tip,
            hash="",
            **stamp.columns,
        )
        tip = hash_of_event(event)
        execute(_INSERT, tuple({**asdict(event), "hash": tip}.values()))


def read_events(
    query: Query, patient_id: str | None = None, act: str | None = None
) -> tuple[AuditEvent, ...]:
    """Return the events of one patient, or all, oldest first; of one act, or of any."""
    wanted = {"patient_id": patient_id, "act": act}
    asked = {name: value for name, value in wanted.items() if value is not None}
    where = " WHERE " + " AND ".join(f"{name} = ?" for name in asked) if asked else ""
    sql = f"SELECT {', '.join(EVENT_COLUMNS)} FROM audit_event{where} ORDER BY seq"  # noqa: S608 - own names
    return tuple(AuditEvent(*row) for row in query(sql, tuple(asked.values())))


def read_events_after(query: Query, seq: int, limit: int) -> tuple[AuditEvent, ...]:
    """Return the events that follow one, as many as are asked for."""
    sql = f"SELECT {', '.join(EVENT_COLUMNS)} FROM audit_event WHERE seq > ? ORDER BY seq LIMIT ?"  # noqa: S608 - own names
    return tuple(AuditEvent(*row) for row in query(sql, (seq, limit)))


def last_event(query: Query) -> AuditEvent | None:
    """Return the newest event; None where nothing was recorded."""
    sql = f"SELECT {', '.join(EVENT_COLUMNS)} FROM audit_event ORDER BY seq DESC LIMIT 1"  # noqa: S608 - own names
    rows = query(sql, ())
    return AuditEvent(*rows[0]) if rows else None


def genesis_of_trail(store_id: str) -> str:
    """Return the hash that the first event of a store is chained to."""
    return hashlib.sha256(f"hcclog audit {store_id}".encode()).hexdigest()


def hash_of_event(event: AuditEvent) -> str:
    """Return the hash of one event: of all it says, and of the trail before it."""
    body = canonical({name: getattr(event, name) for name in _HASHED})
    return hashlib.sha256(f"{event.previous_hash}\n{body}".encode()).hexdigest()


def faults_of_trail(start: str, events: Iterable[AuditEvent]) -> Iterator[str]:
    """Yield a sentence for each event that does not hold, in order; none for a whole trail.

    Args:
        start: The hash before the first event, from `genesis_of_trail`.
        events: All events in order.
    """
    previous = start
    for place, event in enumerate(events, start=1):
        name = f"audit event {event.seq} ({event.act}, {event.id})"
        if event.seq != place:
            yield f"{name} stands at place {place}: an event was removed or added"
            return
        if event.previous_hash != previous:
            yield f"{name} does not follow the event before it"
            return
        if hash_of_event(event) != event.hash:
            yield f"{name} was altered"
        previous = event.hash


def _store_id(query: Query) -> str:
    rows = query("SELECT value FROM store_meta WHERE key = 'store_id'", ())
    return str(rows[0][0]) if rows else ""
