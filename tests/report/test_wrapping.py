"""Lines of text: none wider than its room, none lost but for an ellipsis."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.report.drawing import TextRole
from hcclog.report.wrapping import wrapped


def letters_of_ten(text: str, role: TextRole) -> float:
    """Return a width at which every letter is ten pixels wide."""
    assert role is TextRole.SMALL
    return 10.0 * len(text)


def lines(text: str, room: float, most: int = 9) -> tuple[str, ...]:
    """Return the lines of a text."""
    return wrapped(text, TextRole.SMALL, room, letters_of_ten, most)


@pytest.mark.parametrize(
    ("text", "room", "most", "expected"),
    [
        ("", 100, 3, ()),
        ("one two three", 70, 3, ("one two", "three")),
        ("one two three", 130, 3, ("one two three",)),
        ("肝癌患者一号", 30, 3, ("肝癌患", "者一号")),
        ("a verylongword here", 50, 9, ("a", "veryl", "ongwo", "rd", "here")),
        ("one two three four", 50, 2, ("one", "two…")),
        ("of 95 % here", 50, 3, ("of", "95\N{NO-BREAK SPACE}%", "here")),
    ],
    ids=[
        "nothing",
        "words are kept whole",
        "one line",
        "a text without spaces is cut between letters",
        "a long word is cut",
        "the last line says that there is more",
        "a number keeps its percent sign",
    ],
)
def test_a_text_is_broken(text: str, room: float, most: int, expected: tuple[str, ...]) -> None:
    assert lines(text, room, most) == expected


@given(st.text(max_size=120), st.integers(2, 40), st.integers(1, 6))
def test_no_line_is_wider_than_its_room_and_there_are_not_too_many(
    text: str, n_letters: int, most: int
) -> None:
    found = lines(text, 10.0 * n_letters, most)
    assert len(found) <= most
    assert [line for line in found if len(line) > n_letters] == []


@given(st.lists(st.text("abc", min_size=1, max_size=9), max_size=12))
def test_with_enough_lines_every_word_is_there_in_its_order(words: list[str]) -> None:
    assert " ".join(lines(" ".join(words), 100.0, most=99)).split() == words
