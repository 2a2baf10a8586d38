"""Measurements from what is typed into a cell of the worksheet.

A cell takes a diameter (``42.0``), whole and viable (``42.0/38.0``), or a letter for a state. What
is measured in a node is its short axis (Eisenhauer 2009, 3.2).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hcclog.commands.base import Add, Amend, Retract
from hcclog.commands.refused import Refused
from hcclog.domain.ids import EntityId
from hcclog.domain.lesion import Lesion, LesionState, Measurement
from hcclog.ui.choosing import settled

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.ui.desk import Desk

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


def enter_measurement(desk: Desk, lesion_id: str, assessment_id: str, text: str) -> bool:
    """Add, correct or (emptied) retract one measurement; False where it was refused."""
    record = desk.record()
    lesion = next((x for x in record.lesions if x.id == lesion_id), None) if record else None
    if record is None or lesion is None:
        return False
    seen = measurement_at(record, lesion_id, assessment_id)
    if not text:
        return seen is not None and desk.do(Retract("measurement", seen.id, name=lesion.label))
    try:
        size = read_size(desk, text)
    except Refused as refusal:
        desk.refuse(refusal.sentence, refusal.field)
        return False
    if seen is not None:
        return desk.do(Amend(_sized(seen, lesion, size), seen=seen))
    fresh = Measurement(
        EntityId(desk.new_id()), record.patient.id, EntityId(assessment_id), lesion.id
    )
    title = f"Add {lesion.label} {text}"
    return desk.do(Add((_sized(fresh, lesion, size),), title=title))


def measurement_at(record: PatientRecord, lesion_id: str, assessment_id: str) -> Measurement | None:
    """Return the measurement of a lesion at an assessment."""
    key = (lesion_id, assessment_id)
    found = (m for m in record.measurements if (m.lesion_id, m.assessment_id) == key)
    return next(found, None)


def read_size(desk: Desk, text: str) -> Size:
    """Return what was typed into a cell.

    Raises:
        Refused: It is neither a diameter nor a state.
    """
    key = text.strip().casefold()
    state = LETTERS.get(key) or _WORDS.get(key)
    if state is not None:
        return Size(state=state)
    whole, slash, viable = text.partition("/")
    return Size(_mm(desk, whole, "longest_mm"), _viable_mm(desk, viable) if slash else None)


def _mm(desk: Desk, text: str, field: str) -> Decimal:
    from hcclog.domain.number_reading import read_diameter_mm

    return settled(read_diameter_mm, text, desk.choose, field).value


def _viable_mm(desk: Desk, text: str) -> Decimal:
    """Return a viable diameter, which may be 0: nothing enhances any more."""
    zero = text.strip().removesuffix("mm").strip()
    if zero and not zero.strip("0.,"):
        return Decimal(zero.replace(",", "."))
    return _mm(desk, text, "viable_mm")


def _sized(measurement: Measurement, lesion: Lesion, size: Size) -> Measurement:
    """Return the measurement with what the cell says, its other facts kept."""
    whole = "short_axis_mm" if lesion.nodal else "longest_mm"
    facts = {whole: size.whole_mm, "viable_mm": size.viable_mm, "state": size.state}
    if size.state is not None:
        facts |= {"longest_mm": None, "short_axis_mm": None}
    return replace(measurement, **facts)  # type: ignore[arg-type]
