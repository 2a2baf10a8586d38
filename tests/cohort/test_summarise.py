"""What a summary says of a record, by hand."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from hcclog.cohort.rates import best_reported
from hcclog.cohort.summarise import summarise
from hcclog.cohort.summary import Fate, Stage, Years
from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.day_spans import DaySpan
from hcclog.domain.ids import EntityId
from hcclog.domain.patient import Aetiology, Sex
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Category, ReportedResponse
from hcclog.domain.therapy import Course
from hcclog.logbook import Logbook
from hcclog.rules.endpoints.rules import EndpointKey
from tests.cohort.crowds import exactly
from tests.cohort.records import IRECIST, MRECIST, RECIST, a_course, rows_of, summed_up, treated
from tests.rules.courses import P


def test_changes_are_exact_and_counted_from_the_baseline() -> None:
    patient = summed_up("T1 target liver: 30 | 20 | 40", dates=("day 0", "day 56", "day 112"))
    judged = patient.lines[0].by(RECIST)
    assert judged is not None
    assert [c.change for c in judged.changes] == [Fraction(-1, 3), Fraction(1, 3)]
    assert [c.since_baseline for c in judged.changes] == [exactly(56), exactly(112)]
    assert [c.since_first for c in judged.changes] == [exactly(56), exactly(112)]
    assert [c.category for c in judged.changes] == [Category.PR, Category.PD]


def test_mrecist_counts_the_viable_part() -> None:
    patient = summed_up("T1 target liver enhancing: 50/50 | 50/20")
    by = {criteria: patient.lines[0].by(criteria) for criteria in (RECIST, MRECIST)}
    changes = {c: [one.change for one in judged.changes] for c, judged in by.items() if judged}
    assert changes == {RECIST: [Fraction(0)], MRECIST: [Fraction(-3, 5)]}


BEST_CHANGES = [
    pytest.param("50 | 40 | 30 | 60", Fraction(-2, 5), id="the deepest"),
    pytest.param("50 | 60 | 55", Fraction(1, 5), id="progression is final: the later fall is not"),
    pytest.param("50 | 70 | 20", Fraction(2, 5), id="nor is a fall below the baseline after it"),
    pytest.param("50 | absent", Fraction(-1), id="gone"),
    pytest.param("50 | 50", Fraction(0), id="no change"),
    pytest.param("50 | NE | 45", Fraction(-1, 10), id="an incomplete sum has no change"),
]


@pytest.mark.parametrize(("sizes", "expected"), BEST_CHANGES)
def test_the_best_change_is_the_smallest_up_to_progression(sizes: str, expected: Fraction) -> None:
    judged = summed_up(f"T1 target liver: {sizes}").lines[0].by(RECIST)
    assert judged is not None
    assert judged.best_change is not None
    assert judged.best_change.change == expected


def test_under_irecist_a_fall_after_an_unconfirmed_progression_counts() -> None:
    judged = summed_up("T1 target liver: 50 | 70 | 20").lines[0].by(IRECIST)
    assert judged is not None
    assert judged.best_change is not None
    assert judged.best_change.change == Fraction(-3, 5)


NO_CHANGE = [
    pytest.param("T1 target liver: 50", "No assessment lies after", id="baseline only"),
    pytest.param("N1 non-target bone: present | present", "has no sum of target", id="no targets"),
    pytest.param("T1 target liver: 50 | NE", "No later assessment has", id="never whole"),
]


@pytest.mark.parametrize(("text", "why"), NO_CHANGE)
def test_a_line_without_a_change_says_why(text: str, why: str) -> None:
    judged = summed_up(text).lines[0].by(RECIST)
    assert judged is not None
    assert judged.best_change is None
    assert why in judged.why_no_change


def test_a_line_without_a_series_says_so() -> None:
    courses = (a_course(1, "day 0", "day 50"), a_course(2, "day 60"))
    judged = summed_up(courses=courses).lines[1].by(RECIST)
    assert judged is not None
    assert not judged.has_series
    assert judged.why_no_change == "No response series belongs to the line."
    assert judged.best is None


def test_what_lies_after_the_next_line_is_not_of_the_line() -> None:
    courses = (a_course(1, "day 0", "day 90"), a_course(2, "day 100"))
    judged = summed_up("T1 target liver: 50 | 40 | 10", courses).lines[0].by(RECIST)
    assert judged is not None
    assert [c.since_baseline for c in judged.changes] == [exactly(60)]


def test_a_line_holds_its_agents_in_the_order_in_which_they_were_begun() -> None:
    courses = (
        a_course(1, "day 30", "day 90", "sintilimab"),
        a_course(1, "day 0", "day 60"),
        a_course(2, "day 120", agent="sorafenib"),
    )
    first, second = summed_up(courses=courses).lines
    assert first.agents == ("lenvatinib", "sintilimab")
    assert (first.length, first.goes_on) == (exactly(90), False)
    assert (second.since_first, second.length, second.goes_on) == (exactly(120), None, True)


def test_two_dates_counted_from_one_event_share_its_uncertainty() -> None:
    courses = (
        a_course(1, "month 3", "day 200"),
        a_course(2, "course:c1-lenvatinib:start + 10 days", agent="sorafenib"),
    )
    patient = summed_up(courses=courses)
    assert patient.lines[0].start == DaySpan(76, 106)
    assert patient.lines[1].since_first == exactly(10)


FATES = [
    pytest.param({"died": "day 90"}, (False, exactly(90)), id="died"),
    pytest.param({"died": "?"}, (False, None), id="died on a day that is not known"),
    pytest.param({"seen": "day 300"}, (True, None), id="alive"),
]


@pytest.mark.parametrize(("fields", "expected"), FATES)
def test_the_fate(fields: dict[str, str], expected: tuple[bool, DaySpan | None]) -> None:
    fate = summed_up(**fields).fate
    assert (fate.alive, fate.death) == expected


@pytest.mark.catalogue("P-06")
def test_a_patient_of_whom_nothing_is_known_has_a_summary_of_nothing() -> None:
    patient = summarise(treated("T1 target liver: 50", courses=()))
    assert patient.lines == ()
    assert patient.first_line is None
    assert patient.stage == Stage()
    assert patient.fate == Fate(alive=True, death=None, last_news=None)


def test_a_response_that_need_not_be_confirmed_has_its_own_duration() -> None:
    judged = summed_up("T1 target liver: 50 | 30 | 60").lines[0].by(RECIST)
    assert judged is not None
    assert judged.best is not None
    assert judged.confirmed is not None
    assert (judged.best.category, judged.confirmed.category) == (Category.PR, Category.SD)
    sure, any_ = (judged.endpoint(EndpointKey.DOR, confirmed=one) for one in (True, False))
    assert sure is not None
    assert any_ is not None
    assert (sure.days, any_.days, any_.event) == (None, exactly(60), True)


def reported(text: str, *said: str, courses: Sequence[Course] | None = None) -> PatientRecord:
    """Return a record whose assessments after the baseline were read as said."""
    reports = (
        ReportedResponse(
            EntityId(f"rr{n}"),
            P,
            EntityId(f"a{n}"),
            ClinicalDate.at("assessment", f"a{n}"),
            category=Category(word),
        )
        for n, word in enumerate(said, 1)
        if word
    )
    return replace(treated(text, courses), reported_responses=tuple(reports)[::-1])


AS_READ = [
    pytest.param(("SD", "PR", "PD"), "PR", id="a response before progression"),
    pytest.param(("PD", "PR", "CR"), "PD", id="a response after progression is none of the line"),
    pytest.param(("iUPD", "iPR", "iPR"), "PR", id="a progression to be confirmed is not final"),
    pytest.param(("", "PR", ""), "PR", id="one reading alone"),
]


@pytest.mark.parametrize(("said", "best"), AS_READ)
def test_what_readers_said_counts_up_to_progression(said: tuple[str, ...], best: str) -> None:
    patient = summarise(reported("T1 target liver: 50 | 48 | 47 | 46", *said))
    assert best_reported(rows_of(patient)[0]) is Category(best)


def test_what_readers_said_after_the_next_line_began_is_not_of_the_line() -> None:
    courses = (a_course(1, "day 0", "day 90"), a_course(2, "day 100", agent="sorafenib"))
    record = reported("T1 target liver: 50 | 48 | 20", "SD", "PR", courses=courses)
    patient = summarise(record)
    assert [(one.line, one.category) for one in patient.reported] == [
        (1, Category.SD),
        (None, Category.PR),
    ]
    assert best_reported(rows_of(patient)[0]) is Category.SD


CASES = [
    pytest.param(
        "zhang-2024",
        (Sex.MALE, Years(47, 48), (Aetiology.HBV,), "B"),
        [("lenvatinib", "sintilimab"), ("regorafenib",), ("lenalidomide", "lenvatinib")],
        ["NON-CR/NON-PD", "PD", "NON-CR/NON-PD"],
        [(397, 454, True), (62, 119, True), (62, 122, False)],
        id="zhang-2024",
    ),
    pytest.param(
        "ikeda-2021",
        (Sex.MALE, Years(70, 70), (Aetiology.NASH,), None),
        [("lenvatinib",), ("sorafenib",), ("regorafenib",), ("sorafenib",), ("regorafenib",)],
        ["PD", "NON-CR/NON-PD", "NON-CR/NON-PD", "NE", "NON-CR/NON-PD"],
        [(76, 106, True), (137, 167, True), (168, 198, True), (46, 76, False), (46, 76, False)],
        id="ikeda-2021",
    ),
    pytest.param(
        "fonc-2024",
        (Sex.MALE, Years(53, 55), (), None),
        [("lenvatinib", "camrelizumab"), ("lenalidomide",)],
        ["PD", "NON-CR/NON-PD"],
        [(63, 121, True), (168, 198, False)],
        id="fonc-2024",
    ),
]


@pytest.mark.parametrize(("code", "person", "given", "best", "pfs"), CASES)
def test_the_published_cases(
    cases: Logbook,
    code: str,
    person: tuple[object, ...],
    given: list[tuple[str, ...]],
    best: list[str],
    pfs: list[tuple[int, int, bool]],
) -> None:
    record = cases.patient(cases.find(code) or "")
    assert record is not None
    patient = summarise(record)
    assert (patient.sex, patient.age, patient.aetiologies, patient.stage.bclc) == person
    assert [line.agents for line in patient.lines] == given
    judged = [one for line in patient.lines if (one := line.by(RECIST))]
    assert [one.best.category.value for one in judged if one.best] == best
    found = [end for one in judged if (end := one.endpoint(EndpointKey.PFS)) and end.days]
    assert [(e.days.earliest, e.days.latest, e.event) for e in found if e.days] == pfs
    assert pickle.loads(pickle.dumps(patient)) == patient


def test_nobody_with_an_adverse_event_of_grade_5_is_called_alive() -> None:
    fatal = AdverseEvent(EntityId("e"), P, "sepsis", 5, "", ClinicalDate.parse("day 70"))
    fate = summarise(replace(treated(), adverse_events=(fatal,))).fate
    assert (fate.alive, fate.death) == (False, None)
