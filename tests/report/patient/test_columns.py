"""Columns: each as wide as it needs, none lost, none over the edge."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.response import Category
from hcclog.report.palette import PRINT
from hcclog.report.patient.columns import GAP, fitted, widths_of
from hcclog.report.patient.content import Align, Cell, Column, Row, Table, without_empty
from hcclog.report.sheet import Style
from hcclog.report.typeface import measure

STYLE = Style(PRINT, measure, on_paper=True)
ROOM = 694.0
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60)
cells = st.builds(
    lambda text, category, differs: Cell(text, category=category, differs=differs),
    texts,
    st.none() | st.sampled_from(Category),
    st.booleans(),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Return any table."""
    n = draw(st.integers(1, 30))
    columns = tuple(Column(draw(texts), draw(st.sampled_from(Align))) for _ in range(n))
    row = st.lists(cells, min_size=n, max_size=n).map(lambda made: Row(tuple(made)))
    rows = draw(st.lists(row, min_size=1, max_size=3))
    n_fixed = draw(st.integers(0, min(3, n)))
    return Table(columns, tuple(rows), n_fixed, is_even=draw(st.booleans()))


@given(tables())
def test_each_column_stands_once_and_the_fixed_ones_in_every_block(table: Table) -> None:
    blocks = list(fitted(table, widths_of(table, STYLE), ROOM))
    fixed = tuple(range(table.n_fixed))
    assert all(block.places[: table.n_fixed] == fixed for block in blocks)
    others = [n for block in blocks for n in block.places[table.n_fixed :]]
    assert others == list(range(table.n_fixed, len(table.columns)))


@given(tables())
def test_no_block_is_wider_than_the_page(table: Table) -> None:
    for block in fitted(table, widths_of(table, STYLE), ROOM):
        assert sum(block.widths) + GAP * (len(block.widths) - 1) <= ROOM + 0.01
        assert all(width > 0 for width in block.widths)


def test_blocks_are_of_nearly_one_width() -> None:
    columns = (Column("Lesion"), *(Column("2021-01-12", Align.RIGHT) for _ in range(13)))
    row = Row(tuple(Cell("24.0") for _ in columns))
    blocks = list(
        fitted(
            Table(columns, (row,), 1, is_even=True),
            widths_of(Table(columns, (row,), 1, is_even=True), STYLE),
            ROOM,
        )
    )
    assert [len(block.places) - 1 for block in blocks] == [7, 6]


def test_a_column_without_a_word_is_left_out() -> None:
    columns = (Column("When"), Column("Note"), Column("Grade"))
    rows = (Row((Cell("2024"), Cell(), Cell("1"))), Row((Cell("2025"), Cell(), Cell())))
    table = without_empty(Table(columns, rows, n_fixed=2))
    assert [column.title for column in table.columns] == ["When", "Grade"]
    assert [len(row.cells) for row in table.rows] == [2, 2]
    assert table.n_fixed == 1
