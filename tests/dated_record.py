"""A small record whose ids are short, so that a date counted from it can be written out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hcclog.domain.assessment import Assessment, Modality, Scan
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.procedure import Procedure
from hcclog.domain.record import PatientRecord
from hcclog.domain.therapy import Course, Hold, LineOfTherapy
from hcclog.domain.visit import Outcome, OutcomeKind, Visit
from hcclog.entry.clerk import Clerk
from hcclog.entry.preferences import DateOrder, Preferences
from tests.books import TODAY

_PATIENT = Patient(
    PatientId("p"),
    "P-1",
    birth_on=ClinicalDate.parse("1950"),
    day_zero_on=ClinicalDate.parse("2021-01-01"),
)


def _of(cls: type[Any], key: str, **given: Any) -> Any:
    dates = {n: ClinicalDate.parse(v) for n, v in given.items() if n.endswith("on") and v}
    return cls(id=EntityId(key), patient_id=_PATIENT.id, **{**given, **dates})


def _course(key: str, line: str | None, agent: str, start_on: str, end_on: str | None) -> Course:
    found: Course = _of(Course, key, line_id=line, agent=agent, start_on=start_on, end_on=end_on)
    return found


RECORD = PatientRecord(
    _PATIENT,
    lines=(_of(LineOfTherapy, "l2", number=2), _of(LineOfTherapy, "l1", number=1)),
    courses=(
        _course("s2", None, "sorafenib", "2022-06-01", None),
        _course("len", "l1", "lenvatinib", "2020-12-01", "2021-03-31"),
        _course("s1", "l2", "sorafenib", "2021-04-01", "course:s1:start + 5 months"),
        _course("new", None, "HX-1008", "2021", None),
        _course("odd", None, "Search and # Rescue", "2021", None),
    ),
    holds=(_of(Hold, "h", course_id="len", start_on="2021-01-28"),),
    procedures=(
        _of(Procedure, "t1", kind="tace", on="2021-10-14"),
        _of(Procedure, "t2", kind="tace", on="2022-02-02"),
        _of(Procedure, "rt", kind="radiotherapy", on="2021-06-01", until_on="2021-07-01"),
    ),
    assessments=(
        _of(Assessment, "m1", on="2021-10-01"),
        _of(Assessment, "ct", on="2021-12"),
        _of(Assessment, "m2", on="2022-02-04"),
        _of(Assessment, "x", on="2022-03-04"),
    ),
    scans=(
        _of(Scan, "m1s", assessment_id="m1", modality=Modality.MRI),
        _of(Scan, "cts", assessment_id="ct", modality=Modality.CT),
        _of(Scan, "m2s", assessment_id="m2", modality=Modality.MRI),
    ),
    visits=(_of(Visit, "v", on="2021-05-05"),),
    outcomes=(_of(Outcome, "end", kind=OutcomeKind.LAST_FOLLOW_UP, on=None),),
)


def clerk(
    record: PatientRecord = RECORD,
    *,
    relative: bool = False,
    order: DateOrder = DateOrder.ASK,
    choose: Any = lambda _sentence, _readings: None,
) -> Clerk:
    """Return who reads dates of a record."""
    if relative:
        record = replace(record, patient=replace(record.patient, time_axis=TimeAxis.RELATIVE))
    return Clerk(record, TODAY, lambda: "new", choose, Preferences(date_order=order))
