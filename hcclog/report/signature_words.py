"""A signature in words: who, as what, when, of what, and whether it still stands so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.commands.signing import RECORD
from hcclog.store.stamp import station_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcclog.commands.signing import Signature
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.record import PatientRecord


def signed_at(one: Signature) -> str:
    """Return the time on the clock of the station, with its distance from UTC."""
    at = station_time(one)
    offset = at.isoformat(timespec="minutes")[-len("+00:00") :]
    return f"{at:%Y-%m-%d %H:%M} (UTC{offset})"


def standing_of(one: Signature) -> str:
    """Return whether what was signed is still what stands there."""
    as_of = f"as of revision {one.revision}"
    return as_of if one.is_current else f"{as_of}; changed since"


def signed_thing(one: Signature, record: PatientRecord, chronology: Chronology) -> str:
    """Return what was signed: the record, or which visit."""
    if one.target.table == RECORD:
        return "record"
    visit = next((each for each in record.visits if each.id == one.target.entity_id), None)
    return "a visit taken out since" if visit is None else f"visit {chronology.label(visit.on)}"


def last_on(signatures: Sequence[Signature], entity_id: str) -> Signature | None:
    """Return the newest signature on one entry; None where nobody signed it."""
    own = [each for each in signatures if each.target.entity_id == entity_id]
    return own[-1] if own else None
