"""What is noted: events with facts of known forms; any other text is a question mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.logs.noting import facts_words
from hcclog.store.errors import DiskFull

NAME = "Zbigniewska"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        pytest.param({"fault": DiskFull}, "fault=DiskFull", id="a class by its name"),
        pytest.param({"n_patients": 12}, "n_patients=12", id="a number"),
        pytest.param({"version": "0.4.0"}, "version=0.4.0", id="a version"),
        pytest.param({"code": "SQLITE_FULL 13"}, "code=SQLITE_FULL 13", id="a code"),
        pytest.param({"code": NAME}, "code=?", id="L-01 a name in place of a code"),
        pytest.param({"kind": NAME}, "kind=?", id="L-01 a name in place of a kind"),
        pytest.param({"system": f"linux {NAME}"}, "system=?", id="L-01 a name after a system"),
        pytest.param({"patient": NAME}, "patient=?", id="L-01 a fact that has no form"),
        pytest.param({"store": "/srv/x/store.db"}, "store=?", id="L-01 a path for an id"),
        pytest.param({"code": None}, "code=?", id="nothing"),
    ],
)
def test_a_fact_is_written_in_its_form_or_not_at_all(facts: dict[str, object], words: str) -> None:
    assert facts_words(facts) == words


@given(name=st.sampled_from(["patient", "label", "value", "reason", "path"]), text=st.text())
def test_a_text_without_a_form_is_never_written(name: str, text: str) -> None:
    assert facts_words({name: text}) == f"{name}=?"
