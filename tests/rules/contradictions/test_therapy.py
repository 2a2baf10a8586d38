"""Courses, holds and dose steps against each other and against what is said of them."""

from __future__ import annotations

from typing import Any

import pytest

from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.ids import EntityId
from tests.rules.contradictions.records import a_course, a_hold, a_step, make, said, sentences

COURSE = ("2021-01", "2021-12")
HOLD, SECOND_HOLD = ("2021-03-01", "2021-03-15"), ("2021-05-01", "2021-05-15")

MENTIONED = [
    pytest.param(
        None,
        (),
        ["An interruption of lenvatinib is mentioned; the record has no hold of it."],
        id="one is mentioned and none recorded",
    ),
    pytest.param(None, (HOLD,), [], id="one is mentioned and recorded"),
    pytest.param("0", (), [], id="none is said and none recorded"),
    pytest.param(
        "0",
        (HOLD,),
        ["Lenvatinib is said to have gone on without interruption; the record has 1 hold of it."],
        id="none is said and one recorded",
    ),
    pytest.param(
        "1",
        (HOLD, SECOND_HOLD),
        ["1 interruption of lenvatinib is mentioned; the record has 2 holds of it."],
        id="one is said and two recorded",
    ),
    pytest.param("2", (HOLD, SECOND_HOLD), [], id="two are said and recorded"),
    pytest.param(
        "2",
        (),
        ["2 interruptions of lenvatinib are mentioned; the record has no hold of it."],
        id="two are said and none recorded",
    ),
]


@pytest.mark.parametrize(("amount", "holds", "found"), MENTIONED)
def test_interruption(
    amount: str | None, holds: tuple[tuple[str, str], ...], found: list[str]
) -> None:
    told = said("interruption", course_id="lenvatinib", amount=amount)
    assert sentences(a_course(*COURSE), told, *(a_hold(*hold) for hold in holds)) == found


def test_an_interruption_of_a_course_that_is_gone() -> None:
    assert sentences(said("interruption", course_id="gone")) == []


def an_event(action: str | None) -> AdverseEvent:
    """Return an adverse event of lenvatinib."""
    return make(AdverseEvent, term="proteinuria", agents=("lenvatinib", "sorafenib"), action=action)  # type: ignore[no-any-return]


HELD, LESS = a_hold(*HOLD), a_step("2021-04", direction="lower")
ACTIONS = [
    pytest.param(None, COURSE, (), [], id="no action"),
    pytest.param("dose not changed", COURSE, (), [], id="nothing was changed"),
    pytest.param("drug interrupted", COURSE, (HELD,), [], id="interrupted and held"),
    pytest.param("drug interrupted", COURSE, (LESS,), ["hold"], id="interrupted and not held"),
    pytest.param("dose reduced", COURSE, (LESS,), [], id="reduced and lower"),
    pytest.param("dose reduced", COURSE, (a_step("2021-04", "4"),), [], id="reduced to a dose"),
    pytest.param(
        "dose reduced",
        COURSE,
        (a_step("2021-04", direction="higher"),),
        ["lower dose"],
        id="reduced and higher",
    ),
    pytest.param(
        "drug interrupted, then dose reduced", COURSE, (HELD, LESS), [], id="both are recorded"
    ),
    pytest.param(
        "drug interrupted, then dose reduced", COURSE, (), ["hold", "lower dose"], id="neither is"
    ),
    pytest.param("drug withdrawn", COURSE, (), [], id="withdrawn and ended"),
    pytest.param("drug withdrawn", COURSE[:1], (), ["end"], id="withdrawn and going on"),
]


@pytest.mark.parametrize(("action", "course", "parts", "missing"), ACTIONS)
def test_action_on_an_adverse_event(
    action: str | None, course: tuple[str, ...], parts: tuple[Any, ...], missing: list[str]
) -> None:
    assert sentences(a_course(*course), an_event(action), *parts) == [
        f"Proteinuria is recorded with the action “{action}”; the record has no {one} of "
        "lenvatinib."
        for one in missing
    ]


LIES_BEFORE = "lies before the start of its course (2021-01)."
LIES_AFTER = "lies after the end of its course (2021-12)."
OUTSIDE = [
    pytest.param(a_hold("2020-12", "2021-02"), "hold", LIES_BEFORE, id="a hold before"),
    pytest.param(a_hold("2022-01"), "hold", LIES_AFTER, id="a hold after"),
    pytest.param(
        a_hold("2021-11", "2022-01"),
        "hold",
        "ends after the end of its course (2021-12).",
        id="a hold that ends after",
    ),
    pytest.param(a_step("2020-12", "8"), "dose step", LIES_BEFORE, id="a step before"),
    pytest.param(a_step("2022-01", "8"), "dose step", LIES_AFTER, id="a step after"),
]


@pytest.mark.catalogue("C-05")
@pytest.mark.parametrize(("part", "noun", "where"), OUTSIDE)
def test_outside_the_course(part: Any, noun: str, where: str) -> None:
    on = part.on if noun == "dose step" else part.start_on
    found = [f"The {noun} of lenvatinib on {on} {where}"]
    assert sentences(a_course(*COURSE), part) == found


INSIDE = [
    pytest.param(COURSE, a_hold("2021-01", "2021-12"), id="a hold in the same months"),
    pytest.param(COURSE[:1], a_hold("2025-01"), id="a hold of a course that goes on"),
    pytest.param(COURSE, a_step("2021-12", "8"), id="a step in the last month"),
    pytest.param(COURSE, a_hold("2020-12", course="gone"), id="a hold of a course that is gone"),
    pytest.param(COURSE, a_step("2020-12", course="gone"), id="a step of a course that is gone"),
]


@pytest.mark.parametrize(("course", "part"), INSIDE)
def test_inside_the_course_or_of_none(course: tuple[str, ...], part: Any) -> None:
    assert sentences(a_course(*course), part) == []


STEPS = [
    pytest.param("higher", "12", {}, False, id="higher and more"),
    pytest.param("higher", "8.01", {}, False, id="higher by a hundredth"),
    pytest.param("higher", "8", {}, True, id="higher and the same"),
    pytest.param("higher", "4", {}, True, id="higher and less"),
    pytest.param("lower", "7.99", {}, False, id="lower by a hundredth"),
    pytest.param("lower", "8", {}, True, id="lower and the same"),
    pytest.param("lower", "12", {}, True, id="lower and more"),
    pytest.param("", "4", {}, False, id="no direction"),
    pytest.param("lower", None, {}, False, id="no dose"),
    pytest.param("higher", "4", {"dose_unit": "mg/m2"}, False, id="another unit"),
    pytest.param("higher", "4", {"dose_basis": "day"}, False, id="another basis"),
    pytest.param("lower", "8", {"every_days": 2}, False, id="as much, every other day"),
    pytest.param("lower", "8", {"every_days": 1}, True, id="as much, every day"),
]


@pytest.mark.parametrize(("direction", "dose", "fields", "is_found"), STEPS)
def test_direction_of_a_dose_step(
    direction: str, dose: str | None, fields: dict[str, Any], is_found: bool
) -> None:
    course = a_course(*COURSE, dose="8", every_days=1)
    assert sentences(course, a_step("2021-04", dose, direction=direction, **fields)) == (
        is_found
        * [f"The dose of lenvatinib on 2021-04 is called {direction}; it is {dose} mg after 8 mg."]
    )


def test_a_step_is_compared_with_the_one_before_it() -> None:
    steps = [a_step("2021-06", "8", direction="lower"), a_step("2021-04", "12", direction="higher")]
    assert sentences(a_course(*COURSE, dose="8"), *steps) == []
    assert sentences(a_course(*COURSE), a_step("2021-04", "8", direction="higher")) == []


def twice(end: str | None, second: str, agent: str = "lenvatinib") -> list[str]:
    """Return what is found of a course from 2021-01 and another."""
    again = a_course(second, "2023-01", agent, id=EntityId("again"))
    return sentences(a_course("2021-01", end), again)


TWICE = [
    pytest.param(None, "2021-06", "lenvatinib", "has no end", id="the first has no end"),
    pytest.param("2021-07", "2021-06", "lenvatinib", "ends on 2021-07", id="the first ends later"),
    pytest.param("2021-06", "2021-06", "lenvatinib", "", id="the first ends in that month"),
    pytest.param("2021-05", "2021-06", "lenvatinib", "", id="a rechallenge"),
    pytest.param(None, "2021-01", "lenvatinib", "", id="begun in one month"),
    pytest.param(None, "2021-06", "sorafenib", "", id="another agent"),
]


@pytest.mark.parametrize(("end", "second", "agent", "until"), TWICE)
def test_one_agent_twice(end: str | None, second: str, agent: str, until: str) -> None:
    assert twice(end, second, agent) == bool(until) * [
        f"Lenvatinib is begun on {second}, while its course from 2021-01 {until}."
    ]


def test_a_reason_for_a_stop_needs_an_end() -> None:
    assert sentences(a_course(*COURSE, stop_reason="progression")) == []
    assert sentences(a_course("2021-01", agent="no-such-drug", stop_reason="progression")) == [
        "No-such-drug has a reason for its stop (progression) and no end."
    ]
