"""What FHIR has no element for, in sentences; it travels in extensions of our own all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from hcclog.domain.dates import Offset
from hcclog.domain.patient import TimeAxis
from hcclog.exchange.fhir.computed import COMPUTED_MARK
from hcclog.exchange.fhir.frame import Made, head, url_of

if TYPE_CHECKING:
    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.record import PatientRecord
    from hcclog.exchange.fhir.frame import Frame

Test = Callable[["PatientRecord"], object]

_SENTENCES: tuple[tuple[str, Test], ...] = (
    (
        (
            "The days are counted from a day 0. FHIR has no such days, so no date stands in "
            "the bundle; the day numbers stand in extensions."
        ),
        lambda record: record.patient.time_axis is TimeAxis.RELATIVE,
    ),
    (
        (
            "Dates that are counted from another event go out as the days they can mean; how "
            "they are counted stands in extensions."
        ),
        lambda record: any(map(_is_counted, _dates(record))),
    ),
    (
        (
            "mCODE has no role of a lesion (target, non-target, new); roles stand in a List "
            "for each response series."
        ),
        lambda record: record.series_lesions,
    ),
    (
        (
            "A lesion's state without a diameter (absent, present, too small, not evaluable) "
            "is no mCODE tumour size; it stands in an Observation of our own."
        ),
        lambda record: any(each.longest_mm is None for each in record.measurements),
    ),
    (
        (
            "A hold is an order with the status on-hold and its days; other programs may show "
            "it as held until today."
        ),
        lambda record: record.holds,
    ),
    (
        (
            "The CTCAE grade of an adverse event has no element in R4; it stands in an "
            "extension and in the name."
        ),
        lambda record: any(each.grade is not None for each in record.adverse_events),
    ),
    (
        (
            "The end of an adverse event, what was done about it and whether a drug caused it "
            "stand in extensions."
        ),
        lambda record: any(
            each.end_on or each.action or each.drug_related is not None
            for each in record.adverse_events
        ),
    ),
    (
        (
            "What a source states in words stands in Observations of our own; so do "
            "contradictions, as issues that were detected."
        ),
        lambda record: record.statements or record.discrepancies,
    ),
    (
        (
            "The cancer's clinical status is always active: the profile asks for one, and the "
            "record has none."
        ),
        lambda _record: True,
    ),
    (
        "Where each value comes from, and what was typed, stand in extensions.",
        lambda _record: True,
    ),
)


def _dates(record: PatientRecord) -> Iterator[ClinicalDate]:
    yield from (course.start_on for course in record.courses)
    yield from (assessment.on for assessment in record.assessments)
    yield from (procedure.on for procedure in record.procedures)
    yield from (lab.on for lab in record.labs)


def _is_counted(when: ClinicalDate) -> bool:
    return isinstance(when.form, Offset) and when.form.anchor is not None


def not_held(record: PatientRecord) -> Iterator[str]:
    """Yield the sentences that are true of a record."""
    for sentence, is_true in _SENTENCES:
        if is_true(record):
            yield sentence


def told(frame: Frame) -> Iterator[Made]:
    """Yield the entry of a bundle that says what FHIR does not hold."""
    issues = [
        {"severity": "information", "code": "not-supported", "diagnostics": sentence}
        for sentence in not_held(frame.record)
    ]
    mark = {"extension": [{"url": COMPUTED_MARK, "valueBoolean": True}]}
    outcome = {**head("OperationOutcome"), **mark, "issue": issues}
    yield Made(url_of(frame.record.patient.id, "not held"), outcome)
