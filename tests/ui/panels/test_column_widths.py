"""Widths of columns."""

import pytest

from hcclog.ui.panels.column_widths import fitted, widened


@pytest.mark.parametrize(
    ("widths", "room", "expected"),
    [
        ((100, 60), 200, [100, 60]),
        ((200, 60, 100), 300, [140, 60, 100]),
        ((200, 200, 50), 250, [100, 100, 50]),
        ((200, 40), 100, [80, 40]),
        ((), 100, []),
    ],
    ids=[
        "there is room for all",
        "the widest gives way",
        "two that are alike give way alike",
        "none below the least, whatever the room",
        "no column at all",
    ],
)
def test_columns_share_the_room(widths: tuple[int, ...], room: int, expected: list[int]) -> None:
    assert fitted(widths, room, 80) == expected


@pytest.mark.parametrize(
    ("widths", "words", "spare", "expected"),
    [
        ((100, 80), (130, 80), 50, [130, 80]),
        ((100, 100), (180, 120), 60, [140, 120]),
        ((100, 80), (130, 60), -20, [100, 80]),
        ((100, 80), (100, 80), 500, [100, 80]),
    ],
    ids=[
        "cut words take what is left",
        "the words cut least are whole first",
        "nothing is left, nothing is taken",
        "words that are whole ask for nothing",
    ],
)
def test_what_is_left_goes_to_words_that_are_cut(
    widths: tuple[int, ...], words: tuple[int, ...], spare: int, expected: list[int]
) -> None:
    assert widened(widths, words, spare) == expected
