"""The age of a patient on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hcclog.cohort.ages import age_at
from hcclog.cohort.summary import Years
from hcclog.domain.chronology import Chronology
from hcclog.domain.day_spans import DaySpan
from hcclog.domain.patient import Patient
from hcclog.domain.record import PatientRecord
from tests.cohort.records import on
from tests.rules.courses import P

AGES = [
    pytest.param({"birth_on": on("1960-05-20")}, "2021-05-19", (60, 60), id="a day before"),
    pytest.param({"birth_on": on("1960-05-20")}, "2021-05-20", (61, 61), id="the birthday"),
    pytest.param({"birth_on": on("1960")}, "2021-05-20", (60, 61), id="a year of birth"),
    pytest.param({"age_years": 70}, "2021-05-20", (70, 70), id="stated without a day"),
    pytest.param(
        {"age_years": 70, "age_on": on("2021-05-20")}, "2021-05-20", (70, 70), id="of that day"
    ),
    pytest.param(
        {"age_years": 70, "age_on": on("2020-05-20")}, "2022-05-20", (72, 72), id="stated earlier"
    ),
    pytest.param(
        {"age_years": 70, "age_on": on("2021-05")}, "2022-01-10", (70, 71), id="stated in a month"
    ),
    pytest.param(
        {"age_years": 70, "age_on": on("2022-05-20")}, "2021-05-20", (69, 69), id="stated later"
    ),
]


@pytest.mark.parametrize(("fields", "day", "expected"), AGES)
def test_an_age_is_as_sure_as_what_it_rests_on(
    fields: dict[str, object], day: str, expected: tuple[int, int]
) -> None:
    patient = replace(Patient(P, "p"), **fields)  # type: ignore[arg-type]
    n = date.fromisoformat(day).toordinal()
    found = age_at(patient, Chronology(PatientRecord(patient)), DaySpan(n, n))
    assert found == Years(*expected)


def test_of_nobody_knows_what_there_is_no_age() -> None:
    patient = Patient(P, "p", birth_on=on("1960"))
    chronology = Chronology(PatientRecord(patient))
    assert age_at(patient, chronology, None) is None
    assert age_at(Patient(P, "p"), chronology, DaySpan(737_000, 737_000)) is None
