"""The plain series: every target measured on every exact day, none of them gone, nothing else.

Most of a large table is plain, and little can happen in it: a sum is read, compared with the
baseline and the nadir, and there is no other lesion to weigh. The rules are those of every series,
in their order; only the questions that cannot arise are not asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.rules.findings import not_held
from hcclog.rules.new_lesion import NO
from hcclog.rules.overall import NONE, OVERALL
from hcclog.rules.response import Course
from hcclog.rules.sums import TargetReading
from hcclog.rules.target import TARGET_RULES, TargetFacts
from hcclog.rules.target_reasons import target_reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from hcclog.domain.response import Category
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
    }
)
PLAIN_RULES = tuple(rule for rule in TARGET_RULES if rule.name not in _CANNOT_HOLD)
_OVERALL = {rule.name: OVERALL[rule.category, NONE, NO] for rule in PLAIN_RULES}


class PlainAnswer(NamedTuple):
    """One assessment after the baseline.

    Attributes:
        facts: The sum, and what it is compared with.
        target: The targets' category.
        overall: The category of the whole.
        why: Its reason, and what is to settle.
    """

    facts: TargetFacts
    target: Category
    overall: Category
    why: str


def judge_plain(
    points: list[Point],
    targets: tuple[Track, ...],
    sums_mm: Sequence[Decimal],
    rules: CriteriaRules,
) -> tuple[TargetFacts, list[PlainAnswer]]:
    """Return the targets at the baseline, and the answer at each later assessment.

    Sums are exact in the context `readings.EXACT`, which the caller enters once for many series.

    Args:
        points: The assessments, each of one day, no two of one day.
        targets: Each measured at each of them, above 0; at least one is no node.
        sums_mm: The sum of their diameters at each assessment, in mm.
        rules: The criteria, with progression that is final at once.
    """
    n, unclear = len(targets), tuple(track for track in targets if not track.nodal)
    baseline = TargetFacts(rules, points, 0, TargetReading(n, sums_mm[0], (), unclear))
    course = Course(points, rules)
    course.start(baseline)
    found = []
    for k in range(1, len(points)):
        now = TargetReading(n, sums_mm[k], (), unclear)
        facts = TargetFacts(
            rules,
            points,
            k,
            now,
            course.baseline_mm,
            course.nadir_mm,
            course.nadir_at,
            None,
            course.held_since,
        )
        found.append(_answer(facts, course, rules))
    return baseline, found


def _answer(facts: TargetFacts, course: Course, rules: CriteriaRules) -> PlainAnswer:
    for rule in PLAIN_RULES:
        if rule.holds(facts):
            break
    overall = _OVERALL[rule.name].overall
    lost_since = course.take(facts, rule.category, overall)
    why = target_reason(facts, rule)
    if lost_since is not None:
        why = f"{why} {not_held(facts.points[lost_since], rules)}"
    return PlainAnswer(facts, rule.category, overall, why)
