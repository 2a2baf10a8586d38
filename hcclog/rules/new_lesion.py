"""New lesions: unequivocal, equivocal or none, and to which assessment they are dated.

Sources: Eisenhauer 2009, 4.3.5 and Schwartz 2016 (an equivocal lesion that is confirmed later dates
progression back to where it was first seen); Lencioni and Llovet 2010 (new liver nodules, effusion,
ascites, nodes at the porta hepatis).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, cast

from hcclog.domain.lesion import LesionKind, LesionState
from hcclog.rules.non_target import proven_malignant
from hcclog.rules.words import shown_size

if TYPE_CHECKING:
    from decimal import Decimal

    from hcclog.rules.criteria import CriteriaRules
    from hcclog.rules.readings import Point, Reading, Track

YES, NO, EQUIVOCAL = "yes", "no", "equivocal"
_NOT_THERE = (LesionState.ABSENT, LesionState.NOT_EVALUABLE, LesionState.MERGED)


class Sight(StrEnum):
    """What one new lesion is at one assessment."""

    NONE = "not seen"
    GONE = "gone"
    CERTAIN = "new"
    DATED_BACK = "equivocal here, certain later"
    EQUIVOCAL = "equivocal"
    SMALL_NODULE = "liver nodule without the typical pattern or size"
    NO_CYTOLOGY = "fluid without positive cytology"
    SMALL_NODE = "node at the porta hepatis below its limit"


_COUNTS = (Sight.CERTAIN, Sight.DATED_BACK)
_OPEN = (Sight.EQUIVOCAL, Sight.SMALL_NODULE, Sight.NO_CYTOLOGY, Sight.SMALL_NODE)


class Sighting(NamedTuple):
    """One new lesion at one assessment.

    Attributes:
        track: The lesion.
        sight: What it is there.
        at: Position of the assessment that made it certain; where it is, of its first sight.
    """

    track: Track
    sight: Sight
    at: int


@dataclass(slots=True)
class NewFacts:
    """The new lesions at one assessment.

    Attributes:
        value: ``yes``, ``no`` or ``equivocal``.
        certain: Those that count.
        open: Those that are equivocal.
        count: The reader's count, where it alone says that there are more; and the count before.
    """

    value: str = NO
    certain: list[Sighting] = field(default_factory=list)
    open: list[Sighting] = field(default_factory=list)
    count: tuple[str, str] | None = None


def read_new(tracks: list[Track], points: list[Point], rules: CriteriaRules) -> list[NewFacts]:
    """Return the new lesions at each assessment of a series."""
    found = [NewFacts() for _ in points]
    for track in tracks:
        for k, sighting in enumerate(sightings(track, rules)):
            if sighting.sight in _COUNTS:
                found[k].certain.append(sighting)
            elif sighting.sight in _OPEN:
                found[k].open.append(sighting)
    for k, facts in enumerate(found):
        if facts.certain:
            facts.value = YES
            continue
        facts.value = EQUIVOCAL if facts.open else NO
        _read_count(facts, points, k)
        if facts.value == YES and rules.nodule_mm is not None:
            facts.value = EQUIVOCAL
    return found


def sightings(track: Track, rules: CriteriaRules) -> list[Sighting]:
    """Return what a new lesion is at each assessment, dated back where it was proven later."""
    found = _as_seen(track, rules)
    certain_at: int | None = None
    for k in range(len(found) - 1, -1, -1):
        sight = found[k].sight
        if sight is Sight.CERTAIN:
            certain_at = k
        elif sight is Sight.GONE:
            certain_at = None
        elif sight in _OPEN and certain_at is not None:
            found[k] = Sighting(track, Sight.DATED_BACK, certain_at)
    return found


def _as_seen(track: Track, rules: CriteriaRules) -> list[Sighting]:
    """Return what a lesion is at each assessment, by this and the earlier ones.

    A nodule or node that was certain once stays so while it is there, also when it shrinks.
    """
    found: list[Sighting] = []
    proven = False
    first_at: int | None = None
    first_mm: Decimal | None = None
    for k, reading in enumerate(track.readings):
        sight = _sight(track, k, rules, first_mm)
        if proven and sight in {Sight.SMALL_NODULE, Sight.SMALL_NODE}:
            sight = Sight.CERTAIN
        proven = sight is not Sight.GONE and (proven or sight is Sight.CERTAIN)
        if sight is Sight.GONE:
            first_at = first_mm = None
        elif reading is not None and sight is not Sight.NONE:
            first_at = k if first_at is None else first_at
            first_mm = shown_size(track, reading) if first_mm is None else first_mm
        found.append(Sighting(track, sight, k if first_at is None else first_at))
    return found


def _sight(track: Track, k: int, rules: CriteriaRules, first_mm: Decimal | None) -> Sight:
    """Judge one reading; `first_mm` is the size at which the lesion was first measured."""
    reading = track.readings[k]
    if reading is None or reading.state is LesionState.NOT_EVALUABLE:
        return Sight.NONE
    size = shown_size(track, reading)
    if reading.state in _NOT_THERE or _is_normal(track, size, rules):
        return Sight.GONE
    if reading.state is LesionState.EQUIVOCAL and not _has_grown(track, size, rules, first_mm):
        return Sight.EQUIVOCAL
    return _doubt(track, k, rules, first_mm) or Sight.CERTAIN


def _doubt(track: Track, k: int, rules: CriteriaRules, first_mm: Decimal | None) -> Sight | None:
    """Return what keeps a lesion that is seen from being certain; None where nothing does."""
    reading = cast("Reading", track.readings[k])
    if rules.fluid_needs_cytology and not proven_malignant(track, k):
        return Sight.NO_CYTOLOGY
    if _is_small_node(track, shown_size(track, reading), rules):
        return Sight.SMALL_NODE
    is_open = _is_unproven_nodule(track, reading, rules, first_mm)
    if is_open and reading.state is not LesionState.PROGRESSED:
        return Sight.SMALL_NODULE
    return None


def _is_normal(track: Track, size: Decimal | None, rules: CriteriaRules) -> bool:
    return size is not None and (size < rules.node_normal_mm if track.nodal else not size)


def _is_small_node(track: Track, size: Decimal | None, rules: CriteriaRules) -> bool:
    least = rules.portal_node_mm
    return least is not None and track.porta_hepatis and size is not None and size < least


def _is_unproven_nodule(
    track: Track, reading: Reading, rules: CriteriaRules, first_mm: Decimal | None
) -> bool:
    """True for a new liver nodule without the typical pattern and size that did not grow enough."""
    size = shown_size(track, reading)
    if rules.nodule_mm is None or not _is_nodule(track) or _has_grown(track, size, rules, first_mm):
        return False
    enhances = track.hypervascular is True
    if reading.viable_mm is not None:
        enhances = reading.viable_mm > 0
    return not enhances or (size is not None and size < rules.nodule_mm)


def _is_nodule(track: Track) -> bool:
    return track.in_liver and track.kind is LesionKind.MASS


def _has_grown(
    track: Track, size: Decimal | None, rules: CriteriaRules, first_mm: Decimal | None
) -> bool:
    """True for a new liver nodule that growth proves, whatever its pattern."""
    if rules.nodule_mm is None or not _is_nodule(track) or size is None or first_mm is None:
        return False
    return size - first_mm >= rules.nodule_growth_mm


def _read_count(facts: NewFacts, points: list[Point], k: int) -> None:
    """Count a reader's number of lesions as new ones where it rises over every one before.

    A number with an open end proves a rise only over a number that has an upper end. Where a new
    liver nodule must show its pattern or grow, a count cannot show that.
    """
    here = points[k]
    before = [point for point in points[:k] if point.n_least is not None]
    if here.n_least is None or not before:
        return
    most = max(before, key=lambda point: point.n_least or 0)
    if here.n_least <= (most.n_least or 0):
        return
    facts.count = (here.counted, most.counted)
    proven = all(point.n_most is not None and point.n_most < here.n_least for point in before)
    facts.value = YES if proven else EQUIVOCAL
