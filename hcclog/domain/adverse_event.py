"""Adverse events by CTCAE."""

from dataclasses import dataclass
from enum import StrEnum

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.sources import ENTERED, Source


class ActionTaken(StrEnum):
    """What was done with the agent (CDISC ACN)."""

    NONE = "dose not changed"
    REDUCED = "dose reduced"
    HELD = "drug interrupted"
    WITHDRAWN = "drug withdrawn"
    HELD_AND_REDUCED = "drug interrupted, then dose reduced"


@dataclass(frozen=True, slots=True)
class AdverseEvent:
    """One adverse event.

    Attributes:
        term: Code of a CTCAE term in the catalogue.
        grade: 1 to 5; None where not stated.
        start_on: None where the source gives no time.
        agents: Drug codes that are thought to have caused it.
    """

    id: EntityId
    patient_id: PatientId
    term: str
    grade: int | None = None
    ctcae_version: str = ""
    start_on: ClinicalDate | None = None
    end_on: ClinicalDate | None = None
    agents: tuple[str, ...] = ()
    action: ActionTaken | None = None
    drug_related: bool | None = None
    note: str = ""
    source: Source = ENTERED
