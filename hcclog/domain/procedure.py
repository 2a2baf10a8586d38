"""Procedures, and what the pathologist found."""

from dataclasses import dataclass
from decimal import Decimal

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.sources import ENTERED, Source


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure.

    Attributes:
        on: Day of the procedure, or its first day.
        until_on: Last day of a procedure that lasts, such as radiotherapy.
        kind: Procedure code of the catalogue.
        site: Site in words or by code of the catalogue.
        dose_gy: Total radiation dose, in Gy.
        n_fractions: Number of fractions.
        agents: Drug codes given with it.
        approach: Such as ``open``, ``laparoscopic``, ``percutaneous``.
        stated_ordinal: The number that the source gives it (first, second), where it does.
    """

    id: EntityId
    patient_id: PatientId
    on: ClinicalDate
    kind: str
    until_on: ClinicalDate | None = None
    site: str = ""
    dose_gy: Decimal | None = None
    n_fractions: int | None = None
    agents: tuple[str, ...] = ()
    approach: str = ""
    stated_ordinal: int | None = None
    note: str = ""
    source: Source = ENTERED


@dataclass(frozen=True, slots=True)
class Pathology:
    """A pathologist's findings on tissue.

    Attributes:
        procedure_id: The procedure that gave the tissue.
        diameter_mm: Largest diameter of the tumour, in mm.
        microvascular_invasion: Grade such as ``M1``.
        grade: Such as ``Edmondson-Steiner II``.
    """

    id: EntityId
    patient_id: PatientId
    procedure_id: EntityId | None
    on: ClinicalDate
    site: str = ""
    diameter_mm: Decimal | None = None
    grade: str = ""
    pattern: str = ""
    microvascular_invasion: str = ""
    macrovascular_invasion: bool | None = None
    nerve_invasion: bool | None = None
    necrosis: bool | None = None
    background_liver: str = ""
    note: str = ""
    source: Source = ENTERED
