"""The answer of any set of criteria at one assessment, in one shape for tables and records."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.rules.findings import findings_at
from hcclog.rules.irecist.course import judge_immune
from hcclog.rules.irecist.reasons import immune_findings, immune_reason
from hcclog.rules.reasons import overall_reason
from hcclog.rules.response import judge

if TYPE_CHECKING:
    from hcclog.domain.response import Category
    from hcclog.rules.criteria import CriteriaRules
    from hcclog.rules.irecist.course import ImmuneJudged
    from hcclog.rules.readings import FollowUp
    from hcclog.rules.response import Judged
    from hcclog.rules.target import TargetFacts


class Answer(NamedTuple):
    """One assessment after the baseline.

    Attributes:
        judged: The facts and rules of RECIST 1.1 or mRECIST under it.
        target: The targets' category.
        non_target: The non-targets' category.
        overall: The category of the whole.
        why: Its reason, with its numbers.
        clause: Where the rule of the whole stands.
        findings: What is to settle.
    """

    judged: Judged
    target: Category
    non_target: Category
    overall: Category
    why: str
    clause: str
    findings: tuple[str, ...]


def answers(follow_up: FollowUp, rules: CriteriaRules) -> tuple[TargetFacts, list[Answer]]:
    """Return the targets at the baseline, and the answer at each later assessment.

    Sums are exact in the context `readings.EXACT`, which the caller enters once for many series.
    """
    baseline, judged = judge(follow_up, rules)
    if rules.immune is None:
        return baseline, [_answer(one, follow_up, rules) for one in judged]
    immune = judge_immune(follow_up, judged, rules, rules.immune)
    return baseline, [_immune(one, follow_up, rules) for one in immune]


def _answer(judged: Judged, follow_up: FollowUp, rules: CriteriaRules) -> Answer:
    return Answer(
        judged,
        judged.target_rule.category,
        judged.non_target_rule.category,
        judged.overall.overall,
        overall_reason(judged, follow_up.points, follow_up.overlaps.get(judged.k, [])),
        getattr(rules.clauses, judged.overall.clause),
        tuple(findings_at(judged, follow_up, rules)),
    )


def _immune(one: ImmuneJudged, follow_up: FollowUp, rules: CriteriaRules) -> Answer:
    now = one.facts.now
    return Answer(
        now,
        one.target,
        one.non_target,
        one.overall,
        immune_reason(one, follow_up.overlaps.get(now.k, [])),
        one.facts.immune.clause,
        (*findings_at(now, follow_up, rules), *immune_findings(one)),
    )
