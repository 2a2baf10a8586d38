"""A record as JSON: its parts, and at the end what contradicts itself."""

from __future__ import annotations

from hcclog.domain.record import NOUNS
from hcclog.exchange.record_json import record_json
from tests.rules.contradictions.records import a_patient, record_of, said


def test_what_is_to_settle_stands_after_the_parts_of_the_record() -> None:
    told = said("sex", sex="female")
    shown = record_json(record_of(a_patient(sex="male"), told))
    assert list(shown) == [*(noun.attribute for noun in NOUNS), "to_settle"]
    assert shown["to_settle"] == [
        {
            "sentence": "The patient is recorded as male and called female.",
            "concerns": [{"entity": "statement", "id": told.id}, {"entity": "patient", "id": "p"}],
        }
    ]


def test_a_record_without_contradiction_has_nothing_to_settle() -> None:
    assert record_json(record_of(a_patient()))["to_settle"] == []
