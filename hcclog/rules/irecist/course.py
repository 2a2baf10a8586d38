"""A series by iRECIST: RECIST 1.1 judges each assessment, then progression awaits confirmation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hcclog.domain.response import Category
from hcclog.rules.irecist.facts import ImmuneFacts
from hcclog.rules.irecist.new_lesions import NewLesions
from hcclog.rules.irecist.rules import IMMUNE, ImmuneRule, immune_rule
from hcclog.rules.new_lesion import NO, YES
from hcclog.rules.overall import NONE, OVERALL

if TYPE_CHECKING:
    from hcclog.rules.criteria import CriteriaRules, ImmuneRules
    from hcclog.rules.readings import FollowUp
    from hcclog.rules.response import Judged

_RESETTING = (
    Category.ICR,
    Category.IPR,
    Category.ISD,
    Category.NON_ICR_NON_IUPD,
    Category.ND,
)


@dataclass(slots=True)
class ImmuneJudged:
    """One assessment after the baseline by iRECIST.

    Attributes:
        facts: What the rules asked.
        rule: The rule that answered.
        alone: The assessment as RECIST 1.1 judges it where new lesions that are no progression any
            more are left aside.
        overall: The category.
    """

    facts: ImmuneFacts
    rule: ImmuneRule
    alone: Judged
    overall: Category

    @property
    def resets(self) -> bool:
        """True for a response that ends an unconfirmed progression.

        It does not where a new lesion of before was not assessed: that one may have grown.
        """
        responds = self.overall in _RESETTING and self.facts.pending is not None
        return responds and not self.facts.new_unread()

    @property
    def target(self) -> Category:
        """The targets' category."""
        category = self.facts.now.target_rule.category
        return IMMUNE.get(category, category)

    @property
    def non_target(self) -> Category:
        """The non-targets' category; progressed as long as they are as large as then."""
        if self.facts.non_target_progressed:
            return Category.IUPD
        category = self.facts.now.non_target_rule.category
        return IMMUNE.get(category, category)


def judge_immune(
    follow_up: FollowUp, judged: list[Judged], rules: CriteriaRules, immune: ImmuneRules
) -> list[ImmuneJudged]:
    """Return each assessment of a series by iRECIST.

    Args:
        follow_up: The series.
        judged: Its assessments by RECIST 1.1, in order of time.
        rules: The criteria.
        immune: What decides after a first progression.
    """
    new = NewLesions(follow_up, rules)
    pending: Judged | None = None
    reset_at: int | None = None
    confirmed_at: int | None = None
    found = []
    for now in judged:
        facts = ImmuneFacts(immune, follow_up.points, now, new, pending, reset_at, confirmed_at)
        one = _answer(facts)
        found.append(one)
        if one.overall is Category.ICPD:
            confirmed_at = now.k if confirmed_at is None else confirmed_at
        elif one.overall is Category.IUPD:
            pending = pending or now
        elif one.resets:
            pending, reset_at = None, now.k
    return found


def _answer(facts: ImmuneFacts) -> ImmuneJudged:
    rule = immune_rule(facts)
    alone = _without_new(facts)
    category = rule.category or IMMUNE.get(alone.overall.overall, alone.overall.overall)
    if category is Category.ICR and facts.new_there:  # what is still there keeps it from complete
        has_targets = facts.now.target_rule.category is not NONE
        category = Category.IPR if has_targets else Category.NON_ICR_NON_IUPD
    return ImmuneJudged(facts, rule, alone, category)


def _without_new(facts: ImmuneFacts) -> Judged:
    """Return the assessment without the new lesions that are no progression any more."""
    now = facts.now
    row = OVERALL[now.target_rule.category, now.non_target_rule.category, NO]
    return replace(now, overall=row) if now.new.value == YES else now
