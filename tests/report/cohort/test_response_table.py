"""The table of responses: each count in its row and column, rates with their intervals."""

from __future__ import annotations

from hcclog.cohort.views import Rate, ResponseRow, ResponseTable
from hcclog.domain.response import Category, Criteria
from hcclog.report.cohort.response_table import ResponseTablePicture
from hcclog.report.drawing import Drawing
from tests.report.cohort.drawings import drawn, said, texts
from tests.report.cohort.samples import left_out, response_table


def row_of(drawing: Drawing, label: str) -> list[str]:
    """Return the texts right of a label, from left to right."""
    (first,) = [w for w in drawing.words() if w.text == label]
    beside = [w for w in drawing.words() if w.rect.top == first.rect.top and w is not first]
    return [w.text for w in sorted(beside, key=lambda w: w.rect.left)]


def test_criteria_stand_side_by_side_with_their_counts() -> None:
    drawing = drawn(ResponseTablePicture(response_table()))
    titles = [t for t in texts(drawing) if t in {"RECIST 1.1", "mRECIST", "iRECIST"}]
    assert titles == ["RECIST 1.1", "mRECIST", "iRECIST"]
    assert row_of(drawing, "n") == ["12", "12", "12"]
    assert row_of(drawing, "CR / iCR") == ["0 (0.0 %)", "1 (8.3 %)", "0 (0.0 %)"]
    assert row_of(drawing, "PR / iPR") == ["3 (25.0 %)", "4 (33.3 %)", "3 (25.0 %)"]
    assert row_of(drawing, "PD") == ["3 (25.0 %)", "3 (25.0 %)", "–"]
    assert row_of(drawing, "iUPD") == ["–", "–", "2 (16.7 %)"]
    assert row_of(drawing, "NE") == ["1 (8.3 %)", "1 (8.3 %)", "0 (0.0 %)"]


def test_rates_are_told_with_count_share_and_interval() -> None:
    drawing = drawn(ResponseTablePicture(response_table()))
    assert row_of(drawing, "ORR") == [
        "3/12, 25.0 % (5.5 to 57.2)",
        "5/12, 41.7 % (5.5 to 57.2)",
        "3/12, 25.0 % (5.5 to 57.2)",
    ]


def test_in_a_column_of_a_journal_rates_take_more_lines() -> None:
    drawing = drawn(ResponseTablePicture(response_table()), (321.0, 300.0))
    assert row_of(drawing, "ORR") == ["3/12, 25.0 %", "5/12, 41.7 %", "3/12, 25.0 %"]
    assert texts(drawing).count("(5.5 to 57.2)") == 3


def test_columns_that_do_not_fit_stand_in_a_block_below() -> None:
    rows = response_table().rows
    many = ResponseTable(
        (*rows, rows[0]._replace(criteria=Criteria.RECIST)), confirmed=False, method=""
    )
    drawing = drawn(ResponseTablePicture(many), (260.0, 300.0))
    assert texts(drawing).count("ORR") > 1
    assert {"RECIST 1.1", "mRECIST", "iRECIST", "RECIST"} <= set(texts(drawing))


def test_a_rate_of_nobody_has_no_share() -> None:
    nobody = Rate(0, 0, None, None, None)
    row = ResponseRow(Criteria.MRECIST, (), nobody, nobody, left_out(2))
    drawing = drawn(ResponseTablePicture(ResponseTable((row,), confirmed=True, method="")))
    assert row_of(drawing, "ORR") == ["0/0"]
    assert row_of(drawing, "n") == ["0"]


def test_numbers_end_at_one_edge() -> None:
    drawing = drawn(ResponseTablePicture(response_table()))
    edges = {
        round(w.rect.right, 3) for w in drawing.words() if "(" in w.text and w.text[0].isdigit()
    }
    assert len(edges) == 3


def test_who_is_left_out_is_told_once_where_all_criteria_agree() -> None:
    view = response_table()
    assert said(drawn(ResponseTablePicture(view))).count("left out") == 1
    apart = view._replace(rows=(view.rows[0]._replace(left_out=()), *view.rows[1:]))
    text = said(drawn(ResponseTablePicture(apart)))
    assert "mRECIST, iRECIST: n = 12 of 14 lines of therapy; 2 left out:" in text


def test_what_readers_reported_stands_beside_what_was_computed() -> None:
    view = response_table()
    reported = view.rows[0]._replace(criteria=Criteria.NOT_STATED, left_out=left_out(1))
    picture = ResponseTablePicture(view._replace(reported=reported))
    drawing = drawn(picture)
    assert len(row_of(drawing, "n")) == len(view.rows) + 1
    assert "reported: n = 12 of 13 lines of therapy" in said(drawing)
    assert "reported: ORR 3/12" in picture.description
    assert [row[0] for row in picture.numbers().rows[:4]] == [
        "RECIST 1.1",
        "mRECIST",
        "iRECIST",
        "reported",
    ]


def test_numbers_are_those_of_the_view() -> None:
    view = response_table()
    numbers = ResponseTablePicture(view).numbers()
    first = dict(zip(numbers.header, numbers.rows[0], strict=True))
    assert [first[name] for name in ("criteria", "n", "CR", "PR", "iPR")] == [
        "RECIST 1.1",
        "12",
        "0",
        "3",
        "",
    ]
    assert [first[f"ORR{part}"] for part in ("", " share", " low", " high")] == [
        "3",
        "0.250000",
        "0.054900",
        "0.571900",
    ]
    assert [row[-1] for row in numbers.rows[3:]] == [one.why for one in left_out(2)] * 3
    assert dict(view.rows[0].counts)[Category.PR] == 3
