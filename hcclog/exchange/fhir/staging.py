"""Stages, liver function and performance status; visits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hcclog.exchange.fhir.conditions import primary
from hcclog.exchange.fhir.elements import (
    Element,
    category,
    concept,
    in_mm,
    known_concept,
    notes,
    own_coding,
    quantity,
    said,
    text_of,
)
from hcclog.exchange.fhir.frame import Made, head, reference, url_of
from hcclog.exchange.fhir.imaging import absent_value
from hcclog.exchange.fhir.terms import system

if TYPE_CHECKING:
    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.staging import Staging
    from hcclog.exchange.fhir.frame import Frame

_UNITS = {"bilirubin_umol_l": "µmol/L", "albumin_g_l": "g/L", "inr": "INR", "largest_mm": "mm"}
_WORDS = {
    "bilirubin_umol_l": "Bilirubin, for Child-Pugh",
    "albumin_g_l": "Albumin, for Child-Pugh",
    "inr": "INR, for Child-Pugh",
    "largest_mm": "Largest tumour",
    "child_pugh_points": "Child-Pugh points",
    "encephalopathy_grade": "Encephalopathy grade",
    "vp": "Portal vein tumour thrombus (Vp)",
    "vv": "Hepatic vein tumour thrombus (Vv)",
    "n_tumours": "Number of tumours",
    "ascites": "Ascites",
    "intrahepatic_metastasis": "Intrahepatic metastasis",
    "operable": "Operable",
    "differentiation": "Differentiation",
}


def stagings(frame: Frame) -> Iterator[Made]:
    """Yield each staging: what was staged together, and each stage of it."""
    for staging in frame.record.stagings:
        stages = list(_stages(frame, staging))
        resource = frame.home(staging, "Observation", on=staging.on)
        components = list(_components(staging))
        resource |= {
            **_observation(frame, "Staging", "staging"),
            **frame.dating.moment("effective", staging.on),
            **notes(staging.note),
            **({"hasMember": [{"reference": each.url} for each in stages]} if stages else {}),
            **({"component": components} if components else {}),
        }
        if not stages and not components:
            resource |= absent_value()
        yield Made(url_of(staging.id), resource)
        yield from stages


def _observation(frame: Frame, words: str, code: str) -> dict[str, Any]:
    return {
        "status": "final",
        "category": category("exam"),
        "code": concept(own_coding("fact", code), words),
        "subject": frame.subject,
    }


def _stages(frame: Frame, staging: Staging) -> Iterator[Made]:
    when = frame.dating.moment("effective", staging.on)
    common = {"focus": [primary(frame)], **when}
    if staging.bclc is not None:
        yield Made(
            url_of(staging.id, "bclc"),
            {
                **head("Observation", "stage"),
                **_observation(frame, "", "bclc"),
                "code": known_concept("bclc"),
                **common,
                "valueCodeableConcept": concept(own_coding("bclc", staging.bclc), staging.bclc),
                "method": known_concept("bclc-method"),
            },
        )
    for name, words, value in (
        ("cnlc", "China liver cancer stage (CNLC)", staging.cnlc),
        ("child-pugh", "Child-Pugh class", staging.child_pugh_class),
    ):
        if value is not None:
            yield Made(
                url_of(staging.id, name),
                {
                    **head("Observation"),
                    **_observation(frame, words, name),
                    **common,
                    "valueCodeableConcept": concept(own_coding(name, value), value),
                },
            )
    if staging.ecog is not None:
        yield _ecog(frame, staging.id, staging.on, staging.ecog)


def _ecog(frame: Frame, entity_id: str, on: ClinicalDate, grade: int) -> Made:
    return Made(
        url_of(entity_id, "ecog"),
        {
            **head("Observation", "ecog"),
            **_observation(frame, "", "ecog"),
            "category": category("survey"),
            "code": known_concept("ecog"),
            **frame.dating.moment("effective", on),
            "valueInteger": grade,
        },
    )


def _components(staging: Staging) -> Iterator[Element]:
    for name, words in _WORDS.items():
        value = getattr(staging, name)
        if value is not None and value != "":
            code = concept(own_coding("fact", name.replace("_", "-")), words)
            found = _value(name, value)
            if found:
                yield {"code": code, **found}
    for site in staging.extrahepatic_sites:
        if text_of(site):
            code = concept(own_coding("fact", "extrahepatic-site"), "Extrahepatic disease")
            yield {"code": code, "valueCodeableConcept": concept(own_coding("site", site), site)}


def _value(name: str, value: Any) -> Element:
    if isinstance(value, bool):
        return {"valueBoolean": value}
    if isinstance(value, int):
        return {"valueInteger": value}
    if name in _UNITS:
        length = name == "largest_mm"
        return {"valueQuantity": in_mm(value) if length else quantity(value, _UNITS[name])}
    return said("valueString", str(value))


def visits(frame: Frame) -> Iterator[Made]:
    """Yield each visit, with its performance status and weight."""
    for visit in frame.record.visits:
        resource = frame.home(visit, "Encounter", on=visit.on)
        period = frame.dating.lasting(visit.on, visit.on)
        doctor = text_of(visit.author)
        resource |= {
            "status": "finished",
            "class": {"system": system("act-code"), "code": "AMB", "display": "ambulatory"},
            "subject": frame.subject,
            **({"participant": [{"individual": {"display": doctor}}]} if doctor else {}),
            **({"period": period} if period else {}),
        }
        yield Made(url_of(visit.id), resource)
        encounter = {"encounter": reference(visit.id)}
        if text_of(visit.note):
            note = {
                **head("Observation"),
                **_observation(frame, "Note of the visit", "visit-note"),
                **encounter,
                **frame.dating.moment("effective", visit.on),
                "valueString": text_of(visit.note),
            }
            yield Made(url_of(visit.id, "note"), note)
        if visit.ecog is not None:
            made = _ecog(frame, visit.id, visit.on, visit.ecog)
            yield Made(made.url, {**made.resource, **encounter})
        if visit.weight_kg is not None:
            weight = {
                **head("Observation"),
                **_observation(frame, "", "weight"),
                "category": category("vital-signs"),
                "code": known_concept("weight"),
                **encounter,
                **frame.dating.moment("effective", visit.on),
                "valueQuantity": quantity(visit.weight_kg, "kg"),
            }
            yield Made(url_of(visit.id, "weight"), weight)
