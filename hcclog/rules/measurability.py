"""May these lesions be targets? Each breach is a finding; nothing is refused and nothing repaired.

Sources: Eisenhauer 2009, 3.1 and 4.2; Lencioni and Llovet 2010 for mRECIST.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.assessment import Modality
from hcclog.domain.lesion import LesionKind
from hcclog.rules import words
from hcclog.rules.sums import VIABLE, axis_of, diameter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from hcclog.rules.criteria import CriteriaRules
    from hcclog.rules.readings import FollowUp, Track

NEVER_MEASURABLE = {
    LesionKind.THROMBUS: "a thrombus is not measurable",
    LesionKind.EFFUSION: "an effusion is not measurable",
    LesionKind.ASCITES: "ascites is not measurable",
    LesionKind.INFILTRATIVE: "an infiltrative lesion is not suited to repeated measurement",
    LesionKind.CYSTIC: "a cyst is no measurable disease",
    LesionKind.BONE: "of a bone lesion only a soft tissue part is measurable",
}


class BaselineScan(NamedTuple):
    """How the baseline was imaged."""

    modality: Modality
    slice_mm: Decimal | None = None


def measurability(
    follow_up: FollowUp, rules: CriteriaRules, scans: Sequence[BaselineScan] = ()
) -> list[str]:
    """Return what speaks against the choice of targets, a sentence each."""
    chosen = [track for track in follow_up.targets if not track.part_of]
    found = list(_numbers(chosen, rules))
    for track in chosen:
        if not track.late:
            found += _target(track, rules, scans)
    return found


def _numbers(chosen: Sequence[Track], rules: CriteriaRules) -> Iterator[str]:
    if len(chosen) > rules.max_targets:
        yield f"There are {len(chosen)} targets; {rules.name} allows {rules.max_targets}."
    organs: dict[str, list[Track]] = defaultdict(list)
    for track in chosen:
        organs["lymph nodes" if track.nodal else track.place.casefold()].append(track)
    for organ, tracks in organs.items():
        if organ and len(tracks) > rules.max_targets_an_organ:
            yield (
                f"{words.labels(tracks)} are {len(tracks)} targets in one organ ({organ}); "
                f"{rules.name} allows {rules.max_targets_an_organ}."
            )


def least_sizes(targets: Sequence[Track], rules: CriteriaRules) -> tuple[Decimal, ...] | None:
    """Return the least diameter of each target, in mm; None where more speaks against them."""
    against = [*_numbers(targets, rules), *(said for track in targets for said in _kind(track))]
    return None if against else tuple(least_mm(track, rules) for track in targets)


def _kind(track: Track) -> Iterator[str]:
    if track.kind in NEVER_MEASURABLE:
        yield f"{track.label} is a target, but {NEVER_MEASURABLE[track.kind]}."
    if track.multiple:
        yield f"{track.label} stands for several lesions; a target is one."
    if track.treated:
        yield f"{track.label} was treated locally before and no growth was shown since."


def _target(track: Track, rules: CriteriaRules, scans: Sequence[BaselineScan]) -> Iterator[str]:
    yield from _kind(track)
    reading = track.readings[0]
    axis = axis_of(track, rules)
    size = diameter(reading, axis) if reading is not None else None
    if reading is None or size is None:
        yield f"{track.label} is a target without a size at the baseline."
        return
    least = least_mm(track, rules, scans)
    if size < least:
        what = "viable diameter" if axis == VIABLE and reading.viable_mm is not None else "diameter"
        yield (
            f"{track.label} is a target with a {'short axis' if track.nodal else what} of "
            f"{words.mm(size)} at the baseline, below {words.limit(least)}."
        )


def least_mm(track: Track, rules: CriteriaRules, scans: Sequence[BaselineScan] = ()) -> Decimal:
    """Return the least diameter of a measurable lesion on the best of these scans."""
    if track.nodal:
        portal = rules.portal_node_mm if track.porta_hepatis else None
        return portal or rules.node_target_mm
    return min((_least_on(scan, rules) for scan in scans), default=rules.lesion_target_mm)


def _least_on(scan: BaselineScan, rules: CriteriaRules) -> Decimal:
    if scan.modality is Modality.XRAY:
        return rules.xray_target_mm
    if scan.slice_mm is not None and scan.slice_mm > rules.slice_mm:
        return max(2 * scan.slice_mm, rules.lesion_target_mm)
    return rules.lesion_target_mm
