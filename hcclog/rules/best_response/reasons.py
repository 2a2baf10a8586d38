"""Why a response is the best one, in sentences with their dates and days."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hcclog.domain.response import Category
from hcclog.rules.best_response.confirmation import confirmation
from hcclog.rules.best_response.facts import START
from hcclog.rules.best_response.rules import back_after_complete

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hcclog.rules.best_response.facts import BestFacts
    from hcclog.rules.best_response.rules import BestRule


def best_reason(facts: BestFacts, rule: BestRule, at: int | None) -> str:
    """Return the reason of the rule that held, as a clinician reads it."""
    if at is None:
        return _nothing(facts)
    return _REASONS[rule.name](facts, at)


def _named(facts: BestFacts, at: int) -> str:
    return f"{facts.category(at).value} on {facts.assessed[at].label}"


def _from_start(facts: BestFacts, at: int) -> str:
    return f"{facts.days_in_words(START, at)} after the start"


def _nothing(facts: BestFacts) -> str:
    if not facts.assessed:
        return "There was no assessment."
    return "No assessment lies on the start or after it."


def _seen(facts: BestFacts, at: int) -> str:
    return f"{_named(facts, at)}, {_from_start(facts, at)}; no confirmation is asked for."


def _confirmed(facts: BestFacts, at: int) -> str:
    found = confirmation(facts, at)
    by = at if found.by is None else found.by
    days, least = facts.days_in_words(at, by), facts.options.confirm_days
    between = f"; {found.n_ne} NE stands between, of at most {facts.options.max_ne}"
    return (
        f"{_named(facts, at)} was confirmed by {_named(facts, by)}, {days} later, of at least "
        f"{least}{between if found.n_ne else ''}."
    )


def _lasted(facts: BestFacts, at: int) -> str:
    least = f"{_from_start(facts, at)}, of at least {facts.options.sd_days}"
    if facts.category(at) in _responses(facts):
        counts = f"{_named(facts, at)} counts as {facts.names.stable.value}: {least}."
        return " ".join((counts, *_unconfirmed(facts)))
    return " ".join((f"{_named(facts, at)}, {least}.", *_unconfirmed(facts)))


def _progression(facts: BestFacts, at: int) -> str:
    first = f"{_named(facts, at)}, {_from_start(facts, at)}, with nothing better that counts."
    return " ".join((first, *_unconfirmed(facts), *_too_early(facts)))


def _back(facts: BestFacts, at: int) -> str:
    least = facts.options.sd_days
    back = (
        f"{_named(facts, at)} shows disease after a complete response, which is progression; "
        f"nothing counts as stable before {least} days after the start."
    )
    return " ".join((back, *_unconfirmed(facts)))


def _unproven(facts: BestFacts, at: int) -> str:
    first = f"{_named(facts, at)} was neither confirmed nor followed by anything better."
    return " ".join((first, *_unconfirmed(facts), *_too_early(facts)))


def _not_evaluable(facts: BestFacts, _at: int) -> str:
    parts = [*_unconfirmed(facts), *_too_early(facts)]
    n_ne = sum(facts.category(p) is Category.NE for p in facts.counted)
    if not parts:
        return f"{n_ne} NE, and nothing else." if n_ne > 1 else "NE is all that there is."
    return " ".join(parts)


def _no_disease(facts: BestFacts, at: int) -> str:
    return f"{_named(facts, at)}: there was no disease at the start, and none came."


_REASONS: dict[str, Callable[[BestFacts, int], str]] = {
    "complete response": _seen,
    "partial response": _seen,
    "confirmed complete response": _confirmed,
    "confirmed partial response": _confirmed,
    "stable disease": _lasted,
    "neither gone nor progressed": _lasted,
    "progression": _progression,
    "back after complete response": _back,
    "unconfirmed progression": _unproven,
    "not evaluable": _not_evaluable,
    "no disease": _no_disease,
}


def _responses(facts: BestFacts) -> tuple[Category, Category]:
    return facts.names.complete, facts.names.partial


def _unconfirmed(facts: BestFacts) -> Iterator[str]:
    """Say of the first response of each kind why it was not confirmed."""
    if not facts.options.confirmed:
        return
    for category in _responses(facts):
        first = facts.first(category)
        if first is not None:
            reason = confirmation(facts, first).reason
            yield f"{_named(facts, first)} is not confirmed: {reason}."


def _too_early(facts: BestFacts) -> Iterator[str]:
    """Name the first that would be stable, were it not before the least time."""
    names = facts.names
    first, as_stable = facts.first(names.stable, names.persists), ""
    if first is None and facts.options.confirmed:
        first, as_stable = facts.first(*_responses(facts)), f" as {names.stable.value}"
    if first is not None:
        yield (
            f"{_named(facts, first)} is too early to count{as_stable}: "
            f"{_from_start(facts, first)}, of at least {facts.options.sd_days}."
        )


def best_findings(
    facts: BestFacts, order: Sequence[int], could_be: Sequence[Category]
) -> Iterator[str]:
    """Yield what is to settle: what did not count, days that are not certain, what is odd."""
    yield from _before_start(facts, order)
    yield from _after_progression(facts, order)
    yield from _same_day(facts, order)
    yield from _odd(facts)
    if could_be:
        others = " or ".join(category.value for category in could_be)
        yield f"The dates are not exact enough to be sure: by other days it could be {others}."


def _before_start(facts: BestFacts, order: Sequence[int]) -> Iterator[str]:
    early = [p for p in order if facts.days(START, p) < 0]
    for position in early[:1]:
        more = f" and {len(early) - 1} more" if len(early) > 1 else ""
        no = "do not" if more else "does not"
        lies = "lie" if more else "lies"
        yield f"{_named(facts, position)}{more} {lies} before the start and {no} count."
    for position in order:
        if facts.days(START, position) == 0:
            yield f"{_named(facts, position)} is of the day on which treatment began, and counts."


def _after_progression(facts: BestFacts, order: Sequence[int]) -> Iterator[str]:
    if not facts.counted or facts.category(facts.counted[-1]) is not facts.names.progressed:
        return
    end = facts.counted[-1]
    late = order[order.index(end) + 1 :]
    if late:
        what = "1 assessment" if len(late) == 1 else f"{len(late)} assessments"
        verb = "does" if len(late) == 1 else "do"
        yield f"{what} after {_named(facts, end)} {verb} not count."


def _same_day(facts: BestFacts, order: Sequence[int]) -> Iterator[str]:
    for one, other in pairwise(order):
        if facts.assessed[one].span == facts.assessed[other].span:
            yield (
                f"{_named(facts, one)} and {facts.category(other).value} stand on one date: "
                f"{facts.category(one).value} is read first."
            )


def _odd(facts: BestFacts) -> Iterator[str]:
    names = facts.names
    complete, back = facts.first(names.complete), back_after_complete(facts)
    if complete is not None and back is not None:
        yield (
            f"{_named(facts, back)} follows {_named(facts, complete)}: either disease was back, "
            "which is progression, or the complete response was an error; a person settles which."
        )
    if names.unconfirmed is None:
        return
    last = facts.first(names.progressed)
    if last is not None and facts.first(names.unconfirmed) is None:
        yield f"{_named(facts, last)} confirms no {names.unconfirmed.value}: none stands before it."
