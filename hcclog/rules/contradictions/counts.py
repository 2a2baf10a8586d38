"""Numbers and sizes that are stated beside the lesions, against the lesions that are recorded.

Child-Pugh class A has 5 or 6 points, B 7 to 9, C 10 to 15 (Pugh 1973, Br J Surg 60:646).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.lesion import LesionKind, LesionState
from hcclog.domain.quantities import Comparator
from hcclog.rules.contradictions.case import ContradictionRule, finding
from hcclog.rules.words import limit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hcclog.domain.assessment import Assessment
    from hcclog.domain.staging import Staging
    from hcclog.rules.contradictions.case import Case, Reading
    from hcclog.rules.verdict import Finding

CHILD_PUGH_POINTS: Mapping[str, range] = {
    "A": range(5, 7),
    "B": range(7, 10),
    "C": range(10, 16),
}
# A stage is often written in whole centimetres or millimetres beside an exact measurement.
LARGEST_WITHIN_MM = Decimal(1)
_GONE = (LesionState.ABSENT, LesionState.MERGED)
_UNSEEN = (LesionState.NOT_EVALUABLE, LesionState.EQUIVOCAL)
# What a reader who counts lesions may leave out, or count as one.
_UNCOUNTED = (
    LesionKind.EFFUSION,
    LesionKind.ASCITES,
    LesionKind.THROMBUS,
    LesionKind.INFILTRATIVE,
    LesionKind.CYSTIC,
    LesionKind.NODE,
)
_COMPARED = {
    Comparator.LESS: "fewer than ",
    Comparator.LESS_OR_EQUAL: "at most ",
    Comparator.EQUAL: "",
    Comparator.GREATER_OR_EQUAL: "at least ",
    Comparator.GREATER: "more than ",
}
_LIVER = "liver"


class Number(NamedTuple):
    """How many lesions there are at least and at most; `most` is None where nobody knows."""

    least: int
    most: int | None

    def meets(self, other: Number) -> bool:
        """True where some number is in both."""
        below = self.most is not None and self.most < other.least
        return not (below or (other.most is not None and other.most < self.least))


def counted(number: int, comparator: Comparator) -> Number:
    """Return what a printed count such as ``> 6`` can mean."""
    if comparator is Comparator.LESS:
        return Number(0, number - 1)
    if comparator is Comparator.LESS_OR_EQUAL:
        return Number(0, number)
    if comparator is Comparator.EQUAL:
        return Number(number, number)
    return Number(number + (comparator is Comparator.GREATER), None)


def recorded(readings: list[Reading]) -> Number:
    """Return how many lesions the readings of one assessment show.

    An entry that stands for several lesions is one or more.
    """
    present = [r for r in readings if not r.lesion.benign and r.measurement.state not in _GONE]
    sure = [
        r for r in present if r.measurement.state not in _UNSEEN and r.lesion.kind not in _UNCOUNTED
    ]
    several = any(r.lesion.multiple or r.measurement.state in _UNSEEN for r in present)
    return Number(len(sure), None if several else len(present))


def find_lesion_counts(case: Case) -> Iterator[Finding]:
    """Yield where a reader counted more or fewer lesions than are recorded at an assessment."""
    for assessment in case.record.assessments:
        readings = case.readings[assessment.id]
        if assessment.n_lesions is None or not readings:
            continue
        seen = recorded(readings)
        if not seen.meets(counted(assessment.n_lesions, assessment.n_lesions_comparator)):
            compared = _COMPARED[assessment.n_lesions_comparator]
            yield finding(
                f"{compared}{_lesions(assessment.n_lesions)} counted on "
                f"{case.when(assessment.on)}, and {_lesions(_shown(seen))} recorded as present "
                "there.",
                assessment,
                *(r.measurement for r in readings),
            )


def _lesions(number: int) -> str:
    return f"{number} lesion is" if number == 1 else f"{number} lesions are"


def _shown(seen: Number) -> int:
    return seen.least if seen.most is None else seen.most


def find_tumour_counts(case: Case) -> Iterator[Finding]:
    """Yield where a stage counts other liver tumours than the imaging of the same date."""
    for staging in case.record.stagings:
        for assessment, readings in _imaging_of(case, staging):
            seen = recorded(readings)
            if staging.n_tumours is None or not readings:
                continue
            if not seen.meets(Number(staging.n_tumours, staging.n_tumours)):
                number = staging.n_tumours
                yield finding(
                    f"the stage of {case.when(staging.on)} counts {number} "
                    f"tumour{'' if number == 1 else 's'}; {_lesions(_shown(seen))} recorded in "
                    f"the liver at the imaging of {case.when(assessment.on)}.",
                    staging,
                    assessment,
                )


def find_largest(case: Case) -> Iterator[Finding]:
    """Yield where a stage's largest tumour is not the largest that was measured that day."""
    for staging in case.record.stagings:
        for assessment, readings in _imaging_of(case, staging):
            sizes = [size for r in readings if (size := r.measurement.longest_mm) is not None]
            if staging.largest_mm is None or not sizes:
                continue
            largest = max(sizes)
            all_known = len(sizes) == recorded(readings).most
            too_small = largest < staging.largest_mm - LARGEST_WITHIN_MM and all_known
            if too_small or largest > staging.largest_mm + LARGEST_WITHIN_MM:
                yield finding(
                    f"the stage of {case.when(staging.on)} gives {limit(staging.largest_mm)} for "
                    f"the largest tumour; the largest that was measured at the imaging of "
                    f"{case.when(assessment.on)} is {limit(largest)}.",
                    staging,
                    assessment,
                )


def _imaging_of(case: Case, staging: Staging) -> Iterator[tuple[Assessment, list[Reading]]]:
    """Yield the one assessment of the same date, with its masses in the liver."""
    same = [a for a in case.record.assessments if a.on.form == staging.on.form]
    if len(same) == 1:
        masses = [
            r
            for r in case.readings[same[0].id]
            if r.lesion.organ == _LIVER and r.lesion.kind is LesionKind.MASS
        ]
        yield same[0], masses


def find_child_pugh(case: Case) -> Iterator[Finding]:
    """Yield where class and points of Child-Pugh are not of one another."""
    for staging in case.record.stagings:
        points, told = staging.child_pugh_points, staging.child_pugh_class
        if points is None or told is None or points in CHILD_PUGH_POINTS.get(told, (points,)):
            continue
        by_points = next((k for k, v in CHILD_PUGH_POINTS.items() if points in v), "no class")
        yield finding(
            f"the stage of {case.when(staging.on)} has Child-Pugh class {told} beside {points} "
            f"points, which are {by_points}.",
            staging,
        )


RULES = (
    ContradictionRule(
        "number of lesions",
        "A reader counts other lesions than are recorded as present at the assessment.",
        find_lesion_counts,
    ),
    ContradictionRule(
        "number of tumours of a stage",
        "A stage counts other tumours than the imaging of the same date shows in the liver.",
        find_tumour_counts,
    ),
    ContradictionRule(
        "largest tumour of a stage",
        "A stage gives another largest tumour than was measured at the imaging of the same date.",
        find_largest,
    ),
    ContradictionRule(
        "Child-Pugh",
        "The stated class is not that of the stated points.",
        find_child_pugh,
    ),
)
