"""A date that is counted from itself is found, however long the way."""

from __future__ import annotations

import pytest

from hcclog.domain.date_loops import is_circular
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.patient import Patient
from hcclog.domain.record import PatientRecord
from hcclog.domain.therapy import Course

PATIENT = PatientId("p")
LINE = EntityId("l1")


def course(key: str, start_on: str, end_on: str | None = None) -> Course:
    end = ClinicalDate.parse(end_on) if end_on else None
    return Course(EntityId(key), PATIENT, LINE, "lenvatinib", ClinicalDate.parse(start_on), end)


RECORD = PatientRecord(
    Patient(PATIENT, "P"),
    courses=(
        course("own", "course:own:start + 1 week"),
        course("one", "course:two:start + 1 week"),
        course("two", "between 2020 and course:one:start + 2 weeks"),
        course("line", "line_of_therapy:l1:start"),
        course("fair", "2021", "course:fair:start + 5 months within course:fair:start + 1 year"),
        course("off", "course:one:start + 5 months"),
    ),
)


@pytest.mark.parametrize(
    ("text", "is_loop"),
    [
        pytest.param("course:own:start + 1 week", True, id="from itself at once"),
        pytest.param("course:two:start + 1 week", True, id="from itself by way of another"),
        pytest.param("line_of_therapy:l1:start", True, id="from the start of its line"),
        pytest.param("2021", False, id="a calendar date"),
        pytest.param("course:fair:start + 5 months", False, id="an end from its own start"),
        pytest.param("course:fair:end", False, id="from such an end"),
        pytest.param("course:one:start + 6 months", False, id="from others that run in a circle"),
        pytest.param("course:gone:start", False, id="from what is no longer there"),
        pytest.param("course:own:end", False, id="from an end that is not stated"),
        pytest.param("nothing:own:end", False, id="from no noun"),
        pytest.param("patient:p:on", False, id="from the person"),
        pytest.param("week 4", False, id="from day 0"),
    ],
)
def test_a_loop_is_found(text: str, is_loop: bool) -> None:
    assert is_circular(RECORD, ClinicalDate.parse(text)) is is_loop
