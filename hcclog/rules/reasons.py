"""Why: the sentence of non-targets, new lesions and the whole, with what decided it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.lesion import Trend
from hcclog.domain.response import Category
from hcclog.rules import words
from hcclog.rules.new_lesion import YES, NewFacts, Sight, Sighting
from hcclog.rules.target_reasons import short_of_progression, subject, target_reason

if TYPE_CHECKING:
    from hcclog.rules.non_target import NonTargetFacts, NonTargetRule
    from hcclog.rules.readings import Point, Reading, Track
    from hcclog.rules.response import Judged
    from hcclog.rules.target import TargetFacts, TargetRule


def non_target_reason(
    facts: NonTargetFacts, rule: NonTargetRule, points: list[Point], k: int
) -> str:
    """Return why the non-targets are what they are."""
    if rule.name == "clear progression":
        verb = words.has(facts.progressed)
        return f"{words.named(facts.progressed, k)} {verb} clearly progressed."
    if rule.name == "back after complete response":
        verb = words.is_or_are(facts.back)
        since = points[facts.complete_response_at or 0].label
        return f"{words.named(facts.back, k)} {verb} back after the complete response of {since}."
    if rule.name == "not assessed":
        return f"{words.named(facts.unseen, k)} {words.was(facts.unseen)} not assessed."
    if rule.name == "persists":
        return _persists(facts, k)
    return _NOTHING_LEFT[rule.name].format(facts.markers or "None is logged here.")


_NOTHING_LEFT = {
    "none": "There were no non-targets at the baseline.",
    "gone, but markers raised": (
        "All non-targets are gone, but not all tumour markers are normal. {}"
    ),
    "gone, but markers not known": (
        "All non-targets are gone, but whether tumour markers are normal, as they must be here, "
        "is not known. {}"
    ),
    "all gone": "All non-targets are gone.",
}


def _persists(facts: NonTargetFacts, k: int) -> str:
    verb = "persists" if len(facts.present) == 1 else "persist"
    text = f"{words.named(facts.present, k)} {verb}"
    if any(_larger_in_words(track, track.readings[k]) for track in facts.present):
        return f"{text}; larger without a size is no clear progression."
    return f"{text}."


def _larger_in_words(track: Track, reading: Reading | None) -> bool:
    """True where a lesion is called larger and no size says by how much."""
    if reading is None or reading.trend is not Trend.LARGER:
        return False
    return words.shown_size(track, reading) is None


def new_reason(facts: NewFacts, points: list[Point], k: int) -> str:
    """Return which new lesions there are, and what makes them so."""
    if facts.certain:
        return _certain(facts.certain, points, k)
    if facts.value == YES and facts.count:
        return f"More lesions are counted ({facts.count[0]}) than before ({facts.count[1]})."
    if facts.open:
        return " ".join(_OPEN[s.sight].format(words.named([s.track], k)) for s in facts.open)
    if facts.count:
        here, before = facts.count
        return f"The count of lesions ({here}, before {before}) does not prove a new one."
    return "No new lesion."


def _certain(certain: list[Sighting], points: list[Point], k: int) -> str:
    proof = [sighting.at for sighting in certain if sighting.sight is Sight.DATED_BACK]
    described = []
    for track, sight, at in certain:
        text = words.lesion(track, track.readings[k])
        if sight is Sight.DATED_BACK and len(proof) < len(certain):
            text += f", equivocal here, confirmed on {points[at].label}"
        if sight is Sight.CERTAIN and at < k:
            text += f", new since {points[at].label}"
        described.append(text)
    several = any(sighting.track.multiple for sighting in certain)
    count = "One new lesion" if len(certain) == 1 else f"{len(certain)} new lesions"
    sentence = f"{'New lesions' if several else count} ({'; '.join(described)})."
    if len(proof) == len(certain):
        when = points[min(proof)].label
        sentence += (
            f" Equivocal here, confirmed on {when}: progression is dated back to this assessment."
        )
    return sentence


_OPEN = {
    Sight.EQUIVOCAL: "{} is an equivocal new lesion, which is not progression.",
    Sight.SMALL_NODULE: (
        "{} is new but equivocal: a liver nodule counts from 10 mm with arterial enhancement,"
        " or once it has grown by 10 mm."
    ),
    Sight.NO_CYTOLOGY: "{} is new but equivocal without positive cytology.",
    Sight.SMALL_NODE: "{} is new but equivocal: a node at the porta hepatis counts from 20 mm.",
}


def overall_reason(judged: Judged, points: list[Point], unsure: list[int]) -> str:
    """Return why the response as a whole is what it is.

    Args:
        judged: The assessment.
        points: Those of the series.
        unsure: Positions of assessments that may lie on the other side of this one.
    """
    parts = _progression(judged, points) if judged.overall.overall is Category.PD else []
    parts = parts or _no_progression(judged, points)
    parts += order_reason(points, judged.k, unsure)
    return " ".join(parts)


def order_reason(points: list[Point], k: int, unsure: list[int]) -> list[str]:
    """Return which assessments may lie on the other side of the one of position `k`, if any."""
    here, found = points[k].label, []
    if others := [points[j].label for j in unsure if points[j].label != here]:
        found.append(f"Its order against {words.joined(others)} is not certain.")
    if len(others) < len(unsure):
        found.append(
            f"Another assessment has the same date ({here}): which of them came first is not "
            "certain."
        )
    return found


def _progression(judged: Judged, points: list[Point]) -> list[str]:
    """Return every reason for progression, and what the targets alone would be."""
    facts, k = judged.target, judged.k
    targets_progressed = judged.target_rule.category is Category.PD
    parts = [target_reason(facts, judged.target_rule)] if targets_progressed else []
    if judged.non_target_rule.category is Category.PD:
        parts.append(non_target_reason(judged.non_target, judged.non_target_rule, points, k))
    if judged.new.value == YES:
        parts.append(new_reason(judged.new, points, k))
    if not targets_progressed and facts.now.n_targets:
        parts.append(_alone(facts, judged.target_rule))
    return parts


def _alone(facts: TargetFacts, rule: TargetRule) -> str:
    """Return what the targets alone would be, in front of the progression that outweighs them."""
    start = f"The {facts.rules.sum_name} alone would be {rule.category.value}:"
    if rule.name == "stable disease" and (over := short_of_progression(facts)):
        return f"{start} {words.mm(facts.now.sum_mm)} is {over}."
    return f"{start} {target_reason(facts, rule).removeprefix(subject(facts))}"


def _no_progression(judged: Judged, points: list[Point]) -> list[str]:
    """Return the targets' reason, with the non-targets and equivocal lesions where they matter."""
    row, target = judged.overall, judged.target_rule.category
    if row.overall is Category.ND:
        parts = ["There was no disease at the baseline and there is none now."]
    else:
        has_targets = target is not Category.NOT_APPLICABLE
        parts = [target_reason(judged.target, judged.target_rule)] if has_targets else []
        other = judged.non_target_rule
        matters = other.category is Category.NE or target in {Category.CR, Category.NOT_APPLICABLE}
        if matters and other.category is not Category.NOT_APPLICABLE:
            parts.append(non_target_reason(judged.non_target, other, points, judged.k))
        parts += _REMARKS.get(row.name, ())
    if judged.new.value != YES and (judged.new.open or judged.new.count):
        parts.append(new_reason(judged.new, points, judged.k))
    return parts


_REMARKS: dict[str, tuple[str, ...]] = {
    "targets gone, others stay": ("That makes the response partial.",),
    "targets gone, others unknown": ("That makes the response partial.",),
    "non-targets stay": ("Without targets there is neither PR nor SD.",),
}
