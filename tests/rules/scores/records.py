"""Small records for the scores, from a few lines of text.

``bilirubin 2.0 mg/dL`` is a laboratory result of day 0; ``@2021-01-05`` at the end dates it, and
``[35-50]`` gives the laboratory's limits. A lesion is a line too: ``R1 liver: 22 | 24``, an
assessment every 60 days, with states as words (``absent``, ``too-small``), as in the courses.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any

from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId
from hcclog.domain.labs import LabResult, Qualitative
from hcclog.domain.patient import Patient, Sex, TimeAxis
from hcclog.domain.quantities import Comparator
from hcclog.domain.record import PatientRecord
from hcclog.domain.staging import Staging
from hcclog.domain.visit import Visit
from hcclog.rules.scores.compute import scores
from hcclog.rules.scores.observed import RecordAt
from hcclog.rules.scores.score import Score
from tests.rules.courses import P, a_record

DAY = "2021-01-05"
_RESULT = re.compile(
    r"(?P<analyte>\S+) (?P<sign><=|>=|<|>)?\s*(?P<value>\S+)(?: (?P<unit>[^@\[\s]+))?"
    r"(?: \[(?P<low>[\d.]*)-(?P<high>[\d.]*)\])?(?: @(?P<on>.+))?"
)
_MEASURED = ("bilirubin_umol_l", "albumin_g_l", "inr", "largest_mm")
_WORDS = {word.value for word in Qualitative}


def on(text: str) -> ClinicalDate:
    """Return a date from its text."""
    return ClinicalDate.parse(text)


def a_lab(text: str, key: str = "lab") -> LabResult:
    """Return one result."""
    found = _RESULT.fullmatch(text.strip())
    assert found, text
    value = found["value"]
    in_words = value in _WORDS
    return LabResult(
        EntityId(key),
        P,
        on(found["on"] or DAY),
        found["analyte"],
        None if in_words else Decimal(value),
        found["unit"] or "",
        Comparator(found["sign"] or "="),
        Qualitative(value) if in_words else None,
        reference_low=Decimal(found["low"]) if found["low"] else None,
        reference_high=Decimal(found["high"]) if found["high"] else None,
    )


def labs(text: str) -> tuple[LabResult, ...]:
    """Return results that are divided by semicolons."""
    numbers = count(1)
    return tuple(a_lab(part, f"lab-{next(numbers)}") for part in text.split(";") if part.strip())


def a_staging(when: str = DAY, key: str = "staging", **fields: Any) -> Staging:
    """Return a staging; measured values may be given as text or whole numbers."""
    read: dict[str, Any] = {
        name: Decimal(value) if name in _MEASURED and value is not None else value
        for name, value in fields.items()
    }
    return Staging(EntityId(key), P, on(when), **read)


def a_visit(when: str = DAY, key: str = "visit", **fields: Any) -> Visit:
    """Return a visit."""
    return Visit(EntityId(key), P, on(when), **fields)


def a_chart(
    results: str = "",
    *stagings: Staging,
    visits: tuple[Visit, ...] = (),
    sex: Sex = Sex.MALE,
    lesions: str = "",
    dates: tuple[str, ...] = (DAY,),
    **fields: Any,
) -> PatientRecord:
    """Return a record of a calendar axis; lesions are read on the dates."""
    lines = "\n".join(_free(line) for line in lesions.strip().splitlines())
    record = a_record(lines, dates, TimeAxis.CALENDAR) if lines else PatientRecord(Patient(P, "p"))
    return replace(
        record,
        patient=Patient(P, "p", sex=sex, **fields),
        labs=labs(results),
        stagings=stagings,
        visits=visits,
        series=(),
        series_lesions=(),
    )


def at(record: PatientRecord, when: str = "") -> RecordAt:
    """Return the record as of a day, or with its newest values."""
    return RecordAt(record, Chronology(record), on(when) if when else None)


def all_scores(record: PatientRecord, when: str = "") -> dict[str, Score]:
    """Return the scores by name, those of the day before those of an earlier statement."""
    found: dict[str, Score] = {}
    for score in scores(record, Chronology(record), on(when) if when else None):
        found.setdefault(score.name, score)
    return found


def said(score: Score) -> str:
    """Return the findings of a score in one text."""
    return " ".join(finding.sentence for finding in score.findings)


def _free(line: str) -> str:
    """Return a line of the courses with no role in any series."""
    label, rest = line.strip().split(" ", 1)
    return f"{label} free {rest}"
