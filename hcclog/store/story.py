"""What was done, in one order of time: entries of the journal and events of the audit trail."""

from __future__ import annotations

import heapq
from operator import attrgetter
from typing import TYPE_CHECKING

from hcclog.domain.acts import WHOLE_STORE, Act
from hcclog.store.audit import AuditEvent
from hcclog.store.journal import Entry
from hcclog.store.stamp import station_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hcclog.store.reader import Reader

Told = Entry | AuditEvent
_LEAVING = frozenset({Act.EXPORT, Act.EXPORT_DEIDENTIFIED})


def in_one_order(entries: Iterable[Entry], events: Iterable[AuditEvent]) -> Iterator[Told]:
    """Yield entries and events by time, each kind in the order in which it was written.

    Time decides between them, never within them: a clock that was set back moves nothing. Events
    that were taken over from another store are a line of their own.
    """
    lines: dict[str, list[AuditEvent]] = {}
    for event in events:
        lines.setdefault(event.epoch, []).append(event)
    return heapq.merge(entries, *lines.values(), key=attrgetter("at_utc"))


def events_of(
    reader: Reader, patient_id: str | None, entries: Sequence[Entry] = ()
) -> tuple[AuditEvent, ...]:
    """Return the events of one patient, or all; the oldest first.

    What left of the whole store left of each patient that was in it.

    Args:
        reader: Of the store.
        patient_id: Whose; None for all.
        entries: Of the patient.
    """
    if patient_id is None:
        return reader.events()
    since = entries[0].at_utc if entries else ""
    own, whole = reader.events(patient_id), reader.events("")
    left = (each for each in whole if _left_with_all(each) and each.at_utc >= since)
    return tuple(sorted((*own, *left), key=attrgetter("seq")))


def local_time(told: Told) -> str:
    """Return when it was, on the clock of the station that wrote it, with its offset."""
    return station_time(told).isoformat(timespec="seconds")


def _left_with_all(event: AuditEvent) -> bool:
    return event.act in _LEAVING and event.told.get("of") == WHOLE_STORE
