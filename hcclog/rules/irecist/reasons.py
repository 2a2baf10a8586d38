"""Why: the sentence of a response by iRECIST, with what confirmed progression or did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.response import Category
from hcclog.rules import words
from hcclog.rules.irecist.signs import signs
from hcclog.rules.reasons import order_reason, overall_reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.rules.irecist.course import ImmuneJudged
    from hcclog.rules.irecist.facts import ImmuneFacts


def immune_reason(judged: ImmuneJudged, unsure: list[int]) -> str:
    """Return why the response as a whole is what it is.

    Args:
        judged: The assessment.
        unsure: Positions of assessments that may lie on the other side of this one.
    """
    told = _REASONS[judged.rule.name](judged)
    return " ".join([told, *order_reason(judged.facts.points, judged.facts.now.k, unsure)])


def _then(facts: ImmuneFacts) -> str:
    return facts.points[facts.since].label


def _recist(judged: ImmuneJudged) -> str:
    facts = judged.facts
    return overall_reason(facts.now, facts.points, [])


def _alone(judged: ImmuneJudged) -> str:
    return overall_reason(judged.alone, judged.facts.points, [])


def _confirmed_before(judged: ImmuneJudged) -> str:
    at = judged.facts.points[judged.facts.confirmed_at or 0].label
    return f"Progression was confirmed on {at}; nothing changes it. Here: {_recist(judged)}"


def _confirmed(judged: ImmuneJudged) -> str:
    facts = judged.facts
    told = " ".join(signs(facts))
    return (
        f"{_days(facts)} after the unconfirmed progression of {_then(facts)} the disease has grown "
        f"further. {told} Progression is confirmed and dated back to {_then(facts)}."
    )


def _too_early(judged: ImmuneJudged) -> str:
    facts = judged.facts
    told = " ".join(signs(facts))
    return (
        f"{told} This is only {_days(facts)} after the unconfirmed progression of {_then(facts)}; "
        f"a confirmation needs {facts.immune.confirm_days} days."
    )


def _unconfirmed(judged: ImmuneJudged) -> str:
    facts = judged.facts
    sentence = f"The progression of {_then(facts)} stays unconfirmed: {_no_growth(facts)}"
    return f"{sentence} {_recist(judged)}"


def _no_growth(facts: ImmuneFacts) -> str:
    """Return why nothing has grown enough since."""
    growth = facts.target_growth_mm()
    if facts.target_progressed and growth is not None:
        least = facts.immune.growth_mm
        total = words.mm(facts.now.target.now.sum_mm)
        if growth <= 0:
            return f"the sum {total} has not grown since then."
        since = words.rounded(growth, least)
        return f"the sum {total} is {since} mm since then, short of +{words.limit(least)}."
    return "nothing has grown further since then."


def _first(judged: ImmuneJudged) -> str:
    facts, told = judged.facts, _recist(judged)
    if facts.reset_at is not None and facts.new_there and (grown := facts.new_since_reset()):
        reset = facts.points[facts.reset_at].label
        told += f" New or grown since the bar was reset on {reset}: {words.named(grown, facts.k)}."
    least = facts.immune.confirm_days
    return f"{told} A later assessment, from {least} days on, has to confirm it."


def _not_evaluable(judged: ImmuneJudged) -> str:
    facts = judged.facts
    unread = facts.new_not_evaluable()
    verb = words.is_or_are(unread)
    return (
        f"{words.labels(unread)}, which {verb} new, {words.was(unread)} not evaluable: the "
        f"progression of {_then(facts)} is neither confirmed nor reset. {_alone(judged)}"
    )


def _shrunk(judged: ImmuneJudged) -> str:
    facts = judged.facts
    new = facts.new.there(facts.k)
    named = words.named(new, facts.k) if new else "what was counted as new"
    verb = "is" if len(new) <= 1 else "are"
    told = _alone(judged)
    if judged.alone.overall.overall is Category.CR:
        told += " A new lesion is still there, so the response is not complete."
    told += f" The disease shrank after the unconfirmed progression of {_then(facts)}"
    if not judged.resets:
        return f"{told}, and {named} {verb} still there. {_not_reset(facts)}"
    return f"{told}: the bar is reset, although {named} {verb} still there."


def _not_reset(facts: ImmuneFacts) -> str:
    """Return why the progression that awaits confirmation stays open."""
    unread = facts.new_unread()
    return (
        f"{words.labels(unread)} {words.was(unread)} not assessed, so the progression of "
        f"{_then(facts)} is not reset."
    )


def _as_recist(judged: ImmuneJudged) -> str:
    facts, told = judged.facts, _alone(judged)
    if facts.new_there:
        named = words.named(facts.new.there(facts.k), facts.k)
        reset = facts.points[facts.reset_at or 0].label
        told += f" {named}: no growth since the bar was reset on {reset}."
    elif judged.resets:
        told += f" The progression of {_then(facts)} was not confirmed; the bar is reset."
    elif facts.pending is not None and facts.new_unread():
        told += f" {_not_reset(facts)}"
    return told


_REASONS: dict[str, Callable[[ImmuneJudged], str]] = {
    "confirmed before": _confirmed_before,
    "progression confirmed": _confirmed,
    "too early to confirm": _too_early,
    "new lesion not evaluable": _not_evaluable,
    "shrunk beside a new lesion": _shrunk,
    "progression not confirmed": _unconfirmed,
    "first progression": _first,
    "as RECIST 1.1": _as_recist,
}


def _days(facts: ImmuneFacts) -> str:
    days = facts.days
    return f"{days.normalize():f} {'day' if days == 1 else 'days'}"


def immune_findings(judged: ImmuneJudged) -> list[str]:
    """Return what is to settle about a confirmation: too late, or its days unsure."""
    facts, immune = judged.facts, judged.facts.immune
    if judged.rule.name not in {"progression confirmed", "too early to confirm"}:
        return []
    found = []
    if judged.rule.name == "progression confirmed" and facts.days > immune.confirm_by_days:
        found.append(
            f"Progression is confirmed {_days(facts)} after {_then(facts)}; iRECIST asks for "
            f"{immune.confirm_days} to {immune.confirm_by_days} days."
        )
    first, here = facts.points[facts.since], facts.points[facts.k]
    least, most = here.earliest - first.latest, here.latest - first.earliest
    if least < immune.confirm_days <= most:
        found.append(
            f"From {first.label} to {here.label} are {least} to {most} days: whether they are "
            f"{immune.confirm_days} is not certain."
        )
    return found
