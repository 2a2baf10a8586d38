"""What stands at a new result before anything is typed."""

from __future__ import annotations

import pytest

from hcclog.domain.chronology import Chronology
from hcclog.domain.record import PatientRecord
from hcclog.entry.lab_defaults import last_result, matching_tests, usual_tests
from tests.books import a_lab, a_patient

PATIENT = a_patient()
RECORD = PatientRecord(
    PATIENT,
    labs=(
        a_lab(PATIENT, "5", "2026-01-01", analyte="cea"),
        a_lab(PATIENT, "6", "2026-10-01", analyte="alp", unit="U/L"),
        a_lab(PATIENT, "7", "2026-10-01"),
        a_lab(PATIENT, "8", "2026-02-01"),
    ),
)
CHRONOLOGY = Chronology(RECORD)


def test_the_tests_of_the_last_day_come_first_as_they_were_entered() -> None:
    assert [test.code for test in usual_tests(RECORD, CHRONOLOGY)] == ["alp", "afp", "cea"]


def test_the_last_result_is_the_last_by_date() -> None:
    afp = usual_tests(RECORD, CHRONOLOGY)[1]
    last = last_result(RECORD, CHRONOLOGY, afp)
    assert last is not None
    assert str(last.value) == "7"
    assert last_result(PatientRecord(PATIENT), CHRONOLOGY, afp) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [("a", "alp"), ("af", "afp"), ("ast", "ast"), ("alb", "albumin"), ("", None), ("zzz", None)],
    ids=[
        "the patient's own test",
        "two letters",
        "a whole name",
        "no test of the patient's",
        "nothing",
        "no test at all",
    ],
)
def test_a_beginning_means_the_likeliest_test(text: str, code: str | None) -> None:
    found = matching_tests(text, usual_tests(RECORD, CHRONOLOGY), 1)
    assert [test.code for test in found] == ([code] if code else [])
