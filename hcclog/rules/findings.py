"""Findings at one assessment: what was noticed on the way and left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.lesion import LesionState
from hcclog.domain.response import Category
from hcclog.rules import words
from hcclog.rules.sums import SHORT, VIABLE, measures, merged_into_target, parts_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.rules.criteria import CriteriaRules
    from hcclog.rules.readings import FollowUp, Point, Reading, Track
    from hcclog.rules.response import Judged


def findings_at(judged: Judged, follow_up: FollowUp, rules: CriteriaRules) -> list[str]:
    """Return what is to settle at an assessment after the baseline."""
    found = list(reading_findings(judged.k, follow_up, rules))
    found += _response_findings(judged, follow_up, rules)
    found += _unread(judged.k, follow_up)
    for track in judged.non_target.unproven:
        found.append(
            f"{track.label} is recorded as progressed but has no positive cytology: "
            f"by {rules.name} it does not count."
        )
    return found


def _response_findings(judged: Judged, follow_up: FollowUp, rules: CriteriaRules) -> Iterator[str]:
    points = follow_up.points
    if judged.lost_since is not None:
        yield not_held(points[judged.lost_since], rules)
    held = judged.target.held_since
    if judged.target_rule.name == "held partial response" and held is not None:
        yield from _unsure_confirmation(held, follow_up, rules)
    if Category.CR in {judged.non_target_rule.category, judged.overall.overall}:
        said = f"By {rules.name} tumour markers must be normal too for a complete response."
        yield f"{said} {points[judged.k].markers}".rstrip()


def not_held(point: Point, rules: CriteriaRules) -> str:
    """Return why the partial response at an assessment does not hold."""
    return (
        f"The partial response of {point.label} was not confirmed at least "
        f"{rules.confirm_days} days later: it is not held."
    )


def _unsure_confirmation(held: int, follow_up: FollowUp, rules: CriteriaRules) -> Iterator[str]:
    """Say so where the days up to the confirmation may have been fewer than are asked for."""
    point = follow_up.points[held]
    exact = [p for p in follow_up.points[1:held] if p.earliest == p.latest]
    if point.earliest != point.latest or len(exact) < held - 1:
        yield (
            f"The dates are not exact enough to be sure of the {rules.confirm_days} days "
            f"before the confirmation on {point.label}."
        )


def _unread(k: int, follow_up: FollowUp) -> Iterator[str]:
    """Name what has no reading here though an earlier one, or another's, says something of it."""
    here = follow_up.points[k].label
    for track in follow_up.targets:
        before = _last_before(track, k) if track.readings[k] is None else None
        if before is None:
            continue
        if parts := parts_at(track, k, follow_up):
            yield _of_parts(track, parts, here)
        elif before.state is LesionState.MERGED:
            yield (
                f"{track.label} has no reading on {here}, after it merged into {before.partner}: "
                "it is not evaluable until it is recorded as merged again."
            )
    for track in follow_up.new:
        reading = track.readings[k]
        if reading is not None and reading.state is not LesionState.NOT_EVALUABLE:
            continue
        if track.seen(_last_before(track, k)):
            was = "has no reading" if reading is None else "was not evaluable"
            yield f"{track.label} is a new lesion of before and {was} on {here}."


def _of_parts(track: Track, parts: list[Track], here: str) -> str:
    if len(parts) == 1:
        return (
            f"{track.label} has no reading on {here}, but {parts[0].label} was split from it: "
            "if nothing else of it is left, it is absent."
        )
    return (
        f"{track.label} has no reading on {here}, but {words.labels(parts)} were split from it: "
        "they stand for all of it."
    )


def _last_before(track: Track, k: int) -> Reading | None:
    """Return the last reading before position `k` that says something of the lesion."""
    said = (reading for reading in track.readings[:k][::-1] if reading is not None)
    return next((r for r in said if r.state is not LesionState.NOT_EVALUABLE), None)


def reading_findings(k: int, follow_up: FollowUp, rules: CriteriaRules) -> Iterator[str]:
    """Yield what is odd in the readings of the targets at position `k`."""
    for track, axis in measures(follow_up.targets, rules):
        reading = track.readings[k]
        if reading is None:
            continue
        if axis == VIABLE:
            yield from _viable_findings(track, reading)
        elif axis == SHORT and reading.short_mm is None and reading.longest_mm is not None:
            yield f"{track.label} is a node without a short axis: its longest diameter is not used."
        if reading.state is LesionState.PROGRESSED and reading[axis] is not None:
            yield f"{track.label} is recorded as progressed: its size decides, as it is a target."
        if reading.state is LesionState.MERGED and not merged_into_target(reading, k, follow_up):
            yield f"{track.label} merged into {reading.partner}, which is no measured target here."


def _viable_findings(track: Track, reading: Reading) -> Iterator[str]:
    viable, longest = reading.viable_mm, reading.longest_mm
    if viable is None and longest is not None:
        size = words.mm(longest)
        yield f"{track.label} has no viable diameter here: its whole diameter {size} is used."
    if viable is not None and longest is not None and viable > longest:
        yield (
            f"The viable part of {track.label} ({words.mm(viable)}) is longer than "
            f"the whole lesion ({words.mm(longest)})."
        )
