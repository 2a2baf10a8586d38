"""Which lesion is target, non-target or new in a series, also where nobody said so.

Nothing is repaired: each thing that was decided here, or that contradicts itself, is a finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.lesion import LesionState
from hcclog.domain.response import LesionRole
from hcclog.rules.criteria import RECIST_1_1
from hcclog.rules.readings import FollowUp, overlaps
from hcclog.rules.words import mm

if TYPE_CHECKING:
    from decimal import Decimal

    from hcclog.rules.readings import Point, Reading, Track


def settle_roles(points: list[Point], tracks: list[Track]) -> FollowUp:
    """Sort the lesions of a series by their role.

    A lesion without a role that was seen at or before the baseline is non-target; one that was
    first seen after it is new. A lesion that was split from another after the baseline has the
    other's role.
    """
    follow_up = FollowUp(points, overlaps=overlaps(points))
    by_label = {track.label: track for track in tracks}
    for track in tracks:
        _await(track, by_label)
        track.role = _role(track, follow_up)
    for track in tracks:
        role = _root(track, by_label).role or track.role
        if role is LesionRole.TARGET:
            follow_up.targets.append(track)
            _check_late(track, follow_up)
        elif role is LesionRole.NON_TARGET:
            follow_up.non_targets.append(track)
            _check_known(track, follow_up)
        elif role is LesionRole.NEW:
            follow_up.new.append(track)
        elif role is LesionRole.NOT_FOLLOWED:
            follow_up.findings.append(
                f"{track.label} is left out of this series: its course is not counted."
            )
    return follow_up


def _await(track: Track, by_label: dict[str, Track]) -> None:
    """Find from when on a lesion must be read, and what it was split from."""
    first = track.first_read
    reading = track.readings[first] if first else None
    if reading is not None and reading.state is LesionState.SPLIT and reading.partner in by_label:
        track.part_of = reading.partner
        track.expected_from = first or 0
    elif not track.in_plan:
        track.expected_from = first or 0


def _root(track: Track, by_label: dict[str, Track]) -> Track:
    """Return the lesion that a part comes from in the end."""
    passed = {track.label}
    while track.part_of and track.part_of not in passed:
        track = by_label[track.part_of]
        passed.add(track.label)
    return track


def _role(track: Track, follow_up: FollowUp) -> LesionRole | None:
    at_baseline = track.readings[0]
    here = track.seen(at_baseline)
    before = at_baseline is None and track.seen(track.known_before)
    when = "at the baseline" if here else "before the baseline"
    if track.role is LesionRole.NEW and here:
        follow_up.findings.append(
            f"{track.label} is called new but was seen {when}: it is counted as non-target."
        )
        return LesionRole.NON_TARGET
    if _absent_at_baseline(track):
        follow_up.findings.append(
            f"{track.label} is called {track.role} but was absent at the baseline: "
            "where it is seen later, it is new."
        )
        return LesionRole.NEW
    if track.role is not None or track.first_read is None:
        return track.role
    if not here and not before:
        return LesionRole.NEW
    small = _too_small(track, at_baseline)
    follow_up.findings.append(
        f"{track.label} has no role in this series and was seen {when}: "
        f"it is counted as non-target{small}."
    )
    return LesionRole.NON_TARGET


def _absent_at_baseline(track: Track) -> bool:
    """True for a target or non-target that was looked for at the baseline and was not there."""
    reading = track.readings[0]
    followed = track.role in {LesionRole.TARGET, LesionRole.NON_TARGET}
    return followed and reading is not None and reading.state is LesionState.ABSENT


def _too_small(track: Track, reading: Reading | None) -> str:
    """Say why it could not be a target, where its size says so."""
    size: Decimal | None = None
    if reading is not None:
        size = reading.short_mm if track.nodal else reading.longest_mm
    least = RECIST_1_1.node_target_mm if track.nodal else RECIST_1_1.lesion_target_mm
    if size is None or size >= least:
        return ""
    return f" ({mm(size)}, below the {mm(least)} of a measurable lesion)"


def _check_late(track: Track, follow_up: FollowUp) -> None:
    if track.expected_from and not track.part_of:
        track.late = True
        when = follow_up.points[track.expected_from].label
        follow_up.findings.append(
            f"{track.label} is a target but was first read on {when}, after the baseline: "
            "from then on the sums cannot be compared."
        )


def _check_known(track: Track, follow_up: FollowUp) -> None:
    """Say so where a non-target was not there at the baseline: it may be a new lesion."""
    at_baseline = track.readings[0]
    first_seen = next((k for k, one in enumerate(track.readings) if track.seen(one)), 0)
    is_known = at_baseline is not None and at_baseline.state is not LesionState.ABSENT
    if first_seen and not (is_known or track.part_of or track.known_before):
        follow_up.findings.append(
            f"{track.label} is called non-target but was first seen on "
            f"{follow_up.points[first_seen].label}: if it was not there at the baseline, it is new."
        )
