"""Statements: what a source says in words of something that the record also holds in numbers."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hcclog.domain.dates import ClinicalDate, TimeUnit
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.patient import Sex
from hcclog.domain.sources import ENTERED, Source


class StatementKind(StrEnum):
    """What a statement speaks of."""

    LAB_TREND = "lab trend"
    DURATION = "duration"
    COUNT = "count"
    INTERRUPTION = "interruption"
    SEX = "sex"
    AGE = "age"


class Direction(StrEnum):
    """Where a value went between two results."""

    RISING = "rising"
    FALLING = "falling"
    UNCHANGED = "unchanged"


class Precision(StrEnum):
    """How near a stated amount comes to the true one."""

    AS_STATED = "as stated"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more than"
    LESS_THAN = "less than"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, kept beside what it speaks of and never in its place.

    Attributes:
        course_id: The course of which a duration or an interruption is told.
        reported_response_id: The response of which a duration is told.
        procedure_kind: Procedure code of the catalogue, of a count.
        analyte: Analyte code of the catalogue, of a lab trend.
        from_on: Where the stretch of time begins that is spoken of.
        to_on: Where it ends; of an age, the day on which it is told.
        direction: Of a lab trend.
        amount: Of a duration in `unit`, of a count, of an age in completed years; of an
            interruption how many there were, 0 for none, None for one or more.
        unit: Unit of a duration.
    """

    id: EntityId
    patient_id: PatientId
    kind: StatementKind
    course_id: EntityId | None = None
    reported_response_id: EntityId | None = None
    procedure_kind: str = ""
    analyte: str = ""
    from_on: ClinicalDate | None = None
    to_on: ClinicalDate | None = None
    direction: Direction | None = None
    amount: Decimal | None = None
    unit: TimeUnit | None = None
    precision: Precision = Precision.AS_STATED
    sex: Sex | None = None
    note: str = ""
    source: Source = ENTERED
