"""What the rules read: one lesion at one assessment, one lesion through a series, one series.

These are light, so that a table of a hundred thousand assessments and a patient's record go through
the same rules. Sizes are exact decimals in mm.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from itertools import pairwise
from typing import NamedTuple

from hcclog.domain.lesion import LesionKind, LesionState, Trend
from hcclog.domain.response import LesionRole
from hcclog.rules.criteria import NODE_NORMAL_MM

# Sums and products stay exact in this context; whatever would be rounded raises instead.
EXACT = Context(prec=1000, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])

_NOT_SEEN = (LesionState.ABSENT, LesionState.NOT_EVALUABLE, LesionState.MERGED)


class Reading(NamedTuple):
    """One lesion at one assessment.

    Attributes:
        longest_mm: Longest diameter, in mm.
        short_mm: Short axis, in mm.
        viable_mm: Longest diameter of the arterially enhancing part, in mm.
        state: What is said beside, or in place of, a number.
        partner: Label of the lesion that it merged into or was split from.
        trend: Change of size stated without a number.
        cytology_positive: Of an effusion or ascites; None where not examined.
    """

    longest_mm: Decimal | None = None
    short_mm: Decimal | None = None
    viable_mm: Decimal | None = None
    state: LesionState | None = None
    partner: str = ""
    trend: Trend | None = None
    cytology_positive: bool | None = None


class Point(NamedTuple):
    """One assessment of a series.

    Attributes:
        label: Its date, as shown.
        earliest: First day that it can be.
        latest: Last day that it can be.
        n_least: Fewest lesions that the reader's count allows; None without a count.
        n_most: Most lesions that the count allows; None where it has no upper end.
        counted: The count as printed, such as ``more than 6``.
        markers_normal: Whether tumour markers were normal; None where that is not known.
        markers: What is known of the markers, in sentences; empty where nobody looked.
    """

    label: str
    earliest: int
    latest: int
    n_least: int | None = None
    n_most: int | None = None
    counted: str = ""
    markers_normal: bool | None = None
    markers: str = ""


@dataclass(slots=True)
class Track:
    """One lesion through one series.

    Attributes:
        label: Its label.
        place: Organ or site, as shown; lesions of one organ share it.
        role: Target, non-target or new; None where nobody gave one, until the roles are settled.
        kind: What kind of disease.
        in_liver: True where the criteria's rules for the liver apply.
        porta_hepatis: True for a node there.
        hypervascular: Arterial enhancement at baseline; None where not stated.
        multiple: True where it stands for several lesions.
        treated: True where it was treated locally and no growth was shown since.
        in_plan: True where the role was given apart from any reading, so that the lesion is awaited
            from the baseline on; otherwise it is awaited from its first reading on.
        known_before: Its last reading before the baseline.
        readings: One for each assessment of the series; None where it has none there.
        expected_from: Position of the first assessment at which it is awaited.
        late: True for a target that was not read at the baseline.
        part_of: Label of the lesion that it was split from after the baseline.
    """

    label: str
    place: str = ""
    role: LesionRole | None = None
    kind: LesionKind = LesionKind.MASS
    in_liver: bool = False
    porta_hepatis: bool = False
    hypervascular: bool | None = None
    multiple: bool = False
    treated: bool = False
    in_plan: bool = False
    known_before: Reading | None = None
    readings: list[Reading | None] = field(default_factory=list)
    expected_from: int = 0
    late: bool = False
    part_of: str = ""

    @property
    def nodal(self) -> bool:
        """True for lymph nodes, which are measured by their short axis."""
        return self.kind is LesionKind.NODE

    @property
    def first_read(self) -> int | None:
        """Position of the first assessment that has a reading."""
        return next((k for k, reading in enumerate(self.readings) if reading is not None), None)

    def seen(self, reading: Reading | None) -> bool:
        """True where a reading shows disease: neither gone nor unseen nor a normal node."""
        if reading is None or reading.state in _NOT_SEEN:
            return False
        if self.nodal and reading.short_mm is not None:
            return reading.short_mm >= NODE_NORMAL_MM
        return reading.longest_mm is None or reading.longest_mm > 0


@dataclass(slots=True)
class FollowUp:
    """One series as the rules read it; the first point is the baseline.

    Attributes:
        points: Its assessments in order of time.
        targets: Target lesions, and the parts that were split from them.
        non_targets: Non-target lesions.
        new: Lesions that appeared after the baseline.
        overlaps: Points whose order cannot be told: position to the others' positions.
        findings: What was noticed while the roles were settled.
    """

    points: list[Point]
    targets: list[Track] = field(default_factory=list)
    non_targets: list[Track] = field(default_factory=list)
    new: list[Track] = field(default_factory=list)
    overlaps: dict[int, list[int]] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)


def overlaps(points: list[Point]) -> dict[int, list[int]]:
    """Return for each point the others that may come before or after it."""
    found: dict[int, list[int]] = {}
    if all(a.latest < b.earliest for a, b in pairwise(points)):
        return found
    for k, point in enumerate(points):
        for j in range(k + 1, len(points)):
            if point.earliest <= points[j].latest and points[j].earliest <= point.latest:
                found.setdefault(k, []).append(j)
                found.setdefault(j, []).append(k)
    return found


def days_between(first: Point, second: Point) -> Decimal:
    """Return the days from the middle of one to the middle of the other."""
    doubled = second.earliest + second.latest - first.earliest - first.latest
    return Decimal(doubled) / 2
