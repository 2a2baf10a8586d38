"""Child-Pugh: five parts of 1 to 3 points, and the class of their sum.

Source: Pugh 1973, Br J Surg 60:646; the INR stands for the prothrombin time. Bilirubin is read by
the cut-offs of its own unit, 2 and 3 mg/dL or 34 and 51 µmol/L, which are not quite the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hcclog.catalogue.units import exact_factor, unit
from hcclog.rules import words
from hcclog.rules.scores.gathering import Gathered, findings_of, gather
from hcclog.rules.scores.score import Part, Score, not_computed
from hcclog.rules.scores.tables import (
    ASCITES_POINTS,
    CHILD_PUGH_CLASSES,
    CHILD_PUGH_POINTS,
    ENCEPHALOPATHY_POINTS,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hcclog.rules.scores.observed import Observed, RecordAt

NAME = "Child-Pugh"
CLAUSE = "Child-Pugh (Pugh 1973), with the INR"
PARTS = ("bilirubin", "albumin", "INR", "ascites", "encephalopathy")
_STATED_POINTS: Mapping[str, Mapping[Any, int]] = {
    "ascites": ASCITES_POINTS,
    "encephalopathy": ENCEPHALOPATHY_POINTS,
}


def child_pugh(at: RecordAt) -> Score:
    """Return points and class; each part is told even where another is missing."""
    gathered = gather(at, PARTS)
    parts = tuple(_part(name, gathered) for name in PARTS)
    known = [part.points for part in parts if part.points is not None]
    if len(known) < len(PARTS):
        score = not_computed(NAME, CLAUSE, tuple(gathered.missing))
    else:
        points = sum(known)
        found = class_of(points)
        sentence = f"{points} points, class {found}: {words.joined([p.sentence for p in parts])}."
        score = Score(NAME, points, str(points), found, sentence, CLAUSE)
    findings = findings_of(gathered.inputs, at.chronology, gathered.findings)
    return score._replace(inputs=gathered.inputs, parts=parts, findings=findings)


def class_of(points: int) -> str:
    """Return the class of 5 to 15 points; empty for other numbers."""
    return next((name for name, held in CHILD_PUGH_CLASSES if points in held), "")


def _part(name: str, gathered: Gathered) -> Part:
    observed = gathered.found.get(name)
    if observed is None:
        return Part(name, None, f"{name} missing")
    points = sorted(_possible(name, observed))
    if len(points) == 1:
        return Part(name, points[0], f"{observed.input.words}: {points[0]}")
    could = f"could be {' or '.join(map(str, points))} points" if points else "has no points"
    gathered.missing.append(f"{name} ({observed.input.words} {could})")
    return Part(name, None, f"{observed.input.words}: {could}")


def _possible(name: str, observed: Observed) -> set[int]:
    """Return every number of points that a value can have; none where its unit is not known."""
    if name in _STATED_POINTS:
        points = _STATED_POINTS[name].get(observed.value)
        return set() if points is None else {points}
    for ucum, rows in CHILD_PUGH_POINTS[name].items():
        factor = exact_factor(observed.unit, unit(ucum)) if observed.unit else None
        if factor is not None:
            value = observed.value.times(factor)
            return {row.points for row in rows if row.range.meets(value)}
    return set()
