"""Names of files after codes that may hold anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.exchange.outgoing.file_names import FileNames, safe_name

NAMES = {
    "a plain code": ("zhang-2024", "zhang-2024"),
    "X-06: a way out of the folder": ("../../x", "x"),
    "X-06: a device of Windows": ("CON", "CON-"),
    "a device with an ending": ("nul.txt", "nul-.txt"),
    "X-06: a colon": ("a:b", "a-b"),
    "X-06: 300 letters": ("a" * 300, "a" * 80),
    "X-06: 300 letters of four bytes": ("\U00020000" * 300, "\U00020000" * 50),
    "a Chinese code": ("病例 7", "病例-7"),
    "signs only": ("///", "patient"),
    "dots only": ("..", "patient"),
}


@pytest.mark.parametrize(("code", "name"), NAMES.values(), ids=NAMES.keys())
def test_a_code_becomes_a_safe_name(code: str, name: str) -> None:
    assert safe_name(code) == name


@given(st.lists(st.text(max_size=12), max_size=8))
def test_every_code_has_a_name_of_its_own(codes: list[str]) -> None:
    names = FileNames()
    found = [names.for_code(code).casefold() for code in codes]
    assert len(set(found)) == len(found)
    assert not any(set(name) & set('/\\:*?"<>|\0') for name in found)
