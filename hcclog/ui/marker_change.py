"""How a result stands to the one before it and to the lowest of its line of therapy.

Compared is only what can be: one test in one unit, assay and specimen, both exact numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from hcclog.domain.quantities import Comparator
from hcclog.ui.ordering import day_of, oldest_first

if TYPE_CHECKING:
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.labs import LabResult
    from hcclog.domain.record import PatientRecord


@dataclass(frozen=True, slots=True)
class MarkerChange:
    """Changes as fractions; None where there is nothing to compare with.

    Attributes:
        from_previous: Against the result before.
        from_nadir: Against the lowest since the line of therapy began, this result left out.
        previous: The result before.
        nadir: That lowest result.
        line_number: The line of therapy; 0 before any.
    """

    from_previous: Fraction | None = None
    from_nadir: Fraction | None = None
    previous: LabResult | None = None
    nadir: LabResult | None = None
    line_number: int = 0


def marker_changes(record: PatientRecord, chronology: Chronology) -> dict[str, MarkerChange]:
    """Return the changes of every numeric result, by its id."""
    starts = line_starts(record, chronology)
    seen: dict[tuple[str, ...], list[tuple[float, LabResult]]] = {}
    changes: dict[str, MarkerChange] = {}
    for lab in oldest_first(record.labs, chronology):
        day = day_of(lab.on, chronology)
        if day is None or not _exact(lab):
            continue
        before = seen.setdefault((lab.analyte, lab.unit, lab.assay, lab.specimen), [])
        changes[lab.id] = _change(lab, before, _line_at(day, starts))
        before.append((day, lab))
    return changes


def line_starts(record: PatientRecord, chronology: Chronology) -> list[tuple[float, int]]:
    """Return the first day and number of each line of therapy, in order of time."""
    found: list[tuple[float, int]] = []
    for line in record.lines:
        days = [day_of(c.start_on, chronology) for c in record.courses if c.line_id == line.id]
        known = [day for day in days if day is not None]
        if known:
            found.append((min(known), line.number))
    return sorted(found)


def _exact(lab: LabResult) -> bool:
    return lab.value is not None and lab.comparator is Comparator.EQUAL


def _line_at(day: float, starts: list[tuple[float, int]]) -> tuple[float, int] | None:
    return next((start for start in reversed(starts) if start[0] <= day), None)


def _change(
    lab: LabResult, before: list[tuple[float, LabResult]], line: tuple[float, int] | None
) -> MarkerChange:
    previous = before[-1][1] if before else None
    within = [each for day, each in before if line is not None and day >= line[0]]
    nadir = min(within, key=lambda each: each.value or 0, default=None)
    return MarkerChange(
        share(previous, lab), share(nadir, lab), previous, nadir, line[1] if line else 0
    )


def share(before: LabResult | None, after: LabResult) -> Fraction | None:
    """Return the change between two results as a fraction of the first."""
    if before is None or not before.value or after.value is None:
        return None
    return Fraction(after.value) / Fraction(before.value) - 1
