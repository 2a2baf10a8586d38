"""The form of each noun, by its table."""

from __future__ import annotations

from collections.abc import Mapping

from hcclog.ui.forms import imaging, person, therapy
from hcclog.ui.forms.item import Item

FORMS: Mapping[str, tuple[Item, ...]] = {
    "patient": person.PATIENT,
    "staging": person.STAGING,
    "visit": person.VISIT,
    "line_of_therapy": therapy.LINE,
    "course": therapy.COURSE,
    "dose_step": therapy.DOSE_STEP,
    "hold": therapy.HOLD,
    "procedure": therapy.PROCEDURE,
    "pathology": therapy.PATHOLOGY,
    "assessment": imaging.ASSESSMENT,
    "scan": imaging.SCAN,
    "lesion": imaging.LESION,
    "measurement": imaging.MEASUREMENT,
    "response_series": imaging.SERIES,
    "series_lesion": imaging.SERIES_LESION,
    "reported_response": imaging.REPORTED_RESPONSE,
    "lab_result": person.LAB_RESULT,
    "adverse_event": therapy.ADVERSE_EVENT,
    "outcome": person.OUTCOME,
    "statement": person.STATEMENT,
}
