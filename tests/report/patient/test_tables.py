"""Tables on paper: points under each other, long rows over several pages, chips."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.response import Category
from hcclog.report.drawing import Words
from hcclog.report.palette import PRINT
from hcclog.report.patient.content import Align, Cell, Column, Row, Table
from hcclog.report.patient.tables import table_pieces
from hcclog.report.sheet import Style
from hcclog.report.typeface import measure

STYLE = Style(PRINT, measure, on_paper=True)


def texts(table: Table, width: float = 694.0) -> list[list[Words]]:
    """Return the texts of each piece."""
    return [
        [shape for shape in piece.draw(0, 0) if isinstance(shape, Words)]
        for piece in table_pieces(table, width, STYLE)
    ]


@given(st.lists(st.decimals(Decimal(-9999), Decimal(9999), places=3), min_size=2))
def test_decimal_points_stand_under_each_other(values: list[Decimal]) -> None:
    shortened = [f"{value.normalize():f}" for value in values]
    rows = tuple(Row((Cell("x"), Cell(text, tail="H"))) for text in shortened)
    columns = (Column("When"), Column("AFP", Align.POINT))
    points = []
    for words in texts(Table(columns, rows))[1:]:
        number = words[1]
        whole = number.text.partition(".")[0]
        points.append(number.rect.left + measure(whole, number.role))
    assert max(points) - min(points) < 0.01


def test_a_row_of_very_many_lines_stands_in_several_pieces() -> None:
    note = "\n".join(f"line {n}" for n in range(200))
    pieces = texts(Table((Column("Note"),), (Row((Cell(note),)),)))
    found = [words.text for piece in pieces[1:] for words in piece]
    assert found == note.split("\n")
    assert len(pieces) > 3


def test_sentences_below_a_row_begin_at_its_second_column() -> None:
    columns = (Column("Imaging"), Column("Reported"))
    row = Row((Cell("2024-01-02"), Cell("PR")), below=("Why it is so.",))
    _, (when, reported, why) = texts(Table(columns, (row,)))
    assert why.rect.left == reported.rect.left > when.rect.right
    assert why.rect.top >= when.rect.bottom


@pytest.mark.parametrize(
    ("text", "is_beside"),
    [
        pytest.param("RECIST 1.1", True, id="a short text stands beside its chip"),
        pytest.param("a" * 30, False, id="a long one below it"),
    ],
)
def test_a_text_with_a_chip_has_its_place(text: str, *, is_beside: bool) -> None:
    cell = Cell(text, category=Category.PR)
    width = 160.0 if is_beside else 60.0
    chip, *lines = texts(Table((Column("Reported"),), (Row((cell,)),)), width)[1]
    assert chip.text == "PR"
    assert (lines[0].rect.left > chip.rect.right) is is_beside
    assert (lines[0].rect.top >= chip.rect.bottom - 1) is not is_beside
