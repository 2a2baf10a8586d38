"""What confirms a progression: an ordered list of signs, each with its sentence.

Source: Seymour 2017, Table 2. Growth is counted from the unconfirmed progression and adds up (the
RECIST working group's page on iRECIST). Progression in a category that had none before confirms
too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.response import Category
from hcclog.rules import words
from hcclog.rules.target_reasons import target_reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.rules.irecist.facts import ImmuneFacts
    from hcclog.rules.readings import Track


class Sign(NamedTuple):
    """One sign.

    Attributes:
        name: What the sign is called.
        told: Its condition: the sentence with its numbers where it holds, else nothing.
        meaning: What it says, in a sentence.
    """

    name: str
    told: Callable[[ImmuneFacts], str]
    meaning: str


def _had_progressed(facts: ImmuneFacts) -> bool:
    return facts.pending is not None and facts.pending.target_rule.category is Category.PD


def _targets_only_now(facts: ImmuneFacts) -> str:
    if _had_progressed(facts) or not facts.target_progressed:
        return ""
    return target_reason(facts.now.target, facts.now.target_rule)


def _targets_grew(facts: ImmuneFacts) -> str:
    if not (_had_progressed(facts) and facts.target_progressed):
        return ""
    if again := facts.targets_without_size():
        return f"{words.named(again, facts.k)} {words.has(again)} progressed further."
    growth = facts.target_growth_mm()
    least = facts.immune.growth_mm
    if growth is None or growth < least:
        return ""
    total = words.mm(facts.now.target.now.sum_mm)
    grown = words.rounded(growth, least)
    return f"The sum {total} grew further by {grown} mm (needs +{words.limit(least)})."


def _non_targets_only_now(facts: ImmuneFacts) -> str:
    tracks = facts.non_targets_progressed_only_now()
    if not tracks:
        return ""
    if facts.now.non_target.progressed:
        return f"{words.named(tracks, facts.k)} {words.has(tracks)} clearly progressed."
    return f"{words.named(tracks, facts.k)} {words.is_or_are(tracks)} back."


def _non_targets_grew(facts: ImmuneFacts) -> str:
    tracks = facts.non_targets_grown()
    return f"{words.named(tracks, facts.k)} grew further." if tracks else ""


def _more_new(facts: ImmuneFacts) -> str:
    tracks = facts.new.more(facts.since, facts.k)
    if tracks:
        return f"There {_is(tracks)} more new: {words.named(tracks, facts.k)}."
    counted = facts.now.new.count
    if facts.new_there and counted:
        return f"More lesions are counted ({counted[0]}) than before ({counted[1]})."
    return ""


def _new_targets_grew(facts: ImmuneFacts) -> str:
    growth, least = facts.new.grown_mm(facts.since, facts.k), facts.immune.growth_mm
    if growth is None or growth < least:
        return ""
    named = words.named(facts.new.targets(facts.since), facts.k)
    grown = words.rounded(growth, least)
    return f"New lesions grew by {grown} mm in their sum (needs +{words.limit(least)}): {named}."


def _new_others_grew(facts: ImmuneFacts) -> str:
    tracks = facts.new.grown_others(facts.since, facts.k)
    return f"New non-target lesions grew: {words.named(tracks, facts.k)}." if tracks else ""


def _is(tracks: list[Track]) -> str:
    return "is one" if len(tracks) == 1 else f"are {len(tracks)}"


SIGNS = (
    Sign("targets progressed", _targets_only_now, "The targets progressed, which had not before."),
    Sign("targets grew further", _targets_grew, "The sum of targets grew further by 5 mm or more."),
    Sign(
        "non-targets progressed",
        _non_targets_only_now,
        "Non-targets progressed clearly, which had not before.",
    ),
    Sign(
        "non-targets grew further",
        _non_targets_grew,
        "Non-targets that had progressed grew further, which need not be unequivocal.",
    ),
    Sign("more new lesions", _more_new, "There are further new lesions."),
    Sign("new targets grew", _new_targets_grew, "The sum of new targets grew by 5 mm or more."),
    Sign("new non-targets grew", _new_others_grew, "New non-target lesions grew by any amount."),
)


def signs(facts: ImmuneFacts) -> list[str]:
    """Return the sentence of every sign that an unconfirmed progression goes on."""
    if facts.pending is None:
        return []
    return [told for sign in SIGNS if (told := sign.told(facts))]
