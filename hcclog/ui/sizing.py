"""A cell of the worksheet: what is typed into it becomes a measurement, or takes one out."""

from __future__ import annotations

from hcclog.entry.sizes import measured, measurement_at
from hcclog.ui.desk import Desk
from hcclog.ui.entering import correct, enter, read_by, take_out


def enter_size(desk: Desk, lesion_id: str, assessment_id: str, text: str) -> bool:
    """Add, correct or (emptied) retract one measurement; False where it was refused."""
    record = desk.record()
    lesion = next((x for x in record.lesions if x.id == lesion_id), None) if record else None
    if record is None or lesion is None:
        return False
    seen = measurement_at(record, lesion_id, assessment_id)
    if not text:
        return seen is not None and take_out(desk, "measurement", seen.id)
    size = read_by(desk, lambda clerk: measured(clerk, lesion, assessment_id, text))
    if size is None:
        return False
    if seen is not None:
        return correct(desk, size, seen)
    return enter(desk, (size,), f"Add {lesion.label} {text}")
