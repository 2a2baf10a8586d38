"""Has one lesion grown further since an unconfirmed progression?

A size decides where both are known, then a reader's word, then the record that it progressed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.lesion import LesionState, Trend
from hcclog.rules.words import shown_size

if TYPE_CHECKING:
    from decimal import Decimal

    from hcclog.rules.readings import Track


def has_grown_further(track: Track, since: int, k: int) -> bool:
    """True where a lesion is larger at position `k` than at `since`, by any amount.

    A lesion that is recorded as progressed again, without a size or a word against it, has grown.
    """
    reading = track.readings[k]
    if reading is None:
        return False
    change = _change_mm(track, since, k)
    if change is not None:
        return change > 0
    if reading.trend is not None:
        return reading.trend is Trend.LARGER
    return reading.state is LesionState.PROGRESSED


def has_not_shrunk(track: Track, since: int, k: int) -> bool:
    """True where a lesion that had progressed at `since` is as large or larger at position `k`."""
    reading = track.readings[k]
    if reading is None:
        return False
    change = _change_mm(track, since, k)
    if change is not None:
        return change >= 0
    return reading.trend in {Trend.UNCHANGED, Trend.LARGER}


def _change_mm(track: Track, since: int, k: int) -> Decimal | None:
    now, then = track.readings[k], track.readings[since]
    if now is None or then is None:
        return None
    here, before = shown_size(track, now), shown_size(track, then)
    return None if here is None or before is None else here - before
