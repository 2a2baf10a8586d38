"""How people name an event and a time after it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.dates import TimeUnit
from hcclog.domain.event_phrase import EventPhrase, read_phrase

DAY, WEEK, MONTH = TimeUnit.DAY, TimeUnit.WEEK, TimeUnit.MONTH


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        pytest.param("line 2 + 3m", EventPhrase("line 2", "", 3, MONTH), id="a line and months"),
        pytest.param("TACE+2d", EventPhrase("TACE", "", 2, DAY), id="without spaces"),
        pytest.param("deb-tace - 1 wk", EventPhrase("deb-tace", "", -1, WEEK), id="before it"),
        pytest.param("lenvatinib + 0 weeks", EventPhrase("lenvatinib"), id="no time after it"),
        pytest.param("start of line 2", EventPhrase("line 2", "start"), id="its start"),
        pytest.param(
            "End of the sorafenib + 1 month",
            EventPhrase("sorafenib", "end", 1, MONTH),
            id="its end and a month",
        ),
        pytest.param("lenvatinib start", EventPhrase("lenvatinib", "start"), id="edge at the end"),
        pytest.param(
            "13 days after the MRI of 2021-10",
            EventPhrase("MRI of 2021-10", "", 13, DAY),
            id="as it is said",
        ),
        pytest.param(
            "2w Before end of TACE 2", EventPhrase("TACE 2", "end", -2, WEEK), id="before an end"
        ),
        pytest.param("MRI 2021-10", EventPhrase("MRI 2021-10"), id="a date tells it from others"),
    ],
)
def test_a_phrase_is_taken_apart(words: str, phrase: EventPhrase) -> None:
    assert read_phrase(words) == phrase


def test_what_says_no_more_than_a_name_is_bare() -> None:
    assert read_phrase("junk").is_bare
    assert not read_phrase("end of junk").is_bare
    assert not read_phrase("junk + 2d").is_bare


NAMES = st.sampled_from(["line 2", "lenvatinib", "deb-tace 3", "PET/CT", "I-125 seeds"])


@given(
    NAMES, st.sampled_from(["", "start", "end"]), st.integers(-999, 999), st.sampled_from(TimeUnit)
)
def test_a_phrase_reads_back_from_its_words(
    name: str, edge: str, amount: int, unit: TimeUnit
) -> None:
    phrase = EventPhrase(name, edge, amount, unit if amount else DAY)
    assert read_phrase(str(phrase)) == phrase
