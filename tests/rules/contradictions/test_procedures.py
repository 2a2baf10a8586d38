"""Ordinals and numbers of procedures, and fractions that do not fit their days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.rules.contradictions.procedures import n_working_days, ordinal
from tests.rules.contradictions.records import a_patient, a_procedure, said, sentences

DATES = ("2021-10", "2022-02", "2022-05")


ORDINALS = [
    pytest.param(DATES, 2, 1, True, id="the third is called the first"),
    pytest.param(DATES, 2, 2, True, id="the third is called the second"),
    pytest.param(DATES, 2, 3, False, id="the third is called the third"),
    pytest.param(DATES, 2, 4, True, id="the third is called the fourth"),
    pytest.param(DATES, 0, 1, False, id="the first is called the first"),
    pytest.param(("2022-02", "2022-02"), 1, 1, False, id="two in a month: the first"),
    pytest.param(("2022-02", "2022-02"), 1, 2, False, id="two in a month: the second"),
    pytest.param(("2022-02", "2022-02"), 1, 3, True, id="two in a month: the third"),
    pytest.param(DATES, 0, 2, True, id="the first is called the second"),
    pytest.param(DATES, 1, 3, True, id="the second is called the third"),
    pytest.param(("2022-02", "day 5"), 0, 2, True, id="one without a place does not count"),
]


@pytest.mark.parametrize(("dates", "place", "stated", "is_found"), ORDINALS)
def test_ordinal(dates: tuple[str, ...], place: int, stated: int, is_found: bool) -> None:
    numbers = [stated if n == place else None for n in range(len(dates))]
    done = [a_procedure(on, stated_ordinal=n) for on, n in zip(dates, numbers, strict=True)]
    assert bool(sentences(*done, a_procedure("2020", "rfa"))) is is_found


def test_the_sentence_counts() -> None:
    done = [
        a_procedure("2022-05", stated_ordinal=2),
        a_procedure("2021-10"),
        a_procedure("2022-02"),
    ]
    assert sentences(*done) == [
        (
            "The TACE of 2022-05 is called the second; by count it is the third (2021-10; 2022-02; "
            "2022-05)."
        )
    ]


def test_an_order_that_is_not_certain_gives_two_places() -> None:
    done = [a_procedure("2022-05", stated_ordinal=4), a_procedure("2022-05"), a_procedure("2021")]
    (found,) = sentences(*done)
    assert "by count it is the second or the third (2021; 2022-05; 2022-05)." in found


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "first"),
        (12, "twelfth"),
        (13, "13th"),
        (21, "21st"),
        (22, "22nd"),
        (33, "33rd"),
        (111, "111th"),
        (0, "0th"),
    ],
)
def test_ordinal_words(number: int, words: str) -> None:
    assert ordinal(number) == words


COUNTS = [
    pytest.param("as stated", "2", True, id="2, and there are 3"),
    pytest.param("as stated", "3", False, id="3, and there are 3"),
    pytest.param("as stated", "4", True, id="4, and there are 3"),
    pytest.param("about", "4", False, id="about 4"),
    pytest.param("about", "2", False, id="about 2"),
    pytest.param("about", "5", True, id="about 5"),
    pytest.param("about", "1", True, id="about 1"),
    pytest.param("nearly", "4", False, id="nearly 4"),
    pytest.param("nearly", "2", True, id="nearly 2"),
    pytest.param("more than", "2", False, id="more than 2"),
    pytest.param("more than", "3", True, id="more than 3"),
    pytest.param("less than", "4", False, id="less than 4"),
    pytest.param("less than", "3", True, id="less than 3"),
]


@pytest.mark.parametrize(("precision", "amount", "is_found"), COUNTS)
def test_number_of_procedures(precision: str, amount: str, is_found: bool) -> None:
    told = said("count", procedure_kind="tace", amount=amount, precision=precision)
    done = [a_procedure(on) for on in DATES]
    assert bool(sentences(told, *done, a_procedure("2022-05", "rfa"))) is is_found


STRETCHES = [
    pytest.param("2022-01", None, "2", False, id="since a date: 2"),
    pytest.param("2022-01", None, "3", True, id="since a date: not 3"),
    pytest.param(None, "2022-03", "2", False, id="until a date: 2"),
    pytest.param(None, "2022-03", "1", True, id="until a date: not 1"),
    pytest.param("2022-01", None, "1", True, id="since a date: not 1"),
    pytest.param(None, "2022-03", "3", True, id="until a date: not 3"),
    pytest.param(None, "2022-02", "1", False, id="until the month of one: perhaps without it"),
    pytest.param(None, "day 5", "0", False, id="until a date without a place: perhaps none"),
    pytest.param("day 5", None, "0", False, id="since a date without a place: perhaps none"),
    pytest.param("2022-02", None, "1", False, id="since the month of one: perhaps without it"),
    pytest.param("2022-02", None, "2", False, id="since the month of one: perhaps with it"),
    pytest.param("2022-02", "2022-02", "0", False, id="in its month: perhaps none"),
]


@pytest.mark.parametrize(("first", "last", "amount", "is_found"), STRETCHES)
def test_number_within_a_stretch_of_time(
    first: str | None, last: str | None, amount: str, is_found: bool
) -> None:
    told = said("count", procedure_kind="tace", amount=amount, from_on=first, to_on=last)
    assert bool(sentences(told, *(a_procedure(on) for on in DATES))) is is_found


ON_A_DAY = [
    pytest.param("2022-02-10", None, True, id="since its day"),
    pytest.param(None, "2022-02-10", True, id="until its day"),
    pytest.param("2022-02-11", None, False, id="since the day after"),
    pytest.param(None, "2022-02-09", False, id="until the day before"),
]


@pytest.mark.parametrize(("first", "last", "is_found"), ON_A_DAY)
def test_first_and_last_day_of_a_stretch_belong_to_it(
    first: str | None, last: str | None, is_found: bool
) -> None:
    told = said("count", procedure_kind="tace", amount="0", from_on=first, to_on=last)
    assert bool(sentences(told, a_procedure("2022-02-10"))) is is_found


def test_only_what_surely_lies_within_is_told_where_it_is_too_much() -> None:
    told = said("count", procedure_kind="tace", amount="0", to_on="2022-02")
    assert sentences(told, *(a_procedure(on) for on in DATES)) == [
        "TACE is said to have been done 0 times; 1 is recorded (2021-10)."
    ]
    more = said("count", procedure_kind="tace", amount="3", to_on="2022-02")
    assert sentences(more, *(a_procedure(on) for on in DATES)) == [
        "TACE is said to have been done 3 times; 2 are recorded (2021-10; 2022-02)."
    ]


def test_the_precision_of_a_number_stands_in_the_sentence() -> None:
    told = said("count", procedure_kind="tace", amount="3", precision="more than")
    assert sentences(told, a_procedure("2021-10")) == [
        "TACE is said to have been done more than 3 times; 1 is recorded (2021-10)."
    ]


COUNT_SENTENCES = [
    pytest.param(
        "2",
        DATES,
        "TACE is said to have been done 2 times; 3 are recorded (2021-10; 2022-02; 2022-05).",
        id="too many",
    ),
    pytest.param(
        "2", DATES[:1], "TACE is said to have been done 2 times; 1 is recorded (2021-10).", id="one"
    ),
    pytest.param("1", (), "TACE is said to have been done 1 time; 0 are recorded.", id="none"),
]


@pytest.mark.parametrize(("amount", "dates", "sentence"), COUNT_SENTENCES)
def test_the_sentence_has_both_numbers(amount: str, dates: tuple[str, ...], sentence: str) -> None:
    told = said("count", procedure_kind="tace", amount=amount)
    assert sentences(told, *(a_procedure(on) for on in dates)) == [sentence]


@pytest.mark.parametrize("fields", [{"amount": "3"}, {"procedure_kind": "tace"}])
def test_a_count_of_nothing_says_nothing(fields: dict[str, str]) -> None:
    assert sentences(said("count", **fields)) == []


# 2020-06-25 is a Thursday, 2020-07-07 a Tuesday: 9 working days lie between, both included.
FRACTIONS = [
    pytest.param("2020-06-25", "2020-07-07", 9, False, id="as many as working days"),
    pytest.param("2020-06-25", "2020-07-07", 10, True, id="one more than working days"),
    pytest.param("2020-06", "2020-07", 44, False, id="two months have 45 working days"),
    pytest.param("2020-06", "2020-07", 46, True, id="and not 46"),
    pytest.param("2020-06-25", "2020-06-25", 1, False, id="one on one day"),
    pytest.param("2020-06-25", "2020-06-25", 2, True, id="two on one day"),
    pytest.param("2020-06-25", None, 25, False, id="no last day"),
    pytest.param("2020-06-25", "day 40", 25, False, id="a last day without a place"),
    pytest.param("2020-06-25", "2020-07-07", None, False, id="no number"),
]


@pytest.mark.catalogue("C-19")
@pytest.mark.parametrize(("first", "last", "number", "is_found"), FRACTIONS)
def test_fractions(first: str, last: str | None, number: int | None, is_found: bool) -> None:
    given_ = a_procedure(first, "radiotherapy", until_on=last, n_fractions=number)
    assert bool(sentences(given_)) is is_found


FRACTION_SENTENCES = [
    pytest.param(
        ("2020-06-25", "2020-07-07"),
        "calendar",
        "25 fractions of external beam radiotherapy (liver) do not fit between 2020-06-25 and "
        "2020-07-07 at one a working day: there are 9 working days in 13 days.",
        id="exact dates",
    ),
    pytest.param(
        ("2020-06-25", "2020-06"),
        "calendar",
        "25 fractions of external beam radiotherapy (liver) do not fit between 2020-06-25 and "
        "2020-06 at one a working day: there are at most 4 working days in 6 days.",
        id="a month",
    ),
    pytest.param(
        ("day 0", "day 20"),
        "relative",
        "25 fractions of external beam radiotherapy (liver) do not fit between day 0 and day 20 "
        "at one a working day: there are 21 days.",
        id="days without a calendar",
    ),
]


@pytest.mark.parametrize(("dates", "axis", "sentence"), FRACTION_SENTENCES)
def test_the_sentence_has_the_days(dates: tuple[str, str], axis: str, sentence: str) -> None:
    first, last = dates
    given_ = a_procedure(first, "radiotherapy", until_on=last, n_fractions=25, site="liver")
    assert sentences(a_patient(time_axis=axis), given_) == [sentence]


def test_without_a_calendar_no_day_is_a_sunday() -> None:
    axis = a_patient(time_axis="relative")
    fits = a_procedure("day 0", "radiotherapy", until_on="day 20", n_fractions=21)
    assert sentences(axis, fits) == []
    once_more = a_procedure("day 0", "radiotherapy", until_on="day 20", n_fractions=22)
    assert len(sentences(axis, once_more)) == 1


def test_dates_that_are_turned_leave_no_days_to_count() -> None:
    given_ = a_procedure("2020-06-25", "radiotherapy", until_on="2020-06-24", n_fractions=2)
    assert sentences(given_) == ["The end of RT (2020-06-24) lies before its start (2020-06-25)."]


def test_one_working_day_in_one_day() -> None:
    given_ = a_procedure("2020-06-25", "sbrt", until_on="2020-06-25", n_fractions=2)
    assert sentences(given_) == [
        (
            "2 fractions of stereotactic body radiotherapy do not fit between 2020-06-25 and "
            "2020-06-25 at one a working day: there are 1 working day in 1 day."
        )
    ]


def test_a_kind_that_the_catalogue_does_not_know_keeps_its_name() -> None:
    given_ = a_procedure("2020-06-25", "rays", until_on="2020-06-25", n_fractions=2)
    assert sentences(given_)[0].startswith("2 fractions of rays do not fit")


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(0, 60))
def test_working_days_are_counted_as_one_by_one(first: date, n_more: int) -> None:
    start = first.toordinal()
    days = [date.fromordinal(day) for day in range(start, start + n_more + 1)]
    assert n_working_days(start, start + n_more) == sum(day.weekday() < 5 for day in days)


def test_no_days_lie_between_dates_that_are_turned() -> None:
    assert n_working_days(10, 5) == 0
