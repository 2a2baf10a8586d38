"""Names as they stand in a sentence, and where a source says something."""

from __future__ import annotations

import pytest

from hcclog.domain.sources import Source
from hcclog.rules.contradictions.case import (
    agent_name,
    analyte_name,
    in_a_sentence,
    place_of,
    procedure_name,
)
from tests.rules.contradictions.records import said

SENTENCES = [
    pytest.param("External beam radiotherapy", "external beam radiotherapy", id="a word"),
    pytest.param("TACE", "TACE", id="an abbreviation keeps its letters"),
    pytest.param("TACE with drug-eluting beads", "TACE with drug-eluting beads", id="also before"),
]


@pytest.mark.parametrize(("name", "words"), SENTENCES)
def test_a_name_within_a_sentence(name: str, words: str) -> None:
    assert in_a_sentence(name) == words


def test_what_the_catalogue_knows_has_its_name_and_the_rest_its_code() -> None:
    assert [agent_name(code) for code in ("5-FU", "no-such")] == ["fluorouracil", "no-such"]
    assert [procedure_name(code) for code in ("deb-tace", "no-such")] == ["DEB-TACE", "no-such"]
    assert [analyte_name(code) for code in ("afp", "no-such")] == ["AFP", "no-such"]


def test_the_place_of_a_statement_stands_in_brackets() -> None:
    assert place_of(said("sex", sex="male", source=Source(place="Results, 2"))) == " (Results, 2)"
    assert place_of(said("sex", sex="male")) == ""
