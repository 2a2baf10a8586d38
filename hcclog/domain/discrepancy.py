"""Discrepancy notes: what a person finds that contradicts itself, shown and never repaired.

What a rule can find needs no note: `rules/contradictions` computes it from the record.
"""

from dataclasses import dataclass

from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.sources import ENTERED, Source


@dataclass(frozen=True, slots=True)
class DiscrepancyNote:
    """One contradiction, in a sentence with its numbers."""

    id: EntityId
    patient_id: PatientId
    text: str
    source: Source = ENTERED
