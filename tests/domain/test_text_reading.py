"""Names and codes made comparable: without case, marks, spaces and what cannot be seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.text_reading import code_key, search_key

SAME_TEXT = [
    pytest.param("José", "Jose\u0301", id="T-01: NFC and NFD"),
    pytest.param("STRASSE", "straße", id="T-10: sharp s"),
    pytest.param("Ä", "ä", id="T-10: umlaut"),
    pytest.param("İ", "i", id="T-10: dotted capital I"),
    pytest.param("a  b\u00a0c", "A B C", id="spaces of any kind"),
    pytest.param("Mei\u202eer", "meier", id="T-03: an override that cannot be seen"),
]


@pytest.mark.parametrize(("one", "other"), SAME_TEXT)
def test_the_same_for_search(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize("code", ["AB 123", "AB123", "AB\u200b123", "ab123\u00a0", "AB\ufe0f123"])
def test_t_04_the_same_record_number(code: str) -> None:
    assert code_key(code) == "ab123"


@pytest.mark.parametrize("text", ["张伟", "محمد علي", 'O\'Brien "Bob"; DROP TABLE patient;--'])
def test_letters_stay(text: str) -> None:
    assert len(search_key(text)) == len(text)


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)
