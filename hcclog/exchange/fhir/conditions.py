"""The tumour and its metastases as Conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hcclog.catalogue.sites import find_organ, find_site
from hcclog.domain.lesion import LesionKind
from hcclog.exchange.fhir.elements import concept, known_concept
from hcclog.exchange.fhir.frame import Made, head, reference, url_of
from hcclog.exchange.fhir.terms import coding, extension_url, system, terms

if TYPE_CHECKING:
    from hcclog.domain.lesion import Lesion
    from hcclog.exchange.fhir.elements import Element
    from hcclog.exchange.fhir.frame import Frame

_PRIMARY = "primary cancer"
_FLUIDS = frozenset({LesionKind.EFFUSION, LesionKind.ASCITES})


def primary(frame: Frame) -> Element:
    """Return a reference to the Condition of the hepatocellular carcinoma."""
    return reference(frame.record.patient.id, _PRIMARY)


def condition_of(frame: Frame, lesion: Lesion) -> Element:
    """Return a reference to the Condition that a lesion belongs to."""
    found = _metastasis(lesion.organ, lesion.site) if _is_disease(lesion) else None
    return primary(frame) if found is None else reference(frame.record.patient.id, found[1])


def conditions(frame: Frame) -> Iterator[Made]:
    """Yield the primary cancer, then each place of metastases that has a code, once."""
    patient = frame.record.patient
    stages = [
        {"assessment": [reference(staging.id, "bclc")]}
        for staging in frame.record.stagings
        if staging.bclc is not None
    ]
    yield Made(
        url_of(patient.id, _PRIMARY),
        {
            **_condition(frame, "primary"),
            "code": known_concept("primary", "Hepatocellular carcinoma"),
            "bodySite": [known_concept("liver")],
            "subject": frame.subject,
            **({"stage": stages} if stages else {}),
        },
    )
    for entry in dict.fromkeys(map(tuple, _metastases(frame))):
        related = {"url": extension_url("condition-related"), "valueReference": primary(frame)}
        yield Made(
            url_of(patient.id, entry[1]),
            {
                **_condition(frame, "secondary"),
                "extension": [related],
                "code": concept([coding(list(entry))], ""),
                "subject": frame.subject,
            },
        )


def _condition(_frame: Frame, profile_name: str) -> dict[str, Any]:
    category = {"system": system("condition-category"), "code": "problem-list-item"}
    return {
        **head("Condition", profile_name),
        "clinicalStatus": {"coding": [{"system": system("condition-clinical"), "code": "active"}]},
        "verificationStatus": {
            "coding": [{"system": system("condition-ver-status"), "code": "confirmed"}]
        },
        "category": [{"coding": [category]}],
    }


def _metastases(frame: Frame) -> Iterator[list[str]]:
    for staging in frame.record.stagings:
        for site in staging.extrahepatic_sites:
            found = _metastasis(site, site)
            if found is not None:
                yield found
    for lesion in frame.record.lesions:
        found = _metastasis(lesion.organ, lesion.site) if _is_disease(lesion) else None
        if found is not None:
            yield found


def _is_disease(lesion: Lesion) -> bool:
    """Return whether a lesion is a metastasis where it lies outside; fluid alone need not be."""
    return not lesion.benign and lesion.kind not in _FLUIDS


def _metastasis(organ_name: str, site_name: str) -> list[str] | None:
    """Return the code of a place of metastases; None in the liver, or where no code is known."""
    organ, site = find_organ(organ_name), find_site(site_name)
    for entry in terms()["secondary"]:
        if organ is not None and entry["organ"] == organ.code:
            fits = not entry["sites"] or (site is not None and site.code in entry["sites"])
            if fits:
                return list(entry["concept"])
    return None
