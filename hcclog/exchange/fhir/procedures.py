"""Procedures, radiotherapy, and what the pathologist found."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hcclog.catalogue.procedures import find_procedure
from hcclog.exchange.fhir.conditions import primary
from hcclog.exchange.fhir.elements import (
    Element,
    absent,
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
from hcclog.exchange.fhir.terms import extension_url
from hcclog.exchange.fhir.therapy import drug_concept

if TYPE_CHECKING:
    from hcclog.domain.procedure import Pathology, Procedure
    from hcclog.exchange.fhir.frame import Frame

_SEEDS = "iodine-125-seeds"
_CGY_IN_GY = Decimal(100)
_VOLUME = "volume"


def procedures(frame: Frame) -> Iterator[Made]:
    """Yield each procedure: radiotherapy, resections, and what mCODE calls not surgical."""
    for procedure in frame.record.procedures:
        if _is_radiotherapy(procedure):
            yield from _radiotherapy(frame, procedure)
        else:
            yield Made(url_of(procedure.id), _procedure(frame, procedure))
        yield from _given(frame, procedure)


def _kind(procedure: Procedure) -> str:
    found = find_procedure(procedure.kind)
    return found.kind if found is not None else ""


def _is_radiotherapy(procedure: Procedure) -> bool:
    return _kind(procedure) == "radiotherapy" and procedure.kind != _SEEDS


def _procedure(frame: Frame, procedure: Procedure) -> dict[str, Any]:
    is_excision = _kind(procedure) == "resection" and procedure.kind != "thrombectomy"
    dates = {"on": procedure.on, "until_on": procedure.until_on}
    codings = known_concept("liver-excision")["coding"] if is_excision else []
    return {
        **frame.home(procedure, "Procedure", "surgery" if is_excision else "procedure", **dates),
        "status": "completed",
        "code": concept([*codings, *own_coding("procedure", procedure.kind)], _name(procedure)),
        "subject": frame.subject,
        **_when(frame, "performed", procedure),
        **_reason_and_place(frame, procedure),
        **notes(*_details(procedure)),
    }


def _when(frame: Frame, name: str, procedure: Procedure) -> dict[str, Any]:
    """Return when it was: one moment as far as it is known, or the days that it lasted."""
    if procedure.until_on is not None:
        period = frame.dating.lasting(procedure.on, procedure.until_on)
        return {f"{name}Period": period} if period else {f"_{name}DateTime": absent()}
    is_coarse = bool(frame.dating.partial(procedure.on))
    return (frame.dating.coarse if is_coarse else frame.dating.moment)(name, procedure.on)


def _name(procedure: Procedure) -> str:
    found = find_procedure(procedure.kind)
    return found.name if found is not None else text_of(procedure.kind) or "not stated"


def _reason_and_place(frame: Frame, procedure: Procedure) -> dict[str, Any]:
    site = text_of(procedure.site)
    return {
        "reasonReference": [primary(frame)],
        **({"bodySite": [{"text": site}]} if site else {}),
    }


def _given(frame: Frame, procedure: Procedure) -> Iterator[Made]:
    """Yield each drug that was given with it: FOLFOX by HAIC is three drugs and one procedure."""
    when = _when(frame, "effective", procedure)
    if "_effectiveDateTime" in when:
        # One of the two must be there, and readers look for a Period before its extension.
        when = {"effectivePeriod": absent()}
    for agent in dict.fromkeys(procedure.agents):
        resource = {
            **head("MedicationAdministration", "medication-administration"),
            "partOf": [reference(procedure.id)],
            "status": "completed",
            "medicationCodeableConcept": drug_concept(agent),
            "subject": frame.subject,
            **when,
            "reasonReference": [primary(frame)],
        }
        yield Made(url_of(procedure.id, f"given {agent}"), resource)


def _details(procedure: Procedure) -> Iterator[str]:
    if text_of(procedure.approach):
        yield f"Approach: {procedure.approach}"
    if procedure.dose_gy is not None and not _is_radiotherapy(procedure):
        yield f"Dose: {procedure.dose_gy:f} Gy"
    if procedure.stated_ordinal is not None:
        yield f"Called number {procedure.stated_ordinal} by the source"
    yield procedure.note


def _radiotherapy(frame: Frame, procedure: Procedure) -> Iterator[Made]:
    dates = {"on": procedure.on, "until_on": procedure.until_on}
    resource = frame.home(procedure, "Procedure", "radiotherapy", **dates)
    volume = reference(procedure.id, _VOLUME)
    resource["extension"].append(
        {"url": extension_url("dose-to-volume"), "extension": list(_dose(procedure, volume))}
    )
    until = procedure.on if procedure.n_fractions == 1 else None
    period = frame.dating.lasting(procedure.on, procedure.until_on or until)
    code = known_concept("radiotherapy", _name(procedure))
    code["coding"] += own_coding("procedure", procedure.kind)
    yield Made(
        url_of(procedure.id),
        {
            **resource,
            "status": "completed",
            "category": known_concept("radiotherapy-category"),
            "code": code,
            "subject": frame.subject,
            "performedPeriod": period or absent(),
            **_reason_and_place(frame, procedure),
            **notes(*_details(procedure)),
        },
    )
    site = text_of(procedure.site) or "not stated"
    place = {"description": site, "patient": frame.subject}
    yield Made(url_of(procedure.id, _VOLUME), {**head("BodyStructure", _VOLUME), **place})


def _dose(procedure: Procedure, volume: Element) -> Iterator[Element]:
    yield {"url": "volume", "valueReference": volume}
    if procedure.dose_gy is not None:
        dose = quantity(procedure.dose_gy * _CGY_IN_GY, "cGy")
        yield {"url": "totalDoseDelivered", "valueQuantity": dose}
    if procedure.n_fractions is not None:
        yield {"url": "fractionsDelivered", "valueUnsignedInt": procedure.n_fractions}


_TEXTS = {
    "grade": "Grade",
    "pattern": "Growth pattern",
    "microvascular_invasion": "Microvascular invasion",
    "background_liver": "Background liver",
    "site": "Site",
}
_TRUTHS = {
    "macrovascular_invasion": "Macrovascular invasion",
    "nerve_invasion": "Nerve invasion",
    "necrosis": "Necrosis",
}


def pathologies(frame: Frame) -> Iterator[Made]:
    """Yield what was found on tissue."""
    for pathology in frame.record.pathologies:
        found = list(_findings(pathology))
        procedure = pathology.procedure_id
        resource = frame.home(pathology, "Observation", on=pathology.on)
        resource |= {
            **({"partOf": [reference(procedure)]} if procedure is not None else {}),
            "status": "final",
            "category": category("laboratory"),
            "code": concept(own_coding("fact", "pathology"), "Pathology of the tumour"),
            "subject": frame.subject,
            "focus": [primary(frame)],
            **frame.dating.moment("effective", pathology.on),
            **notes(pathology.note),
            **({"component": found} if found else absent_value()),
        }
        yield Made(url_of(pathology.id), resource)


def _findings(pathology: Pathology) -> Iterator[Element]:
    if pathology.diameter_mm is not None:
        code = concept(own_coding("fact", "diameter"), "Largest diameter")
        yield {"code": code, "valueQuantity": in_mm(pathology.diameter_mm)}
    for name, words in (_TEXTS | _TRUTHS).items():
        value = getattr(pathology, name)
        code = concept(own_coding("fact", name.replace("_", "-")), words)
        if isinstance(value, bool):
            yield {"code": code, "valueBoolean": value}
        elif value is not None and text_of(value):
            yield {"code": code, **said("valueString", value)}
