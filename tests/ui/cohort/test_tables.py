"""The tables of the cohort's page: rows as counted, models as Qt wants them, texts as copied."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hcclog.cohort.views import LeftOut, PatientMark, Rate, ResponseRow, ResponseTable
from hcclog.domain.response import Category, Criteria
from hcclog.ui.cohort.list_view import ListView
from hcclog.ui.cohort.tables import left_out_table, rate_words, response_rows
from hcclog.ui.models.row_table import RowTable, Table

HEAD = "Patient, line\tWhy"
OUT = tuple(
    LeftOut(PatientMark(patient, f"{patient}, line 1: {why}"), patient, why)
    for patient, why in (("A", "No scan."), ("B", "No start."), ("A", "No sum."))
)
RESPONSES = ResponseTable(
    (
        ResponseRow(
            Criteria.RECIST_1_1,
            ((Category.PR, 3), (Category.SD, 5), (Category.PD, 3), (Category.NE, 1)),
            Rate(3, 12, 0.25, 0.0549, 0.5719),
            Rate(8, 12, 8 / 12, 0.349, 0.901),
            OUT[:1],
        ),
        ResponseRow(
            Criteria.IRECIST,
            ((Category.IPR, 4), (Category.ISD, 5), (Category.ICPD, 1), (Category.IUPD, 2)),
            Rate(4, 12, 4 / 12, 0.099, 0.651),
            Rate(9, 12, 0.75, 0.428, 0.945),
            (),
        ),
    ),
    confirmed=False,
    method="Exact.",
)


def texts(table: Table) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for row in table.rows]


def test_a_row_of_responses_counts_each_answer_under_its_name() -> None:
    table = response_rows(RESPONSES)
    assert [column.title for column in table.columns] == [
        *("Criteria", "n", "PR", "SD", "PD", "iCPD", "iUPD", "NE", "ORR", "DCR", "Not counted")
    ]
    assert texts(table)[0] == [
        *("RECIST 1.1", "12", "3", "5", "3", "", "", "1"),
        *("3/12, 25.0 % (5.5 to 57.2)", "8/12, 66.7 % (34.9 to 90.1)", "1"),
    ]


def test_answers_that_a_set_of_criteria_does_not_know_are_blank_and_not_nought() -> None:
    recist, irecist = texts(response_rows(RESPONSES))
    assert (recist[5], recist[6]) == ("", "")
    assert irecist[2:8] == ["4", "5", "", "1", "2", "0"]


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (Rate(0, 0, None, None, None), "0/0"),
        (Rate(1, 3, 1 / 3, None, None), "1/3, 33.3 %"),
        (Rate(0, 10, 0.0, 0.0, 0.308), "0/10, 0.0 % (0.0 to 30.8)"),
    ],
    ids=["of nobody", "without an interval", "none of ten"],
)
def test_a_rate_is_its_count_its_share_and_its_interval(rate: Rate, words: str) -> None:
    assert rate_words(rate) == words


def test_who_is_left_out_twice_stands_there_twice() -> None:
    table = left_out_table(OUT)
    assert texts(table) == [
        ["A, line 1", "No scan."],
        ["B, line 1", "No start."],
        ["A, line 1", "No sum."],
    ]
    assert [row.mark for row in table.rows] == [
        ("patient", "A"),
        ("patient", "B"),
        ("patient", "A"),
    ]
    assert len({row.key for row in table.rows}) == 3


TABLES = (response_rows(RESPONSES), left_out_table(OUT), left_out_table(()), Table(()))


@pytest.mark.parametrize(("before", "after"), list(product(TABLES, TABLES)))
def test_the_models_are_as_qt_wants_them(
    qtmodeltester: ModelTester, before: Table, after: Table
) -> None:
    model = RowTable()
    model.show(before)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.show(after)


def copied(qtbot: QtBot, table: Table, *rows: int) -> list[str]:
    """Return the lines that Ctrl+C copies with these rows selected."""
    model = RowTable()
    model.show(table)
    view = ListView(model, "Table")
    qtbot.addWidget(view)
    view.show()
    flags = QItemSelectionModel.SelectionFlag
    for n in rows:
        view.selectionModel().select(model.index(n, 0), flags.Select | flags.Rows)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return QGuiApplication.clipboard().text().splitlines()


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ((), [HEAD, "A, line 1\tNo scan.", "B, line 1\tNo start.", "A, line 1\tNo sum."]),
        ((1,), [HEAD, "B, line 1\tNo start."]),
        ((2, 0), [HEAD, "A, line 1\tNo scan.", "A, line 1\tNo sum."]),
    ],
    ids=["all rows where none is selected", "one row", "rows in the order of the table"],
)
def test_rows_are_copied_under_their_header(
    qtbot: QtBot, rows: tuple[int, ...], lines: list[str]
) -> None:
    assert copied(qtbot, left_out_table(OUT), *rows) == lines


def test_a_code_that_a_spreadsheet_would_run_is_copied_as_text(qtbot: QtBot) -> None:
    mark = PatientMark("x", "=1+1")
    lines = copied(qtbot, left_out_table([LeftOut(mark, "=1+1", "No scan.")]))
    assert lines[1] == "'=1+1\tNo scan."
