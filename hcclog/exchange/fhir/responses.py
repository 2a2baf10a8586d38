"""What response is counted against, and responses as reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hcclog.domain.response import Criteria
from hcclog.exchange.fhir.conditions import primary
from hcclog.exchange.fhir.elements import (
    Element,
    concept,
    known_concept,
    notes,
    own_coding,
    said,
    text_of,
)
from hcclog.exchange.fhir.frame import Made, reference, url_of
from hcclog.exchange.fhir.payloads import payload_extension
from hcclog.exchange.fhir.terms import coding, extension_url, terms
from hcclog.rules.criteria import RULES

if TYPE_CHECKING:
    from hcclog.domain.response import Category, ReportedResponse, ResponseSeries
    from hcclog.exchange.fhir.frame import Frame


def series(frame: Frame) -> Iterator[Made]:
    """Yield a List for each series: its baseline, then its lesions with their roles."""
    for each in frame.record.series:
        resource = frame.home(each, "List")
        mine = [role for role in frame.record.series_lesions if role.series_id == each.id]
        resource["extension"] += [payload_extension(role) for role in mine]
        resource |= {
            "status": "current",
            "mode": "working",
            **said("title", each.label),
            "code": concept(own_coding("list", "response-series"), "Response series"),
            "subject": frame.subject,
            **notes(each.note),
            "entry": [_entry("baseline", each.baseline_assessment_id), *_line(each)]
            + [_entry(role.role.value, role.lesion_id) for role in mine],
        }
        yield Made(url_of(each.id), resource)


def _line(each: ResponseSeries) -> Iterator[Element]:
    if each.line_id is not None:
        yield _entry("line of therapy", each.line_id)


def _entry(role: str, entity_id: str) -> Element:
    flag = concept(own_coding("series-role", role), role)
    return {"flag": flag, "item": reference(entity_id)}


def reported(frame: Frame) -> Iterator[Made]:
    """Yield what readers concluded."""
    for response in frame.record.reported_responses:
        yield Made(url_of(response.id), _reported(frame, response))


def _reported(frame: Frame, response: ReportedResponse) -> dict[str, Any]:
    category = response.category
    is_coded = category is not None and category.value in terms()["statuses"]
    resource = frame.home(
        response, "Observation", "disease-status" if is_coded else "", on=response.on
    )
    if response.assessment_id is not None and not text_of(response.basis):
        resource["extension"].append(evidence())
    sizes = measured_at(frame, response.assessment_id)
    reader = text_of(response.reader)
    words = f"{criteria_name(response.criteria)}, reported"
    resource |= {
        "status": "final",
        "code": known_concept("disease-status"),
        "subject": frame.subject,
        "focus": [primary(frame)],
        **frame.dating.coarse("effective", response.on),
        **({"performer": [{"display": reader}]} if reader else {}),
        "valueCodeableConcept": status_concept(category, words, response.wording),
        **notes(response.wording, f"Rests on {response.basis}" if response.basis else ""),
        "method": concept(own_coding("criteria", f"{response.criteria.value}, reported"), words),
        **({"derivedFrom": sizes} if sizes else {}),
    }
    return resource


def measured_at(frame: Frame, assessment_id: str | None) -> list[Element]:
    """Return references to what was measured at an assessment."""
    found = frame.record.measurements if assessment_id is not None else ()
    return [reference(each.id) for each in found if each.assessment_id == assessment_id]


def evidence() -> Element:
    """Return the extension that says: by imaging."""
    return {
        "url": extension_url("evidence-type"),
        "valueCodeableConcept": known_concept("imaging"),
    }


def criteria_name(criteria: Criteria) -> str:
    """Return criteria as printed."""
    if criteria in RULES:
        return RULES[criteria].name
    return "RECIST" if criteria is Criteria.RECIST else "criteria not stated"


def status_concept(category: Category | None, words: str, wording: str = "") -> Element:
    """Return a response: the trend that mCODE asks for, the category, and both in words."""
    if category is None:
        return concept(own_coding("response", "no-category"), wording or "No category")
    entries = terms()["statuses"].get(category.value, [])
    codings = [coding(entry) for entry in entries]
    own = own_coding("response", category.value, category.value)
    return concept([*codings, *own], f"{category.value} ({words})")
