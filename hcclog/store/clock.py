"""Whether this computer's clock can be right, by what the store holds already."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hcclog.store.store import Store

SLOW_BY = timedelta(minutes=5)
FAST_BY = timedelta(days=365)
_MINUTE, _HOUR, _DAY, _YEAR = 60, 3600, 86_400, 31_536_000


def clock_doubt(store: Store) -> str:
    """Return what is odd about the clock, in a sentence; empty where nothing is.

    Order never comes from the clock, so nothing is refused and nothing moves; but what is entered
    now would bear a wrong time.
    """
    last = newest_at(store)
    if last is None:
        return ""
    ahead = last - store.now()
    if ahead > SLOW_BY:
        return f"The clock of this computer is {_long(ahead)} before the newest entry: set it right"
    if -ahead > FAST_BY:
        return f"The clock of this computer is {_long(-ahead)} after the newest entry: is it right?"
    return ""


def newest_at(store: Store) -> datetime | None:
    """Return when the last entry was written, by the order of writing; None for an empty store."""
    rows = store.backend.query("SELECT at_utc FROM entry ORDER BY seq DESC LIMIT 1", ())
    return datetime.fromisoformat(str(rows[0][0])) if rows else None


def _long(span: timedelta) -> str:
    seconds = span.total_seconds()
    for size, word in ((_YEAR, "year"), (_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
        n = int(seconds // size)
        if n:
            return f"{n} {word}{'' if n == 1 else 's'}"
    return "some seconds"
