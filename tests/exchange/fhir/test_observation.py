"""Anybody's Observation as a laboratory result: what is taken, asked, left and refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from hcclog.domain.labs import LabResult, Qualitative
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.quantities import Comparator
from hcclog.domain.record import PatientRecord
from hcclog.domain.sources import Source, SourceKind
from hcclog.exchange.fhir.observation import Observed, observed
from hcclog.exchange.incoming.plan import Verdict
from tests.books import a_patient
from tests.exchange.fhir.observations import AFP, LOINC, PIVKA, an_observation, quantity

SOURCE = Source(SourceKind.IMPORTED, "labs.json", "entry 1")


def period(start: str, end: str = "") -> dict[str, Any]:
    """Return a period in the place of a day."""
    ends = {"end": end} if end else {}
    return {"effectiveDateTime": None, "effectivePeriod": {"start": start, **ends}}


def read(resource: dict[str, Any], patient: Patient | None = None) -> Observed:
    """Return how it is read for a patient."""
    record = PatientRecord(patient or a_patient("P-1"))
    return observed(resource, record, "00000000-0000-7000-8000-000000000001", SOURCE)


def taken(resource: dict[str, Any]) -> LabResult:
    """Return the result of one that is taken."""
    found = read(resource)
    assert found.lab is not None, found.why
    return found.lab


def test_a_plain_result_is_taken_with_all_that_it_says() -> None:
    found = read(
        an_observation(
            valueQuantity=quantity(Decimal("5.510"), comparator="<"),
            referenceRange=[{"high": quantity(Decimal("7.0"))}],
            performer=[{"display": "Central  laboratory"}],
            specimen={"display": "plasma"},
            method={"text": "Assay A"},
            interpretation=[{"coding": [{"code": "H"}]}],
            note=[{"text": "haemolytic"}],
        )
    )
    lab = found.lab
    assert (found.verdict, found.reading) == (Verdict.NEW, "AFP < 5.510 ng/mL, 2021-10-14")
    assert lab is not None
    assert (lab.value, lab.comparator, lab.unit) == (Decimal("5.510"), Comparator.LESS, "ng/mL")
    assert (str(lab.value), lab.as_typed) == ("5.510", "<5.510")
    assert (lab.reference_low, lab.reference_high) == (None, Decimal("7.0"))
    assert (lab.laboratory, lab.specimen, lab.assay) == ("Central laboratory", "plasma", "Assay A")
    assert lab.note == "Laboratory's flag: H; haemolytic"
    assert lab.source == SOURCE


TESTS = {
    "LOINC of the tumour marker": (AFP, "afp"),
    "LOINC of the generic test": ({"coding": [{"system": LOINC, "code": "1834-1"}]}, "afp"),
    "words only": ({"text": "alpha-fetoprotein"}, "afp"),
    "words in Chinese": ({"text": "甲胎蛋白"}, "afp"),
    "a local code with words": (
        {"coding": [{"system": "http://lab.example", "code": "17", "display": "AFP"}]},
        "afp",
    ),
    "a code of ours": ({"coding": [{"system": "urn:hcclog:test", "code": "afp"}]}, "afp"),
}


@pytest.mark.parametrize(("code", "name"), TESTS.values(), ids=TESTS.keys())
def test_which_test_it_is(code: Any, name: str) -> None:
    assert taken(an_observation(code=code)).analyte == name


UNITS = {
    "UCUM": (AFP, quantity(5), "ng/mL"),
    "the printed unit only": (AFP, {"value": 5, "unit": "µg/L"}, "µg/L"),
    "a micro sign of another kind": (AFP, {"value": 5, "unit": "μg/L"}, "µg/L"),
    "arbitrary units": (PIVKA, quantity(40, "m[arb'U]/mL", unit="mAU/mL"), "mAU/mL"),
    "printed and coded alike": (AFP, quantity(5, "ug/L", unit="mcg/L"), "µg/L"),
}


@pytest.mark.parametrize(("code", "value", "unit"), UNITS.values(), ids=UNITS.keys())
def test_which_unit_it_is(code: Any, value: Any, unit: str) -> None:
    assert taken(an_observation(code=code, valueQuantity=value)).unit == unit


DAYS = {
    "a day": ({"effectiveDateTime": "2021-10-14"}, "2021-10-14"),
    "a moment, whatever its zone": (
        {"effectiveDateTime": "2021-10-14T23:30:00-11:00"},
        "2021-10-14",
    ),
    "an instant": (
        {"effectiveDateTime": None, "effectiveInstant": "2021-10-14T00:00:00Z"},
        "2021-10-14",
    ),
    "D-04: a month": ({"effectiveDateTime": "2021-10"}, "2021-10"),
    "D-04: a year": ({"effectiveDateTime": "2021"}, "2021"),
    "a period of one day": (
        period("2021-10-14", "2021-10-14"),
        "2021-10-14",
    ),
    "a period of a month": (
        period("2021-10-01", "2021-10-31"),
        "2021-10",
    ),
    "a period of a year": (
        period("2021", "2021"),
        "2021",
    ),
    "a collection over two days": (
        period("2021-10-14", "2021-10-15"),
        "between 2021-10-14 and 2021-10-15",
    ),
}


@pytest.mark.parametrize(("changes", "when"), DAYS.values(), ids=DAYS.keys())
def test_when_it_was(changes: dict[str, Any], when: str) -> None:
    assert str(taken(an_observation(**changes)).on) == when


TEXTS = {
    "a number as text": ("5,51 ng/mL", Decimal("5.51"), Comparator.EQUAL),
    "a limit as text": ("<0.8 ng/mL", Decimal("0.8"), Comparator.LESS),
}


@pytest.mark.parametrize(("text", "value", "sign"), TEXTS.values(), ids=TEXTS.keys())
def test_a_number_that_stands_as_text(text: str, value: Decimal, sign: Comparator) -> None:
    lab = taken(an_observation(valueQuantity=None, valueString=text))
    assert (lab.value, lab.comparator, lab.as_typed) == (value, sign, text)


WORDS = {
    "a text": ({"text": "raised"}, Qualitative.RAISED),
    "a code of SNOMED CT": ({"coding": [{"code": "10828004"}]}, Qualitative.POSITIVE),
    "a display": ({"coding": [{"code": "x", "display": "Negative"}]}, Qualitative.NEGATIVE),
}


@pytest.mark.parametrize(("value", "word"), WORDS.values(), ids=WORDS.keys())
def test_a_result_in_words(value: Any, word: Qualitative) -> None:
    lab = taken(an_observation(valueQuantity=None, valueCodeableConcept=value))
    assert (lab.value, lab.unit, lab.qualitative) == (None, "", word)


ASKED = {
    "preliminary": ({"status": "preliminary"}, "calls it preliminary"),
    "a status that is not known": ({"status": "unknown"}, "does not say whether it is final"),
    "a unit of another kind than the code": (
        {"valueQuantity": quantity(5, "[IU]/mL")},
        "LOINC 53962-7 is for a mass concentration, IU/mL is none",
    ),
    "astronomical units": (
        {"code": PIVKA, "valueQuantity": quantity(40, "mAU/mL")},
        "mAU/mL is no UCUM code for a result; it is read as mAU/mL",
    ),
    "words that name another test": (
        {"code": {**AFP, "text": "CEA"}},
        "It is called CEA, and coded as AFP",
    ),
}


@pytest.mark.parametrize(("changes", "why"), ASKED.values(), ids=ASKED.keys())
def test_what_is_asked(changes: dict[str, Any], why: str) -> None:
    found = read(an_observation(**changes))
    assert (found.verdict, found.lab is not None) == (Verdict.ASKED, True)
    assert why in found.why


LEFT = {
    "entered in error": ({"status": "entered-in-error"}, "entered in error"),
    "cancelled": ({"status": "cancelled"}, "cancelled"),
    "registered": ({"status": "registered"}, "no result yet"),
    "I-14: an unknown code": (
        {"code": {"coding": [{"system": LOINC, "code": "8480-6"}], "text": "Systolic pressure"}},
        "Systolic pressure (LOINC 8480-6) is no test in the catalogue",
    ),
    "I-14: an unknown system": (
        {"code": {"coding": [{"system": "urn:x", "code": "1", "display": "Ferritin"}]}},
        "Ferritin is no test in the catalogue",
    ),
    "no value": ({"valueQuantity": None}, "It has no value"),
    "no value, with the reason": (
        {"valueQuantity": None, "dataAbsentReason": {"text": "not performed"}},
        "It has no value: not performed",
    ),
    "a panel": (
        {"valueQuantity": None, "hasMember": [{"reference": "a"}]},
        "only names other results",
    ),
    "components": ({"valueQuantity": None, "component": [{}]}, "stand in components"),
}


@pytest.mark.parametrize(("changes", "why"), LEFT.values(), ids=LEFT.keys())
def test_what_is_left_with_a_reason(changes: dict[str, Any], why: str) -> None:
    found = read(an_observation(**changes))
    assert (found.verdict, found.lab) == (Verdict.LEFT, None)
    assert why in found.why


REFUSED = {
    "I-14: no unit": ({"valueQuantity": {"value": 5}}, "No unit stands beside the number of AFP"),
    "a whole number without a unit": ({"valueQuantity": None, "valueInteger": 5}, "No unit stands"),
    "a unit of another test": ({"valueQuantity": quantity(5, "mmol/L")}, "not reported in mmol/L"),
    "a unit that nobody knows": (
        {"valueQuantity": quantity(5, "furlong")},
        "furlong is not a unit",
    ),
    "coded and printed otherwise": (
        {"valueQuantity": quantity(5, "ng/mL", unit="ug/mL")},
        "coded as ng/mL and printed as µg/mL",
    ),
    "I-13: text for a number": ({"valueQuantity": quantity("5.51")}, "has no number"),
    "true for a number": ({"valueQuantity": quantity(value=True)}, "has no number"),
    "a number of 30 digits": ({"valueQuantity": quantity(10**30)}, "more digits than any result"),
    "N-09: below nothing": ({"valueQuantity": quantity(Decimal("-5.51"))}, "not a concentration"),
    "an unknown comparator": (
        {"valueQuantity": quantity(5, comparator="~")},
        "~ is not a comparator",
    ),
    "no status": ({"status": None}, "No status is no status"),
    "a status that is none": ({"status": "halted"}, "halted is no status"),
    "no date": ({"effectiveDateTime": None}, "It does not say when"),
    "D-01: no such day": ({"effectiveDateTime": "2023-02-29"}, "not a day that the calendar has"),
    "D-02: a date in another order": ({"effectiveDateTime": "03/04/2024"}, "is not a date"),
    "a period upside down": (
        period("2021-10-14", "2021-10-13"),
        "before it starts",
    ),
    "a period without an end": (
        period("2021-10-14"),
        "both ends of a period",
    ),
    "two values": ({"valueString": "5"}, "It has two values"),
    "a range of values": ({"valueQuantity": None, "valueRange": {}}, "of the kind Range"),
    "an unclear number as text": ({"valueQuantity": None, "valueString": "1,089"}, "1,089"),
    "a number and no unit as text": ({"valueQuantity": None, "valueString": "<0.8"}, "No unit"),
    "a word that is none": (
        {"valueQuantity": None, "valueCodeableConcept": {"text": "weird"}},
        "weird is not a word",
    ),
    "two tests": (
        {"code": {"coding": [*AFP["coding"], {"system": LOINC, "code": "2039-6"}]}},
        "name two tests, AFP and CEA",
    ),
    "C-17: a range upside down": (
        {"referenceRange": [{"low": quantity(160), "high": quantity(0)}]},
        "stands upside down",
    ),
    "a range in another unit": (
        {"referenceRange": [{"high": quantity(7, "ug/mL")}]},
        "in another unit than its value",
    ),
    "two ranges": (
        {"referenceRange": [{"high": quantity(7)}, {"high": quantity(8)}]},
        "two reference ranges",
    ),
    "T-05: a control character": (
        {"performer": [{"display": "a\x07b"}]},
        "cannot be shown (U+0007)",
    ),
}


@pytest.mark.parametrize(("changes", "why"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused(changes: dict[str, Any], why: str) -> None:
    found = read(an_observation(**changes))
    assert (found.verdict, found.lab) == (Verdict.REFUSED, None)
    assert why in found.why


def test_a_range_without_a_unit_has_that_of_the_value() -> None:
    lab = taken(an_observation(referenceRange=[{"low": {"value": 0}, "high": {"value": 7}}]))
    assert (lab.reference_low, lab.reference_high) == (Decimal(0), Decimal(7))


def test_a_patient_without_a_calendar_takes_no_date() -> None:
    patient = a_patient("P-1", time_axis=TimeAxis.RELATIVE, day_zero_label="start of lenvatinib")
    found = read(an_observation(), patient)
    assert found.verdict is Verdict.REFUSED
    assert "counted from start of lenvatinib; 2021-10-14 has no place there" in found.why


@pytest.mark.parametrize(
    "junk", [None, 5, "x", [], [5], {"coding": 5}, {"coding": [5]}, {"text": 5}]
)
def test_junk_in_the_place_of_an_object_is_no_crash(junk: Any) -> None:
    names = ("code", "valueQuantity", "valueCodeableConcept", "performer", "specimen", "method",
             "referenceRange", "interpretation", "note", "effectivePeriod", "status")  # fmt: skip
    for name in names:
        assert read(an_observation(**{name: junk})).verdict in set(Verdict)
