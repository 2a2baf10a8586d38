"""The sum of target diameters at one assessment.

Longest diameters of targets that are not nodes and short axes of nodes (Eisenhauer 2009, 4.2 and
4.3); by mRECIST the viable part of liver targets (Lencioni and Llovet 2010).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.lesion import LesionKind, LesionState

if TYPE_CHECKING:
    from hcclog.rules.criteria import CriteriaRules
    from hcclog.rules.readings import FollowUp, Reading, Track

LONGEST, SHORT, VIABLE = 0, 1, 2  # positions in a Reading
ZERO = Decimal(0)
_FEWEST_PARTS = 2  # a lesion that fell apart has two at least; of one the rest is not told
_MASSES = (LesionKind.MASS, LesionKind.INFILTRATIVE, LesionKind.THROMBUS, LesionKind.CYSTIC)


class Measure(NamedTuple):
    """A lesion, and which of its diameters counts by one set of criteria."""

    track: Track
    axis: int


class TargetReading(NamedTuple):
    """The targets at one assessment.

    Attributes:
        n_targets: Targets that are awaited here.
        sum_mm: Sum of what was measured, in mm.
        unmeasured: Targets without a size here.
        unclear: Measured targets that are neither gone nor normal.
        present: Targets without a size that are said to be there; no node, which may be normal, and
            by mRECIST none in the liver, where nothing may enhance.
    """

    n_targets: int
    sum_mm: Decimal
    unmeasured: tuple[Track, ...]
    unclear: tuple[Track, ...]
    present: tuple[Track, ...] = ()

    @property
    def complete(self) -> bool:
        """True where each target was measured, and there are targets."""
        return self.n_targets > 0 and not self.unmeasured

    @property
    def complete_mm(self) -> Decimal | None:
        """The sum in mm; None where it is not complete."""
        return self.sum_mm if self.complete else None


def axis_of(track: Track, rules: CriteriaRules) -> int:
    """Return which diameter counts: nodes short axis; mRECIST in the liver the viable part.

    A lesion without typical enhancement is measured as in RECIST 1.1 (Lencioni and Llovet 2010).
    """
    if track.nodal:
        return SHORT
    if rules.viable and track.in_liver and track.kind in _MASSES:
        return LONGEST if track.hypervascular is False else VIABLE
    return LONGEST


def measures(tracks: list[Track], rules: CriteriaRules) -> list[Measure]:
    """Return the lesions with the diameter that counts for each."""
    return [Measure(track, axis_of(track, rules)) for track in tracks]


def diameter(reading: Reading, axis: int) -> Decimal | None:
    """Return the diameter that counts, in mm; without a viable one, the whole."""
    size = (reading.longest_mm, reading.short_mm, reading.viable_mm)[axis]
    return reading.longest_mm if size is None and axis == VIABLE else size


def read_targets(
    targets: list[Measure], k: int, follow_up: FollowUp, rules: CriteriaRules
) -> TargetReading:
    """Return sum and state of the targets at the assessment of position `k`."""
    n_targets, total = 0, ZERO
    unmeasured: list[Track] = []
    unclear: list[Track] = []
    present: list[Track] = []
    for track, axis in targets:
        if k < track.expected_from:
            continue
        n_targets += 1
        size = None if track.late else _size(track.readings[k], axis, k, follow_up, rules)
        if size is None and len(parts_at(track, k, follow_up)) >= _FEWEST_PARTS:
            size = ZERO  # its parts are in the sum, and nothing else is told of it
        if size is None:
            unmeasured.append(track)
            if axis == LONGEST and _is_there(track, k):
                present.append(track)
            continue
        total += size
        if size >= rules.node_normal_mm if axis == SHORT else size:
            unclear.append(track)
    return TargetReading(n_targets, total, tuple(unmeasured), tuple(unclear), tuple(present))


def parts_at(track: Track, k: int, follow_up: FollowUp) -> list[Track]:
    """Return the parts of a target without a reading of its own that are read at position `k`."""
    if track.readings[k] is not None:
        return []
    return [part for part in follow_up.targets if part.part_of == track.label and part.readings[k]]


def _is_there(track: Track, k: int) -> bool:
    reading = track.readings[k]
    return reading is not None and reading.state is LesionState.PRESENT and not track.late


def _size(
    reading: Reading | None, axis: int, k: int, follow_up: FollowUp, rules: CriteriaRules
) -> Decimal | None:
    """Return what a target adds to the sum; None where it was not measured."""
    if reading is None:
        return None
    state = reading.state
    if state is None:
        return diameter(reading, axis)
    if state is LesionState.ABSENT:
        return ZERO
    if state is LesionState.MERGED:
        return ZERO if merged_into_target(reading, k, follow_up) else None
    if state is LesionState.NOT_EVALUABLE:
        return None
    size = diameter(reading, axis)
    return rules.too_small_mm if size is None and state is LesionState.TOO_SMALL else size


def merged_into_target(reading: Reading, k: int, follow_up: FollowUp) -> bool:
    """True where the lesion that took this one in is itself a measured target here."""
    partners = {track.label: track.readings[k] for track in follow_up.targets}
    passed: set[str] = set()
    while reading.state is LesionState.MERGED and reading.partner not in passed:
        passed.add(reading.partner)
        partner = partners.get(reading.partner)
        if partner is None:
            return False
        reading = partner
    return reading.state is not LesionState.MERGED
