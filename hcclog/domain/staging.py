"""Stage of the tumour and state of the liver at one date."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.sources import ENTERED, Source


class Ascites(StrEnum):
    """Ascites as Child and Pugh grade it."""

    NONE = "none"
    SLIGHT = "slight"
    MODERATE = "moderate"


@dataclass(frozen=True, slots=True)
class Staging:
    """What a clinician staged.

    Attributes:
        bclc: Barcelona stage ``0``, ``A``, ``B``, ``C`` or ``D``.
        cnlc: China stage ``Ia`` to ``IV``.
        ecog: Performance status 0 to 5.
        child_pugh_class: ``A``, ``B`` or ``C`` as stated.
        child_pugh_points: 5 to 15 as stated.
        vp: Portal vein tumour thrombus, 0 to 4 (Japanese Vp grades).
        vv: Hepatic vein tumour thrombus, 0 to 3.
        n_tumours: Number of tumours as stated.
        largest_mm: Largest tumour, in mm.
        extrahepatic_sites: Site codes of the catalogue.
        intrahepatic_metastasis: As stated.
        operable: As stated.
    """

    id: EntityId
    patient_id: PatientId
    on: ClinicalDate
    bclc: str | None = None
    cnlc: str | None = None
    ecog: int | None = None
    child_pugh_class: str | None = None
    child_pugh_points: int | None = None
    bilirubin_umol_l: Decimal | None = None
    albumin_g_l: Decimal | None = None
    inr: Decimal | None = None
    ascites: Ascites | None = None
    encephalopathy_grade: int | None = None
    vp: int | None = None
    vv: int | None = None
    n_tumours: int | None = None
    largest_mm: Decimal | None = None
    extrahepatic_sites: tuple[str, ...] = ()
    intrahepatic_metastasis: bool | None = None
    operable: bool | None = None
    differentiation: str = ""
    note: str = ""
    source: Source = ENTERED
