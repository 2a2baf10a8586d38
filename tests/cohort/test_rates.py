"""Response rates: exact intervals against published tables, and who is in them."""

from __future__ import annotations

import pytest

from hcclog.cohort.filters import choose
from hcclog.cohort.gather import gather
from hcclog.cohort.rates import rate, reported_row, response_row, response_table
from hcclog.cohort.summary import Reported
from hcclog.cohort.views import Rate
from hcclog.domain.response import Category, Criteria
from hcclog.logbook import Logbook
from tests.cohort.crowds import CRITERIA, crowd
from tests.cohort.records import IRECIST, MRECIST, RECIST, a_course, named, rows_of, summed_up

# Newcombe 1998, Table I, the exact method; and Clopper and Pearson's table for ten.
INTERVALS = [
    pytest.param(81, 263, (0.2527, 0.3676), id="81 of 263"),
    pytest.param(15, 148, (0.0578, 0.1617), id="15 of 148"),
    pytest.param(0, 20, (0.0, 0.1684), id="0 of 20"),
    pytest.param(1, 29, (0.0009, 0.1776), id="1 of 29"),
    pytest.param(0, 10, (0.0, 0.3085), id="0 of 10"),
    pytest.param(3, 10, (0.0667, 0.6525), id="3 of 10"),
    pytest.param(10, 10, (0.6915, 1.0), id="10 of 10"),
    pytest.param(1, 1, (0.025, 1.0), id="1 of 1"),
]


@pytest.mark.parametrize(("n", "of", "interval"), INTERVALS)
def test_intervals_are_the_published_ones(n: int, of: int, interval: tuple[float, float]) -> None:
    found = rate(n, of)
    assert found.share == n / of
    assert (found.low, found.high) == pytest.approx(interval, abs=6e-5)


def test_of_nobody_there_is_no_rate() -> None:
    assert rate(0, 0) == Rate(0, 0, None, None, None)


BESTS = [
    pytest.param("50 | absent | absent", {}, "CR", (1, 1), id="complete response"),
    pytest.param("50 | 30 | 60", {}, "PR", (1, 1), id="partial response"),
    pytest.param("50 | 30 | 60", {"confirmed": True}, "SD", (0, 1), id="not confirmed"),
    pytest.param("50 | 48", {}, "SD", (0, 1), id="stable disease"),
    pytest.param("50 | 80", {}, "PD", (0, 0), id="progression"),
    pytest.param("50 | NE", {}, "NE", (0, 0), id="not evaluable counts as no response"),
    pytest.param("50", {}, "NE", (0, 0), id="so does a line that was never assessed"),
]


@pytest.mark.parametrize(("sizes", "fields", "best", "reached"), BESTS)
def test_one_line(sizes: str, fields: dict[str, bool], best: str, reached: tuple[int, int]) -> None:
    patient = summed_up(f"T1 target liver: {sizes}")
    row = response_row(rows_of(patient), RECIST, **{"confirmed": False, **fields})
    assert row.counts == ((Category(best), 1),)
    assert ((row.orr.n, row.orr.of), (row.dcr.n, row.dcr.of)) == ((reached[0], 1), (reached[1], 1))


LEFT_OUT = [
    pytest.param(
        summed_up(courses=(a_course(1, "day 0", "day 9"), a_course(2, "day 10"))),
        "No response series belongs to the line.",
        id="a line without a series",
    ),
    pytest.param(
        summed_up("T1 target liver: 50 | 40", (a_course(1, "2020"),)),
        "Its start has no place in time.",
        id="a line whose start is not known",
    ),
    pytest.param(
        summed_up(courses=()), "No line of therapy is recorded.", id="a patient without lines"
    ),
]


@pytest.mark.parametrize(("patient", "why"), LEFT_OUT)
def test_who_cannot_be_counted_is_left_out_with_the_reason(patient: object, why: str) -> None:
    row = response_row(rows_of(patient), RECIST, confirmed=False)  # type: ignore[arg-type]
    assert [one.why for one in row.left_out] == [why]


def test_criteria_stand_side_by_side_and_the_method_is_said() -> None:
    patient = summed_up("T1 target liver enhancing: 50/50 | 50/20 | 50/20")
    table = response_table(rows_of(patient), (RECIST, MRECIST, IRECIST))
    found = {row.criteria: row.counts[0][0].value for row in table.rows}
    assert found == {RECIST: "SD", MRECIST: "PR", IRECIST: "iSD"}
    assert "Clopper and Pearson" in table.method
    assert "without a confirmation" in table.method
    assert "confirmed it" in response_table(rows_of(patient), (RECIST,), confirmed=True).method


def test_under_irecist_its_own_words_are_responses() -> None:
    patients = [named(summed_up(f"T1 target liver: 50 | {n} | {n}"), str(n)) for n in (20, 49)]
    row = response_row(rows_of(*patients), IRECIST, confirmed=False)
    assert ((row.orr.n, row.orr.of), (row.dcr.n, row.dcr.of)) == ((1, 2), (2, 2))


@pytest.mark.parametrize("criteria", CRITERIA, ids=str)
def test_every_row_is_counted_or_left_out(criteria: object) -> None:
    rows = choose(crowd(500)).rows
    row = response_row(rows, criteria, confirmed=False)  # type: ignore[arg-type]
    assert row.orr.of + len(row.left_out) == len(rows)
    assert sum(n for _category, n in row.counts) == row.orr.of == row.dcr.of


REPORTED = [
    pytest.param([(1, "PR", "")], "PR", id="one reader"),
    pytest.param([(1, "SD", ""), (1, "PR", ""), (1, "PD", "")], "PR", id="the best of three"),
    pytest.param([(1, "iUPD", ""), (1, "iSD", "")], "SD", id="in the words of RECIST 1.1"),
    pytest.param([(1, "PD", ""), (2, "CR", "")], "PD", id="another line's is not of this line"),
    pytest.param([(1, "PD", ""), (1, "PR", "AFP")], "PD", id="what rests on no imaging is none"),
]


@pytest.mark.parametrize(("reports", "best"), REPORTED)
def test_the_best_that_readers_reported(reports: list[tuple[int, str, str]], best: str) -> None:
    said = tuple(Reported(n, None, RECIST, Category(word), "", b) for n, word, b in reports)
    row = reported_row(rows_of(summed_up()._replace(reported=said)))
    assert row.counts == ((Category(best), 1),)
    assert row.criteria is Criteria.NOT_STATED


def test_where_readers_saw_no_disease_at_all_there_is_no_response_to_count() -> None:
    said = (Reported(1, None, RECIST, Category.ND, ""),)
    row = reported_row(rows_of(summed_up()._replace(reported=said)))
    assert (row.orr.of, row.counts) == (0, ())
    assert [one.why for one in row.left_out] == ["There was no disease at its baseline."]


def test_of_whom_nothing_was_reported_is_left_out() -> None:
    said = (Reported(1, None, RECIST, None, "disease control"),)
    row = reported_row(rows_of(summed_up()._replace(reported=said)))
    assert row.left_out[0].why == "No reader's response to imaging of the line is recorded."
    assert row.orr.of == 0


def test_the_published_cases_as_computed_and_as_reported(cases: Logbook) -> None:
    table = response_table(choose(gather(cases)).rows, (RECIST,), reported=True)
    assert dict(table.rows[0].counts) == {
        Category.NON_CR_NON_PD: 6,
        Category.PD: 3,
        Category.NE: 1,
    }
    assert table.reported is not None
    assert dict(table.reported.counts) == {Category.PR: 4, Category.SD: 1, Category.PD: 3}
    assert [(one.code, one.line) for one in table.reported.left_out] == [
        ("fonc-2024", 2),
        ("ikeda-2021", 5),
    ]
    assert "Reported is the best that a reader concluded" in table.method


def test_nobody_at_all() -> None:
    row = response_row((), RECIST, confirmed=False)
    assert (row.counts, row.left_out, row.orr.share) == ((), (), None)
