"""What a field says beside a date while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.unreadable import Ambiguous, Unreadable
from hcclog.entry.dates import date_reading

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk

_MOST = 4


def echo(clerk: Clerk, text: str) -> str:
    """Return what was understood, or the readings among which will be asked.

    Nothing is said of what cannot be read: it may only be half typed.
    """
    try:
        return date_reading(clerk, text).note
    except Ambiguous as doubt:
        first = " or ".join(doubt.readings[:_MOST])
        return f"{first}{' …' if len(doubt.readings) > _MOST else ''}?"
    except Unreadable:
        return ""
