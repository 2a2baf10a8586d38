"""Cells that cannot run and come back, and long texts in pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hcclog.exchange.csv_text import guarded
from hcclog.exchange.sdtm.holding import fitted, marked, pieces
from hcclog.exchange.sdtm.tables import lead, unlead

TEXTS = st.text(st.sampled_from("'=+-@＝ab1 é\n"), max_size=8) | st.text(max_size=20)


@given(TEXTS)
def test_a_cell_comes_back_as_it_was(text: str) -> None:
    assert unlead(lead(text)) == text


@given(TEXTS)
def test_a_cell_cannot_run(text: str) -> None:
    assert guarded(lead(text)) == lead(text)


@given(st.text(st.sampled_from("ab é張\n"), max_size=900))
def test_pieces_are_short_and_make_the_whole(text: str) -> None:
    parts = pieces(text)
    if parts is None:
        assert "  " in text or "\n" in text or " \n" in text
        return
    assert "".join(parts) == text
    assert all(len(part.encode()) <= 200 for part in parts)
    inner = [*(part[-1:] for part in parts[:-1]), *(part[:1] for part in parts[1:])]
    assert not any(letter.isspace() for letter in inner)


@given(st.text(max_size=400))
def test_a_cell_holds_one_short_line(text: str) -> None:
    cell = fitted(text)
    assert len(cell.encode("utf-8", "surrogatepass")) <= 200
    assert cell == " ".join(cell.split())


@given(st.text(max_size=12).map(lambda text: f"(empty){text}") | st.just("") | st.text(max_size=5))
def test_nothing_is_told_from_every_text(text: str) -> None:
    assert marked(text)
    assert marked(text).removeprefix("(empty)") == text or marked(text) == text
