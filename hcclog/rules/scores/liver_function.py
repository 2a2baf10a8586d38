"""The Child-Pugh class that a stage needs: as computed, or as a clinician stated it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.rules.scores.child_pugh import NAME, child_pugh, class_of
from hcclog.rules.scores.score import Input

if TYPE_CHECKING:
    from hcclog.domain.staging import Staging
    from hcclog.rules.scores.observed import RecordAt
    from hcclog.rules.scores.score import Score


class LiverFunction(NamedTuple):
    """A Child-Pugh class, or none, and where it comes from."""

    grade: str = ""
    words: str = ""
    inputs: tuple[Input, ...] = ()
    findings: tuple[str, ...] = ()


def liver_function(at: RecordAt) -> LiverFunction:
    """Return the class that is computed; a stated one where none is, or where it is newer.

    A statement whose points are of another class than the one it states is not used.
    """
    computed = child_pugh(at)
    staging = _stated(at)
    if staging is not None and _is_newer(staging, computed, at):
        return _as_stated(at, staging)
    if not computed.grade:
        return LiverFunction()
    told = f"Child-Pugh {computed.grade} ({computed.shown} points)"
    findings = tuple(finding.sentence for finding in computed.findings)
    return LiverFunction(computed.grade, told, computed.inputs, findings)


def stated_class(staging: Staging) -> str:
    """Return the class that a staging states: in words, else by its points."""
    if staging.child_pugh_class is not None:
        return staging.child_pugh_class
    points = staging.child_pugh_points
    return "" if points is None else class_of(points)


def _stated(at: RecordAt) -> Staging | None:
    held = [s for s in at.record.stagings if stated_class(s) and at.holds(s.on)]
    return max(held, key=lambda staging: at.day(staging.on), default=None)


def _is_newer(staging: Staging, computed: Score, at: RecordAt) -> bool:
    dates = [each.on for each in computed.inputs if each.on is not None]
    return not computed.grade or all(at.surely_before(on, staging.on) for on in dates)


def _as_stated(at: RecordAt, staging: Staging) -> LiverFunction:
    grade, points = stated_class(staging), staging.child_pugh_points
    value = grade if points is None else f"{grade}, {points} points"
    told = at.observed(NAME, value, staging).input
    if points is not None and class_of(points) != grade:
        told_twice = (
            f"Child-Pugh {points} points are class {class_of(points)}, but class {grade} is stated "
            f"({told.date}): neither is used."
        )
        return LiverFunction(findings=(told_twice,))
    return LiverFunction(grade, f"Child-Pugh {value} as stated", (told,))
