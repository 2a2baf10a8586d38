"""What response is counted against, and what readers concluded."""

from dataclasses import dataclass
from enum import StrEnum

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.sources import ENTERED, Source


class Criteria(StrEnum):
    """Response criteria; `RECIST` is a reader's word without a version."""

    RECIST_1_1 = "recist-1.1"
    MRECIST = "mrecist"
    IRECIST = "irecist"
    RECIST = "recist"
    NOT_STATED = "not stated"


class Category(StrEnum):
    """Response categories of RECIST 1.1, mRECIST and iRECIST."""

    CR = "CR"
    PR = "PR"
    SD = "SD"
    PD = "PD"
    NE = "NE"
    NON_CR_NON_PD = "NON-CR/NON-PD"
    ND = "ND"
    ICR = "iCR"
    IPR = "iPR"
    ISD = "iSD"
    IUPD = "iUPD"
    ICPD = "iCPD"
    NON_ICR_NON_IUPD = "NON-iCR/NON-iUPD"
    NOT_APPLICABLE = "not applicable"


class LesionRole(StrEnum):
    """What a lesion is in a series.

    `NOT_FOLLOWED` is a person's choice: known at the baseline, left out of what is counted.
    """

    TARGET = "target"
    NON_TARGET = "non-target"
    NEW = "new"
    NOT_FOLLOWED = "not followed"


@dataclass(frozen=True, slots=True)
class ResponseSeries:
    """What response is counted against: one baseline, usually for one line of therapy.

    A series holds the assessments from its baseline to that of the next series, both included.
    """

    id: EntityId
    patient_id: PatientId
    label: str
    baseline_assessment_id: EntityId
    line_id: EntityId | None = None
    note: str = ""
    source: Source = ENTERED


@dataclass(frozen=True, slots=True)
class SeriesLesion:
    """The role of one lesion in one series."""

    id: EntityId
    patient_id: PatientId
    series_id: EntityId
    lesion_id: EntityId
    role: LesionRole
    source: Source = ENTERED


@dataclass(frozen=True, slots=True)
class ReportedResponse:
    """What a reader or a paper concluded, kept beside what is computed.

    Attributes:
        assessment_id: The assessment that was judged; None where no imaging was.
        category: None where the conclusion fits no category; `wording` then says it.
        basis: What it rests on where that is not imaging, such as ``AFP and clinical state``.
    """

    id: EntityId
    patient_id: PatientId
    assessment_id: EntityId | None
    on: ClinicalDate
    criteria: Criteria = Criteria.NOT_STATED
    category: Category | None = None
    wording: str = ""
    basis: str = ""
    reader: str = ""
    source: Source = ENTERED
