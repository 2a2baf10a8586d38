"""Who writes, and what a write moved; light, for it is imported before SQLAlchemy."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple, Protocol, TypedDict

_MOST_MINUTES = 24 * 60 - 1


class StampColumns(TypedDict):
    """What journal and audit trail alike keep of a stamp; both have columns of these names."""

    author: str
    role: str
    station: str
    at_utc: str
    utc_offset_minutes: int
    app_version: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who does something, where and when: handed in, never read from the machine here.

    Attributes:
        epoch: The chain that the changes belong to: one for each station and each restore of it.
        today: The station's calendar day, for rules on dates.
    """

    author: str
    role: str
    station: str
    epoch: str
    at_utc: str
    utc_offset_minutes: int
    today: date
    app_version: str

    @property
    def columns(self) -> StampColumns:
        """What is kept of it with each thing that was done."""
        return {
            "author": self.author,
            "role": self.role,
            "station": self.station,
            "at_utc": self.at_utc,
            "utc_offset_minutes": self.utc_offset_minutes,
            "app_version": self.app_version,
        }


class Move(NamedTuple):
    """One change that a transaction made.

    Attributes:
        table: Of the entity; ``journal`` where a whole journal was taken over.
        kind: ``create``, ``update`` or ``void``.
        parent: The change before it; None for what is new.
    """

    table: str
    kind: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What one entry moved; every view decides for itself whether that concerns it."""

    entry_id: str = ""
    label: str = ""
    kind: str = ""
    patient_ids: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    entity_ids: tuple[str, ...] = ()


class Timed(Protocol):
    """What keeps when it was done, and the clock of the station that did it."""

    @property
    def at_utc(self) -> str:
        """ISO 8601 time in UTC."""

    @property
    def utc_offset_minutes(self) -> int:
        """How far that clock was ahead of UTC."""


def station_time(told: Timed) -> datetime:
    """Return when something was done, on the clock of the station that did it."""
    # One that was tampered with does not keep a history from being shown; the check names it.
    minutes = max(-_MOST_MINUTES, min(_MOST_MINUTES, told.utc_offset_minutes))
    zone = timezone(timedelta(minutes=minutes))
    return datetime.fromisoformat(told.at_utc).astimezone(zone)


def offset_minutes(local: datetime) -> int:
    """Return how far a clock is ahead of UTC; 0 where it does not say."""
    return int((local.utcoffset() or timedelta()).total_seconds() // 60)
