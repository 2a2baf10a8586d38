"""Response by iRECIST at one assessment: an ordered list of rules; the first that holds answers.

Source: Seymour 2017, Table 2, and its text on the reset of the bar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.response import Category
from hcclog.rules.irecist.signs import signs

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.rules.irecist.facts import ImmuneFacts

IMMUNE = {
    Category.CR: Category.ICR,
    Category.PR: Category.IPR,
    Category.SD: Category.ISD,
    Category.PD: Category.IUPD,
    Category.NON_CR_NON_PD: Category.NON_ICR_NON_IUPD,
}
"""What the categories of RECIST 1.1 are called before progression is confirmed."""


class ImmuneRule(NamedTuple):
    """One rule.

    Attributes:
        name: What the rule is called.
        category: Its answer; None where RECIST 1.1 answers, with an i before it.
        holds: Its condition.
        meaning: What it says, in a sentence.
    """

    name: str
    category: Category | None
    holds: Callable[[ImmuneFacts], bool]
    meaning: str


def _confirmed_before(facts: ImmuneFacts) -> bool:
    return facts.confirmed_at is not None


def _confirmed(facts: ImmuneFacts) -> bool:
    return facts.late_enough and bool(signs(facts))


def _too_early(facts: ImmuneFacts) -> bool:
    return not facts.late_enough and bool(signs(facts))


def _shrunk(facts: ImmuneFacts) -> bool:
    progressed = facts.target_progressed or facts.non_target_progressed
    return facts.new_there and not progressed and facts.has_shrunk()


def _not_evaluable(facts: ImmuneFacts) -> bool:
    if facts.pending is None or facts.target_progressed or facts.non_target_progressed:
        return False
    return bool(facts.new_not_evaluable()) and (facts.has_shrunk() or not facts.new_there)


def _unconfirmed(facts: ImmuneFacts) -> bool:
    return facts.pending is not None and _progressed(facts)


def _progressed(facts: ImmuneFacts) -> bool:
    return facts.target_progressed or facts.non_target_progressed or facts.new_progressed


IMMUNE_RULES = (
    ImmuneRule(
        "confirmed before",
        Category.ICPD,
        _confirmed_before,
        "After a confirmed progression nothing changes it.",
    ),
    ImmuneRule(
        "progression confirmed",
        Category.ICPD,
        _confirmed,
        "At least 28 days after an unconfirmed progression the disease has grown further.",
    ),
    ImmuneRule(
        "too early to confirm",
        Category.IUPD,
        _too_early,
        "The disease has grown further, but less than 28 days have passed.",
    ),
    ImmuneRule(
        "new lesion not evaluable",
        Category.NE,
        _not_evaluable,
        "A new lesion was not evaluable while a progression awaits confirmation: it may have grown,"
        " so that nothing is confirmed and nothing reset.",
    ),
    ImmuneRule(
        "shrunk beside a new lesion",
        None,
        _shrunk,
        "The disease shrank after an unconfirmed progression: the response stands, although a new "
        "lesion is still there, and the next progression needs its own confirmation.",
    ),
    ImmuneRule(
        "progression not confirmed",
        Category.IUPD,
        _unconfirmed,
        "The disease is still progressed, but has not grown further.",
    ),
    ImmuneRule(
        "first progression",
        Category.IUPD,
        _progressed,
        "Progression by RECIST 1.1 is unconfirmed at first, and again after a reset.",
    ),
    ImmuneRule(
        "as RECIST 1.1",
        None,
        lambda _facts: True,
        "Without progression the response is that of RECIST 1.1, with an i before it.",
    ),
)


def immune_rule(facts: ImmuneFacts) -> ImmuneRule:
    """Return the first rule that holds."""
    return next(rule for rule in IMMUNE_RULES if rule.holds(facts))
