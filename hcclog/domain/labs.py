"""Laboratory results."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.quantities import Comparator
from hcclog.domain.sources import ENTERED, Source


class Qualitative(StrEnum):
    """A result in words, when no number exists."""

    RAISED = "raised"
    NORMAL = "normal"
    LOW = "low"
    FALLING = "falling"
    RISING = "rising"
    POSITIVE = "positive"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class LabResult:
    """One result of one test.

    Either `value` or `qualitative` is given. What was typed stands in `as_typed`.

    Attributes:
        until_on: Last day of a statement about a period (``low to the last follow-up``).
        analyte: Analyte code of the catalogue.
        comparator: How `value` stands to the true one.
        value: Exact decimal, trailing zeros kept.
        unit: Printed unit symbol of the catalogue.
        reference_low: Lower limit of this laboratory, in `unit`.
        reference_high: Upper limit of this laboratory, in `unit`.
    """

    id: EntityId
    patient_id: PatientId
    on: ClinicalDate
    analyte: str
    value: Decimal | None = None
    unit: str = ""
    comparator: Comparator = Comparator.EQUAL
    qualitative: Qualitative | None = None
    until_on: ClinicalDate | None = None
    reference_low: Decimal | None = None
    reference_high: Decimal | None = None
    specimen: str = ""
    assay: str = ""
    laboratory: str = ""
    as_typed: str = ""
    note: str = ""
    source: Source = ENTERED
