"""A bundle of ours comes back; where what is seen was changed, the line names both."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from hcclog.domain.record import NOUNS
from hcclog.exchange.fhir.own_bundle import is_own, read_own
from hcclog.exchange.fhir.payloads import ENTITY
from hcclog.exchange.incoming.plan import Verdict
from tests.exchange.fhir.bundles import CODES, case, case_bundle, entries

Change = Callable[[dict[str, Any]], None]


def resource_of(bundle: dict[str, Any], table: str) -> dict[str, Any]:
    """Return the first resource that holds an entity of a table."""
    for entry in bundle["entry"]:
        resource: dict[str, Any] = entry["resource"]
        if any(each["url"] == ENTITY + table for each in resource.get("extension", ())):
            return resource
    raise LookupError(table)


def change(table: str, *path: Any, to: Any) -> Change:
    """Return a change of one element of a resource; None takes it out."""

    def apply(bundle: dict[str, Any]) -> None:
        part: Any = resource_of(bundle, table)
        for step in path[:-1]:
            part = part[step]
        if to is None:
            del part[path[-1]]
        else:
            part[path[-1]] = to

    return apply


@pytest.mark.parametrize("code", CODES)
def test_a_case_comes_back_whole(code: str) -> None:
    read = read_own(entries(case_bundle(code)))
    assert read.faults == []
    assert read.record == case(code)


@pytest.mark.parametrize("code", CODES)
def test_what_is_computed_is_counted_and_not_read(code: str) -> None:
    bundle = case_bundle(code)
    whole = read_own(entries(bundle))
    assert whole.n_computed > 0
    bundle["entry"] = bundle["entry"][: -whole.n_computed]
    rest = read_own(entries(bundle))
    assert (rest.n_computed, rest.record) == (0, whole.record)


EDITED = {
    "a value": (
        change("lab_result", "valueQuantity", "value", to=Decimal("9.9")),
        "valueQuantity.value says 9.9, its hcclog part says 9.86",
    ),
    "a comparator that came": (
        change("lab_result", "valueQuantity", "comparator", to="<"),
        "valueQuantity.comparator says <, its hcclog part has none",
    ),
    "a unit's code": (
        change("lab_result", "valueQuantity", "code", to="ug/mL"),
        "valueQuantity.code says ug/mL, its hcclog part says ng/mL",
    ),
    "the code of a test": (
        change("lab_result", "code", "coding", 0, "code", to="2039-6"),
        "code.coding says 2039-6, its hcclog part says 53962-7",
    ),
    "a day": (
        change("lab_result", "effectivePeriod", "start", to="2020-11-02"),
        "effectivePeriod.start says 2020-11-02, its hcclog part says 2020-11-01",
    ),
    "a range that is gone": (
        change("lab_result", "referenceRange", to=None),
        "referenceRange is missing",
    ),
    "a status": (
        change("course", "status", to="active"),
        "status says active, its hcclog part says stopped",
    ),
    "a dose": (
        change("course", "dosageInstruction", 0, "doseAndRate", 0, "doseQuantity", "value", to=80),
        "doseQuantity.value says 80, its hcclog part says 8",
    ),
    "a sex": (change("patient", "gender", to="female"), "gender says female"),
    "a diameter": (
        change("measurement", "component", 0, "valueQuantity", "value", to=23),
        "component[0].valueQuantity.value says 23, its hcclog part says 22",
    ),
    "a role": (
        change("response_series", "entry", 2, "flag", "coding", 0, "code", to="target"),
        "entry[2].flag.coding says target, its hcclog part says non-target",
    ),
    "a note": (
        change("staging", "note", 0, "text", to="other"),
        "note[0].text says other",
    ),
    "a true thing that became a number": (
        change("pathology", "status", to=True),
        "status says true",
    ),
}


@pytest.mark.parametrize(("edit", "why"), EDITED.values(), ids=EDITED.keys())
def test_an_edit_is_refused_and_names_both(edit: Change, why: str) -> None:
    bundle = deepcopy(case_bundle("zhang-2024"))
    edit(bundle)
    read = read_own(entries(bundle))
    refused = [line for line in read.faults if line.verdict is Verdict.REFUSED]
    assert len(refused) == 1
    assert refused[0].place.startswith("entry ")
    assert why in refused[0].why


FREE = {
    "the text of a coded concept": change("lab_result", "code", "text", to="Alpha-fetoprotein"),
    "a display": change("lab_result", "code", "coding", 0, "display", to="AFP"),
    "an id that a server gave": change("lab_result", "id", to="123"),
    "a version that a server gave": change("lab_result", "meta", "versionId", to="2"),
    "trailing zeros": change("lab_result", "valueQuantity", "value", to=Decimal("9.8600")),
    "one more code": lambda bundle: resource_of(bundle, "lab_result")["code"]["coding"].append(
        {"system": "http://example.org", "code": "AFP"}
    ),
}


@pytest.mark.parametrize("edit", FREE.values(), ids=FREE.keys())
def test_what_others_write_anew_is_no_edit(edit: Change) -> None:
    bundle = deepcopy(case_bundle("zhang-2024"))
    edit(bundle)
    read = read_own(entries(bundle))
    assert (read.faults, read.record) == ([], case("zhang-2024"))


def payload(table: str, text: str) -> Change:
    """Return a change of the text that holds an entity."""

    def apply(bundle: dict[str, Any]) -> None:
        for each in resource_of(bundle, table)["extension"]:
            if each["url"] == ENTITY + table:
                each["valueString"] = text

    return apply


_PATIENT = "01a1ffc1-0000-7000-8000-000000000001"
HOSTILE = {
    "no JSON": (payload("lab_result", "{"), "cannot be read"),
    "a list": (payload("lab_result", "[]"), "cannot be read"),
    "an unknown field": (payload("lab_result", '{"x": 1}'), "there is no field 'x'"),
    "a missing field": (payload("lab_result", '{"id": "a"}'), "patient_id is missing"),
    "a number for a text": (payload("lab_result", '{"id": 5}'), "id has a value of another kind"),
    "a text for a truth": (
        payload("patient", f'{{"id": "{_PATIENT}", "code": "x", "cirrhosis": "yes"}}'),
        "cirrhosis has a value of another kind",
    ),
    "a number that SQLite cannot hold": (
        payload("patient", f'{{"id": "{_PATIENT}", "code": "x", "age_years": {10**20}}}'),
        "age_years has a value of another kind",
    ),
    "NaN in the payload": (payload("lab_result", '{"id": NaN}'), "NaN is not a number"),
    "a word that is none": (
        payload("patient", f'{{"id": "{_PATIENT}", "code": "x", "sex": "unheard of"}}'),
        "cannot be read",
    ),
    "a control character": (
        payload("patient", f'{{"id": "{_PATIENT}", "code": "a\\u0007b"}}'),
        "cannot be shown (U+0007)",
    ),
    "a mark that reorders": (
        payload("patient", f'{{"id": "{_PATIENT}", "code": "a\\u202eb"}}'),
        "reorders what is read",
    ),
    "an address of nothing": (
        lambda bundle: resource_of(bundle, "visit")["extension"][0].update(url=ENTITY + "x"),
        "'x' is nothing that a record holds",
    ),
}


@pytest.mark.parametrize(("edit", "why"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_payload_that_hcclog_never_wrote_is_refused(edit: Change, why: str) -> None:
    bundle = deepcopy(case_bundle("zhang-2024"))
    edit(bundle)
    read = read_own(entries(bundle))
    assert read.record is None
    assert any(why in line.why for line in read.faults if line.verdict is Verdict.REFUSED)


def test_two_bundles_in_one_are_refused() -> None:
    bundle = case_bundle("zhang-2024")
    bundle["entry"] = [*bundle["entry"], *case_bundle("ikeda-2021")["entry"]]
    [line] = [each for each in read_own(entries(bundle)).faults if "patients" in each.why]
    assert line.why == "The hcclog parts are of 2 patients; a bundle is of one."


def test_an_entry_twice_is_refused() -> None:
    bundle = case_bundle("zhang-2024")
    bundle["entry"].append(bundle["entry"][5])
    assert any("stands here twice" in each.why for each in read_own(entries(bundle)).faults)


def test_a_parent_that_is_gone_is_missed() -> None:
    bundle = case_bundle("zhang-2024")
    gone = resource_of(bundle, "lesion")
    bundle["entry"] = [each for each in bundle["entry"] if each["resource"] is not gone]
    read = read_own(entries(bundle))
    assert any("lesion it belongs to is not in the bundle" in each.why for each in read.faults)


def test_an_entry_of_others_is_left_with_a_reason() -> None:
    bundle = case_bundle("zhang-2024")
    other = {"resourceType": "Observation", "status": "final"}
    bundle["entry"].append({"fullUrl": "urn:uuid:0", "resource": other})
    [line] = read_own(entries(bundle)).faults
    assert (line.verdict, line.place) == (Verdict.LEFT, f"entry {len(bundle['entry'])}")
    assert "hcclog did not write this entry" in line.why


def test_every_noun_of_the_cases_is_in_their_bundles() -> None:
    nouns = {noun.table for code in CODES for noun in NOUNS if getattr(case(code), noun.attribute)}
    held = {
        each["url"].removeprefix(ENTITY)
        for code in CODES
        for entry in case_bundle(code)["entry"]
        for each in entry["resource"].get("extension", ())
        if each["url"].startswith(ENTITY)
    }
    assert held == nouns


def test_a_file_without_our_parts_is_not_ours() -> None:
    other = {"resourceType": "Observation", "status": "final"}
    assert not is_own(entries({"resourceType": "Bundle", "entry": [{"resource": other}]}))
    assert is_own(entries(case_bundle("zhang-2024")))
