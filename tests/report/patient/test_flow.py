"""Pieces on pages: whole, in order, with their heads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hcclog.report.drawing import Drawing, Rect, Shape, TextRole, Words
from hcclog.report.patient.flow import Flow, Page, Piece

BODY = Rect(0, 0, 100, 200)


def page() -> Page:
    """Return an empty page."""
    return Page(Drawing(100, 260, "#ffffff", BODY))


def piece(name: str, height: float, **more: object) -> Piece:
    """Return a piece that writes its name over all of its height."""

    def draw(left: float, top: float) -> Iterator[Shape]:
        rect = Rect(left, top, left + 10, top + height)
        yield Words(name, rect, TextRole.SMALL, "#000000")

    return Piece(height, draw, **more)  # type: ignore[arg-type]


def names(pages: list[Page]) -> list[list[str]]:
    """Return what stands on each page."""
    return [[words.text for words in each.drawing.words()] for each in pages]


def poured(*pieces: Piece) -> list[Page]:
    """Return the pages of pieces."""
    flow = Flow(BODY, page)
    flow.pour(pieces)
    return flow.pages


def test_a_heading_goes_to_the_next_page_with_what_follows_it() -> None:
    pages = poured(piece("a", 150), piece("head", 20, keeps_next=True), piece("b", 40))
    assert names(pages) == [["a"], ["head", "b"]]


def test_the_head_of_a_table_stands_again_on_each_page() -> None:
    head = piece("head", 20, keeps_next=True)
    rows = [piece(f"row {n}", 50, head=(head,)) for n in range(5)]
    assert names(poured(head, *rows)) == [
        ["head", "row 0", "row 1", "row 2"],
        ["head", "row 3", "row 4"],
    ]


def test_rows_that_stay_together_do_so_where_a_page_can_hold_them() -> None:
    head = piece("head", 20, keeps_next=True)
    rows = [piece(f"row {n}", 50, head=(head,), keeps_next=n < 2) for n in range(3)]
    assert names(poured(piece("a", 100), head, *rows)) == [
        ["a"],
        ["head", "row 0", "row 1", "row 2"],
    ]


def test_rows_that_no_page_can_hold_together_flow_with_their_head() -> None:
    head = piece("head", 20, keeps_next=True)
    rows = [piece(f"row {n}", 50, head=(head,), keeps_next=n < 5) for n in range(6)]
    assert names(poured(head, *rows)) == [
        ["head", "row 0", "row 1", "row 2"],
        ["head", "row 3", "row 4", "row 5"],
    ]


def test_what_can_be_lower_is_where_that_saves_a_page() -> None:
    def squeezed(height: float) -> Piece | None:
        return piece("low", height) if height >= 80 else None

    assert names(poured(piece("a", 100), piece("high", 120, squeezed=squeezed))) == [["a", "low"]]
    assert names(poured(piece("a", 150), piece("high", 120, squeezed=squeezed))) == [
        ["a"],
        ["high"],
    ]


pieces = st.lists(
    st.builds(
        lambda height, gap, keeps: piece("x", height, gap=gap, keeps_next=keeps),
        st.integers(1, 200),
        st.integers(0, 30),
        st.booleans(),
    ),
    max_size=30,
)


@given(pieces)
def test_every_piece_stands_once_in_order_and_on_the_paper(made: list[Piece]) -> None:
    named = [
        piece(str(n), each.height, gap=each.gap, keeps_next=each.keeps_next)
        for n, each in enumerate(made)
    ]
    pages = poured(*named)
    assert [name for each in names(pages) for name in each] == [str(n) for n in range(len(made))]
    for each in pages:
        rects = [words.rect for words in each.drawing.words()]
        assert all(rect.bottom <= BODY.bottom + 0.001 for rect in rects)
        assert all(one.bottom <= two.top for one, two in pairwise(rects))
