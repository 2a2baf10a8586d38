"""How long something is said to have lasted, against its dates."""

from __future__ import annotations

from typing import Any

import pytest

from hcclog.domain.assessment import Assessment
from hcclog.domain.ids import EntityId
from hcclog.domain.response import ReportedResponse
from hcclog.domain.visit import Outcome
from tests.rules.contradictions.records import a_course, a_hold, imaging, make, said, sentences

RESPONSE = EntityId("response")


def lasted(amount: str, unit: str = "month", **given: Any) -> Any:
    """Return a statement of a duration."""
    return said("duration", amount=amount, unit=unit, **given)


def a_report(on: str, category: str | None = "SD", **given: Any) -> ReportedResponse:
    """Return what was reported without imaging."""
    fields = {"id": RESPONSE, "assessment_id": None, "category": category, **given}
    return make(ReportedResponse, on=on, **fields)  # type: ignore[no-any-return]


def an_outcome(on: str | None, kind: str = "last follow-up") -> Outcome:
    """Return the end of what is known."""
    return make(Outcome, on=on, kind=kind)  # type: ignore[no-any-return]


# From 2020-12 to 2022-02 are 397 to 454 days; half a month is 15.2 days.
COURSES = [
    pytest.param("12", "month", True, id="12 months end at 380.5 days"),
    pytest.param("13", "month", False, id="13 months reach to 410.9 days"),
    pytest.param("15", "month", False, id="15 months begin at 441.3 days"),
    pytest.param("16", "month", True, id="16 months begin at 471.8 days"),
    pytest.param("396", "day", False, id="396 days, to a day"),
    pytest.param("395", "day", True, id="395 days"),
    pytest.param("455", "day", False, id="455 days, to a day"),
    pytest.param("456", "day", True, id="456 days"),
]


@pytest.mark.parametrize(("amount", "unit", "is_found"), COURSES)
def test_a_course(amount: str, unit: str, is_found: bool) -> None:
    told = lasted(amount, unit, course_id="lenvatinib")
    assert bool(sentences(a_course("2020-12", "2022-02"), told)) is is_found


def test_the_sentence_has_both_lengths_and_what_else_is_told() -> None:
    others = [
        lasted("14", course_id="lenvatinib", precision="about"),
        lasted("11", course_id="lenvatinib"),
        said("duration", course_id="lenvatinib", amount="3"),
        lasted("3", course_id="other"),
        lasted("5", from_on="2020", to_on="2020"),
    ]
    course = a_course("2020-12 # 1 month after surgery", "2022-02")
    assert sentences(course, lasted("11", course_id="lenvatinib"), *others) == [
        (
            "Lenvatinib is said to have been given for 11 months; from 1 month after surgery "
            "(2020-12) to 2022-02 it is about 14 months (397 to 454 days). Elsewhere it "
            "is given as about 14 "
            "months."
        )
    ]


OPEN = [
    pytest.param((), False, id="no end is known"),
    pytest.param(("2022-02",), True, id="up to the last news"),
    pytest.param(("2021-11", "2022-02"), True, id="up to the latest news"),
    pytest.param(("2021-11",), False, id="up to news of that length"),
    pytest.param((None,), False, id="news of no date"),
]


@pytest.mark.parametrize(("outcomes", "is_found"), OPEN)
def test_a_course_that_goes_on(outcomes: tuple[str | None, ...], is_found: bool) -> None:
    told = lasted("11", course_id="lenvatinib")
    known = [an_outcome(on) for on in outcomes]
    assert bool(sentences(a_course("2020-12"), told, *known)) is is_found


def test_the_dates_of_a_statement_go_before_those_of_the_course() -> None:
    told = lasted("11", course_id="lenvatinib", from_on="2021-01", to_on="2021-12")
    assert sentences(a_course("2020-12", "2022-02"), told) == []


def imaged(*dates: str) -> list[Assessment]:
    """Return imaging of some dates."""
    return [imaging(on)[0] for on in dates]


# From 2022-10 to 2023-01 are 62 to 122 days; nearly 4 months are 91 to 122, nearly 6 152 to 183.
UP_TO = [
    pytest.param(["2022-07", "2022-10"], "6", True, id="longer than since the last imaging"),
    pytest.param(["2022-07", "2022-10"], "4", False, id="as long as since the last imaging"),
    pytest.param(["2022-07"], "6", False, id="the last imaging was then"),
    pytest.param(["2023-01"], "6", False, id="no imaging surely before"),
    pytest.param([], "6", False, id="no imaging at all"),
]


@pytest.mark.parametrize(("dates", "amount", "is_found"), UP_TO)
def test_a_response_up_to_its_report(dates: list[str], amount: str, is_found: bool) -> None:
    told = lasted(amount, reported_response_id=RESPONSE, precision="nearly")
    found = sentences(a_report("2023-01"), told, *imaged(*dates))
    assert bool(found) is is_found


def test_the_sentence_says_from_where_it_would_hold() -> None:
    told = lasted("6", reported_response_id=RESPONSE, precision="nearly")
    courses = [
        a_course("2022-07", agent="lenalidomide"),
        a_course("2022-02", agent="regorafenib"),
        a_course("day 5", agent="sorafenib"),
    ]
    assert sentences(a_report("2023-01"), told, *imaged("2022-10"), *courses) == [
        (
            "SD is reported on 2023-01 for nearly 6 months; from the last imaging (2022-10) to "
            "2023-01 it is about 3 months (62 to 122 days). It would hold from the start "
            "of lenalidomide "
            "(2022-07)."
        )
    ]


def test_the_sentence_ends_where_it_would_hold_from_nowhere() -> None:
    told = lasted("6", reported_response_id=RESPONSE, precision="nearly")
    course = a_course("2022-02", agent="regorafenib")
    assert sentences(a_report("2023-01"), told, *imaged("2022-10"), course) == [
        (
            "SD is reported on 2023-01 for nearly 6 months; from the last imaging (2022-10) to "
            "2023-01 it is about 3 months (62 to 122 days)."
        )
    ]


STRETCHES = [
    pytest.param({"from_on": "2022-12"}, id="a beginning"),
    pytest.param({"to_on": "2023-02"}, id="an end"),
    pytest.param({"from_on": "2022-12", "to_on": "2023-02"}, id="both"),
]


@pytest.mark.parametrize("dates", STRETCHES)
def test_no_start_of_a_course_is_looked_for_where_dates_are_told(dates: dict[str, str]) -> None:
    told = lasted("6", reported_response_id=RESPONSE, precision="nearly", **dates)
    (found,) = sentences(a_report("2023-01"), told, a_course("2022-07"))
    assert "It would hold" not in found


def test_a_beginning_that_is_told_is_taken() -> None:
    told = lasted("6", reported_response_id=RESPONSE, from_on="2022-07")
    assert sentences(a_report("2023-01"), told, *imaged("2022-10")) == []
    later = lasted("6", reported_response_id=RESPONSE, from_on="2022-11")
    assert sentences(a_report("2023-01", None, wording="well"), later) == [
        (
            "“well” is reported on 2023-01 for 6 months; from 2022-11 to 2023-01 it is "
            "about 2 months "
            "(32 to 91 days)."
        )
    ]


def test_a_response_from_its_report_to_an_end() -> None:
    told = lasted("1", "year", reported_response_id=RESPONSE, to_on="2021-06", precision="about")
    assert sentences(a_report("2020-09", "PR"), told) == [
        (
            "The PR of 2020-09 is said to have lasted about 1 year; from 2020-09 to 2021-06 it is "
            "about 9 months (244 to 302 days)."
        )
    ]
    since = lasted("1", "year", reported_response_id=RESPONSE, from_on="2020-06", to_on="2021-06")
    assert sentences(a_report("2020-09", "PR"), since) == []


NOTHING = [
    pytest.param(lasted("3"), id="of nothing"),
    pytest.param(lasted("3", from_on="2021"), id="without an end"),
    pytest.param(lasted("3", to_on="2021"), id="without a beginning"),
    pytest.param(lasted("3", from_on="2021", to_on="day 5"), id="with an end of no place"),
    pytest.param(lasted("3", course_id="gone"), id="of a course that is gone"),
    pytest.param(said("duration", from_on="2021", to_on="2023", amount="3"), id="of no unit"),
]


@pytest.mark.parametrize("told", NOTHING)
def test_a_statement_that_cannot_be_held_against_dates(told: Any) -> None:
    assert sentences(told) == []


def test_a_duration_between_two_dates_of_its_own() -> None:
    assert sentences(lasted("3", from_on="2021-01-01", to_on="2021-01-31")) == [
        "Something is said to have lasted 3 months; from 2021-01-01 to 2021-01-31 it is 30 days."
    ]


# From 2021-03-01 to 2021-03-15 are 14 days; first and last day may both count.
HOLDS = [
    pytest.param("2021-03-15", 12, True, id="12 days"),
    pytest.param("2021-03-15", 13, False, id="13 days"),
    pytest.param("2021-03-15", 15, False, id="15 days"),
    pytest.param("2021-03-15", 16, True, id="16 days"),
    pytest.param("2021-03-15", None, False, id="no length is told"),
    pytest.param(None, 14, False, id="no end is known"),
    pytest.param("day 5", 14, False, id="an end without a place"),
]


@pytest.mark.parametrize(("end", "n_days", "is_found"), HOLDS)
def test_length_of_a_hold(end: str | None, n_days: int | None, is_found: bool) -> None:
    found = sentences(a_course("2021-01"), a_hold("2021-03-01", end, n_days=n_days))
    assert found == is_found * [
        (
            f"Lenvatinib is said to have been held for {n_days} days; from 2021-03-01 to "
            f"2021-03-15 "
            "it is 14 days."
        )
    ]


HOLDS_OF_A_DAY = [
    pytest.param(0, False, id="0 days"),
    pytest.param(1, False, id="1 day"),
    pytest.param(2, True, id="2 days"),
]


@pytest.mark.parametrize(("n_days", "is_found"), HOLDS_OF_A_DAY)
def test_a_hold_that_ends_on_its_first_day(n_days: int, is_found: bool) -> None:
    held = a_hold("2021-03-01", "2021-03-01", n_days=n_days)
    assert bool(sentences(a_course("2021-01"), held)) is is_found


def test_a_hold_of_a_course_that_is_gone() -> None:
    assert sentences(a_hold("2021-03-01", "2021-03-15", n_days=3)) == []
