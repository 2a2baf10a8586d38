"""A record as one collection of resources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from hcclog.exchange.fhir.computed import COMPUTED_MARK, computed
from hcclog.exchange.fhir.conditions import conditions
from hcclog.exchange.fhir.events import adverse_events, notes_of_contradiction, statements
from hcclog.exchange.fhir.frame import Frame, Made, head, url_of
from hcclog.exchange.fhir.imaging import assessments, sizes, tumours
from hcclog.exchange.fhir.laboratory import laboratory
from hcclog.exchange.fhir.not_held import told
from hcclog.exchange.fhir.person import outcomes, person
from hcclog.exchange.fhir.procedures import pathologies, procedures
from hcclog.exchange.fhir.responses import reported, series
from hcclog.exchange.fhir.staging import stagings, visits
from hcclog.exchange.fhir.terms import OWN, profile
from hcclog.exchange.fhir.therapy import therapy
from hcclog.rules.version import RULES_VERSION

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord

FORM_SYSTEM = f"{OWN}:fhir:form"
FORM = "1"
"""Raised whenever the same record would be written otherwise, so that a reader can tell."""

_PARTS = (
    *(person, conditions, stagings, visits, tumours, assessments, sizes, laboratory, therapy),
    *(procedures, pathologies, series, reported, adverse_events, outcomes, statements),
    notes_of_contradiction,
)


def stated(record: PatientRecord) -> Iterator[Made]:
    """Yield the entries that show what was logged, the patient first."""
    frame = Frame(record)
    for part in _PARTS:
        yield from part(frame)


def bundle(record: PatientRecord, revision: int, today: date) -> dict[str, Any]:
    """Return the bundle of a record: what was logged, then what is computed from it."""
    frame = Frame(record)
    made = [*stated(record), *computed(frame), *told(frame), _provenance(record, revision, today)]
    identity = uuid5(NAMESPACE_URL, f"{OWN}:bundle:{record.patient.id}:{revision}")
    return {
        "resourceType": "Bundle",
        "meta": {
            "profile": [profile("bundle")],
            "tag": [{"system": FORM_SYSTEM, "code": FORM, "display": "written by hcclog"}],
        },
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{identity}"},
        "type": "collection",
        "timestamp": _start_of(today),
        "entry": [{"fullUrl": each.url, "resource": each.resource} for each in made],
    }


def _start_of(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _provenance(record: PatientRecord, revision: int, today: date) -> Made:
    facts = [
        {"url": COMPUTED_MARK, "valueBoolean": True},
        {"url": f"{OWN}:fhir:revision", "valueInteger": revision},
        {"url": f"{OWN}:fhir:rules", "valueString": RULES_VERSION},
    ]
    resource = {
        **head("Provenance"),
        "extension": facts,
        "target": [{"reference": url_of(record.patient.id)}],
        "recorded": _start_of(today),
        "agent": [{"who": {"display": "hcclog"}}],
    }
    return Made(url_of(record.patient.id, "provenance"), resource)
