"""All contradictions of one record: every rule in its order, nothing repaired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.rules.contradictions import (
    counts,
    dates,
    durations,
    labs,
    person,
    procedures,
    sizes,
    therapy,
)
from hcclog.rules.contradictions.case import Case

if TYPE_CHECKING:
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.record import PatientRecord
    from hcclog.rules.contradictions.case import ContradictionRule
    from hcclog.rules.verdict import Finding

RULES: tuple[ContradictionRule, ...] = (
    *person.RULES,
    *dates.RULES,
    *procedures.RULES,
    *therapy.RULES,
    *durations.RULES,
    *sizes.RULES,
    *counts.RULES,
    *labs.RULES,
)


def contradictions(record: PatientRecord, chronology: Chronology) -> tuple[Finding, ...]:
    """Return what in a record contradicts itself, each thing once.

    The findings stand in the order of the rules, and of one rule by their sentences, so that the
    order of entry changes nothing.

    Args:
        record: One patient.
        chronology: Its dates.
    """
    case = Case(record, chronology)
    found = (sorted(rule.find(case)) for rule in RULES)
    return tuple({finding.sentence: finding for each in found for finding in each}.values())
