"""Dates that are unlikely are asked about before they are written; impossible ones are refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hcclog.commands.base import Add, Amend
from hcclog.commands.refused import Refused
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId
from hcclog.domain.record import PatientRecord
from hcclog.domain.statement import Statement, StatementKind
from hcclog.domain.therapy import Course
from hcclog.domain.visit import Outcome, OutcomeKind, Visit
from hcclog.entry.dates import read_day
from hcclog.entry.questions.find import questions
from hcclog.entry.questions.question import Question
from hcclog.logbook import Logbook
from tests.books import a_patient, an_id
from tests.dated_record import RECORD, clerk

PERSON = RECORD.patient
DIED = Outcome(EntityId("died"), PERSON.id, ClinicalDate.parse("2024-05"), OutcomeKind.DEATH)
AFTER_DEATH = replace(RECORD, outcomes=(*RECORD.outcomes, DIED))


def day(text: str) -> ClinicalDate:
    return ClinicalDate.parse(text)


def visit(on: str) -> Visit:
    return Visit(EntityId("new"), PERSON.id, day(on))


def asked(record: PatientRecord, entity: Any, *, relative: bool = False) -> list[Question]:
    return list(questions(clerk(record, relative=relative), [entity]))


ASKED = [
    pytest.param("2026-11-22", ["after-today"], id="D-06: tomorrow"),
    pytest.param("2062", ["after-today"], id="D-06: 2062 for 2026"),
    pytest.param("sorafenib 2 + 9 years", ["after-today"], id="D-06: counted into the future"),
    pytest.param("2026-11", [], id="the month that today is in"),
    pytest.param("2026-11-21", [], id="today"),
    pytest.param("1949-12-31", ["before-birth"], id="D-07: the day before the year of birth"),
    pytest.param("1950", [], id="the year of birth"),
    pytest.param("end of sorafenib 2 + 1 week", ["no-place"], id="after an end that is not known"),
    pytest.param("between 2023 and 2022", ["no-place"], id="between the wrong way round"),
    pytest.param("age 70", [], id="an age of one whose birth is known"),
]


@pytest.mark.parametrize(("typed", "keys"), ASKED)
def test_an_unlikely_day_is_asked_about(typed: str, keys: list[str]) -> None:
    entity = Visit(EntityId("new"), PERSON.id, read_day(clerk(), typed))
    found = asked(RECORD, entity)
    assert [question.key for question in found] == keys
    assert all(question.field == "on" for question in found)
    assert all(question.sentence.endswith(".") for question in found)
    assert all(question.needs_reason is (question.key != "no-place") for question in found)


def test_an_age_has_no_place_where_no_birth_is_known() -> None:
    record = replace(RECORD, patient=replace(PERSON, birth_on=None))
    assert [question.key for question in asked(record, visit("age 66"))] == ["no-place"]


@pytest.mark.parametrize(
    ("on", "is_asked"),
    [("2024-06-01", True), ("2024-05-31", False), ("2024", False), ("2023", False)],
    ids=["surely after it", "in its month", "in its year", "before it"],
)
def test_a_visit_after_death_is_asked_about(on: str, is_asked: bool) -> None:
    found = asked(AFTER_DEATH, visit(on))
    assert [question.key for question in found] == ["after-death"] * is_asked


def test_a_death_is_not_after_itself() -> None:
    assert asked(AFTER_DEATH, replace(DIED, on=day("2025-01"))) == []


def test_days_from_day_0_are_asked_about_after_death_alone() -> None:
    died = replace(DIED, on=day("week 100"))
    record = replace(RECORD, outcomes=(died,))
    assert asked(record, visit("day 99999"), relative=True)[0].key == "after-death"
    assert asked(record, visit("day 10"), relative=True) == []


def test_both_ends_of_a_statement_are_asked_about() -> None:
    statement = Statement(
        EntityId("s"),
        PERSON.id,
        StatementKind.DURATION,
        from_on=day("2062"),
        to_on=day("2063"),
    )
    assert [(q.key, q.field) for q in asked(RECORD, statement)] == [
        ("after-today", "from_on"),
        ("after-today", "to_on"),
    ]


def test_a_correction_is_asked_only_of_the_dates_that_it_changes() -> None:
    seen = visit("2062")
    record = replace(RECORD, visits=(seen,))
    assert asked(record, replace(seen, note="planned")) == []
    assert [q.key for q in asked(record, replace(seen, on=day("2063")))] == ["after-today"]


def test_an_end_is_counted_from_the_start_that_is_corrected_with_it() -> None:
    course = next(c for c in RECORD.courses if c.id == "s1")
    moved = replace(course, start_on=day("2026-10-01"), end_on=day("course:s1:start + 6 months"))
    assert [(q.key, q.field) for q in asked(RECORD, moved)] == [("after-today", "end_on")]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"birth_on": "1905-11-21"}, "birth_on"),
        ({"birth_on": "1905-11-22"}, None),
        ({"birth_on": "1904"}, "birth_on"),
        ({"birth_on": "1905"}, None),
        ({"age_years": 121}, "age_years"),
        ({"age_years": 120}, None),
        ({"birth_on": "day 3"}, None),
    ],
    ids=[
        "121 today",
        "121 tomorrow",
        "born in a year: 121 at least",
        "born in a year: 120 at least",
        "an age of 121",
        "an age of 120",
        "a birth that is no calendar date",
    ],
)
def test_d_07_an_age_over_120_is_asked_about(fields: dict[str, Any], field: str | None) -> None:
    given: Any = {n: day(v) if isinstance(v, str) else v for n, v in fields.items()}
    person = replace(replace(PERSON, birth_on=None), **given)
    found = [q for q in asked(PatientRecord(PERSON), person) if q.key == "very-old"]
    assert [q.field for q in found] == ([field] if field else [])
    assert all(q.needs_reason and q.sentence.endswith(".") for q in found)


@pytest.fixture
def course(empty_patient: Logbook) -> Course:
    """A course that is in the store, with an end."""
    patient_id = empty_patient.find("empty-01") or ""
    entity = Course(
        an_id(), a_patient().id, None, "lenvatinib", day("2021-03-01"), day("2021-06-01")
    )
    entity = replace(entity, patient_id=type(entity.patient_id)(patient_id))
    empty_patient.do(Add((entity,)))
    return entity


def held(book: Logbook, course: Course) -> Course:
    record = book.patient(course.patient_id)
    assert record is not None
    return record.courses[0]


def test_d_12_an_end_before_its_start_is_refused(empty_patient: Logbook, course: Course) -> None:
    with pytest.raises(Refused, match="lies before the start") as refused:
        empty_patient.do(Amend(replace(course, end_on=day("2021-02-28"))))
    assert refused.value.field == "end_on"


def test_d_12_a_course_of_one_day_is_accepted(empty_patient: Logbook, course: Course) -> None:
    one_day = replace(course, end_on=course.start_on)
    empty_patient.do(Amend(one_day))
    assert held(empty_patient, course) == one_day


def test_an_end_that_hangs_on_its_start_moves_with_it(
    empty_patient: Logbook, course: Course
) -> None:
    hanging = replace(course, end_on=day(f"course:{course.id}:start + 5 months"))
    empty_patient.do(Amend(hanging))
    later = replace(hanging, start_on=day("2023-01-01"))
    empty_patient.do(Amend(later))
    assert held(empty_patient, course) == later


def test_a_date_counted_from_itself_is_refused(empty_patient: Logbook, course: Course) -> None:
    circular = replace(course, start_on=day(f"course:{course.id}:end + 1 week"))
    circular = replace(circular, end_on=day(f"course:{course.id}:start + 1 week"))
    with pytest.raises(Refused, match="counted from this entry itself") as refused:
        empty_patient.do(Amend(circular))
    assert refused.value.field == "start_on"
    assert held(empty_patient, course) == course


def test_a_day_to_come_is_confirmed_once(empty_patient: Logbook, course: Course) -> None:
    planned = replace(course, end_on=day("2027-01"))
    with pytest.raises(Refused, match="after today"):
        empty_patient.do(Amend(planned))
    empty_patient.do(Amend(planned, accepted=frozenset({"after-today"})))
    noted = replace(planned, note="as planned")
    empty_patient.do(Amend(noted))
    assert held(empty_patient, course) == noted
