"""Why: the sentence of the target response, with the numbers that decided it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from hcclog.rules import words
from hcclog.rules.sum_words import SumWords

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from hcclog.rules.target import TargetFacts, TargetRule


def target_reason(facts: TargetFacts, rule: TargetRule) -> str:
    """Return why the targets are what they are."""
    return _TARGET[rule.name](facts)


def subject(facts: TargetFacts) -> str:
    """Return how a sentence on the sum begins, such as ``Viable sum``, with a space behind."""
    return SumWords(facts.rules).subject


def _from_baseline(facts: TargetFacts) -> str:
    change = cast("Decimal", facts.from_baseline_pct)
    baseline = cast("Decimal", facts.baseline_mm)
    return SumWords(facts.rules).from_baseline(facts.now.sum_mm, change, baseline)


def _nadir(facts: TargetFacts) -> str:
    nadir = cast("Decimal", facts.nadir_mm)
    return SumWords(facts.rules).over_nadir(nadir, facts.points[facts.nadir_at].label)


def _growth(facts: TargetFacts) -> tuple[Decimal, Decimal]:
    """Return the growth over the nadir in percent and in mm."""
    grown_mm = facts.now.sum_mm - cast("Decimal", facts.nadir_mm)
    return cast("Decimal", facts.from_nadir_pct), grown_mm


def _grown(facts: TargetFacts) -> str:
    say, missing = SumWords(facts.rules), facts.now.unmeasured
    start = say.sum_is(facts.now.sum_mm)
    if missing:
        late = " at the baseline" * all(track.late for track in missing)
        which = f"{words.labels(missing)}, which {words.was(missing)} not measured{late}"
        start = f"Even without {which}, the {start[0].lower()}{start[1:]}"
    return say.grown(start, *_growth(facts), _nadir(facts))


def _back(facts: TargetFacts, since: str) -> str:
    tracks = (*facts.now.unclear, *facts.now.present)
    verb = words.is_or_are(tracks)
    return f"{words.named(tracks, facts.k)} {verb} back after {since}."


def _back_from_nothing(facts: TargetFacts) -> str:
    return _back(facts, f"all targets were gone on {facts.points[facts.nadir_at].label}")


def _back_after_complete_response(facts: TargetFacts) -> str:
    at = facts.complete_response_at or 0
    return _back(facts, f"the complete response of {facts.points[at].label}")


def _clearly_progressed(facts: TargetFacts) -> str:
    named = words.named(facts.now.unmeasured, facts.k)
    return f"Clear progression is recorded, without a size: {named}."


def _not_evaluable(facts: TargetFacts) -> str:
    missing = facts.now.unmeasured
    late = all(track.late for track in missing)
    text = f"{words.labels(missing)} {words.was(missing)} not measured{' at the baseline' * late}"
    if len(missing) == facts.now.n_targets:
        return f"{text}; no target was."
    return f"{text}; the rest, {words.mm(facts.now.sum_mm)}, does not prove progression."


def _no_baseline(_facts: TargetFacts) -> str:
    return "A target was not measured at the baseline, so there is no sum to compare with."


def _complete(facts: TargetFacts) -> str:
    n = facts.now.n_targets
    normal = f"below {words.limit(facts.rules.node_normal_mm)}"
    if not facts.now.sum_mm:
        if facts.rules.viable:
            return f"No viable tumour is left in {'the target' if n == 1 else f'the {n} targets'}."
        return "The target is gone." if n == 1 else f"All {n} targets are gone."
    if n == 1:
        return f"The target is a node {normal} ({words.mm(facts.now.sum_mm)})."
    gone = "without viable tumour" if facts.rules.viable else "gone"
    return f"All {n} targets are {gone}, or nodes {normal} (sum {words.mm(facts.now.sum_mm)})."


def _partial(facts: TargetFacts) -> str:
    return SumWords(facts.rules).partial(_from_baseline(facts))


def _held(facts: TargetFacts) -> str:
    since = facts.points[facts.held_since or 0].label
    return SumWords(facts.rules).held(_from_baseline(facts), since)


def _stable(facts: TargetFacts) -> str:
    return SumWords(facts.rules).stable(_from_baseline(facts), short_of_progression(facts))


def short_of_progression(facts: TargetFacts) -> str:
    """Return how far stable disease is from progression; empty where nothing grew."""
    if facts.now.sum_mm <= cast("Decimal", facts.nadir_mm):
        return ""
    say, (percent, mm) = SumWords(facts.rules), _growth(facts)
    if not facts.grown_by_percent():
        return say.below_percent(percent, _nadir(facts))
    return say.below_mm(percent, mm, _nadir(facts))


_TARGET: dict[str, Callable[[TargetFacts], str]] = {
    "no targets": lambda _facts: "There were no targets at the baseline.",
    "growth": _grown,
    "back from nothing": _back_from_nothing,
    "back after complete response": _back_after_complete_response,
    "clear progression": _clearly_progressed,
    "not evaluable": _not_evaluable,
    "no baseline": _no_baseline,
    "complete response": _complete,
    "partial response": _partial,
    "held partial response": _held,
    "stable disease": _stable,
}


def baseline_reason(facts: TargetFacts) -> str:
    """Return what the baseline is."""
    now = facts.now
    if not now.n_targets:
        return "This is the baseline; there are no targets."
    if now.unmeasured:
        which = f"{words.labels(now.unmeasured)} {words.was(now.unmeasured)} not measured"
        return f"This is the baseline; {which}, so there is no sum to compare with."
    targets = "target" if now.n_targets == 1 else "targets"
    total = f"{facts.rules.sum_name} {words.mm(now.sum_mm)}"
    return f"This is the baseline: {now.n_targets} {targets}, {total}."
