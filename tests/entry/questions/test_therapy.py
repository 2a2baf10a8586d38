"""What is asked about therapy before it is written, and what is not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from hcclog.commands.base import Add, Amend
from hcclog.commands.refused import Refused
from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId
from hcclog.domain.record import PatientRecord
from hcclog.domain.therapy import Course, DoseBasis, DoseStep, Hold, LineOfTherapy, StopReason
from hcclog.entry.clerk import Clerk
from hcclog.entry.questions.find import questions
from hcclog.entry.questions.question import Question
from hcclog.logbook import Logbook
from tests.books import TODAY, a_patient

PATIENT = a_patient("asked-01")
LINE = LineOfTherapy(EntityId("line"), PATIENT.id, 1)


def on(text: str) -> ClinicalDate:
    return ClinicalDate.parse(text)


def a_course(agent: str = "lenvatinib", **fields: Any) -> Course:
    own: dict[str, Any] = {"id": "new", "line_id": None, "start_on": "2021-10-14"} | fields
    for name in ("start_on", "end_on"):
        if isinstance(own.get(name), str):
            own[name] = on(own[name])
    if isinstance(own.get("dose"), str):
        own["dose"] = Decimal(own["dose"])
    own["id"] = EntityId(own["id"])
    return Course(patient_id=PATIENT.id, agent=agent, **own)


def asked(entity: Any, *courses: Course, **more: Any) -> list[Question]:
    record = PatientRecord(PATIENT, lines=(LINE,), courses=courses, **more)
    return list(questions(Clerk(record, TODAY, lambda: "1"), [entity]))


def keys(entity: Any, *courses: Course, **more: Any) -> list[tuple[str, str, bool]]:
    return [(q.key, q.field, q.needs_reason) for q in asked(entity, *courses, **more)]


DOSE, UNIT = ("unusual-dose", "dose", True), ("unusual-unit", "dose", True)
INTERVAL = ("unusual-interval", "every_days", True)
AGAIN = ("same-agent", "start_on", False)
DAY = DoseBasis.DAY


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        pytest.param(a_course(dose="8", every_days=1), [], id="a usual dose"),
        pytest.param(a_course(dose="4", every_days=2), [], id="a low dose every other day"),
        pytest.param(a_course(dose="800"), [DOSE], id="C-01: lenvatinib 800 mg"),
        pytest.param(
            a_course("sintilimab", dose="200", dose_unit="g"), [DOSE], id="C-01: sintilimab 200 g"
        ),
        pytest.param(a_course("regorafenib", dose="1600"), [DOSE], id="C-01: regorafenib 1600 mg"),
        pytest.param(a_course("sorafenib", dose="800", dose_basis=DAY), [], id="a day's total"),
        pytest.param(
            a_course("sorafenib", dose="1600", dose_basis=DAY), [DOSE], id="too much for a day"
        ),
        pytest.param(
            a_course("camrelizumab", dose="3", dose_unit="mg/kg"), [], id="C-02: by weight, kept"
        ),
        pytest.param(
            a_course("oxaliplatin", dose="85", dose_unit="mg/m2"), [], id="C-02: by surface, kept"
        ),
        pytest.param(a_course(dose="8", dose_unit="mL"), [UNIT], id="a unit of another kind"),
        pytest.param(
            a_course(dose="2", dose_unit="tablets"),
            [("unknown-unit", "dose", True)],
            id="a unit that is none",
        ),
        pytest.param(a_course(), [], id="C-06: a dose that is not stated"),
        pytest.param(a_course("sintilimab", every_days=21), [], id="every 21 days"),
        pytest.param(a_course("sintilimab", every_days=147), [INTERVAL], id="C-03: every 21 weeks"),
        pytest.param(a_course("sintilimab", every_days=1), [INTERVAL], id="an antibody daily"),
        pytest.param(a_course(every_days=21), [INTERVAL], id="a tablet every 21 days"),
    ],
)
def test_doses_and_intervals(course: Course, expected: list[tuple[str, str, bool]]) -> None:
    assert keys(course) == expected


def test_the_usual_range_stands_in_the_question() -> None:
    (question,) = asked(a_course(dose="800"))
    assert question.sentence == (
        "800 mg of Lenvatinib is unusual: 4 to 24 mg at a time is expected; usual is 8 mg or 12 mg."
    )


OPEN = a_course(id="old", start_on="2021-03-02")
ENDED = a_course(id="old", start_on="2021-03-02", end_on="2021-08-30")


@pytest.mark.parametrize(
    ("course", "there", "expected"),
    [
        pytest.param(a_course(), [OPEN], [AGAIN], id="C-04: while the first goes on"),
        pytest.param(
            a_course(start_on="2021-05-01"), [ENDED], [AGAIN], id="C-04: within the first"
        ),
        pytest.param(
            a_course(start_on="2021-03-02"), [OPEN], [AGAIN], id="C-04: the same course twice"
        ),
        pytest.param(a_course(), [ENDED], [], id="a rechallenge is told and not asked"),
        pytest.param(a_course(start_on="2021-08"), [ENDED], [], id="an order that cannot be told"),
        pytest.param(
            a_course(start_on="2020-01-01", end_on="2020-02-01"), [OPEN], [], id="a course before"
        ),
        pytest.param(a_course("sintilimab"), [OPEN], [], id="different agents overlap as usual"),
    ],
)
def test_the_same_agent_twice(
    course: Course, there: list[Course], expected: list[tuple[str, str, bool]]
) -> None:
    assert keys(course, *there) == expected


FAILED = replace(ENDED, line_id=LINE.id, stop_reason=StopReason.PROGRESSION)
NEW_LINE = ("new-line", "line_id", False)


@pytest.mark.parametrize(
    ("course", "there", "expected"),
    [
        pytest.param(
            a_course("regorafenib", line_id="line"), FAILED, [NEW_LINE], id="after progression"
        ),
        pytest.param(
            a_course("regorafenib", line_id=None), FAILED, [], id="in no line, or a new one"
        ),
        pytest.param(
            a_course("regorafenib", line_id="line"),
            replace(FAILED, stop_reason=StopReason.TOXICITY),
            [],
            id="after toxicity",
        ),
        pytest.param(
            a_course("regorafenib", line_id="line", start_on="2021-08-01"),
            FAILED,
            [],
            id="before the other agent was stopped",
        ),
        pytest.param(a_course(line_id="line"), FAILED, [], id="the same agent"),
    ],
)
def test_a_new_agent_after_progression(
    course: Course, there: Course, expected: list[tuple[str, str, bool]]
) -> None:
    assert keys(course, there) == expected


def a_hold(start_on: str, end_on: str = "") -> Hold:
    end = on(end_on) if end_on else None
    return Hold(EntityId("hold"), PATIENT.id, ENDED.id, on(start_on), end)


def a_step(when: str, dose: str = "4") -> DoseStep:
    return DoseStep(EntityId("step"), PATIENT.id, ENDED.id, on(when), Decimal(dose))


@pytest.mark.parametrize(
    ("entity", "expected"),
    [
        pytest.param(a_hold("2021-04-01", "2021-04-15"), [], id="a hold within its course"),
        pytest.param(a_hold("2021-08"), [], id="a hold whose order cannot be told"),
        pytest.param(
            a_hold("2021-01-01"), [("before-course", "start_on", False)], id="a hold before it"
        ),
        pytest.param(
            a_hold("2021-08-01", "2021-10-01"),
            [("after-course", "end_on", False)],
            id="C-05: a hold longer than its course",
        ),
        pytest.param(a_step("2021-05-01"), [], id="a dose step within its course"),
        pytest.param(a_step("2021-09-01"), [("after-course", "on", False)], id="a step after it"),
        pytest.param(a_step("2021-05-01", "400"), [DOSE], id="C-01: a step to an unusual dose"),
    ],
)
def test_what_lies_outside_its_course(entity: Any, expected: list[tuple[str, str, bool]]) -> None:
    assert keys(entity, ENDED) == expected


def test_a_stop_before_a_hold_is_asked_about() -> None:
    stopped = replace(OPEN, end_on=on("2021-03-20"))
    found = keys(stopped, OPEN, holds=(a_hold("2021-04-01"),))
    assert found == [("stop-before-hold", "end_on", False)]


def test_a_dose_that_stands_already_is_not_asked_about_again() -> None:
    there = a_course(id="old", dose="800")
    assert keys(replace(there, note="as in the letter"), there) == []
    assert keys(replace(there, dose=Decimal(900)), there) == [DOSE]


@pytest.mark.parametrize(
    ("grade", "version", "expected"),
    [
        pytest.param(2, "5.0", [], id="grade and version"),
        pytest.param(None, "", [], id="neither"),
        pytest.param(2, "", [("no-ctcae-version", "ctcae_version", False)], id="C-18: no version"),
    ],
)
def test_the_version_of_a_grade(
    grade: int | None, version: str, expected: list[tuple[str, str, bool]]
) -> None:
    event = AdverseEvent(EntityId("event"), PATIENT.id, "proteinuria", grade, version)
    assert keys(event) == expected


@pytest.mark.parametrize(
    ("entity", "field"),
    [
        pytest.param(a_course(dose="0"), "dose", id="N-16: a dose of 0 mg"),
        pytest.param(a_course(every_days=0), "every_days", id="C-03: every 0 days"),
        pytest.param(a_course(every_days=-21), "every_days", id="C-03: every -21 days"),
        pytest.param(a_course(end_on="2021-10-01"), "end_on", id="D-12: an end before the start"),
        pytest.param(
            AdverseEvent(EntityId("event"), PATIENT.id, "proteinuria", 6),
            "grade",
            id="C-18: a grade that does not exist",
        ),
    ],
)
def test_what_cannot_be_stays_refused(book: Logbook, entity: Any, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        book.do(Add((PATIENT, entity)))
    assert refusal.value.field == field


def test_a_course_of_one_day_is_accepted(book: Logbook) -> None:
    book.do(Add((PATIENT, a_course(end_on="2021-10-14"))))
    found = book.patient(PATIENT.id)
    assert found is not None
    assert len(found.courses) == 1


def test_what_happens_next_has_a_title_of_its_own() -> None:
    assert Amend(OPEN, title="Stop lenvatinib").label == "Stop lenvatinib"
