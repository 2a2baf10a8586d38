"""Texts as they can be set."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.report.patient.clean import clean


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("lenvatinib 8 mg", "lenvatinib 8 mg", id="a plain text stays"),
        pytest.param("a\tb", "a b", id="a tab is a space"),
        pytest.param("a\r\nb\u2028c", "a\nb\nc", id="every end of a line is one"),
        pytest.param("a\x00b\x07", "a\ufffdb\ufffd", id="control characters are shown as such"),
        pytest.param("\u202eturned\u2066", "turned", id="marks that turn the order are gone"),
        pytest.param("李小龍 é −3", "李小龍 é −3", id="letters of any script stay"),
        pytest.param("\ud800", "\ufffd", id="half a letter is shown as such"),
    ],
)
def test_a_text_is_cleaned(text: str, wanted: str) -> None:
    assert clean(text) == wanted


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(max_size=60))
def test_nothing_that_steers_is_left(text: str) -> None:
    left = [letter for letter in clean(text) if letter != "\n"]
    assert not [letter for letter in left if category(letter) in {"Cc", "Cs"}]
