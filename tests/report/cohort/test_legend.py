"""The legend: every entry in its row, what has no room told by number."""

from __future__ import annotations

import pytest

from hcclog.report.cohort.legend import Key, Swatch, lay_out_keys
from hcclog.report.drawing import TextRole


def ten_a_letter(text: str, _role: TextRole) -> float:
    """Return a width at which every letter is ten pixels wide."""
    return 10.0 * len(text)


def keys(*texts: str) -> tuple[Key, ...]:
    """Return entries with boxes before them."""
    return tuple(Key((text,), Swatch("box", "#000000")) for text in texts)


@pytest.mark.parametrize(
    ("texts", "room", "row_each", "rows"),
    [
        (("abc", "def", "ghi"), 400.0, False, [0, 0, 0]),
        (("abc", "def", "ghi"), 130.0, False, [0, 0, 1]),
        (("abc", "def", "ghi"), 400.0, True, [0, 1, 2]),
        ((), 400.0, False, []),
    ],
    ids=["one row", "as many as fit", "a row each", "nothing"],
)
def test_entries_stand_in_rows(
    texts: tuple[str, ...], room: float, row_each: bool, rows: list[int]
) -> None:
    legend = lay_out_keys(keys(*texts), room, ten_a_letter, row_each=row_each)
    assert [one.row for one in legend.placed] == rows
    assert [one.text for one in legend.placed] == list(texts)


def test_entries_beyond_the_last_row_are_told_by_number() -> None:
    legend = lay_out_keys(keys(*"abcdefghij"), 130.0, ten_a_letter, most_rows=2)
    texts = [one.text for one in legend.placed]
    assert texts[-1] == f"and {legend.n_dropped} more"
    assert len(texts) - 1 + legend.n_dropped == 10
    assert max(one.row for one in legend.placed) == 1


def test_the_longest_caption_that_fits_is_taken_and_the_shortest_cut() -> None:
    key = Key(("a very long caption", "shorter"), Swatch("box", "#000000"))
    texts = [
        lay_out_keys((key,), room, ten_a_letter).placed[0].text for room in (300.0, 100.0, 60.0)
    ]
    assert texts == ["a very long caption", "shorter", "sho…"]
