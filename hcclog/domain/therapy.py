"""Systemic therapy: lines, each agent's course, its dose steps and its holds."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.sources import ENTERED, Source


class Route(StrEnum):
    """How an agent is given."""

    ORAL = "oral"
    INTRAVENOUS = "intravenous"
    INTRA_ARTERIAL = "intra-arterial"
    SUBCUTANEOUS = "subcutaneous"


class DoseBasis(StrEnum):
    """What a dose counts: one administration, or a day's total."""

    ADMINISTRATION = "administration"
    DAY = "day"


class StopReason(StrEnum):
    """Why a course ended."""

    PROGRESSION = "progression"
    TOXICITY = "toxicity"
    RESISTANCE = "resistance"
    COMPLETED = "completed"
    PATIENT_CHOICE = "patient choice"
    PROCEDURE = "procedure"
    DEATH = "death"
    LOST = "lost to follow-up"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class LineOfTherapy:
    """One line of systemic therapy, numbered from 1."""

    id: EntityId
    patient_id: PatientId
    number: int
    note: str = ""
    source: Source = ENTERED


@dataclass(frozen=True, slots=True)
class Course:
    """One agent from start to stop; a rechallenge is a later course of an agent given before.

    Attributes:
        agent: Drug code of the catalogue.
        dose: Starting dose as ordered; None where the source states none.
        dose_unit: Such as ``mg`` or ``mg/m2``.
        every_days: Interval between administrations, 1 for daily; None where not stated.
        days_on: Days of treatment in a cycle with a pause, such as 21.
        days_off: Days of the pause, such as 7.
        end_on: None while the course goes on.
    """

    id: EntityId
    patient_id: PatientId
    line_id: EntityId | None
    agent: str
    start_on: ClinicalDate
    end_on: ClinicalDate | None = None
    dose: Decimal | None = None
    dose_unit: str = "mg"
    dose_basis: DoseBasis = DoseBasis.ADMINISTRATION
    every_days: int | None = None
    days_on: int | None = None
    days_off: int | None = None
    route: Route | None = None
    stop_reason: StopReason | None = None
    note: str = ""
    source: Source = ENTERED


@dataclass(frozen=True, slots=True)
class DoseStep:
    """A change of dose within a course; `dose` is None where the new dose is not stated."""

    id: EntityId
    patient_id: PatientId
    course_id: EntityId
    on: ClinicalDate
    dose: Decimal | None = None
    dose_unit: str = "mg"
    dose_basis: DoseBasis = DoseBasis.ADMINISTRATION
    every_days: int | None = None
    direction: str = ""
    reason: str = ""
    note: str = ""
    source: Source = ENTERED


@dataclass(frozen=True, slots=True)
class Hold:
    """An interruption within a course.

    Attributes:
        start_on: When the agent was held.
        end_on: When it was taken up again; None where not stated.
        n_days: Length in days where only a length is stated.
    """

    id: EntityId
    patient_id: PatientId
    course_id: EntityId
    start_on: ClinicalDate
    end_on: ClinicalDate | None = None
    n_days: int | None = None
    reason: str = ""
    note: str = ""
    source: Source = ENTERED
