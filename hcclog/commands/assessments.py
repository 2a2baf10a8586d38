"""Checks on assessments, scans, response series and reported responses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused

if TYPE_CHECKING:
    from hcclog.domain.assessment import Assessment, Scan
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.response import ReportedResponse, ResponseSeries, SeriesLesion

_UID = re.compile(r"(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))+")
_MOST_OF_UID = 64


def is_uid(text: str) -> bool:
    """Return whether a text can be the UID of something in an archive of images."""
    return len(text) <= _MOST_OF_UID and _UID.fullmatch(text) is not None


def check_assessment(_record: PatientRecord, assessment: Assessment) -> None:
    """Refuse a count of lesions below 0.

    Raises:
        Refused: With the field and a sentence.
    """
    if assessment.n_lesions is not None and assessment.n_lesions < 0:
        msg = f"{assessment.n_lesions} lesions cannot be counted."
        raise Refused(msg, "n_lesions")


def check_scan(_record: PatientRecord, scan: Scan) -> None:
    """Refuse a slice without thickness, and a study by another name than the archive's.

    Raises:
        Refused: With the field and a sentence.
    """
    if scan.slice_thickness_mm is not None and scan.slice_thickness_mm <= 0:
        msg = f"Slices of {scan.slice_thickness_mm} mm cannot be."
        raise Refused(msg, "slice_thickness_mm")
    if scan.study_uid and not is_uid(scan.study_uid):
        msg = (
            "A study's UID is numbers with points between, such as 1.2.840.99.1; at most 64 signs."
        )
        raise Refused(msg, "study_uid")


def check_series(record: PatientRecord, series: ResponseSeries) -> None:
    """Refuse a series without a label, or a second one on the same baseline, of whatever line.

    Raises:
        Refused: With the field and a sentence.
    """
    if not series.label.strip():
        msg = "A response series needs a label, such as line 2."
        raise Refused(msg, "label")
    baseline = series.baseline_assessment_id
    if any(s.baseline_assessment_id == baseline and s.id != series.id for s in record.series):
        msg = "This assessment is already the baseline of another series."
        raise Refused(msg, "baseline_assessment_id")


def check_role(record: PatientRecord, role: SeriesLesion) -> None:
    """Refuse a second role of one lesion in one series.

    Raises:
        Refused: With the field and a sentence.
    """
    same = (role.series_id, role.lesion_id)
    if any((r.series_id, r.lesion_id) == same and r.id != role.id for r in record.series_lesions):
        msg = "This lesion already has a role in the series; change that one."
        raise Refused(msg, "lesion_id")


def check_reported_response(_record: PatientRecord, reported: ReportedResponse) -> None:
    """Refuse a report that says nothing.

    Raises:
        Refused: With the field and a sentence.
    """
    if reported.category is None and not reported.wording:
        msg = "A reported response needs a category or its wording."
        raise Refused(msg, "category")
