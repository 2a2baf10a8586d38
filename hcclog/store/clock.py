"""What the machine's clock says against the journal: one that is wrong dates what is written.

Nothing is put in order by the clock, so a wrong one loses nothing; but "today", and what lies
after it, would be wrong, and so would be when a change was made.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hcclog.store.store import Store

_SLOW = timedelta(minutes=5)
_FAST = timedelta(days=366)


def clock_doubt(store: Store) -> str:
    """Return a sentence where the clock and the last entry contradict each other; else nothing."""
    reader = store.reader
    entries = reader.entries_after(reader.n_entries() - 1, 1)
    if not entries:
        return ""
    last, now = datetime.fromisoformat(entries[-1].at_utc), store.now()
    said = f"{now.astimezone():%Y-%m-%d %H:%M}"
    if now < last - _SLOW:
        return f"The clock says {said}, which is before the last change: is it slow?"
    if now > last + _FAST:
        return f"The clock says {said}, over a year after the last change: is it right?"
    return ""
