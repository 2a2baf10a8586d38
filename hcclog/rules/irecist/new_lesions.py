"""New lesions recorded apart: which there are, which are measured, and how they grow.

They never enter the baseline sum. Of those that are measurable at most five, two an organ, are new
targets; the others are new non-targets (Seymour 2017, new lesions).
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from hcclog.domain.lesion import LesionState
from hcclog.rules.irecist.growth import has_grown_further
from hcclog.rules.new_lesion import Sight, sightings
from hcclog.rules.words import shown_size

if TYPE_CHECKING:
    from hcclog.rules.criteria import CriteriaRules
    from hcclog.rules.readings import FollowUp, Track

_COUNTS = (Sight.CERTAIN, Sight.DATED_BACK)
_SILENT = (Sight.NONE, Sight.EQUIVOCAL, Sight.SMALL_NODULE, Sight.NO_CYTOLOGY, Sight.SMALL_NODE)
_ZERO = Decimal(0)


class NewLesions:
    """The new lesions of one series, through its assessments."""

    def __init__(self, follow_up: FollowUp, rules: CriteriaRules) -> None:
        """Sort them once: when each counts, and which are new targets."""
        self._rules = rules
        self._sights = [
            (track, [sighting.sight for sighting in sightings(track, rules)])
            for track in follow_up.new
        ]
        self._targets = self._choose(len(follow_up.points))

    def there(self, k: int) -> list[Track]:
        """Return those that count at the assessment of position `k`."""
        return [track for track, sights in self._sights if sights[k] in _COUNTS]

    def known(self, k: int) -> list[Track]:
        """Return those that counted up to position `k` and were not seen gone since."""
        return [track for track, sights in self._sights if _last_said(sights, k) in _COUNTS]

    def targets(self, k: int) -> list[Track]:
        """Return the new targets that are known at position `k`."""
        return [track for track in self.known(k) if track.label in self._targets]

    def others(self, k: int) -> list[Track]:
        """Return the new non-targets that are known at position `k`."""
        return [track for track in self.known(k) if track.label not in self._targets]

    def more(self, since: int, k: int) -> list[Track]:
        """Return those that count at position `k` and were not known at position `since`."""
        known = {track.label for track in self.known(since)}
        return [track for track in self.there(k) if track.label not in known]

    def grown_mm(self, since: int, k: int) -> Decimal | None:
        """Return by how much, in mm, the sum of new targets grew at least; None without a sum.

        Those known at `since` are compared; one that was not measured there is left out, one that
        is not measured at `k` counts as nothing, so that more than what is proven is never said.
        """
        before = [(track, self._size(track, since)) for track in self.targets(since)]
        measured = [(track, size) for track, size in before if size is not None]
        if not measured:
            return None
        now = sum((self._size(track, k) or _ZERO for track, _ in measured), _ZERO)
        return now - sum((size for _, size in measured), _ZERO)

    def grown_others(self, since: int, k: int) -> list[Track]:
        """Return the new non-targets that grew at all."""
        return [track for track in self.others(since) if has_grown_further(track, since, k)]

    def progressed_others(self, since: int, k: int) -> list[Track]:
        """Return the new non-targets that are recorded as clearly progressed at position `k`."""
        readings = [(track, track.readings[k]) for track in self.others(since)]
        return [track for track, one in readings if one and one.state is LesionState.PROGRESSED]

    def over_smallest(self, known_at: int, k: int) -> tuple[Decimal, Decimal] | None:
        """Return the sum of new targets at position `k`, at least, and its smallest before.

        Of those known at `known_at`; one that is not measured at `k` counts as nothing, so that
        more than what is proven is never said. None without a whole sum before.
        """
        targets = self.targets(known_at)
        before = [self._whole(targets, j) for j in range(self._all_there(targets), k)]
        whole = [total for total in before if total is not None]
        if not (targets and whole):
            return None
        return sum((self._size(track, k) or _ZERO for track in targets), _ZERO), min(whole)

    def _all_there(self, targets: list[Track]) -> int:
        """Return the position from which all of them were known."""
        labels = {track.label for track in targets}
        sights = [each for track, each in self._sights if track.label in labels]
        firsts = (next(k for k, one in enumerate(each) if one in _COUNTS) for each in sights)
        return max(firsts, default=0)

    def _whole(self, targets: list[Track], k: int) -> Decimal | None:
        sizes = [self._size(track, k) for track in targets]
        return None if None in sizes else sum((size or _ZERO for size in sizes), _ZERO)

    def _size(self, track: Track, k: int) -> Decimal | None:
        reading = track.readings[k]
        if reading is None:
            return None
        if reading.state in {LesionState.ABSENT, LesionState.MERGED}:
            return _ZERO
        size = shown_size(track, reading)
        if size is None and reading.state is LesionState.TOO_SMALL:
            return self._rules.too_small_mm
        return size

    def _choose(self, n_points: int) -> frozenset[str]:
        """Return the labels of the new targets: as they appear, the largest first."""
        chosen: dict[str, str] = {}
        for k in range(n_points):
            fresh = [
                (size, track)
                for track, sights in self._sights
                if sights[k] in _COUNTS
                and track.label not in chosen
                and (size := self._size(track, k)) is not None
                and size >= self._least_mm(track)
                and not any(sight in _COUNTS for sight in sights[:k])
            ]
            for _, track in sorted(fresh, key=lambda pair: (-pair[0], pair[1].label)):
                organ = "lymph nodes" if track.nodal else track.place.casefold()
                room = Counter(chosen.values())[organ] < self._rules.max_targets_an_organ
                if room and len(chosen) < self._rules.max_targets:
                    chosen[track.label] = organ
        return frozenset(chosen)

    def _least_mm(self, track: Track) -> Decimal:
        return self._rules.node_target_mm if track.nodal else self._rules.lesion_target_mm


def _last_said(sights: list[Sight], k: int) -> Sight:
    """Return what a lesion was when something certain was last said of it, up to position `k`."""
    return next((sight for sight in sights[k::-1] if sight not in _SILENT), Sight.NONE)
