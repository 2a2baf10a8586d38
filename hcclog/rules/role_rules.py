"""What a lesion can be at a new baseline: an ordered list of rules; the first that holds answers.

Sources: Eisenhauer 2009, 3.1 (measurable, nodes, lesions treated before) and 4.2.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from hcclog.domain.lesion import LesionState
from hcclog.domain.response import LesionRole
from hcclog.rules import words
from hcclog.rules.criteria import CriteriaRules
from hcclog.rules.measurability import NEVER_MEASURABLE
from hcclog.rules.readings import Reading, Track

_GONE = {LesionState.ABSENT: "was absent", LesionState.MERGED: "had merged into another lesion"}
_UNCLEAR = {
    LesionState.NOT_EVALUABLE: "could not be judged",
    LesionState.EQUIVOCAL: "was equivocal",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One lesion at one baseline.

    Attributes:
        track: The lesion; its only reading is that at the baseline.
        benign: Known to be benign.
        reading: That reading; None without one.
        size_mm: The diameter that counts, in mm; None without one.
        least_mm: From which size the lesion is measurable on these scans, in mm.
        rules: The criteria.
    """

    track: Track
    benign: bool
    reading: Reading | None
    size_mm: Decimal | None
    least_mm: Decimal
    rules: CriteriaRules

    @property
    def label(self) -> str:
        """The lesion's label."""
        return self.track.label

    @property
    def organ(self) -> str:
        """The organ by which targets are numbered: all nodes are one."""
        return "lymph nodes" if self.track.nodal else self.track.place.casefold()

    @property
    def state(self) -> LesionState | None:
        """What was said of it beside, or in place of, a number."""
        return self.reading.state if self.reading is not None else None

    @property
    def measure(self) -> str:
        """Which diameter counts, with its size."""
        name = "short axis" if self.track.nodal else "longest diameter"
        return name if self.size_mm is None else f"{name} of {words.mm(self.size_mm)}"


class RoleRule(NamedTuple):
    """One rule.

    Attributes:
        name: What the rule is called.
        role: The role that it gives; None where the lesion is left out.
        meaning: What it says, in a sentence.
        holds: Its condition.
        reason: Why it holds for one lesion, in words that follow its label.
    """

    name: str
    role: LesionRole | None
    meaning: str
    holds: Callable[[Candidate], bool]
    reason: Callable[[Candidate], str]

    def answer(self, one: Candidate) -> tuple[LesionRole | None, str]:
        """Return the role and the reason for it, a sentence that begins with the label."""
        return self.role, f"{one.label} {self.reason(one)}."


def _was_seen_before(one: Candidate) -> bool:
    return one.reading is None and one.track.seen(one.track.known_before)


def _is_normal_node(one: Candidate) -> bool:
    return one.track.nodal and one.size_mm is not None and one.size_mm < one.rules.node_normal_mm


def _is_small(one: Candidate) -> bool:
    return one.size_mm is not None and one.size_mm < one.least_mm


ROLE_RULES = (
    RoleRule(
        "benign",
        None,
        "A lesion known to be benign is no disease.",
        lambda one: one.benign,
        lambda _one: "is known to be benign and is left out",
    ),
    RoleRule(
        "not read, seen before",
        None,
        "Whether it is still there is for a person to say.",
        _was_seen_before,
        lambda _one: "was seen before but not read here: it has a role only if it is still there",
    ),
    RoleRule(
        "not read",
        None,
        "A lesion not seen so far has no role; seen later it is new.",
        lambda one: one.reading is None,
        lambda _one: "was not seen up to here: what appears later is new without a role",
    ),
    RoleRule(
        "gone",
        None,
        "A lesion that is absent, or part of another by now, is left out.",
        lambda one: one.state in _GONE,
        lambda one: f"{_GONE[one.state] if one.state else ''} here and is left out",
    ),
    RoleRule(
        "normal node",
        None,
        "A node below 10 mm is no disease.",
        _is_normal_node,
        lambda one: (
            f"is a normal node: its {one.measure} is below {words.limit(one.rules.node_normal_mm)}"
        ),
    ),
    RoleRule(
        "not measurable",
        LesionRole.NON_TARGET,
        "Thrombus, fluid, cyst, bone and infiltrative disease cannot be targets.",
        lambda one: one.track.kind in NEVER_MEASURABLE,
        lambda one: f"cannot be a target: {NEVER_MEASURABLE[one.track.kind]}",
    ),
    RoleRule(
        "several",
        LesionRole.NON_TARGET,
        "A target is one lesion.",
        lambda one: one.track.multiple,
        lambda _one: "stands for several lesions, and a target is one",
    ),
    RoleRule(
        "treated",
        LesionRole.NON_TARGET,
        "A lesion treated at its place is a target only where growth was shown since.",
        lambda one: one.track.treated,
        lambda _one: "was treated locally before, and no growth was shown since",
    ),
    RoleRule(
        "unclear",
        LesionRole.NON_TARGET,
        "What could not be judged, or is equivocal, cannot be a target.",
        lambda one: one.state in _UNCLEAR,
        lambda one: f"{_UNCLEAR[one.state] if one.state else ''} here, so it cannot be a target",
    ),
    RoleRule(
        "too small to measure",
        LesionRole.NON_TARGET,
        "A lesion that is seen but too small to measure is non-target.",
        lambda one: one.state is LesionState.TOO_SMALL and one.size_mm is None,
        lambda _one: "is seen but too small to measure",
    ),
    RoleRule(
        "no size",
        LesionRole.NON_TARGET,
        "A target needs a size at the baseline.",
        lambda one: one.size_mm is None,
        lambda one: f"has no {one.measure} here, so it cannot be a target",
    ),
    RoleRule(
        "small",
        LesionRole.NON_TARGET,
        "A lesion below the least size of a measurable one is non-target.",
        _is_small,
        lambda one: (
            f"has a {one.measure} and is measurable on these scans from {words.limit(one.least_mm)}"
        ),
    ),
    RoleRule(
        "measurable",
        LesionRole.TARGET,
        "The largest measurable lesions are targets, as many as the criteria allow.",
        lambda _one: True,
        lambda one: f"has a {one.measure}; it is measurable from {words.limit(one.least_mm)}",
    ),
)


def role_rule(one: Candidate) -> RoleRule:
    """Return the first rule that holds."""
    return next(rule for rule in ROLE_RULES if rule.holds(one))
