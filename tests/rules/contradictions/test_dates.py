"""Dates against each other, birth, death and the last follow-up."""

from __future__ import annotations

from typing import Any

import pytest

from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.ids import EntityId
from hcclog.domain.procedure import Pathology
from hcclog.domain.visit import Outcome, Visit
from tests.rules.contradictions.records import (
    a_course,
    a_hold,
    a_lab,
    a_patient,
    a_procedure,
    findings,
    make,
    said,
    sentences,
)


def an_outcome(on: str | None, kind: str = "last follow-up") -> Outcome:
    """Return the end of what is known."""
    return make(Outcome, on=on, kind=kind)  # type: ignore[no-any-return]


def a_visit(on: str) -> Visit:
    """Return a visit."""
    return make(Visit, on=on)  # type: ignore[no-any-return]


TURNED = [
    pytest.param(a_course("2021-02", "2021-01"), "lenvatinib", id="a course"),
    pytest.param(a_procedure("2021-02", until_on="2021-01"), "TACE", id="a procedure"),
    pytest.param(
        a_lab("2021-02", until_on="2021-01", qualitative="low"), "AFP", id="a result of a period"
    ),
    pytest.param(
        make(AdverseEvent, term="proteinuria", start_on="2021-02", end_on="2021-01"),
        "proteinuria",
        id="an adverse event",
    ),
    pytest.param(
        said("lab trend", from_on="2021-02", to_on="2021-01"), "statement", id="a statement"
    ),
]


@pytest.mark.parametrize(("entity", "name"), TURNED)
def test_an_end_before_its_start(entity: Any, name: str) -> None:
    assert sentences(entity) == [f"The end of {name} (2021-01) lies before its start (2021-02)."]


def test_a_hold_that_is_turned_has_no_length_either() -> None:
    found = sentences(a_course("2020"), a_hold("2021-02", "2021-01"))
    assert found == ["The end of hold (2021-01) lies before its start (2021-02)."]


ORDERLY = [
    pytest.param(a_course("2021-02", "2021-02"), id="in one month"),
    pytest.param(a_course("2021-02", "2021"), id="the end is known to the year"),
    pytest.param(a_course("2021-02"), id="no end"),
    pytest.param(a_course("2021-02", "day 5"), id="an end without a place"),
]


@pytest.mark.parametrize("entity", ORDERLY)
def test_an_order_that_may_be(entity: Any) -> None:
    assert sentences(entity) == []


IN_ITSELF = [
    pytest.param("2021-02-03 within 2021-02", "", id="a day in its month"),
    pytest.param("2021-03-01 within 2021-02", "2021-03-01 does not lie in 2021-02", id="beside it"),
    pytest.param("between 2021-02 and 2021-03", "", id="between two months"),
    pytest.param("between 2021 and 2021-03", "", id="an order that is not certain"),
    pytest.param("between 2021-03 and 2021-02", "2021-02 lies before 2021-03", id="turned"),
    pytest.param("day 5 within 2021-02", "", id="no place in time"),
]


@pytest.mark.parametrize(("date", "fault"), IN_ITSELF)
def test_a_date_in_itself(date: str, fault: str) -> None:
    found = bool(fault) * [f"The date of visit contradicts itself: {fault}."]
    assert sentences(a_visit(date)) == found


BIRTHS = [
    pytest.param("1975-03-14", "1975-03-13", True, id="the day before"),
    pytest.param("1975-03-14", "1975-03-14", False, id="the day itself"),
    pytest.param("1975", "1975-01", False, id="in the year of birth"),
    pytest.param("1975", "1974-12", True, id="before the year of birth"),
]


@pytest.mark.parametrize(("birth", "on", "is_found"), BIRTHS)
def test_before_birth(birth: str, on: str, is_found: bool) -> None:
    found = sentences(a_patient(birth_on=birth), a_lab(on, "5"))
    assert found == is_found * [f"AFP of {on} lies before the birth of the patient ({birth})."]


def test_a_source_may_speak_of_any_time() -> None:
    told = said("lab trend", analyte="afp", direction="falling", from_on="1974", to_on="2024")
    patient = a_patient(birth_on="1975", age_years=48, age_on="2024")
    assert sentences(patient, told, an_outcome("2023", "death")) == []


def test_the_date_of_a_result_names_its_test() -> None:
    assert sentences(a_lab("between 2021-03 and 2021-02", "5")) == [
        "The date of AFP contradicts itself: 2021-02 lies before 2021-03."
    ]


ENDS = [
    pytest.param([("2023-01", "last follow-up")], "2023-02", True, id="after the last follow-up"),
    pytest.param([("2023-01", "last follow-up")], "2023-01", False, id="in its month"),
    pytest.param([("2023-01", "last follow-up")], "2023", False, id="in its year, perhaps later"),
    pytest.param(
        [("2023-01", "last follow-up"), ("2023-03", "last follow-up")],
        "2023-02",
        False,
        id="of two, the latest",
    ),
    pytest.param([("2023-01", "death")], "2023-02", True, id="after the death"),
    pytest.param([(None, "death")], "2023-02", False, id="a death of no date"),
    pytest.param([("2023-01", "lost to follow-up")], "2023-02", True, id="after the loss"),
]


@pytest.mark.catalogue("C-05")
@pytest.mark.parametrize(("outcomes", "on", "is_found"), ENDS)
def test_after_the_end(outcomes: list[tuple[str | None, str]], on: str, is_found: bool) -> None:
    known = [an_outcome(*outcome) for outcome in outcomes]
    found = findings(*known, a_visit(on))
    kind = outcomes[0][1]
    sentence = f"Visit of {on} lies after the {kind} (2023-01)."
    assert [one.sentence for one in found] == is_found * [sentence]


def test_news_after_a_death() -> None:
    assert sentences(an_outcome("2023-01", "death"), an_outcome("2023-03")) == [
        "Last follow-up of 2023-03 lies after the death (2023-01)."
    ]


def test_much_that_is_late_is_said_at_once() -> None:
    visits = [a_visit("2023-03"), a_visit("2023-02")]
    course = a_course("2023-02", "2023-04")
    end = an_outcome("2023-01")
    (found,) = findings(end, *visits, course)
    assert found.sentence == (
        "4 dates lie after the last follow-up (2023-01), the latest that of lenvatinib of 2023-04."
    )
    assert [entity_id for _, entity_id in found.marks] == [
        end.id,
        visits[0].id,
        visits[1].id,
        course.id,
    ]


DEATHS = [
    pytest.param(
        (an_outcome("2023-01", "death"), a_course("2021-01")),
        ["Lenvatinib goes on after the death of the patient (2023-01)."],
        id="a course without an end",
    ),
    pytest.param(
        (an_outcome(None, "death"), a_course("2021-01")),
        ["Lenvatinib goes on after the death of the patient."],
        id="a death of no date",
    ),
    pytest.param(
        (an_outcome("2023-01", "death"), a_course("2021-01", "2023-01", stop_reason="death")),
        [],
        id="a course that ended with it",
    ),
    pytest.param(
        (an_outcome("2023-01"), a_course("2021-01", "2023-01", stop_reason="death")),
        ["Lenvatinib was stopped for death, and no death is recorded."],
        id="a death that only the course knows",
    ),
    pytest.param((an_outcome("2023-01"), a_course("2021-01")), [], id="alive and treated"),
]


@pytest.mark.parametrize(("entities", "found"), DEATHS)
def test_death(entities: tuple[Any, ...], found: list[str]) -> None:
    assert sentences(*entities) == found


TISSUES = [
    pytest.param("surgery", "2020-10", True, id="older than its procedure"),
    pytest.param("surgery", "2020-11", False, id="of its month"),
    pytest.param(None, "2020-10", False, id="of no procedure"),
]


@pytest.mark.parametrize(("procedure", "on", "is_found"), TISSUES)
def test_tissue(procedure: str | None, on: str, is_found: bool) -> None:
    surgery = a_procedure("2020-11", "segmentectomy", id=EntityId("surgery"))
    found = sentences(surgery, make(Pathology, procedure_id=procedure, on=on))
    assert bool(found) is is_found
    assert found == is_found * [
        (
            "The pathology of 2020-10 lies before the procedure that gave the tissue "
            "(Segmentectomy, 2020-11)."
        )
    ]
