"""Assessments, scans, tumours and their sizes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hcclog.catalogue.sites import find_organ
from hcclog.domain.assessment import Modality
from hcclog.domain.quantities import Comparator
from hcclog.exchange.fhir.conditions import condition_of
from hcclog.exchange.fhir.elements import (
    Element,
    category,
    concept,
    in_mm,
    known_concept,
    notes,
    own_coding,
    said,
    text_of,
)
from hcclog.exchange.fhir.frame import Made, head, reference, url_of
from hcclog.exchange.fhir.terms import OWN, coding, extension_url, system, terms

if TYPE_CHECKING:
    from hcclog.domain.assessment import Assessment
    from hcclog.domain.lesion import Lesion, Measurement
    from hcclog.exchange.fhir.frame import Frame

_LIVER = "liver"


def tumours(frame: Frame) -> Iterator[Made]:
    """Yield a BodyStructure for each lesion."""
    for lesion in frame.record.lesions:
        # What is known to be benign belongs to no cancer.
        resource = frame.home(lesion, "BodyStructure", "" if lesion.benign else "tumor")
        if not lesion.benign:
            related = extension_url("related-condition")
            resource["extension"].append(
                {"url": related, "valueReference": condition_of(frame, lesion)}
            )
        kind = {"coding": [{"system": system("resource-types"), "code": "BodyStructure"}]}
        resource |= {
            "identifier": [
                {
                    "use": "usual",
                    "type": kind,
                    "system": f"{OWN}:lesion-label",
                    "value": text_of(lesion.label) or lesion.id,
                }
            ],
            "location": _location(lesion),
            **said("description", _described(lesion)),
            "patient": frame.subject,
        }
        yield Made(url_of(lesion.id), resource)


def _location(lesion: Lesion) -> Element:
    organ = find_organ(lesion.organ)
    words = organ.name if organ is not None else text_of(lesion.organ) or "not stated"
    found = own_coding("organ", lesion.organ, words)
    if organ is not None and organ.code == _LIVER:
        found = [coding(entry) for entry in terms()["concepts"]["liver"]] + found
    return concept(found, words)


def _described(lesion: Lesion) -> str:
    facts = {
        "several, followed together": lesion.multiple,
        "benign": lesion.benign,
        "treated before": lesion.treated_before,
        "growth shown since": lesion.growth_shown,
        "hypervascular": lesion.hypervascular,
    }
    words = [lesion.label, lesion.site, lesion.kind.value, *(k for k, v in facts.items() if v)]
    return ", ".join(word for word in (*words, lesion.note) if word)


def assessments(frame: Frame) -> Iterator[Made]:
    """Yield a report for each timepoint, and a study for each scan."""
    record = frame.record
    for assessment in record.assessments:
        resource = frame.home(assessment, "DiagnosticReport", on=assessment.on)
        scans = [reference(s.id) for s in record.scans if s.assessment_id == assessment.id]
        sizes = [reference(m.id) for m in record.measurements if m.assessment_id == assessment.id]
        resource |= {
            "status": "final",
            "code": concept(own_coding("report", "imaging"), "Imaging assessment"),
            "subject": frame.subject,
            **frame.dating.moment("effective", assessment.on),
            **({"result": sizes} if sizes else {}),
            **({"imagingStudy": scans} if scans else {}),
            **said("conclusion", _conclusion(assessment)),
        }
        yield Made(url_of(assessment.id), resource)
    days = {assessment.id: assessment.on for assessment in record.assessments}
    for scan in record.scans:
        resource = frame.home(scan, "ImagingStudy")
        modality = terms()["modalities"].get(scan.modality.value)
        slices = scan.slice_thickness_mm
        thickness = "" if slices is None else f"slices of {slices:f} mm"
        words = (scan.modality.value, scan.region, scan.phases, thickness)
        resource |= {
            "status": "unknown",
            **({"modality": [coding(modality)]} if modality else {}),
            "subject": frame.subject,
            **frame.dating.optional("started", days.get(scan.assessment_id)),
            **said("description", ", ".join(word for word in words if word)),
        }
        yield Made(url_of(scan.id), resource)


def _conclusion(assessment: Assessment) -> str:
    """Return what was found, led by how many lesions were counted."""
    if assessment.n_lesions is None:
        return assessment.findings
    sign = assessment.n_lesions_comparator
    count = f"{'' if sign is Comparator.EQUAL else f'{sign} '}{assessment.n_lesions}"
    return f"Lesions counted: {count}. {assessment.findings}".strip()


def sizes(frame: Frame) -> Iterator[Made]:
    """Yield the size of each lesion at each timepoint, then its viable diameter."""
    for measurement in frame.record.measurements:
        yield Made(url_of(measurement.id), _size(frame, measurement))
        if measurement.viable_mm is not None:
            yield Made(
                url_of(measurement.id, "viable"),
                {
                    **_observation(frame, head("Observation"), measurement),
                    "code": known_concept("viable"),
                    "valueQuantity": in_mm(measurement.viable_mm),
                    "derivedFrom": [reference(measurement.id)],
                },
            )


def _size(frame: Frame, measurement: Measurement) -> dict[str, Any]:
    is_benign = any(
        each.id == measurement.lesion_id and each.benign for each in frame.record.lesions
    )
    is_whole = measurement.longest_mm is not None and not is_benign
    home = frame.home(measurement, "Observation", "tumor-size" if is_whole else "")
    components = list(_components(measurement))
    own_code = concept(own_coding("fact", "lesion-at-assessment"), "Lesion at an assessment")
    return {
        **_observation(frame, home, measurement),
        "code": known_concept("tumor-size") if is_whole else own_code,
        **_method(frame, measurement),
        **({"component": components} if components else absent_value()),
        **notes(measurement.note),
    }


def absent_value() -> dict[str, Any]:
    """Return why an Observation has no value."""
    return {"dataAbsentReason": {"text": "Not stated"}}


def _observation(frame: Frame, start: dict[str, Any], measurement: Measurement) -> dict[str, Any]:
    record = frame.record
    on = next((a.on for a in record.assessments if a.id == measurement.assessment_id), None)
    return {
        **start,
        "status": "final",
        "category": category("imaging"),
        "subject": frame.subject,
        "focus": [reference(measurement.lesion_id)],
        **(frame.dating.coarse("effective", on) if on is not None else {}),
    }


def _components(measurement: Measurement) -> Iterator[Element]:
    if measurement.longest_mm is not None:
        yield {"code": known_concept("longest"), "valueQuantity": in_mm(measurement.longest_mm)}
    if measurement.short_axis_mm is not None:
        short = in_mm(measurement.short_axis_mm)
        yield {"code": known_concept("other-diameter"), "valueQuantity": short}
    for name, word in (("state", measurement.state), ("trend", measurement.trend)):
        if word is not None:
            value = concept(own_coding(f"lesion-{name}", word.value), word.value)
            code = concept(own_coding("fact", f"lesion-{name}"), f"Lesion {name}")
            yield {"code": code, "valueCodeableConcept": value}
    if measurement.other_lesion_id is not None:
        code = concept(own_coding("fact", "other-lesion"), "Merged into, or split from")
        url = reference(measurement.other_lesion_id)["reference"]
        yield {"code": code, "valueString": url}
    if measurement.cytology_positive is not None:
        code = concept(own_coding("fact", "cytology-positive"), "Cytology positive")
        yield {"code": code, "valueBoolean": measurement.cytology_positive}


def _method(frame: Frame, measurement: Measurement) -> dict[str, Any]:
    """Return how it was measured, where the timepoint has one way of imaging only."""
    scans = frame.record.scans
    found = {s.modality for s in scans if s.assessment_id == measurement.assessment_id}
    if len(found) != 1:
        return {}
    modality: Modality = found.pop()
    entry = terms()["methods"].get(modality.value)
    words = modality.value if modality is not Modality.NOT_STATED else "imaging"
    return {"method": concept([coding(entry)] if entry else [], words)}
