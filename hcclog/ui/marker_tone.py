"""Whether a change of a marker is good or bad; a bound says so only where it is sure."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hcclog.rules.markers.bounds import Bounds


def tone_of(change: Bounds) -> str:
    """Return ``bad`` for a rise of a tumour marker, ``good`` for a fall; both must be sure."""
    no_change = Fraction(0)
    if change.all_above(no_change):
        return "bad"
    return "good" if change.all_below(no_change) else ""
