"""Response along a series: the assessments in order, each judged with what came before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcclog.rules.criteria import HoldResponse
from hcclog.rules.new_lesion import NewFacts, read_new
from hcclog.rules.non_target import (
    NonTargetFacts,
    NonTargetRule,
    non_target_rule,
    read_non_targets,
)
from hcclog.rules.overall import CR, NE, OVERALL, PD, PR, OverallRow
from hcclog.rules.readings import days_between
from hcclog.rules.sums import measures, read_targets
from hcclog.rules.target import TargetFacts, TargetRule, target_rule
from hcclog.rules.words import change_percent

if TYPE_CHECKING:
    from decimal import Decimal

    from hcclog.domain.response import Category
    from hcclog.rules.criteria import CriteriaRules
    from hcclog.rules.readings import FollowUp, Point
    from hcclog.rules.sums import TargetReading


@dataclass(slots=True)
class Judged:
    """One assessment after the baseline: the facts, and the rule that each of them met.

    Attributes:
        k: Position in the series.
        lost_since: Position of a partial response that was not confirmed and does not hold here.
    """

    k: int
    target: TargetFacts
    target_rule: TargetRule
    non_target: NonTargetFacts
    non_target_rule: NonTargetRule
    new: NewFacts
    overall: OverallRow
    lost_since: int | None = None


class Course:
    """What is remembered from one assessment to the next.

    Attributes:
        baseline_mm: Sum at the baseline; None where that was not complete.
        nadir_mm: Smallest complete sum so far.
        nadir_at: Position of the first assessment that had it.
        complete_at: Position of the last overall complete response.
    """

    def __init__(self, points: list[Point], rules: CriteriaRules) -> None:
        """Start before the baseline."""
        self.baseline_mm: Decimal | None = None
        self.nadir_mm: Decimal | None = None
        self.nadir_at = 0
        self.complete_at: int | None = None
        self._points = points
        self._rules = rules
        self._holds = rules.hold_response is not HoldResponse.NEVER
        self._unconfirmed: dict[int, int] = {}  # position of a response: NE that followed it
        self._confirmed_at: int | None = None

    @property
    def held_since(self) -> int | None:
        """Position from which a partial response is held at the next assessment, if one is."""
        return self._confirmed_at if self._holds else None

    def facts(self, k: int, now: TargetReading) -> TargetFacts:
        """Return what the rules on targets ask at the assessment of position `k`."""
        baseline_mm, nadir_mm = self.baseline_mm, self.nadir_mm
        from_baseline = change_percent(now.sum_mm, baseline_mm) if baseline_mm else None
        from_nadir = from_baseline
        if nadir_mm is not baseline_mm:
            from_nadir = change_percent(now.sum_mm, nadir_mm) if nadir_mm else None
        return TargetFacts(
            self._rules,
            self._points,
            k,
            now,
            baseline_mm,
            nadir_mm,
            self.nadir_at,
            self.complete_at,
            self.held_since,
            from_baseline,
            from_nadir,
        )

    def start(self, sum_mm: Decimal | None) -> None:
        """Take the sum at the baseline, in mm; None where it is not complete."""
        self.baseline_mm = self.nadir_mm = sum_mm

    def take(
        self, k: int, sum_mm: Decimal | None, target: Category, overall: Category
    ) -> int | None:
        """Take one assessment by its sum and by the categories of its targets and of the whole.

        Args:
            k: Its position.
            sum_mm: The sum, in mm; None where it is not complete.
            target: The targets' category.
            overall: The category of the whole.

        Returns:
            Position of a partial response that was not confirmed and does not hold here, if any.
        """
        if sum_mm is not None and (self.nadir_mm is None or sum_mm < self.nadir_mm):
            self.nadir_mm, self.nadir_at = sum_mm, k
        if overall is CR:
            self.complete_at = k
        if overall is PD:
            self._unconfirmed, self._confirmed_at = {}, None
            return None
        return self._follow(target, k) if self._confirmed_at is None else None

    def _follow(self, target: Category, k: int) -> int | None:
        """Follow responses until one is confirmed or stable disease ends them."""
        if target is PR or target is CR:
            self._unconfirmed[k] = 0
            if any(self._is_confirmed(first, k) for first in self._unconfirmed):
                self._confirmed_at = k
        elif target is NE:
            self._unconfirmed = {first: n + 1 for first, n in self._unconfirmed.items()}
        elif self._unconfirmed:
            lost_since = min(self._unconfirmed)
            self._unconfirmed = {}
            return lost_since
        return None

    def _is_confirmed(self, first: int, k: int) -> bool:
        if self._rules.hold_response is HoldResponse.ALWAYS:
            return True
        days = days_between(self._points[first], self._points[k])
        n_not_evaluable = self._unconfirmed[first]
        return days >= self._rules.confirm_days and n_not_evaluable <= self._rules.max_ne_between


def judge(follow_up: FollowUp, rules: CriteriaRules) -> tuple[TargetFacts, list[Judged]]:
    """Return the targets at the baseline, and each later assessment judged, in order of time.

    Sums are exact in the context `readings.EXACT`, which the caller enters once for many series.
    """
    targets = measures(follow_up.targets, rules)
    others = measures(follow_up.non_targets, rules)
    new = read_new(follow_up.new, follow_up.points, rules)
    course = Course(follow_up.points, rules)
    baseline = course.facts(0, read_targets(targets, 0, follow_up, rules))
    course.start(baseline.now.complete_mm)
    found = []
    for k in range(1, len(follow_up.points)):
        facts = course.facts(k, read_targets(targets, k, follow_up, rules))
        non_targets = read_non_targets(others, k, rules, course.complete_at, follow_up.points[k])
        rule, other_rule = target_rule(facts), non_target_rule(non_targets)
        row = OVERALL[rule.category, other_rule.category, new[k].value]
        judged = Judged(k, facts, rule, non_targets, other_rule, new[k], row)
        judged.lost_since = course.take(k, facts.now.complete_mm, rule.category, row.overall)
        found.append(judged)
    return baseline, found
