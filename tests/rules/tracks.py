"""Lesions as the rules read them, from a line of text each: `a 30 | too-small | merged:b`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hcclog.domain.lesion import LesionKind, LesionState
from hcclog.domain.response import LesionRole
from hcclog.rules.readings import FollowUp, Point, Reading, Track
from hcclog.rules.roles import settle_roles

_STATES = {state.value: state for state in LesionState}


def a_reading(text: str, *, node: bool = False) -> Reading | None:
    """Return a reading: words are states, ``30/20`` is whole and viable; ``-`` is none."""
    if text.strip() in {"", "-"}:
        return None
    found: dict[str, Any] = {}
    for word in text.split():
        name, _, partner = word.partition(":")
        if name in _STATES:
            found |= {"state": _STATES[name], "partner": partner}
            continue
        whole, _, viable = word.partition("/")
        if whole:
            found["short_mm" if node else "longest_mm"] = Decimal(whole)
        if viable:
            found["viable_mm"] = Decimal(viable)
    return Reading(**found)


def a_track(text: str, role: LesionRole | None = LesionRole.TARGET, **fields: Any) -> Track:
    """Return one lesion: its label, then its readings divided by bars."""
    label, _, readings = text.partition(" ")
    node = fields.get("kind") is LesionKind.NODE
    read = [a_reading(part, node=node) for part in readings.split("|")]
    return Track(label, role=role, readings=read, **fields)


def a_follow_up(*tracks: Track, days: Sequence[int] = ()) -> FollowUp:
    """Return a series with its roles settled; 60 days apart unless the days are given."""
    n_points = max(len(track.readings) for track in tracks)
    placed = days or [60 * n for n in range(n_points)]
    return settle_roles([Point(f"day {day}", day, day) for day in placed], list(tracks))
