"""The plain series: every target measured on every exact day, none of them gone, nothing else.

Most of a large table is plain, and little can happen in it: a sum is read, compared with the
baseline and the nadir, and there is no other lesion to weigh. The rules are those of every series,
in their order; only the questions that cannot arise are not asked.
"""

from __future__ import annotations

from operator import ge
from typing import TYPE_CHECKING, NamedTuple

from hcclog.rules.findings import not_held
from hcclog.rules.measurability import least_sizes
from hcclog.rules.new_lesion import NO
from hcclog.rules.overall import NONE, OVERALL
from hcclog.rules.response import Course
from hcclog.rules.sums import VIABLE, TargetReading, axis_of
from hcclog.rules.target import TARGET_RULES, TargetFacts, TargetRule
from hcclog.rules.target_reasons import target_reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from hcclog.rules.criteria import CriteriaRules
    from hcclog.rules.readings import Point, Track

# What asks for a target that is missing or gone does not hold where each was measured above 0.
_CANNOT_HOLD = frozenset(
    {
        "no targets",
        "back from nothing",
        "back after complete response",
        "clear progression",
        "not evaluable",
        "complete response",
        "no baseline",
    }
)
PLAIN_RULES = tuple(
    (rule, OVERALL[rule.category, NONE, NO])
    for rule in TARGET_RULES
    if rule.name not in _CANNOT_HOLD
)


# One assessment after the baseline: the sum and what it is compared with, the rule that the targets
# met, and the reason with what is to settle.
PlainAnswer = tuple[TargetFacts, TargetRule, str]


class PlainTargets:
    """The targets of a plain series, and what the criteria make of them, found once.

    Attributes:
        tracks: The lesions, without their readings.
        unclear: Those that are no nodes, which are there wherever they measure something.
    """

    def __init__(self, tracks: tuple[Track, ...]) -> None:
        """Take the lesions; one at least is no node."""
        self.tracks = tracks
        self.unclear = tuple(track for track in tracks if not track.nodal)
        self._under: list[tuple[CriteriaRules, PlainLimits]] = []

    def under(self, rules: CriteriaRules) -> PlainLimits:
        """Return what the criteria ask of them."""
        for known, limits in self._under:
            if known is rules:
                return limits
        axes = [axis_of(track, rules) for track in self.tracks]
        viable = tuple(n for n, axis in enumerate(axes) if axis == VIABLE)
        limits = PlainLimits(viable, least_sizes(self.tracks, rules))
        self._under.append((rules, limits))
        return limits


class PlainLimits(NamedTuple):
    """What criteria ask of plain targets.

    Attributes:
        viable: Positions of those that count by their viable part.
        least_mm: The least diameter of each at the baseline, in mm; None where something else
            speaks against their choice.
    """

    viable: tuple[int, ...]
    least_mm: tuple[Decimal, ...] | None

    def is_fit(self, sizes_mm: Sequence[Decimal]) -> bool:
        """True where nothing speaks against targets that measure so much at the baseline."""
        return self.least_mm is not None and all(map(ge, sizes_mm, self.least_mm))


def judge_plain(
    points: list[Point],
    targets: PlainTargets,
    sums_mm: Sequence[Decimal],
    rules: CriteriaRules,
) -> tuple[TargetFacts, list[PlainAnswer]]:
    """Return the targets at the baseline, and the answer at each later assessment.

    Sums are exact in the context `readings.EXACT`, which the caller enters once for many series.

    Args:
        points: The assessments, each of one day, no two of one day.
        targets: Each measured at each of them, above 0.
        sums_mm: The sum of their diameters at each assessment, in mm.
        rules: The criteria, with progression that is final at once.
    """
    n, unclear = len(targets.tracks), targets.unclear
    course = Course(points, rules)
    baseline = course.facts(0, TargetReading(n, sums_mm[0], (), unclear))
    course.start(baseline)
    found = []
    for k in range(1, len(points)):
        facts = course.facts(k, TargetReading(n, sums_mm[k], (), unclear))
        for rule, row in PLAIN_RULES:  # noqa: B007  # pragma: no branch - the last one always holds
            if rule.holds(facts):
                break
        lost_since = course.take(facts, rule.category, row.overall)
        why = target_reason(facts, rule)
        if lost_since is not None:
            why = f"{why} {not_held(points[lost_since], rules)}"
        found.append((facts, rule, why))
    return baseline, found
