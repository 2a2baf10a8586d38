"""The pages of the book of rules on a whole treatment: best overall response and endpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.rules.best_response.options import NAMES, BestResponseOptions
from hcclog.rules.best_response.rules import CONFIRMED_RULES, UNCONFIRMED_RULES
from hcclog.rules.endpoints.rules import ENDPOINT_RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.rules.best_response.rules import BestRule
    from hcclog.rules.endpoints.rules import EndpointRule

Told = tuple[str, str, str, str]


def best_response_thresholds() -> Iterator[Told]:
    """Yield each threshold of the best response: name, value, meaning, clause."""
    options = BestResponseOptions()
    clause = NAMES[options.criteria].confirmed_clause
    yield (
        "confirmation",
        f"{options.confirm_days} days",
        "Least time from a response to its confirmation.",
        clause,
    )
    yield (
        "stable disease",
        f"{options.sd_days} days",
        "Least time from the start of treatment to an assessment that proves stable disease.",
        NAMES[options.criteria].best_clause,
    )
    yield (
        "NE between",
        str(options.max_ne),
        "Most assessments not evaluable between a response and its confirmation.",
        clause,
    )


def best_response_rules(*, confirmed: bool) -> Iterator[Told]:
    """Yield each rule of the best response in its order: name, answer, meaning, clause."""
    yield from map(_best, CONFIRMED_RULES if confirmed else UNCONFIRMED_RULES)


def _best(rule: BestRule) -> Told:
    answers = dict.fromkeys(rule.answer(names).value for names in NAMES.values())
    clauses = dict.fromkeys(getattr(names, rule.clause) for names in NAMES.values())
    return rule.name, " or ".join(answers), rule.meaning, "; ".join(clauses)


def endpoint_pages() -> Iterator[tuple[str, list[Told]]]:
    """Yield each endpoint: its title, and what ends and what censors it."""
    for rule in ENDPOINT_RULES:
        yield f"{rule.name} ({rule.key.value})", list(_endpoint(rule))


def _endpoint(rule: EndpointRule) -> Iterator[Told]:
    yield "what it counts", "", rule.meaning, rule.clause
    for end in rule.events:
        yield end.name, "event", end.meaning, ""
    for end in rule.censors:
        yield end.name, "censored", end.meaning, ""
    yield rule.otherwise.name, "censored", rule.otherwise.meaning, ""
