"""The person."""

from dataclasses import dataclass
from enum import StrEnum

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import PatientId
from hcclog.domain.sources import ENTERED, Source


class Sex(StrEnum):
    """Administrative sex, as in FHIR."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class Aetiology(StrEnum):
    """Cause of the liver disease under the tumour."""

    HBV = "HBV"
    HCV = "HCV"
    HDV = "HDV"
    ALCOHOL = "alcohol"
    MASH = "MASH"
    NASH = "NASH"
    HAEMOCHROMATOSIS = "haemochromatosis"
    AUTOIMMUNE = "autoimmune"
    PBC = "PBC"
    WILSON = "Wilson"
    AFLATOXIN = "aflatoxin"
    CRYPTOGENIC = "cryptogenic"
    OTHER = "other"


class Serology(StrEnum):
    """A virus marker as read."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class TimeAxis(StrEnum):
    """Whether the record's days are calendar days or counted from a day 0."""

    CALENDAR = "calendar"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class Patient:
    """One patient.

    Attributes:
        code: Hospital number or case name; unique in the store.
        birth_on: Birth date or year, where known.
        age_years: Age in completed years at `age_on`, where only an age is stated.
        day_zero_on: What day 0 is on a calendar axis; on a relative axis day 0 is the axis itself.
        day_zero_label: What happened on day 0, such as ``start of lenvatinib``.
    """

    id: PatientId
    code: str
    name: str = ""
    sex: Sex = Sex.UNKNOWN
    birth_on: ClinicalDate | None = None
    age_years: int | None = None
    age_on: ClinicalDate | None = None
    aetiologies: tuple[Aetiology, ...] = ()
    hbv: Serology | None = None
    hcv: Serology | None = None
    cirrhosis: bool | None = None
    time_axis: TimeAxis = TimeAxis.CALENDAR
    day_zero_on: ClinicalDate | None = None
    day_zero_label: str = ""
    note: str = ""
    source: Source = ENTERED
