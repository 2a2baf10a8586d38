"""Checks on lesions and their measurements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.domain.lesion import LesionState
from hcclog.domain.text_reading import code_key

if TYPE_CHECKING:
    from hcclog.domain.lesion import Lesion, Measurement
    from hcclog.domain.record import PatientRecord

_NEEDS_PARTNER = (LesionState.MERGED, LesionState.SPLIT)
_DIAMETERS = ("longest_mm", "short_axis_mm", "viable_mm")


def check_lesion(record: PatientRecord, lesion: Lesion) -> None:
    """Refuse a lesion without a label, with a label that another has, or without an organ.

    Raises:
        Refused: With the field and a sentence.
    """
    if not lesion.label.strip():
        msg = "A lesion needs a label, such as T1."
        raise Refused(msg, "label")
    same = code_key(lesion.label)
    if any(code_key(other.label) == same and other.id != lesion.id for other in record.lesions):
        msg = f"The label {lesion.label} is taken; a lesion keeps its label for life."
        raise Refused(msg, "label")
    if not lesion.organ:
        msg = f"Lesion {lesion.label} needs an organ."
        raise Refused(msg, "organ")


def check_measurement(record: PatientRecord, measurement: Measurement) -> None:
    """Refuse diameters of 0 or less, an empty measurement, a merge without a partner.

    Raises:
        Refused: With the field and a sentence.
    """
    diameters = [getattr(measurement, name) for name in _DIAMETERS]
    for name, mm in zip(_DIAMETERS, diameters, strict=True):
        if mm is not None and (not mm.is_finite() or mm < 0 or (mm == 0 and name != "viable_mm")):
            msg = f"{mm} mm is not a diameter; a lesion that is gone is entered as absent."
            raise Refused(msg, name)
    said = (measurement.state, measurement.trend, measurement.cytology_positive)
    if all(mm is None for mm in diameters) and all(part is None for part in said):
        msg = "A measurement needs a diameter or a state."
        raise Refused(msg, "longest_mm")
    _check_state(record, measurement)


def _check_state(record: PatientRecord, measurement: Measurement) -> None:
    partner = measurement.other_lesion_id
    if measurement.state in _NEEDS_PARTNER and partner in {None, measurement.lesion_id}:
        msg = f"{measurement.state} needs the other lesion."
        raise Refused(msg, "other_lesion_id")
    if measurement.state is LesionState.ABSENT and any(
        getattr(measurement, name) for name in _DIAMETERS
    ):
        msg = "A lesion that is absent has no diameter."
        raise Refused(msg, "state")
    longest, viable = measurement.longest_mm, measurement.viable_mm
    if longest is not None and viable is not None and viable > longest:
        msg = f"The viable part ({viable} mm) cannot be longer than the lesion ({longest} mm)."
        raise Refused(msg, "viable_mm")
    key = (measurement.assessment_id, measurement.lesion_id)
    others = [m for m in record.measurements if m.id != measurement.id]
    if any((m.assessment_id, m.lesion_id) == key for m in others):
        msg = "This lesion is already measured at this assessment; correct that measurement."
        raise Refused(msg, "lesion_id")
