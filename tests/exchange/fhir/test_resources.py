"""What each resource shows of what was logged, and what it does not claim."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId
from hcclog.domain.labs import Qualitative
from hcclog.domain.lesion import Lesion, LesionKind
from hcclog.domain.patient import Patient, Sex
from hcclog.domain.procedure import Procedure
from hcclog.domain.quantities import Comparator
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Category, Criteria, ReportedResponse
from hcclog.domain.staging import Staging
from hcclog.domain.therapy import Course, DoseBasis, DoseStep, Hold, StopReason
from hcclog.domain.visit import Outcome, OutcomeKind, Visit
from tests.books import a_lab, a_patient, an_id
from tests.exchange.fhir.bundles import bundle_of, case_bundle, resources

ON = ClinicalDate.parse
P = a_patient("P-1")


def shown(kind: str, *entities: Any, patient: Patient = P, profile: str = "") -> Any:
    """Return the first resource of a kind of a record that holds these entities."""
    parts: dict[str, Any] = {}
    names = {
        AdverseEvent: "adverse_events", Lesion: "lesions", Procedure: "procedures",
        ReportedResponse: "reported_responses", Staging: "stagings", Course: "courses",
        DoseStep: "dose_steps", Hold: "holds", Outcome: "outcomes", Visit: "visits",
        type(a_lab(P)): "labs",
    }  # fmt: skip
    for entity in entities:
        name = names[type(entity)]
        parts[name] = (*parts.get(name, ()), entity)
    bundle = bundle_of(replace(PatientRecord(patient), **parts))
    return next(resources(bundle, kind, profile))


def codes(concept: Any) -> set[str]:
    """Return the codes of a concept."""
    return {each["code"] for each in concept["coding"]}


LABS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a day": ({"on": "2021-10-14"}, {"effectiveDateTime": "2021-10-14"}),
    "a month is a period of days": (
        {"on": "2021-10"},
        {"effectivePeriod": {"start": "2021-10-01", "end": "2021-10-31"}},
    ),
    "a year is a period of days": (
        {"on": "2021"},
        {"effectivePeriod": {"start": "2021-01-01", "end": "2021-12-31"}},
    ),
    "a statement about a stretch": (
        {"on": "2021-10", "until_on": ON("2022-01-05")},
        {"effectivePeriod": {"start": "2021-10-01", "end": "2022-01-05"}},
    ),
    "a limit has its comparator": (
        {"value": "0.8", "comparator": Comparator.LESS},
        {"valueQuantity": {
            "value": Decimal("0.8"), "comparator": "<", "unit": "ng/mL",
            "system": "http://unitsofmeasure.org", "code": "ng/mL",
        }},
    ),
    "a range has only what exists": (
        {"reference_high": Decimal(7)},
        {"referenceRange": [{"high": {
            "value": 7, "unit": "ng/mL",
            "system": "http://unitsofmeasure.org", "code": "ng/mL",
        }}]},
    ),
    "mAU/mL has the code of arbitrary units": (
        {"analyte": "pivka-ii", "unit": "mAU/mL"},
        {"valueQuantity": {
            "value": Decimal("5.51"), "unit": "mAU/mL",
            "system": "http://unitsofmeasure.org", "code": "m[arb'U]/mL",
        }},
    ),
    "an unknown unit has no code": (
        {"unit": "furlong"},
        {"valueQuantity": {"value": Decimal("5.51"), "unit": "furlong"}},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("given", "elements"), LABS.values(), ids=LABS.keys())
def test_a_laboratory_result(given: dict[str, Any], elements: dict[str, Any]) -> None:
    lab = a_lab(P, **{"value": "5.51", "on": "2021-10-14", **given})
    resource = shown("Observation", lab)
    assert {name: resource[name] for name in elements} == elements


TESTS = {
    "AFP as a tumour marker": ("afp", "ng/mL", "53962-7"),
    "AFP in international units": ("afp", "IU/mL", "53961-9"),
    "PIVKA-II by mass": ("pivka-ii", "ng/mL", "34444-0"),
    "PIVKA-II in units": ("pivka-ii", "mAU/mL", "93768-0"),
    "CA19-9": ("ca19-9", "U/mL", "24108-3"),
    "CEA": ("cea", "ng/mL", "2039-6"),
    "bilirubin by amount": ("bilirubin", "µmol/L", "14631-6"),
    "ALT": ("alt", "U/L", "1742-6"),
}


@pytest.mark.parametrize(("analyte", "unit", "loinc"), TESTS.values(), ids=TESTS.keys())
def test_a_test_has_the_code_of_its_unit(analyte: str, unit: str, loinc: str) -> None:
    resource = shown("Observation", a_lab(P, analyte=analyte, unit=unit))
    assert codes(resource["code"]) == {loinc, analyte}


def test_a_result_in_words_is_no_number() -> None:
    lab = replace(a_lab(P, unit=""), value=None, qualitative=Qualitative.RAISED)
    resource = shown("Observation", lab)
    assert resource["valueCodeableConcept"]["text"] == "raised"
    assert "valueQuantity" not in resource


def a_course(**given: Any) -> Course:
    """Return a course of lenvatinib."""
    start = {"start_on": ON("2020-12"), "dose": Decimal(8), "every_days": 1}
    return Course(an_id(), P.id, None, **{"agent": "lenvatinib", **start, **given})


STOPS = {
    "goes on": ({}, "active", None),
    "completed": ({"end_on": ON("2021"), "stop_reason": StopReason.COMPLETED}, "completed", set()),
    "progression": (
        {"end_on": ON("2021"), "stop_reason": StopReason.PROGRESSION}, "stopped", {"266721009"},
    ),
    "toxicity": (
        {"end_on": ON("2021"), "stop_reason": StopReason.TOXICITY}, "stopped", {"407563006"},
    ),
    "patient's choice": (
        {"end_on": ON("2021"), "stop_reason": StopReason.PATIENT_CHOICE}, "stopped", {"105480006"},
    ),
    "death": ({"end_on": ON("2021"), "stop_reason": StopReason.DEATH}, "stopped", {"419620001"}),
    "lost": ({"end_on": ON("2021"), "stop_reason": StopReason.LOST}, "stopped", {"399307001"}),
    "a procedure has no code": (
        {"end_on": ON("2021"), "stop_reason": StopReason.PROCEDURE}, "stopped", set(),
    ),
    "no reason stated": ({"end_on": ON("2021")}, "stopped", None),
    "a reason without an end is neither": ({"stop_reason": StopReason.TOXICITY}, "unknown", set()),
}  # fmt: skip


@pytest.mark.parametrize(("given", "status", "reason"), STOPS.values(), ids=STOPS.keys())
def test_how_a_course_ended(given: Any, status: str, reason: set[str] | None) -> None:
    resource = shown("MedicationRequest", a_course(**given))
    assert resource["status"] == status
    said = resource.get("statusReason")
    found = None if said is None else {each["code"] for each in said.get("coding", ())}
    assert found == reason


def test_a_drug_has_its_atc_code_where_one_is_known() -> None:
    known = shown("MedicationRequest", a_course())["medicationCodeableConcept"]
    unknown = shown("MedicationRequest", a_course(agent="camrelizumab"))[
        "medicationCodeableConcept"
    ]
    assert codes(known) == {"L01EX08", "lenvatinib"}
    assert (codes(unknown), unknown["text"]) == ({"camrelizumab"}, "Camrelizumab")


DOSES = {
    "an administration": ({}, {"doseQuantity": (8, "mg")}, "8 mg, daily"),
    "a day's total is a rate": (
        {"dose": Decimal(400), "dose_basis": DoseBasis.DAY, "every_days": None},
        {"rateQuantity": (400, "mg/d")},
        "400 mg a day",
    ),
    "C-06: a dose that is not stated": ({"dose": None}, None, "dose not stated, daily"),
    "days on and off": (
        {"every_days": None, "days_on": 21, "days_off": 7},
        {"doseQuantity": (8, "mg")},
        "8 mg, 21 days on, 7 off",
    ),
}


@pytest.mark.parametrize(("given", "dose", "text"), DOSES.values(), ids=DOSES.keys())
def test_a_dose(given: Any, dose: Any, text: str) -> None:
    [dosage] = shown("MedicationRequest", a_course(**given))["dosageInstruction"]
    said = {
        name: (each["value"], each["code"])
        for part in dosage.get("doseAndRate", ())
        for name, each in part.items()
    }
    assert (dosage["text"], said or None) == (text, dose)


def test_an_open_hold_holds_its_course_and_is_on_hold() -> None:
    course = a_course()
    hold = Hold(an_id(), P.id, course.id, ON("2021-03-02"), reason="proteinuria")
    record = replace(PatientRecord(P), courses=(course,), holds=(hold,))
    found = list(resources(bundle_of(record), "MedicationRequest"))
    assert [each["status"] for each in found] == ["on-hold", "on-hold"]
    assert found[1]["statusReason"] == {"text": "proteinuria"}
    assert found[1]["priorPrescription"]["reference"].endswith(course.id)
    assert found[1]["dispenseRequest"] == {"validityPeriod": {"start": "2021-03-02"}}


def test_a_later_dose_follows_its_course() -> None:
    course = a_course()
    step = DoseStep(an_id(), P.id, course.id, ON("2021-03"), Decimal(4), direction="lower")
    record = replace(PatientRecord(P), courses=(course,), dose_steps=(step,))
    _, later = resources(bundle_of(record), "MedicationRequest")
    assert later["priorPrescription"]["reference"].endswith(course.id)
    assert (later["authoredOn"], later["note"]) == ("2021-03", [{"text": "Dose lower"}])


def test_radiotherapy_is_in_cgy_over_its_days() -> None:
    given: Any = {"until_on": ON("2020-07-07"), "site": "liver", "dose_gy": Decimal(50)}
    procedure = Procedure(an_id(), P.id, ON("2020-06-25"), "radiotherapy", n_fractions=25, **given)
    resource = shown("Procedure", procedure, profile="course-summary")
    [dose] = [each for each in resource["extension"] if each["url"].endswith("to-volume")]
    values = {part["url"]: part for part in dose["extension"]}
    assert values["totalDoseDelivered"]["valueQuantity"]["value"] == 5000
    assert values["totalDoseDelivered"]["valueQuantity"]["code"] == "cGy"
    assert values["fractionsDelivered"]["valueUnsignedInt"] == 25
    assert resource["performedPeriod"] == {"start": "2020-06-25", "end": "2020-07-07"}


RADIATED: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "a month is no radiotherapy of a month": ({"on": ON("2020-09")}, {"start": "2020-09"}),
    "months stay months": (
        {"on": ON("2020-09"), "until_on": ON("2020-10")},
        {"start": "2020-09", "end": "2020-10"},
    ),
    "ten fractions do not end on their first day": (
        {"on": ON("2020-09-01"), "n_fractions": 10},
        {"start": "2020-09-01"},
    ),
    "one fraction ends on its day": (
        {"on": ON("2020-09-01"), "n_fractions": 1},
        {"start": "2020-09-01", "end": "2020-09-01"},
    ),
}


@pytest.mark.parametrize(("given", "period"), RADIATED.values(), ids=RADIATED.keys())
def test_radiotherapy_lasts_no_longer_than_is_known(
    given: dict[str, Any], period: dict[str, str]
) -> None:
    procedure = Procedure(an_id(), P.id, kind="radiotherapy", **given)
    assert shown("Procedure", procedure, profile="course-summary")["performedPeriod"] == period


def test_a_drug_given_in_a_month_was_not_given_all_month() -> None:
    procedure = Procedure(an_id(), P.id, ON("2021-03"), "haic", agents=("oxaliplatin",))
    assert shown("MedicationAdministration", procedure)["effectiveDateTime"] == "2021-03"


def test_a_visit_in_a_month_did_not_last_the_month() -> None:
    resource = shown("Encounter", Visit(an_id(), P.id, ON("2021-10")))
    assert resource["period"] == {"start": "2021-10", "end": "2021-10"}


KINDS = {
    "a resection is surgery": ("resection", "surgical-procedure", {"107963000", "resection"}),
    "TACE is none": ("tace", "us-core-procedure", {"tace"}),
    "HAIC is none": ("haic", "us-core-procedure", {"haic"}),
    "ablation is none": ("rfa", "us-core-procedure", {"rfa"}),
    "drainage is none": ("thoracic-drainage", "us-core-procedure", {"thoracic-drainage"}),
}


@pytest.mark.parametrize(("kind", "profile", "said"), KINDS.values(), ids=KINDS.keys())
def test_which_procedures_are_surgery(kind: str, profile: str, said: set[str]) -> None:
    resource = shown("Procedure", Procedure(an_id(), P.id, ON("2021-10"), kind))
    assert resource["meta"]["profile"][0].endswith(profile)
    assert (codes(resource["code"]), resource["performedDateTime"]) == (said, "2021-10")


ORGANS = {
    "liver": ("liver", "S8", LesionKind.MASS, None),
    "portal vein": ("portal vein", "Vp3", LesionKind.THROMBUS, None),
    "lung": ("lung", "", LesionKind.MASS, "C78.00"),
    "pleura": ("pleura", "", LesionKind.MASS, "C78.2"),
    "an effusion alone is no metastasis": ("pleura", "", LesionKind.EFFUSION, None),
    "peritoneum": ("peritoneum", "", LesionKind.MASS, "C78.6"),
    "bone": ("bone", "left ilium", LesionKind.BONE, "C79.51"),
    "mediastinal node": ("lymph node", "mediastinal node", LesionKind.NODE, "C77.1"),
    "para-aortic node": ("lymph node", "node-para-aortic", LesionKind.NODE, "C77.2"),
    "axillary node": ("lymph node", "axillary node", LesionKind.NODE, "C77.3"),
    "a node somewhere has no code": ("lymph node", "", LesionKind.NODE, None),
}


@pytest.mark.parametrize(("organ", "site", "kind", "code"), ORGANS.values(), ids=ORGANS.keys())
def test_which_condition_a_lesion_belongs_to(
    organ: str, site: str, kind: LesionKind, code: str | None
) -> None:
    lesion = Lesion(an_id(), P.id, "T1", organ, site, kind)
    bundle = bundle_of(replace(PatientRecord(P), lesions=(lesion,)))
    found = list(resources(bundle, "Condition", "secondary-cancer-condition"))
    assert [codes(each["code"]) for each in found] == ([{code}] if code else [])
    tumour = next(resources(bundle, "BodyStructure"))
    [related] = [e for e in tumour["extension"] if e["url"].endswith("related-condition")]
    expected = (
        found[0] if found else next(resources(bundle, "Condition", "primary-cancer-condition"))
    )
    [url] = [each["fullUrl"] for each in bundle["entry"] if each["resource"] is expected]
    assert related["valueReference"]["reference"] == url


STATUSES = {
    "CR": {"268910001", "C4870"},
    "PR": {"268910001", "C18058"},
    "SD": {"359746009", "C18213"},
    "PD": {"271299001", "C35571"},
    "NE": {"709137006", "C62222"},
    "NON-CR/NON-PD": {"359746009", "C96700"},
}


@pytest.mark.parametrize(("category", "said"), STATUSES.items(), ids=STATUSES.keys())
def test_a_reported_response(category: str, said: set[str]) -> None:
    given: Any = {"criteria": Criteria.RECIST_1_1, "category": Category(category)}
    report = ReportedResponse(an_id(), P.id, None, ON("2021-11"), **given)
    resource = shown("Observation", report, profile="disease-status")
    assert codes(resource["valueCodeableConcept"]) == {*said, category}
    assert resource["valueCodeableConcept"]["text"] == f"{category} (RECIST 1.1, reported)"
    assert (resource["effectiveDateTime"], resource["method"]["text"]) == (
        "2021-11",
        "RECIST 1.1, reported",
    )


def test_a_conclusion_without_a_category_claims_no_profile() -> None:
    report = ReportedResponse(an_id(), P.id, None, ON("2021-11"), wording="disease control")
    resource = shown("Observation", report)
    assert "meta" not in resource
    assert resource["valueCodeableConcept"]["text"] == "disease control"


def test_reported_and_computed_stand_beside_each_other() -> None:
    statuses = list(resources(case_bundle("fonc-2024"), "Observation", "disease-status"))
    at = [each for each in statuses if each.get("effectiveDateTime") == "2020-09"]
    said = {each["valueCodeableConcept"]["text"]: each for each in at}
    assert "PR (criteria not stated, reported)" in said
    computed = said["PD (RECIST 1.1, computed)"]
    assert computed["method"]["text"] == "RECIST 1.1, series line 1, computed"
    assert "new lesion" in computed["note"][0]["text"]
    assert computed["derivedFrom"]


def test_the_sum_of_targets_is_exact() -> None:
    from tests.report.samples import measured_case

    bundle = bundle_of(measured_case())
    sums = [
        each
        for each in resources(bundle, "Observation")
        if "C96631" in {code["code"] for code in each["code"].get("coding", ())}
    ]
    assert all(each["valueQuantity"]["code"] == "mm" for each in sums)
    assert len(sums) > 1
    assert all(each["derivedFrom"] for each in sums)


def test_a_sum_without_one_of_its_targets_is_no_sum() -> None:
    from tests.report.samples import measured_case

    record = measured_case()
    last = record.assessments[-1].id
    gone = next(each for each in record.measurements if each.assessment_id == last)
    left = tuple(each for each in record.measurements if each is not gone)
    sums = {
        each["dataAbsentReason"]["text"]: each
        for each in resources(bundle_of(replace(record, measurements=left)), "Observation")
        if "C96631" in codes({"coding": [], **each["code"]}) and "dataAbsentReason" in each
    }
    [incomplete] = sums.values()
    assert "valueQuantity" not in incomplete
    assert incomplete["component"][-1]["code"]["text"] == "Sum of the targets that were measured"


def test_what_is_benign_is_no_tumour_of_the_cancer() -> None:
    from tests.report.samples import measured_case

    record = measured_case()
    benign = replace(record.lesions[0], benign=True)
    changed = replace(record, lesions=(benign, *record.lesions[1:]))
    shown_as = [*resources(bundle_of(changed), "BodyStructure")]
    cyst = next(each for each in shown_as if each["identifier"][0]["value"] == benign.label)
    assert "profile" not in cyst.get("meta", {})
    assert not [each for each in cyst["extension"] if each["url"].endswith("related-condition")]


def test_an_event_that_ctcae_calls_other_is_specified() -> None:
    event = AdverseEvent(EntityId(an_id()), P.id, "rccep", 1)
    assert shown("AdverseEvent", event)["event"]["text"] == (
        "Skin and subcutaneous tissue disorders - Other, specify: "
        "reactive cutaneous capillary endothelial proliferation, grade 1"
    )


NAMES = {
    "no name": ("", {}),
    "a name": ("张伟", {"text": "张伟"}),
}


@pytest.mark.parametrize(("name", "shown_as"), NAMES.values(), ids=NAMES.keys())
def test_a_name_is_not_parted(name: str, shown_as: dict[str, str]) -> None:
    patient = replace(P, name=name, sex=Sex.FEMALE, birth_on=ON("1973"))
    resource = shown("Patient", patient=patient)
    [found] = resource["name"]
    assert {key: value for key, value in found.items() if key != "extension"} == shown_as
    assert (resource["gender"], resource["birthDate"]) == ("female", "1973")


DEATHS = {
    "a day": (ON("2022-05-01"), {"deceasedDateTime": "2022-05-01"}),
    "a month": (ON("2022-05"), {"deceasedDateTime": "2022-05"}),
    "no date": (None, {"deceasedBoolean": True}),
}


@pytest.mark.parametrize(("on", "said"), DEATHS.values(), ids=DEATHS.keys())
def test_a_death_is_seen_at_the_patient(on: ClinicalDate | None, said: dict[str, Any]) -> None:
    resource = shown("Patient", Outcome(an_id(), P.id, on, OutcomeKind.DEATH, "bleeding"))
    assert {name: resource[name] for name in resource if name.startswith("deceased")} == said


def test_a_visit_has_its_performance_status_and_weight() -> None:
    visit = Visit(an_id(), P.id, ON("2021-10-14"), ecog=1, weight_kg=Decimal("61.50"))
    bundle = bundle_of(replace(PatientRecord(P), visits=(visit,)))
    status, weight = resources(bundle, "Observation")
    assert (status["valueInteger"], status["effectiveDateTime"]) == (1, "2021-10-14")
    assert (str(weight["valueQuantity"]["value"]), weight["valueQuantity"]["code"]) == (
        "61.50",
        "kg",
    )


def test_a_staging_has_a_resource_for_each_stage() -> None:
    staging = Staging(an_id(), P.id, ON("2020-11"), bclc="B", cnlc="IIa", child_pugh_points=5, vp=3)
    bundle = bundle_of(replace(PatientRecord(P), stagings=(staging,)))
    home, bclc, cnlc = resources(bundle, "Observation")
    assert bclc["valueCodeableConcept"]["text"] == "B"
    assert cnlc["valueCodeableConcept"]["text"] == "IIa"
    assert [each["valueInteger"] for each in home["component"]] == [5, 3]
    [primary] = resources(bundle, "Condition", "primary-cancer-condition")
    assert len(primary["stage"]) == 1


def test_an_adverse_event_names_grade_and_agents() -> None:
    event = AdverseEvent(
        EntityId(an_id()), P.id, "proteinuria", 3, "5.0", ON("2021-01"), agents=("lenvatinib",)
    )
    resource = shown("AdverseEvent", event)
    assert resource["event"]["text"] == "Proteinuria, grade 3, CTCAE 5.0"
    assert resource["suspectEntity"] == [{"instance": {"reference": "#agent-1"}}]
    assert codes(resource["contained"][0]["code"]) == {"L01EX08", "lenvatinib"}
    assert resource["date"] == "2021-01"


def test_folfox_by_haic_is_three_drugs_and_one_procedure() -> None:
    bundle = case_bundle("fonc-2024")
    given = list(resources(bundle, "MedicationAdministration", "medication-administration"))
    assert [each["medicationCodeableConcept"]["text"] for each in given] == [
        "Oxaliplatin",
        "Fluorouracil",
        "Calcium folinate",
    ]
    assert {each["effectiveDateTime"] for each in given} == {"2021-03-15"}
    [haic] = {each["partOf"][0]["reference"] for each in given}
    [entry] = [each for each in bundle["entry"] if each["fullUrl"] == haic]
    assert "haic" in codes(entry["resource"]["code"])


def test_what_was_counted_leads_the_conclusion() -> None:
    said = [each["conclusion"] for each in resources(case_bundle("zhang-2024"), "DiagnosticReport")]
    assert said[0] == "Lesions counted: 2. tumours of right lobe and segment VIII"
    assert any(each.startswith("Lesions counted: > 6.") for each in said)


def test_what_was_done_about_an_adverse_event_is_said() -> None:
    [event] = resources(case_bundle("ikeda-2021"), "AdverseEvent")
    notes = [each["valueString"] for each in event["extension"] if each["url"].endswith(":note")]
    assert notes == ["drug interrupted, then dose reduced"]
