"""Follow-up visits, and how a follow-up ended."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.sources import ENTERED, Source


@dataclass(frozen=True, slots=True)
class Visit:
    """One follow-up visit; `author` is the clinician who saw the patient."""

    id: EntityId
    patient_id: PatientId
    on: ClinicalDate
    ecog: int | None = None
    weight_kg: Decimal | None = None
    note: str = ""
    author: str = ""
    source: Source = ENTERED


class OutcomeKind(StrEnum):
    """The end of what is known."""

    LAST_FOLLOW_UP = "last follow-up"
    LOST_TO_FOLLOW_UP = "lost to follow-up"
    DEATH = "death"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Last news of the patient, or death; `cause` is of death."""

    id: EntityId
    patient_id: PatientId
    on: ClinicalDate | None
    kind: OutcomeKind
    cause: str = ""
    note: str = ""
    source: Source = ENTERED
