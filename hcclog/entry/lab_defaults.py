"""What stands at a new result before anything is typed: the patient's tests, the last range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hcclog.catalogue import analytes

if TYPE_CHECKING:
    from hcclog.catalogue.analytes import Analyte
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.labs import LabResult
    from hcclog.domain.record import PatientRecord
    from hcclog.entry.clerk import Clerk, Range

_NO_RANGE: Range = (None, None)


def usual_tests(record: PatientRecord, chronology: Chronology) -> tuple[Analyte, ...]:
    """Return the tests that a patient had: those of the last day first, each day's as entered."""
    last: dict[str, tuple[float, int]] = {}
    for place, lab in enumerate(record.labs):
        span = chronology.span(lab.on)
        day = float("-inf") if span is None else float(span.middle)
        if lab.analyte not in last or day > -last[lab.analyte][0]:
            last[lab.analyte] = (-day, place)
    codes = sorted(last, key=lambda code: last[code])
    found = (analytes.find_analyte(code) for code in codes)
    return tuple(test for test in found if test is not None)


def last_result(record: PatientRecord, chronology: Chronology, test: Analyte) -> LabResult | None:
    """Return a patient's last result of a test, by date."""
    labs = [lab for lab in record.labs if lab.analyte == test.code]
    spans = ((chronology.span(lab.on), lab) for lab in labs)
    days = [(float(span.middle), lab.id, lab) for span, lab in spans if span is not None]
    return max(days, default=(0.0, "", None))[2]


def matching_tests(text: str, usual: Sequence[Analyte], limit: int) -> tuple[Analyte, ...]:
    """Return the tests that a beginning can mean, the patient's own before all others."""
    if not text.strip():
        return ()
    whole = analytes.find_analyte(text)
    found = analytes.search_analytes(text, len(analytes.analytes()))
    own = [each for each in usual if each in found and _begins(text, each)]
    first = [] if whole is None else [whole]
    return tuple(dict.fromkeys((*first, *own, *found)))[:limit]


def known_range(clerk: Clerk, lab: LabResult) -> Range:
    """Return the last range of the result's laboratory, unit and sex; none where there is none."""
    if lab.value is None:
        return _NO_RANGE
    sex = clerk.record.patient.sex.value
    return clerk.last_range(lab.analyte, lab.unit, lab.laboratory, sex) or _NO_RANGE


def with_known_range(clerk: Clerk, lab: LabResult) -> LabResult:
    """Return a result with its laboratory's last range, where none was typed."""
    if (lab.reference_low, lab.reference_high) != _NO_RANGE:
        return lab
    low, high = known_range(clerk, lab)
    return replace(lab, reference_low=low, reference_high=high)


def range_hint(clerk: Clerk, test: Analyte, symbol: str) -> str:
    """Return the range that is usual elsewhere; a hint, and never a value."""
    unit = analytes.find_unit_for(test, symbol)
    sex = clerk.record.patient.sex.value
    hint = analytes.reference_hint(test, unit, sex=sex) if unit else None
    return hint.text if hint else ""


def _begins(text: str, test: Analyte) -> bool:
    # Not by its long names: "al" is meant for albumin, though AFP is an alpha-fetoprotein.
    return test.short.casefold().startswith(text.strip().casefold())
