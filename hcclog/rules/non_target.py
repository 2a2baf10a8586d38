"""Non-target response at one assessment.

Sources: Eisenhauer 2009, 4.3.3 and 4.3.4; Lencioni and Llovet 2010 for enhancement, effusion and
ascites; the RECIST working group's clarification on lesions that reappear.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.lesion import LesionKind, LesionState
from hcclog.domain.response import Category
from hcclog.rules.sums import SHORT, Measure, diameter

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.rules.criteria import CriteriaRules
    from hcclog.rules.readings import Point, Reading, Track

FLUIDS = (LesionKind.EFFUSION, LesionKind.ASCITES)
_GONE = (LesionState.ABSENT, LesionState.MERGED)


@dataclass(slots=True)
class NonTargetFacts:
    """The non-target lesions at one assessment, sorted by what is seen of them.

    Attributes:
        n_lesions: Those that are awaited here.
        progressed: Recorded as clearly progressed.
        unproven: Fluid recorded as progressed, but without the positive cytology that is asked for.
        back: Present after an overall complete response.
        unseen: Not assessed.
        present: Persisting.
        complete_response_at: Position of that earlier complete response.
        markers_asked: True where a complete response needs normal tumour markers.
        markers_normal: Whether they were normal here; None where that is not known.
        markers: What is known of them, in sentences.
    """

    n_lesions: int = 0
    progressed: list[Track] = field(default_factory=list)
    unproven: list[Track] = field(default_factory=list)
    back: list[Track] = field(default_factory=list)
    unseen: list[Track] = field(default_factory=list)
    present: list[Track] = field(default_factory=list)
    complete_response_at: int | None = None
    markers_asked: bool = False
    markers_normal: bool | None = None
    markers: str = ""


class NonTargetRule(NamedTuple):
    """One rule: its name, its answer, its condition, and what it says in a sentence."""

    name: str
    category: Category
    holds: Callable[[NonTargetFacts], bool]
    meaning: str


NON_TARGET_RULES = (
    NonTargetRule(
        "none",
        Category.NOT_APPLICABLE,
        lambda facts: not facts.n_lesions,
        "There were no non-target lesions at the baseline.",
    ),
    NonTargetRule(
        "clear progression",
        Category.PD,
        lambda facts: bool(facts.progressed),
        "A lesion has clearly progressed.",
    ),
    NonTargetRule(
        "back after complete response",
        Category.PD,
        lambda facts: bool(facts.back),
        "The response was complete overall, and a lesion is back.",
    ),
    NonTargetRule(
        "not assessed",
        Category.NE,
        lambda facts: bool(facts.unseen),
        "A lesion was not assessed, and none has progressed.",
    ),
    NonTargetRule(
        "persists",
        Category.NON_CR_NON_PD,
        lambda facts: bool(facts.present),
        "A lesion persists, and none has clearly progressed.",
    ),
    NonTargetRule(
        "gone, but markers raised",
        Category.NON_CR_NON_PD,
        lambda facts: facts.markers_asked and facts.markers_normal is False,
        "All lesions are gone, but a tumour marker that must be normal is raised.",
    ),
    NonTargetRule(
        "gone, but markers not known",
        Category.NE,
        lambda facts: facts.markers_asked and facts.markers_normal is None,
        "All lesions are gone, but whether tumour markers are normal, as they must be, is open.",
    ),
    NonTargetRule(
        "all gone",
        Category.CR,
        lambda _facts: True,
        "All lesions are gone and all nodes are below 10 mm.",
    ),
)


def non_target_rule(facts: NonTargetFacts) -> NonTargetRule:
    """Return the first rule that holds."""
    return next(rule for rule in NON_TARGET_RULES if rule.holds(facts))


def read_non_targets(
    lesions: list[Measure],
    k: int,
    rules: CriteriaRules,
    complete_response_at: int | None,
    point: Point,
) -> NonTargetFacts:
    """Sort the non-target lesions at the assessment of position `k`, which is `point`."""
    facts = NonTargetFacts(
        complete_response_at=complete_response_at,
        markers_asked=rules.require_normal_markers,
        markers_normal=point.markers_normal,
        markers=point.markers,
    )
    for track, axis in lesions:
        if k < track.expected_from:
            continue
        facts.n_lesions += 1
        reading = track.readings[k]
        if reading is None or _says_nothing(reading):
            facts.unseen.append(track)
        elif reading.state is LesionState.PROGRESSED:
            proven = not rules.fluid_needs_cytology or proven_malignant(track, k)
            (facts.progressed if proven else facts.unproven).append(track)
            facts.present.append(track)
        elif _persists(reading, axis, rules):
            facts.present.append(track)
            if complete_response_at is not None and reading.state is not LesionState.EQUIVOCAL:
                facts.back.append(track)
    return facts


def proven_malignant(track: Track, k: int) -> bool:
    """True for anything but fluid, and for fluid with positive cytology up to position `k`."""
    if track.kind not in FLUIDS:
        return True
    return any(
        reading is not None and reading.cytology_positive for reading in track.readings[: k + 1]
    )


def _says_nothing(reading: Reading) -> bool:
    if reading.state is not None:
        return reading.state is LesionState.NOT_EVALUABLE
    said = (*reading[:3], reading.trend, reading.cytology_positive)
    return all(part is None for part in said)


def _persists(reading: Reading, axis: int, rules: CriteriaRules) -> bool:
    """False where the lesion is gone, a node is normal, or by mRECIST nothing enhances."""
    if reading.state in _GONE:
        return False
    size = diameter(reading, axis)
    if size is None:
        return True
    return size >= rules.node_normal_mm if axis == SHORT else size > 0
