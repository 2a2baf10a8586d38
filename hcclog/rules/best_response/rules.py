"""Best overall response: two ordered lists of rules; the first that holds answers.

Sources: Eisenhauer 2009, 4.4 and Table 3; Seymour 2017, Table 3. Where the table leaves a choice
for a complete response after which disease was seen again, this takes its footnote: the disease was
back, which is progression, unless a person corrects the first reading.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hcclog.domain.response import Category
from hcclog.rules.best_response.confirmation import confirmed_at
from hcclog.rules.best_response.facts import BestFacts
from hcclog.rules.best_response.options import Names


class BestRule(NamedTuple):
    """One rule.

    Attributes:
        name: What the rule is called.
        answer: Its category, in the words of the criteria.
        finds: Its condition: the position of the assessment that meets it, or None.
        meaning: What it says, in a sentence.
        clause: Where it stands, by the name in `Names`.
    """

    name: str
    answer: Callable[[Names], Category]
    finds: Callable[[BestFacts], int | None]
    meaning: str
    clause: str = "best_clause"


def _complete(names: Names) -> Category:
    return names.complete


def _partial(names: Names) -> Category:
    return names.partial


def _stable(names: Names) -> Category:
    return names.stable


def _persists(names: Names) -> Category:
    return names.persists


def _progressed(names: Names) -> Category:
    return names.progressed


def _progressed_first(names: Names) -> Category:
    return names.unconfirmed or names.progressed


def _not_evaluable(_names: Names) -> Category:
    return Category.NE


def _no_disease(_names: Names) -> Category:
    return Category.ND


def _seen_complete(facts: BestFacts) -> int | None:
    return facts.first(facts.names.complete)


def _seen_partial(facts: BestFacts) -> int | None:
    return facts.first(facts.names.partial)


def _confirmed_complete(facts: BestFacts) -> int | None:
    return confirmed_at(facts, facts.names.complete)


def _confirmed_partial(facts: BestFacts) -> int | None:
    return confirmed_at(facts, facts.names.partial)


def _stable_long_enough(facts: BestFacts) -> int | None:
    return facts.first_that_lasted(facts.names.stable)


def _not_worse_long_enough(facts: BestFacts) -> int | None:
    names = facts.names
    return facts.first_that_lasted(names.complete, names.partial, names.stable)


def _persisted_long_enough(facts: BestFacts) -> int | None:
    return facts.first_that_lasted(facts.names.persists)


def _progression(facts: BestFacts) -> int | None:
    return facts.first(facts.names.progressed)


def back_after_complete(facts: BestFacts) -> int | None:
    """Return the first assessment with disease after the first complete response."""
    complete = facts.first(facts.names.complete)
    if complete is None:
        return None
    names = facts.names
    back = (names.partial, names.stable, names.persists)
    return next((p for p in facts.after(complete) if facts.category(p) in back), None)


def _unconfirmed_progression(facts: BestFacts) -> int | None:
    return facts.first(facts.names.unconfirmed)


def _seen_without_a_category(facts: BestFacts) -> int | None:
    return next((p for p in facts.counted if facts.category(p) is not Category.ND), None)


def _no_disease_seen(facts: BestFacts) -> int | None:
    return facts.first(Category.ND)


NOTHING = BestRule(
    "no assessment", _not_evaluable, lambda _facts: None, "No assessment from the start on counts."
)
_PERSISTS = BestRule(
    "neither gone nor progressed",
    _persists,
    _persisted_long_enough,
    "Disease that is not measured persisted until the least time after the start.",
)
_PROGRESSION = BestRule(
    "progression", _progressed, _progression, "Nothing better counted before the progression."
)
_LATE = (
    BestRule(
        "unconfirmed progression",
        _progressed_first,
        _unconfirmed_progression,
        "A progression was neither confirmed nor followed by anything better (iRECIST).",
    ),
    BestRule(
        "not evaluable",
        _not_evaluable,
        _seen_without_a_category,
        "Nothing could be judged, or stable disease only before the least time after the start.",
    ),
    BestRule("no disease", _no_disease, _no_disease_seen, "There was no disease and came none."),
)

UNCONFIRMED_RULES = (
    BestRule("complete response", _complete, _seen_complete, "All disease was gone once."),
    BestRule("partial response", _partial, _seen_partial, "The disease responded once."),
    BestRule(
        "stable disease",
        _stable,
        _stable_long_enough,
        "The disease was stable at the least time after the start, or later.",
    ),
    _PERSISTS,
    _PROGRESSION,
    *_LATE,
)

CONFIRMED_RULES = (
    BestRule(
        "confirmed complete response",
        _complete,
        _confirmed_complete,
        "A complete response was complete again at least so many days later, with only NE between.",
        "confirmed_clause",
    ),
    BestRule(
        "confirmed partial response",
        _partial,
        _confirmed_partial,
        "A partial response was partial or complete at least so many days later.",
        "confirmed_clause",
    ),
    BestRule(
        "stable disease",
        _stable,
        _not_worse_long_enough,
        "The disease was stable, or in a response that was not confirmed, at the least time after "
        "the start, or later.",
        "confirmed_clause",
    ),
    _PERSISTS,
    _PROGRESSION,
    BestRule(
        "back after complete response",
        _progressed_first,
        back_after_complete,
        "Disease was seen after a complete response, before the least time of stable disease: that "
        "is progression.",
        "confirmed_clause",
    ),
    *_LATE,
)


def best_rule(facts: BestFacts) -> tuple[BestRule, int | None]:
    """Return the first rule that holds, and the position of the assessment that meets it."""
    rules = CONFIRMED_RULES if facts.options.confirmed else UNCONFIRMED_RULES
    for rule in rules:
        position = rule.finds(facts)
        if position is not None:
            return rule, position
    return NOTHING, None
