"""Target response at one assessment: an ordered list of rules; the first that holds answers.

Sources: Eisenhauer 2009, 4.3.1 and 4.4.2; the RECIST working group's clarifications on stable
disease, on a confirmed partial response and on lesions that reappear; Lencioni and Llovet 2010 for
mRECIST.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.lesion import LesionState
from hcclog.domain.response import Category

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.rules.criteria import CriteriaRules
    from hcclog.rules.readings import Point
    from hcclog.rules.sums import TargetReading


def growth_from(nadir_mm: Decimal, rules: CriteriaRules) -> Decimal:
    """Return the least sum, in mm, that has grown enough over the nadir by percent."""
    return rules.progression_at * nadir_mm


def growth_mm_from(nadir_mm: Decimal, rules: CriteriaRules) -> Decimal:
    """Return the least sum, in mm, that has grown enough by mm; the nadir without such a rule."""
    return nadir_mm if rules.progression_mm is None else nadir_mm + rules.progression_mm


def response_to(baseline_mm: Decimal, rules: CriteriaRules) -> Decimal:
    """Return the largest sum, in mm, that is a partial response."""
    return rules.response_at * baseline_mm


@dataclass(slots=True)
class TargetFacts:
    """What the rules on targets ask.

    Attributes:
        rules: The criteria.
        points: The assessments of the series.
        k: Position of this one.
        now: The targets here.
        baseline_mm: Sum at the baseline; None where that was not complete.
        nadir_mm: Smallest complete sum before; None without one.
        nadir_at: Position of the assessment that had it.
        complete_response_at: Position of an earlier overall complete response.
        held_since: Position of the assessment from which a partial response is held.
        from_baseline_pct: Change from the baseline in percent, for the eye; None where that is 0 or
            not known.
        from_nadir_pct: The same from the nadir.
    """

    rules: CriteriaRules
    points: list[Point]
    k: int
    now: TargetReading
    baseline_mm: Decimal | None = None
    nadir_mm: Decimal | None = None
    nadir_at: int = 0
    complete_response_at: int | None = None
    held_since: int | None = None
    from_baseline_pct: Decimal | None = None
    from_nadir_pct: Decimal | None = None

    def grown_by_percent(self) -> bool:
        """True from +20 % over the nadir."""
        return self.nadir_mm is not None and (
            self.now.sum_mm >= growth_from(self.nadir_mm, self.rules)
        )

    def grown_by_mm(self) -> bool:
        """True from +5 mm over the nadir, or where the criteria have no such rule."""
        return self.rules.progression_mm is None or (
            self.nadir_mm is not None
            and self.now.sum_mm >= growth_mm_from(self.nadir_mm, self.rules)
        )


class TargetRule(NamedTuple):
    """One rule.

    Attributes:
        name: What the rule is called.
        category: Its answer.
        holds: Its condition.
        meaning: What it says, in a sentence.
        clause: Which of the criteria's clauses it rests on, by the name in `Clauses`.
    """

    name: str
    category: Category
    holds: Callable[[TargetFacts], bool]
    meaning: str
    clause: str = "target"


def _no_targets(facts: TargetFacts) -> bool:
    return not facts.now.n_targets


def _grown(facts: TargetFacts) -> bool:
    # From a nadir of 0 there is no percentage; the next rule decides.
    return bool(facts.nadir_mm) and facts.grown_by_percent() and facts.grown_by_mm()


def _back_from_nothing(facts: TargetFacts) -> bool:
    return facts.nadir_mm is not None and not facts.nadir_mm and _is_any_there(facts)


def _back_after_complete_response(facts: TargetFacts) -> bool:
    return facts.complete_response_at is not None and _is_any_there(facts)


def _is_any_there(facts: TargetFacts) -> bool:
    return bool(facts.now.unclear or facts.now.present)


def _clearly_progressed(facts: TargetFacts) -> bool:
    return any(_progressed(track.readings[facts.k]) for track in facts.now.unmeasured)


def _progressed(reading: object) -> bool:
    return getattr(reading, "state", None) is LesionState.PROGRESSED


def _not_evaluable(facts: TargetFacts) -> bool:
    return bool(facts.now.unmeasured)


def _no_baseline(facts: TargetFacts) -> bool:
    return facts.baseline_mm is None


def _all_clear(facts: TargetFacts) -> bool:
    return not facts.now.unclear


def _shrunk(facts: TargetFacts) -> bool:
    return facts.baseline_mm is not None and (
        facts.now.sum_mm <= response_to(facts.baseline_mm, facts.rules)
    )


def _held(facts: TargetFacts) -> bool:
    return facts.held_since is not None


def _otherwise(_facts: TargetFacts) -> bool:
    return True


TARGET_RULES = (
    TargetRule(
        "no targets",
        Category.NOT_APPLICABLE,
        _no_targets,
        "There were no target lesions at the baseline.",
    ),
    TargetRule(
        "growth",
        Category.PD,
        _grown,
        "The targets that were measured, alone, are 20 % and 5 mm over the nadir (mRECIST: 20 %).",
    ),
    TargetRule(
        "back from nothing",
        Category.PD,
        _back_from_nothing,
        "All targets were gone, and one is back.",
    ),
    TargetRule(
        "back after complete response",
        Category.PD,
        _back_after_complete_response,
        "The response was complete overall, and a target is back.",
    ),
    TargetRule(
        "clear progression",
        Category.PD,
        _clearly_progressed,
        "A target without a size is recorded as clearly progressed.",
    ),
    TargetRule(
        "not evaluable",
        Category.NE,
        _not_evaluable,
        "A target was not measured here.",
        "missing",
    ),
    TargetRule(
        "complete response",
        Category.CR,
        _all_clear,
        "All targets are gone and all nodes are below 10 mm (mRECIST: no arterial enhancement).",
    ),
    TargetRule(
        "no baseline",
        Category.NE,
        _no_baseline,
        "A target was not measured at the baseline, so there is nothing to compare with.",
        "missing",
    ),
    TargetRule(
        "partial response",
        Category.PR,
        _shrunk,
        "The sum is at least 30 % below the baseline.",
    ),
    TargetRule(
        "held partial response",
        Category.PR,
        _held,
        "A partial response that was confirmed stays one until progression.",
        "held",
    ),
    TargetRule(
        "stable disease",
        Category.SD,
        _otherwise,
        "Too little shrinkage from the baseline and too little growth over the nadir.",
    ),
)


def target_rule(facts: TargetFacts) -> TargetRule:
    """Return the first rule that holds."""
    return next(rule for rule in TARGET_RULES if rule.holds(facts))
