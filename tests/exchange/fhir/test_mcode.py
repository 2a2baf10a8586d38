"""What the profiles of mCODE STU4 and US Core 6.1.0 ask for, as FHIRPath over real bundles."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from fhirpathpy import evaluate

from tests.exchange.fhir.bundles import CODES, bundle_of, case_bundle, every, resources
from tests.report.samples import measured_case

_TO_THE_DAY = "effectiveDateTime.where(extension.empty()).all($this.toString().length() >= 10)"
_STOP = "'266721009' | '407563006' | '105480006' | '160932005' | '309846006' | '399307001'"
_STOPS = f"({_STOP} | '419620001' | '443729008' | '7058009')"
_TRENDS = "('268910001' | '359746009' | '271299001' | '709137006' | '103338009' | '103337004')"
_LOINC = "where(system = 'http://loinc.org')"
RULES = (
    ("a patient has an identifier with system and value", "Patient", "mcode-cancer-patient",
     "identifier.where(system.exists() and value.exists()).exists()"),
    ("us-core-6: a name has parts, or says why not", "Patient", "mcode-cancer-patient",
     ("name.exists() and name.all((family.exists() or given.exists()) xor "
     "extension.where(url.endsWith('data-absent-reason')).exists())")),
    ("a patient has a gender", "Patient", "mcode-cancer-patient", "gender.exists()"),
    ("a cancer has statuses, category, code and subject", "Condition", "-cancer-condition",
     ("clinicalStatus.exists() and verificationStatus.exists() and subject.exists() and "
     "category.coding.where(code = 'problem-list-item').exists() and code.coding.exists()")),
    ("the primary is hepatocellular carcinoma", "Condition", "primary-cancer-condition",
     "code.coding.where(code = 'C22.0').exists()"),
    ("a metastasis names the primary and has no stage", "Condition", "secondary-cancer-condition",
     ("stage.empty() and extension.where(url.endsWith('/condition-related'))"
     ".valueReference.exists()")),
    ("a tumour has one usual identifier, a place and a patient", "BodyStructure", "mcode-tumor",
     ("identifier.where(use = 'usual' and type.coding.where(code = 'BodyStructure').exists() "
     "and value.exists()).count() = 1 and location.exists() and patient.exists()")),
    ("a tumour belongs to a condition", "BodyStructure", "mcode-tumor",
     "extension.where(url.endsWith('related-condition')).valueReference.exists()"),
    ("a size has a focus or a specimen, not both", "Observation", "mcode-tumor-size",
     "(focus.exists() or specimen.exists()) and (focus.exists() and specimen.exists()).not()"),
    ("a size has one longest diameter, two others at most", "Observation", "mcode-tumor-size",
     ("component.where(code.coding.where(code = '33728-7').exists()).count() = 1 and "
     "component.where(code.coding.where(code = '33729-5').exists()).count() <= 2")),
    ("a size is in mm or cm", "Observation", "mcode-tumor-size",
     "component.valueQuantity.all(code = 'mm' or code = 'cm')"),
    ("a size has no value of its own", "Observation", "mcode-tumor-size",
     "valueQuantity.empty() and valueCodeableConcept.empty()"),
    ("a marker is of the laboratory exactly once", "Observation", "mcode-tumor-marker-test",
     "category.coding.where(code = 'laboratory').count() = 1"),
    ("a marker has one value, a code and a subject", "Observation", "mcode-tumor-marker-test",
     "(valueQuantity | valueCodeableConcept).count() = 1 and code.exists() and subject.exists()"),
    ("a marker says why a value is missing nowhere", "Observation", "mcode-tumor-marker-test",
     "dataAbsentReason.empty()"),
    ("us-core-1: a marker is dated to the day", "Observation", "mcode-tumor-marker-test",
     _TO_THE_DAY),
    ("us-core-1: a result is dated to the day", "Observation", "us-core-observation-lab",
     _TO_THE_DAY),
    ("us-core-3: a coded unit is of UCUM", "Observation", "us-core-observation-lab",
     "valueQuantity.all(code.exists() implies system = 'http://unitsofmeasure.org')"),
    ("an ECOG status is a whole number with its code", "Observation", "ecog-performance-status",
     f"code.coding.{_LOINC}.where(code = '89247-1').exists() and valueInteger.exists()"),
    ("a BCLC stage has code, method and focus", "Observation", "mcode-cancer-stage",
     ("code.coding.where(code = 'C115134').exists() and focus.exists() and "
     "method.coding.where(code = 'C115132').exists() and valueCodeableConcept.exists()")),
    ("a disease status has its code and one of the trends", "Observation", "disease-status",
     (f"code.coding.where(code = '97509-4').exists() and focus.exists() and "
     f"valueCodeableConcept.coding.where(code in {_TRENDS}).exists()")),
    ("a disease status has no parts that are forbidden", "Observation", "disease-status",
     ("specimen.empty() and device.empty() and referenceRange.empty() and hasMember.empty() "
     "and component.empty()")),
    ("a disease status has no period", "Observation", "disease-status", "effectivePeriod.empty()"),
    ("us-core-21: an order names who ordered it", "MedicationRequest", "medication-request",
     "intent = 'order' implies requester.exists()"),
    ("an order has status, drug, subject and reported", "MedicationRequest", "medication-request",
     ("status.exists() and medicationCodeableConcept.text.exists() and subject.exists() and "
     "reportedBoolean.exists()")),
    ("a stop has a reason of the list, and only a stop", "MedicationRequest", "medication-request",
     (f"statusReason.coding.exists() implies (status = 'stopped' and "
     f"statusReason.coding.all(code in {_STOPS}))")),
    ("an order says why", "MedicationRequest", "medication-request", "reasonReference.exists()"),
    ("a dose that was given has status, drug, day and reason", "MedicationAdministration",
     "medication-administration",
     ("status = 'completed' and medicationCodeableConcept.exists() and reasonReference.exists() "
     "and (effectiveDateTime | effectivePeriod).exists()")),
    ("an operation has a code of SNOMED CT", "Procedure", "surgical-procedure",
     "code.coding.where(system = 'http://snomed.info/sct').exists()"),
    ("radiotherapy has its code, a category and a period", "Procedure", "course-summary",
     ("code.coding.where(code = '1217123003').exists() and category.exists() and "
     "performedPeriod.exists() and performedDateTime.empty()")),
    ("a dose to a volume is in cGy", "Procedure", "course-summary",
     "extension.extension.where(url = 'totalDoseDelivered').valueQuantity.all(code = 'cGy')"),
    ("a dose names its volume", "Procedure", "course-summary",
     ("extension.where(url.endsWith('dose-delivered-to-volume'))"
     ".all(extension.where(url = 'volume').valueReference.exists())")),
    ("a volume is described", "BodyStructure", "radiotherapy-volume", "description.exists()"),
)  # fmt: skip


@cache
def _bundles() -> tuple[dict[str, Any], ...]:
    return (*(case_bundle(code) for code in CODES), bundle_of(measured_case()))


@pytest.mark.parametrize(
    ("kind", "profile", "path"), [row[1:] for row in RULES], ids=[row[0] for row in RULES]
)
def test_a_profile_is_met(kind: str, profile: str, path: str) -> None:
    found = [each for bundle in _bundles() for each in resources(bundle, kind, profile)]
    assert found
    assert [each for each in found if evaluate(each, path) != [True]] == []


@pytest.mark.parametrize("code", CODES)
def test_us_core_7_a_completed_procedure_says_when_or_why_not(code: str) -> None:
    names = {"performedDateTime", "_performedDateTime", "performedPeriod"}
    found = list(resources(case_bundle(code), "Procedure"))
    assert found
    assert [each for each in found if not names & each.keys()] == []


@pytest.mark.parametrize("code", CODES)
def test_a_bundle_is_a_collection_of_one_cancer_patient(code: str) -> None:
    bundle = case_bundle(code)
    assert (bundle["type"], bundle["timestamp"]) == ("collection", "2026-11-21T00:00:00Z")
    assert len(list(resources(bundle, "Patient", "mcode-cancer-patient"))) == 1
    assert all(entry["fullUrl"].startswith("urn:uuid:") for entry in bundle["entry"])


def test_relative_days_become_no_calendar_date() -> None:
    bundle = case_bundle("ikeda-2021")
    dated = ("DateTime", "Period", "Date", "authoredOn", "started", "date", "period")
    names = {
        name
        for entry in bundle["entry"]
        for name in entry["resource"]
        if name.endswith(dated) and not name.startswith("_")
    }
    # A Period is asked for by radiotherapy only, and holds why it is empty.
    assert names == set()
    days = [part for part in every(bundle, "extension") for part in part]
    assert {"url": "earliest-day", "valueInteger": 94} in days
