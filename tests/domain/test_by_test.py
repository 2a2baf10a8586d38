"""What was worked out for a test is kept for as long as it would come to the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hcclog.domain.by_test import Kept
from hcclog.domain.chronology import Chronology
from hcclog.domain.ids import EntityId
from hcclog.domain.labs import LabResult
from hcclog.domain.record import PatientRecord
from tests.report.samples import on
from tests.rules.markers.series import a_record, results

AFP = results("day 0: 400 | day 42: 30")
CEA = tuple(replace(lab, id=EntityId(f"c{lab.id}")) for lab in results("day 0: 3", "cea"))
RECORD = a_record((*AFP, *CEA), "day 1")
LATER = replace(results("day 60: 20")[0], id=EntityId("r9"))


def texts(record: PatientRecord, _chronology: Chronology, code: str) -> list[str]:
    return [str(lab.value) for lab in record.labs if lab.analyte == code]


def with_labs(*labs: LabResult) -> PatientRecord:
    return replace(RECORD, labs=labs)


def of_both(first: PatientRecord, second: PatientRecord, code: str) -> tuple[object, object]:
    kept = Kept(texts)
    answers = (kept.of(record, Chronology(record)).of(code) for record in (first, second))
    before, after = answers
    assert before.answer == texts(first, Chronology(first), code)
    assert after.answer == texts(second, Chronology(second), code)
    return before, after


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (RECORD, "afp"),
        (with_labs(*AFP, *CEA, LATER), "cea"),
        (with_labs(*AFP), "afp"),
    ],
    ids=["the same record", "a result of another test came", "another test is gone"],
)
def test_what_follows_for_a_test_stays_where(second: PatientRecord, code: str) -> None:
    before, after = of_both(RECORD, second, code)
    assert before is after


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (with_labs(*AFP, *CEA, LATER), "afp"),
        (with_labs(replace(AFP[0]), AFP[1], *CEA), "afp"),
        (replace(RECORD, patient=replace(RECORD.patient)), "afp"),
        (replace(RECORD, courses=(replace(RECORD.courses[0]),)), "afp"),
        (replace(RECORD, courses=()), "afp"),
    ],
    ids=[
        "a result came to the test",
        "a result was written anew",
        "the patient was",
        "a course was",
        "a course is gone",
    ],
)
def test_what_follows_for_a_test_is_worked_out_anew_where(second: PatientRecord, code: str) -> None:
    before, after = of_both(RECORD, second, code)
    assert before is not after


def test_a_test_with_a_date_that_is_counted_from_an_entry_is_worked_out_anew() -> None:
    counted = replace(AFP[0], on=on("course:C1:start + 2 weeks"))
    before, after = of_both(with_labs(counted, *CEA), with_labs(counted), "afp")
    assert before is not after


def test_where_a_line_starts_as_an_entry_says_all_is_worked_out_anew() -> None:
    course = replace(RECORD.courses[0], start_on=on("lab_result:r1:on + 1 day"))
    first = replace(RECORD, courses=(course,))
    before, after = of_both(first, replace(first, labs=(*AFP, *CEA, LATER)), "cea")
    assert before is not after


def test_a_test_without_a_result_has_no_answer() -> None:
    with pytest.raises(KeyError):
        Kept(texts).of(RECORD, Chronology(RECORD)).of("vegf")
