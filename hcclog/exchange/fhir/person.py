"""Patient, and what is stated of the person beside the tumour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hcclog.domain.patient import Serology
from hcclog.domain.visit import OutcomeKind
from hcclog.exchange.fhir.elements import (
    Element,
    absent,
    category,
    concept,
    notes,
    own_coding,
    said,
    text_of,
)
from hcclog.exchange.fhir.frame import Made, head, reference, url_of
from hcclog.exchange.fhir.terms import OWN, system

if TYPE_CHECKING:
    from hcclog.exchange.fhir.frame import Frame

CODE_SYSTEM = f"{OWN}:patient-code"


def person(frame: Frame) -> Iterator[Made]:
    """Yield the patient, then causes of the liver disease, serology and the age that is stated."""
    patient = frame.record.patient
    resource = frame.home(
        patient,
        "Patient",
        "patient",
        birth_on=patient.birth_on,
        age_on=patient.age_on,
        day_zero_on=patient.day_zero_on,
    )
    resource["identifier"] = [{"system": CODE_SYSTEM, "value": text_of(patient.code) or patient.id}]
    # One text is not parted into family and given names, so the profile is told why.
    resource["name"] = [{**absent(), **said("text", patient.name)}]
    resource["gender"] = patient.sex.value
    resource |= frame.dating.optional("birthDate", patient.birth_on)
    yield Made(url_of(patient.id), resource | _death(frame))
    yield from _causes(frame)
    yield from _serologies(frame)
    if patient.age_years is not None:
        age = _fact(frame, "age", "Age in completed years, as stated")
        when = frame.dating.moment("effective", patient.age_on) if patient.age_on else {}
        value = {"valueInteger": patient.age_years}
        yield Made(url_of(patient.id, "age"), {**age, **when, **value})


def _death(frame: Frame) -> dict[str, Any]:
    deaths = [each for each in frame.record.outcomes if each.kind is OutcomeKind.DEATH]
    if not deaths:
        return {}
    day = frame.dating.partial(deaths[0].on)
    return {"deceasedDateTime": day} if day else {"deceasedBoolean": True}


def _causes(frame: Frame) -> Iterator[Made]:
    patient = frame.record.patient
    for cause in dict.fromkeys(patient.aetiologies):
        code = concept(
            own_coding("aetiology", cause.value), f"{cause.value} (cause of liver disease)"
        )
        yield Made(url_of(patient.id, f"cause {cause.value}"), _problem(frame, code))
    if patient.cirrhosis is not None:
        code = concept(own_coding("aetiology", "cirrhosis"), "Cirrhosis of the liver")
        problem = _problem(frame, code, is_there=patient.cirrhosis)
        yield Made(url_of(patient.id, "cirrhosis"), problem)


def _problem(frame: Frame, code: Element, *, is_there: bool = True) -> dict[str, Any]:
    verified = "confirmed" if is_there else "refuted"
    status = {"coding": [{"system": system("condition-clinical"), "code": "active"}]}
    return {
        **head("Condition"),
        **({"clinicalStatus": status} if is_there else {}),
        "verificationStatus": {
            "coding": [{"system": system("condition-ver-status"), "code": verified}]
        },
        "code": code,
        "subject": frame.subject,
    }


def _serologies(frame: Frame) -> Iterator[Made]:
    patient = frame.record.patient
    for name, found in (("HBV", patient.hbv), ("HCV", patient.hcv)):
        if found is not None:
            fact = _fact(frame, f"{name.lower()}-serology", f"{name} serology", "laboratory")
            word = "Positive" if found is Serology.POSITIVE else "Negative"
            value = {"valueCodeableConcept": concept(own_coding("serology", found.value), word)}
            yield Made(url_of(patient.id, name), {**fact, **value})


def _fact(frame: Frame, code: str, words: str, kind: str = "exam") -> dict[str, Any]:
    return {
        **head("Observation"),
        "status": "final",
        "category": category(kind),
        "code": concept(own_coding("fact", code), words),
        "subject": frame.subject,
    }


def outcomes(frame: Frame) -> Iterator[Made]:
    """Yield the last news of the patient, an Observation each."""
    for outcome in frame.record.outcomes:
        resource = frame.home(outcome, "Observation", on=outcome.on)
        when = {} if outcome.on is None else frame.dating.moment("effective", outcome.on)
        kind = outcome.kind
        resource |= {
            "status": "final",
            "category": category("survey"),
            "code": concept(own_coding("fact", "outcome"), "Outcome"),
            "subject": reference(frame.record.patient.id),
            **when,
            "valueCodeableConcept": concept(own_coding("outcome", kind.value), kind.value),
            **notes(outcome.cause, outcome.note),
        }
        yield Made(url_of(outcome.id), resource)
