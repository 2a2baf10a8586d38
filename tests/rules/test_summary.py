"""A patient on one line, as the list shows it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.labs import LabResult, Qualitative
from hcclog.domain.patient import Patient
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Category, ReportedResponse
from hcclog.domain.therapy import Course, LineOfTherapy
from hcclog.rules.summary import Summary, age_words, summary
from hcclog.rules.timeline import timeline
from tests.rules.courses import a_record

P = PatientId("p")


def when(text: str) -> ClinicalDate:
    return ClinicalDate.parse(text)


def summed(record: PatientRecord) -> Summary:
    return summary(record, timeline(record))


def a_course(agent: str, start: str, end: str | None) -> Course:
    return Course(EntityId(agent), P, None, agent, when(start), when(end) if end else None)


def a_marker(analyte: str, on: str, **fields: object) -> LabResult:
    name = EntityId(f"{analyte} {on}")
    given = {"value": Decimal(5), "unit": "ng/mL"} | fields
    return LabResult(name, P, when(on), analyte, **given)  # type: ignore[arg-type]  # a row


def test_of_a_patient_with_nothing_nothing_is_guessed() -> None:
    assert summed(PatientRecord(Patient(P, "x"))) == Summary("", 0, (), None, None, None)


AGES = [
    pytest.param(
        {"age_years": 47, "age_on": when("2020-11")}, "47 at 2020-11", id="stated at a date"
    ),
    pytest.param({"age_years": 47}, "47", id="stated without one"),
    pytest.param({"birth_on": when("1973")}, "born 1973", id="by birth"),
]


@pytest.mark.parametrize(("fields", "words"), AGES)
def test_the_age_as_it_is_known(fields: dict[str, object], words: str) -> None:
    record = PatientRecord(Patient(P, "x", **fields))  # type: ignore[arg-type]  # a row of a table
    assert age_words(record, timeline(record).chronology) == words


def test_the_agents_that_go_on_or_ended_last() -> None:
    ended = (
        a_course("lenvatinib", "2020-12", "2022-02"),
        a_course("sorafenib", "2022-03", "2022-07"),
    )
    going_on = (*ended, a_course("regorafenib", "2022-08", None), a_course("x", "2022-09", None))
    record = PatientRecord(Patient(P, "x"), courses=ended)
    assert summed(record).agents == ("sorafenib",)
    assert summed(replace(record, courses=going_on)).agents == ("x", "regorafenib")


def test_the_highest_line() -> None:
    lines = tuple(LineOfTherapy(EntityId(f"l{n}"), P, n) for n in (1, 3, 2))
    assert summed(PatientRecord(Patient(P, "x"), lines=lines)).line_number == 3


MARKERS = [
    pytest.param(["afp 2021-10", "vegf 2022-05"], "vegf", id="the newest"),
    pytest.param(["vegf 2022-05", "afp 2022-05"], "afp", id="AFP before others of one day"),
    pytest.param(["afp 2021-10", "albumin 2022-05"], "afp", id="no other test"),
    pytest.param(["afp 2021-10", "vegf day 3"], "afp", id="one without a place comes last"),
]


@pytest.mark.parametrize(("named", "analyte"), MARKERS)
def test_the_last_marker(named: list[str], analyte: str) -> None:
    labs = tuple(a_marker(*name.split(" ", 1)) for name in named)
    last = summed(PatientRecord(Patient(P, "x"), labs=labs)).last_marker
    assert last is not None
    assert last.analyte == analyte


def test_a_statement_about_a_period_counts_to_its_end() -> None:
    low = a_marker("afp", "2021-06", value=None, qualitative=Qualitative.LOW, until_on=when("2024"))
    labs = (low, a_marker("vegf", "2022-05"))
    assert summed(PatientRecord(Patient(P, "x"), labs=labs)).last_marker == low


def test_the_last_response_reported_and_computed() -> None:
    report = ReportedResponse(
        EntityId("r"), P, EntityId("a1"), when("day 60"), category=Category.SD
    )
    words = replace(report, id=EntityId("w"), category=None, on=when("day 90"), wording="well")
    record = replace(a_record("T1 target lung: 50 | 50 | 30"), reported_responses=(report, words))
    found = summed(record)
    assert found.last_reported == report
    assert found.last_computed is not None
    assert found.last_computed.overall.value is Category.PR
