"""Lesions and their measurements."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.sources import ENTERED, Source


class LesionKind(StrEnum):
    """What kind of disease a lesion is, as far as a rule asks."""

    MASS = "mass"
    NODE = "node"
    THROMBUS = "thrombus"
    EFFUSION = "effusion"
    ASCITES = "ascites"
    BONE = "bone"
    INFILTRATIVE = "infiltrative"
    CYSTIC = "cystic"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Lesion:
    """One tumour site, followed under one label all along.

    Attributes:
        label: Unique in the patient and kept for life.
        organ: Organ key of the catalogue; all nodes share one.
        site: Place in words, such as ``S8`` or ``right lower lobe``.
        multiple: True where the entry stands for several lesions that are followed together.
        treated_before: Treated locally before; counts as measurable only if `growth_shown`.
        hypervascular: Arterial enhancement at baseline; None where not stated.
        benign: Known to be benign; never disease.
    """

    id: EntityId
    patient_id: PatientId
    label: str
    organ: str
    site: str = ""
    kind: LesionKind = LesionKind.MASS
    multiple: bool = False
    treated_before: bool = False
    growth_shown: bool = False
    hypervascular: bool | None = None
    benign: bool = False
    note: str = ""
    source: Source = ENTERED

    @property
    def nodal(self) -> bool:
        """True for lymph nodes, which are measured by their short axis."""
        return self.kind is LesionKind.NODE


class LesionState(StrEnum):
    """What a reader says of a lesion beside, or in place of, a number."""

    ABSENT = "absent"
    PRESENT = "present"
    TOO_SMALL = "too-small"
    NOT_EVALUABLE = "not-evaluable"
    PROGRESSED = "progressed"
    EQUIVOCAL = "equivocal"
    MERGED = "merged"
    SPLIT = "split"


class Trend(StrEnum):
    """A change of size that was stated without a number."""

    SMALLER = "smaller"
    UNCHANGED = "unchanged"
    LARGER = "larger"
    NEARLY_GONE = "nearly gone"


@dataclass(frozen=True, slots=True)
class Measurement:
    """One lesion at one assessment.

    Attributes:
        longest_mm: Longest diameter, in mm.
        short_axis_mm: Short axis, in mm; of a node, or the second diameter that a reader gives.
        viable_mm: Longest diameter of the part that enhances in the arterial phase, in mm.
        state: A state in place of a number; None where a number is given.
        other_lesion_id: The lesion it merged into or was split from.
        trend: Change of size stated without a number.
        cytology_positive: Of an effusion or ascites; None where not examined.
    """

    id: EntityId
    patient_id: PatientId
    assessment_id: EntityId
    lesion_id: EntityId
    longest_mm: Decimal | None = None
    short_axis_mm: Decimal | None = None
    viable_mm: Decimal | None = None
    state: LesionState | None = None
    other_lesion_id: EntityId | None = None
    trend: Trend | None = None
    cytology_positive: bool | None = None
    note: str = ""
    source: Source = ENTERED
