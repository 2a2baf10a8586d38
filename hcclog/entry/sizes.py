"""Measurements from what is typed into a cell of the worksheet.

A cell takes a diameter (``42.0``), whole and viable (``42.0/38.0``), or a letter for a state. What
is measured in a node is its short axis (Eisenhauer 2009, 3.2).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hcclog.domain.ids import EntityId
from hcclog.domain.lesion import Lesion, LesionState, Measurement
from hcclog.entry.asking import settled

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.entry.clerk import Clerk

LETTERS = {
    "a": LesionState.ABSENT,
    "p": LesionState.PRESENT,
    "t": LesionState.TOO_SMALL,
    "n": LesionState.NOT_EVALUABLE,
    "g": LesionState.PROGRESSED,
    "e": LesionState.EQUIVOCAL,
}
_WORDS = {state.value: state for state in LETTERS.values()} | {
    state.value.replace("-", " "): state for state in LETTERS.values()
}
HELP = (
    "42.0 longest (node: short axis) · 42.0/38.0 with viable part · "
    "a absent, p present, t too small, n not evaluable, g progressed, e equivocal"
)


@dataclass(frozen=True, slots=True)
class Size:
    """What a cell says."""

    whole_mm: Decimal | None = None
    viable_mm: Decimal | None = None
    state: LesionState | None = None


def measured(clerk: Clerk, lesion: Lesion, assessment_id: str, text: str) -> Measurement:
    """Return the measurement that a cell says: a new one, or the one that is there, changed.

    Raises:
        Refused: It is neither a diameter nor a state.
    """
    size = read_size(clerk, text)
    seen = measurement_at(clerk.record, lesion.id, assessment_id)
    if seen is None:
        seen = Measurement(
            EntityId(clerk.new_id()), clerk.record.patient.id, EntityId(assessment_id), lesion.id
        )
    return _sized(seen, lesion, size)


def measurement_at(record: PatientRecord, lesion_id: str, assessment_id: str) -> Measurement | None:
    """Return the measurement of a lesion at an assessment."""
    key = (lesion_id, assessment_id)
    found = (m for m in record.measurements if (m.lesion_id, m.assessment_id) == key)
    return next(found, None)


def read_size(clerk: Clerk, text: str) -> Size:
    """Return what was typed into a cell.

    Raises:
        Refused: It is neither a diameter nor a state.
    """
    key = text.strip().casefold()
    state = LETTERS.get(key) or _WORDS.get(key)
    if state is not None:
        return Size(state=state)
    whole, slash, viable = text.partition("/")
    return Size(_mm(clerk, whole, "longest_mm"), _viable_mm(clerk, viable) if slash else None)


def _mm(clerk: Clerk, text: str, field: str) -> Decimal:
    from hcclog.domain.number_reading import read_diameter_mm

    return settled(read_diameter_mm, text, clerk.choose, field).value


def _viable_mm(clerk: Clerk, text: str) -> Decimal:
    """Return a viable diameter, which may be 0: nothing enhances any more."""
    zero = text.strip().removesuffix("mm").strip()
    if zero and not zero.strip("0.,"):
        return Decimal(zero.replace(",", "."))
    return _mm(clerk, text, "viable_mm")


def _sized(measurement: Measurement, lesion: Lesion, size: Size) -> Measurement:
    """Return the measurement with what the cell says, its other facts kept."""
    whole = "short_axis_mm" if lesion.nodal else "longest_mm"
    facts = {whole: size.whole_mm, "viable_mm": size.viable_mm, "state": size.state}
    if size.state is not None:
        facts |= {"longest_mm": None, "short_axis_mm": None}
    return replace(measurement, **facts)  # type: ignore[arg-type]
