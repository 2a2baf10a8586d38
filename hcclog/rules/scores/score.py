"""A score as a clinician reads it: its value, its reason, what it used and what it lacks."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.rules.verdict import Finding


class Input(NamedTuple):
    """One value that a score used.

    Attributes:
        name: Such as ``bilirubin``.
        value: As it is written in the record, with its comparator, without its unit.
        unit: Printed symbol; empty where it has none.
        on: Its date; None for what holds throughout, such as the sex.
        date: That date, as shown.
        entity: Table of the entity that holds it, such as ``lab_result``.
        entity_id: Its id.
    """

    name: str
    value: str
    unit: str
    on: ClinicalDate | None
    date: str
    entity: str
    entity_id: EntityId | PatientId

    @property
    def words(self) -> str:
        """The input as it stands in a sentence, such as ``bilirubin 17 µmol/L``."""
        unit = "" if self.unit == self.name else self.unit
        return " ".join(part for part in (self.name, self.value, unit) if part)


class Part(NamedTuple):
    """One part of a sum of points, such as the 2 points of slight ascites; None where missing."""

    name: str
    points: int | None
    sentence: str


class ReportedStage(NamedTuple):
    """A class or stage that a clinician stated.

    Attributes:
        value: As stated, such as ``B`` or ``A, 5 points``.
        on: The date of the staging.
        date: That date, as shown.
        staging_id: The staging.
    """

    value: str
    on: ClinicalDate
    date: str
    staging_id: EntityId


class Score(NamedTuple):
    """One score, grade or stage.

    Attributes:
        name: Such as ``Child-Pugh``.
        value: Exact, or to fifty digits where logarithms are in it; None where not computed, and
            for stages, which are no numbers.
        shown: The value rounded for the eye; empty without one.
        grade: Class, grade or stage; empty where not computed, and where a score has none.
        sentence: Why, with the numbers.
        clause: The published rule.
        inputs: What it used.
        missing: What it lacks; it is then not computed, unless `at_least`.
        at_least: True where the stage stands whatever is missing, and only the last stage of all
            (BCLC D, CNLC IV) cannot be excluded.
        parts: The parts of a sum of points.
        as_of: The day for which it is; None for the newest values.
        reported: What clinicians stated of the same thing.
        agrees: Reported against computed; None where nothing can be compared.
        difference: Why they differ, in a sentence; empty where they agree.
        findings: What is to settle; it never changes the value.
    """

    name: str
    value: Decimal | Fraction | int | None
    shown: str
    grade: str
    sentence: str
    clause: str
    inputs: tuple[Input, ...] = ()
    missing: tuple[str, ...] = ()
    at_least: bool = False
    parts: tuple[Part, ...] = ()
    as_of: ClinicalDate | None = None
    reported: tuple[ReportedStage, ...] = ()
    agrees: bool | None = None
    difference: str = ""
    findings: tuple[Finding, ...] = ()


def not_computed(name: str, clause: str, missing: tuple[str, ...]) -> Score:
    """Return a score that lacks something, and says what."""
    sentence = f"Not computed; missing: {'; '.join(missing)}."
    return Score(name, None, "", "", sentence, clause, missing=missing)
