"""What hcclog computes from the record: sums, responses by each criteria, contradictions.

None of it is read back: it is computed anew from the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any

from hcclog.domain.response import Criteria
from hcclog.exchange.fhir.conditions import primary
from hcclog.exchange.fhir.elements import (
    category,
    concept,
    in_mm,
    known_concept,
    notes,
    own_coding,
    said,
)
from hcclog.exchange.fhir.frame import Made, head, reference, url_of
from hcclog.exchange.fhir.responses import criteria_name, evidence, measured_at, status_concept
from hcclog.exchange.fhir.terms import OWN, terms
from hcclog.rules.timeline import criteria_for, timeline

if TYPE_CHECKING:
    from fractions import Fraction

    from hcclog.exchange.fhir.frame import Frame
    from hcclog.rules.verdict import Finding, SeriesResponse, Timepoint

COMPUTED_MARK = f"{OWN}:fhir:computed"
_CHANGES = (
    ("change-from-baseline", "change_from_baseline"),
    ("change-from-nadir", "change_from_nadir"),
)
_PERCENT_PLACES = Decimal("0.0001")
_EXACT = Context(prec=400)


def computed(frame: Frame) -> Iterator[Made]:
    """Yield sums and responses of every series, then what is to settle."""
    found = timeline(frame.record, criteria_for(frame.record))
    for response in found.responses:
        for at in response.timepoints:
            if at.total.mm is not None:
                yield _sum(frame, response, at)
            if not at.is_baseline:
                yield _status(frame, response, at)
    for n, finding in enumerate(found.findings, start=1):
        yield Made(url_of(frame.record.patient.id, f"finding {n}"), _issue(frame, finding))


def _mark() -> dict[str, Any]:
    return {"extension": [{"url": COMPUTED_MARK, "valueBoolean": True}]}


def _key(response: SeriesResponse, at: Timepoint, what: str) -> tuple[str, str]:
    return response.series.id, f"{at.assessment.id} {response.criteria.value} {what}"


def _sum(frame: Frame, response: SeriesResponse, at: Timepoint) -> Made:
    is_viable = response.criteria is Criteria.MRECIST
    name = criteria_name(response.criteria)
    measured = measured_at(frame, at.assessment.id)
    components = [
        {
            "code": concept(own_coding("fact", code), code.replace("-", " ").capitalize()),
            "valueQuantity": {
                "value": _percent(getattr(at, attribute)),
                "unit": "%",
                "system": "http://unitsofmeasure.org",
                "code": "%",
            },
        }
        for code, attribute in _CHANGES
        if getattr(at, attribute) is not None
    ]
    value: dict[str, Any] = {"valueQuantity": in_mm(_decimal(at.total.mm))}
    if not at.total.complete:
        # A sum without one of its targets, shown as the sum, would be read as a response.
        code = concept(
            own_coding("fact", "sum-of-measured"), "Sum of the targets that were measured"
        )
        components.append({"code": code, **value})
        value = {"dataAbsentReason": {"text": "A target was not measured, so there is no sum."}}
    resource = {
        **head("Observation"),
        **_mark(),
        "status": "final",
        "category": category("imaging"),
        "code": known_concept("viable-sum" if is_viable else "sum"),
        "subject": frame.subject,
        "focus": [primary(frame)],
        **frame.dating.coarse("effective", at.assessment.on),
        **value,
        "method": {"text": f"{name}, series {response.series.label}, computed"},
        **({"derivedFrom": measured} if measured else {}),
        **({"component": components} if components else {}),
    }
    return Made(url_of(*_key(response, at, "sum")), resource)


def _decimal(mm: Fraction | None) -> Decimal:
    if mm is None:
        return Decimal(0)
    return _EXACT.divide(Decimal(mm.numerator), Decimal(mm.denominator))


def _percent(change: Fraction) -> Decimal:
    exact = _EXACT.divide(Decimal(change.numerator * 100), Decimal(change.denominator))
    return exact.quantize(_PERCENT_PLACES, context=_EXACT)


def _status(frame: Frame, response: SeriesResponse, at: Timepoint) -> Made:
    verdict = at.overall
    is_coded = verdict.value.value in terms()["statuses"]
    mark = _mark()
    mark["extension"].append(evidence())
    name = criteria_name(response.criteria)
    measured = measured_at(frame, at.assessment.id)
    resource = {
        **head("Observation", "disease-status" if is_coded else ""),
        **mark,
        "status": "final",
        "code": known_concept("disease-status"),
        "subject": frame.subject,
        "focus": [primary(frame)],
        **frame.dating.coarse("effective", at.assessment.on),
        "valueCodeableConcept": status_concept(verdict.value, f"{name}, computed"),
        **notes(f"{verdict.sentence} ({verdict.clause})"),
        "method": {"text": f"{name}, series {response.series.label}, computed"},
        **({"derivedFrom": measured} if measured else {}),
    }
    return Made(url_of(*_key(response, at, "status")), resource)


def _issue(frame: Frame, finding: Finding) -> dict[str, Any]:
    concerned = [reference(entity_id) for _, entity_id in finding.marks]
    return {
        **head("DetectedIssue"),
        **_mark(),
        "status": "preliminary",
        "patient": frame.subject,
        **({"implicated": concerned} if concerned else {}),
        **said("detail", finding.sentence),
    }
