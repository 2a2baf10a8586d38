"""An image that is dropped on a patient's page opens its assessment, filled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from hcclog.domain.assessment import Assessment
    from hcclog.domain.record import PatientRecord
    from hcclog.exchange.dicom.image import ImageFacts
    from hcclog.ui.desk import Desk
    from hcclog.ui.dialogs.new_assessment import NewAssessment


def open_for_image(desk: Desk, path: Path, parent: QWidget) -> NewAssessment | None:
    """Open the assessment of an image, or a new one, filled; None where the image is refused."""
    from hcclog.ui.dialogs.image_drop import read_image
    from hcclog.ui.dialogs.new_assessment import NewAssessment

    facts, record = read_image(desk, path), desk.record()
    if facts is None or record is None:
        return None
    form = NewAssessment(desk, parent, assessment=_assessment_of(record, facts))
    form.open()
    form.take_image(facts)
    return form


def _assessment_of(record: PatientRecord, facts: ImageFacts) -> Assessment | None:
    """Return the one assessment that an image belongs to: by its study, else by its day."""
    of_study = {
        x.assessment_id for x in record.scans if x.study_uid and x.study_uid == facts.study_uid
    }
    found = [x for x in record.assessments if x.id in of_study]
    if not found and facts.on is not None:
        found = [x for x in record.assessments if x.on.form == facts.on.form]
    return found[0] if len(found) == 1 else None
