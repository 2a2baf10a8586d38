"""Numbers of every plot tell which line of therapy is left out, and a count of none is a count."""

from __future__ import annotations

import pytest

from hcclog.cohort.views import (
    ChangeBar,
    LeftOut,
    PatientMark,
    Rate,
    ResponseRow,
    ResponseTable,
    Spider,
    SpiderLine,
    SpiderPoint,
    Survival,
    Waterfall,
)
from hcclog.domain.response import Category, Criteria
from hcclog.report.cohort.pictures import picture_of
from hcclog.report.number_files import csv_bytes

RECIST, IRECIST = Criteria.RECIST_1_1, Criteria.IRECIST
OUT = tuple(LeftOut(PatientMark("p", "p: no sum"), "p", "no sum", line) for line in (1, 2, None))
NOBODY = Rate(0, 0, None, None, None)
VIEWS = [
    pytest.param(Waterfall(RECIST, (), OUT), id="waterfall"),
    pytest.param(Spider(RECIST, (), OUT), id="spider"),
    pytest.param(Survival("PFS", "Survival", RECIST, (), OUT, "", 0), id="survival"),
    pytest.param(
        ResponseTable((ResponseRow(RECIST, (), NOBODY, NOBODY, OUT),), False, ""), id="table"
    ),
]


@pytest.mark.parametrize("view", VIEWS)
def test_two_lines_of_a_patient_that_are_left_out_are_told_apart(view: Waterfall) -> None:
    rows = [row for row in picture_of(view).numbers().rows if row[-1] == "no sum"]
    assert len(rows) == len(set(rows)) == 3
    assert [any("2" in cell for cell in row) for row in rows] == [False, True, False]


def test_a_response_that_nobody_had_is_counted_and_one_that_criteria_lack_is_empty() -> None:
    rate = Rate(1, 1, 1.0, 0.025, 1.0)
    rows = (
        ResponseRow(RECIST, ((Category.PR, 1),), rate, rate, ()),
        ResponseRow(Criteria.MRECIST, ((Category.SD, 1),), rate, rate, ()),
        ResponseRow(IRECIST, ((Category.ISD, 1),), rate, rate, ()),
    )
    numbers = picture_of(ResponseTable(rows, False, "")).numbers()
    found = [dict(zip(numbers.header, row, strict=True)) for row in numbers.rows]
    assert [(row["PR"], row["SD"], row["iSD"]) for row in found] == [
        ("1", "0", ""),
        ("0", "1", ""),
        ("", "", "1"),
    ]


CHANGES = [
    pytest.param(80.0, "80", id="a growth needs no guard against formulas"),
    pytest.param(-100 / 3, "-33.33333333", id="a fall has a sign that programs read"),
    pytest.param(-29.99996, "-29.99996", id="nothing is rounded over the threshold"),
]


@pytest.mark.parametrize(("percent", "cell"), CHANGES)
def test_a_change_is_a_number_in_a_file(percent: float, cell: str) -> None:
    mark = PatientMark("p", "p")
    bar = ChangeBar(mark, "p", 1, percent, f"{percent:+.1f} %", Category.SD, "lenvatinib")
    point = SpiderPoint(60.0, 60.0, 60.0, percent, f"{percent:+.1f} %", Category.SD)
    line = SpiderLine(mark, "p", 1, (point,), Category.SD)
    for view in (Waterfall(RECIST, (bar,), ()), Spider(RECIST, (line,), ())):
        numbers = picture_of(view).numbers()
        at = list(numbers.header).index("change %")
        assert csv_bytes(numbers).decode().splitlines()[1].split(",")[at] == cell
