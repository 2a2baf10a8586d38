"""A rechallenge is a later course of an agent that was given and ended before."""

from __future__ import annotations

import pytest

from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId
from hcclog.domain.record import PatientRecord
from hcclog.domain.therapy import Course
from hcclog.rules.rechallenge import given_before, is_rechallenge, rechallenge_sentence
from tests.books import a_patient

PATIENT = a_patient("again-01")


def a_course(name: str, agent: str, start_on: str, end_on: str = "") -> Course:
    end = ClinicalDate.parse(end_on) if end_on else None
    return Course(EntityId(name), PATIENT.id, None, agent, ClinicalDate.parse(start_on), end_on=end)


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        pytest.param(a_course("old", "sorafenib", "2021-03", "2021-08"), True, id="it had ended"),
        pytest.param(
            a_course("old", "sorafenib", "2021-03", "2022-05"), True, id="in the month it ended"
        ),
        pytest.param(a_course("old", "sorafenib", "2021-03"), False, id="it still goes on"),
        pytest.param(
            a_course("old", "sorafenib", "2021-03", "2023-01"), False, id="it ended later"
        ),
        pytest.param(
            a_course("old", "sorafenib", "2022-09", "2022-12"), False, id="it began later"
        ),
        pytest.param(
            a_course("old", "regorafenib", "2021-03", "2021-08"), False, id="another agent"
        ),
    ],
)
def test_a_rechallenge_is_recognised(earlier: Course, expected: bool) -> None:
    again = a_course("new", "sorafenib", "2022-05")
    record = PatientRecord(PATIENT, courses=(earlier, again))
    assert is_rechallenge(record, Chronology(record), again) is expected


def test_the_last_of_several_is_named() -> None:
    first = a_course("one", "sorafenib", "2019-01", "2019-06")
    second = a_course("two", "sorafenib", "2021-03", "2021-08")
    record = PatientRecord(PATIENT, courses=(second, first))
    chronology = Chronology(record)
    found = given_before(record, chronology, "sorafenib", ClinicalDate.parse("2022-05"))
    assert found == (first, second)
    assert rechallenge_sentence("Sorafenib", found, chronology) == (
        "Sorafenib was given before, 2021-03 to 2021-08; this is a rechallenge."
    )
    assert rechallenge_sentence("Sorafenib", (), chronology) == ""


def test_before_a_date_without_a_place_nothing_is_known_to_have_been() -> None:
    record = PatientRecord(PATIENT, courses=(a_course("one", "sorafenib", "2019-01", "2019-06"),))
    nowhere = ClinicalDate.parse("day 28")
    assert given_before(record, Chronology(record), "sorafenib", nowhere) == ()
