"""Imaging timepoints and their scans."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.quantities import Comparator
from hcclog.domain.sources import ENTERED, Source


class Modality(StrEnum):
    """How the picture was taken."""

    CT = "CT"
    MRI = "MRI"
    CEUS = "CEUS"
    ULTRASOUND = "US"
    PET_CT = "PET/CT"
    BONE_SCAN = "bone scan"
    XRAY = "X-ray"
    CLINICAL = "clinical"
    NOT_STATED = "imaging"


@dataclass(frozen=True, slots=True)
class Assessment:
    """One imaging timepoint; all its measurements share its date.

    Attributes:
        n_lesions: Number of lesions that the reader counted, read with `n_lesions_comparator`.
        findings: What was found, in few words.
    """

    id: EntityId
    patient_id: PatientId
    on: ClinicalDate
    n_lesions: int | None = None
    n_lesions_comparator: Comparator = Comparator.EQUAL
    findings: str = ""
    source: Source = ENTERED


@dataclass(frozen=True, slots=True)
class Scan:
    """One examination of an assessment.

    Attributes:
        study_uid: The study in the archive of images (DICOM Study Instance UID), where known.
    """

    id: EntityId
    patient_id: PatientId
    assessment_id: EntityId
    modality: Modality
    phases: str = ""
    region: str = ""
    slice_thickness_mm: Decimal | None = None
    source: Source = ENTERED
    study_uid: str = ""
