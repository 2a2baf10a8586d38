"""Text from a spreadsheet or a file becomes cells, or is refused with the place."""

import pytest

from hcclog.commands.refused import Refused
from hcclog.entry.paste.block import MOST_CELLS, MOST_CHARACTERS, MOST_IN_A_CELL
from hcclog.entry.paste.splitting import block_from_text, is_block


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\r\nc\td\r\n", [("a", "b"), ("c", "d")]),
        ("a;b\n1;5,51\n", [("a", "b"), ("1", "5,51")]),
        ("a,b\n1,2\n", [("a", "b"), ("1", "2")]),
        ('a\t"one\ntwo"\r\nc\td', [("a", "one two"), ("c", "d")]),
        ('a\t"say ""x"""\n', [("a", 'say "x"')]),
        ("a\tb\n\n\t\nc\td\n", [("a", "b"), ("c", "d")]),
        ("a\tb\t\t\nc\td\n", [("a", "b"), ("c", "d")]),
        ("\ufeffa\tb\n", [("a", "b")]),
        ("a\tb\rc\td", [("a", "b"), ("c", "d")]),
        (" a \t1\u00a0089\n", [("a", "1 089")]),
        ("AFP\nALT\n", [("AFP",), ("ALT",)]),
    ],
    ids=[
        "cells of a spreadsheet",
        "semicolons leave the decimal comma alone",
        "commas where nothing else parts",
        "a line break within quotes is a space",
        "a doubled quote is one",
        "lines without a word are no rows",
        "empty cells at the end are no cells",
        "a mark of the encoding is no letter",
        "lines of an old Mac",
        "spaces around a cell are left away and one kind of space is enough",
        "a single column",
    ],
)
def test_a_text_is_cut_into_cells(text: str, rows: list[tuple[str, ...]]) -> None:
    assert list(block_from_text(text).rows) == rows


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "There is nothing in it"),
        (" \t\n\t\n", "There is nothing in it"),
        ("a\tb\tc\nd\te\n", "Row 2 has 2 cells, column 3 is missing; row 1 has 3."),
        ("a\tb\nc\td\te\n", "Row 1 has 2 cells, column 3 is missing; row 2 has 3."),
        ('a\t"b\nc\td\n', "cannot be parted into cells"),
        ("a\t" + "x" * (MOST_IN_A_CELL + 1), f"Row 1, column 2 has {MOST_IN_A_CELL + 1}"),
        ("a\tb\n" * (MOST_CELLS // 2 + 1), f"at most {MOST_CELLS} cells"),
        ("x" * (MOST_CHARACTERS + 1), f"at most {MOST_CHARACTERS}"),
        ("x\t" * MOST_CHARACTERS, f"at most {MOST_CHARACTERS}"),
    ],
    ids=[
        "nothing",
        "nothing but tabs",
        "a row that is too short",
        "a row that is too long",
        "a quote that is not closed",
        "one very long cell",
        "too many cells",
        "one very long line",
        "a million empty cells",
    ],
)
def test_what_is_no_block_is_refused_with_the_place(text: str, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        block_from_text(text)
    assert words in refusal.value.sentence
    assert refusal.value.sentence.endswith(".")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("5.51", False),
        ("5.51\r\n", False),
        ("1,089", False),
        ("a;b", False),
        ("", False),
        ("\n\n", False),
        ("a\tb", True),
        ("a\nb", True),
    ],
)
def test_a_lone_value_is_no_block(text: str, answer: bool) -> None:
    assert is_block(text) is answer


def test_a_corrected_cell_leaves_the_others() -> None:
    block = block_from_text("a\tb\n\nc\td\n").corrected(1, 0, " x\ny ")
    assert block.rows == (("a", "b"), ("x y", "d"))
    assert block.numbers == (1, 3)
