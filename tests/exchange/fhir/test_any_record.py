"""Any record goes out as a bundle that others accept, and comes back as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fhir.resources.R4B import get_fhir_model_class
from fhir.resources.R4B.bundle import Bundle
from hypothesis import HealthCheck, given, settings

from hcclog.domain.record import NOUNS, PatientRecord
from hcclog.exchange.fhir.bundle import bundle
from hcclog.exchange.fhir.json_text import json_text
from hcclog.exchange.fhir.own_bundle import read_own
from hcclog.store.codec import to_payload
from tests.exchange.any_store_record import any_record
from tests.exchange.fhir.bundles import CODES, TODAY, bundle_of, case, entries, every

SLOW = settings(
    max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def as_held(record: PatientRecord) -> dict[str, list[Any]]:
    """Return what a store would hold of a record, in the order of the ids."""

    def part(name: str) -> Iterator[Any]:
        found = getattr(record, name)
        yield from sorted(found, key=lambda e: e.id) if isinstance(found, tuple) else (found,)

    return {noun.table: [to_payload(each) for each in part(noun.attribute)] for noun in NOUNS}


@SLOW
@given(any_record())
def test_any_record_comes_back_as_it_was(record: PatientRecord) -> None:
    read = read_own(entries(bundle_of(record)))
    assert read.faults == []
    assert read.record is not None
    assert as_held(read.record) == as_held(record)


@SLOW
@given(any_record())
def test_any_record_is_a_bundle_that_others_accept(record: PatientRecord) -> None:
    content = bundle_of(record)
    Bundle.model_validate({**content, "entry": []})
    for entry in content["entry"]:
        resource = entry["resource"]
        get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    urls = [entry["fullUrl"] for entry in content["entry"]]
    assert len(set(urls)) == len(urls)
    inside = {f"#{each['id']}" for group in every(content, "contained") for each in group}
    found = {each for each in every(content, "reference") if isinstance(each, str)}
    assert found <= set(urls) | inside


@pytest.mark.parametrize("code", CODES)
def test_the_same_revision_gives_the_same_bytes(code: str) -> None:
    record = case(code)
    assert json_text(bundle(record, 7, TODAY)) == json_text(bundle(replace(record), 7, TODAY))
