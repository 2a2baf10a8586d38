"""Adverse events, statements of a source, and contradictions that a person found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hcclog.catalogue.adverse_events import find_adverse_event
from hcclog.exchange.fhir.elements import (
    Element,
    category,
    concept,
    notes,
    own_coding,
    said,
    text_of,
)
from hcclog.exchange.fhir.frame import Made, reference, url_of
from hcclog.exchange.fhir.imaging import absent_value
from hcclog.exchange.fhir.terms import OWN
from hcclog.exchange.fhir.therapy import drug_concept

if TYPE_CHECKING:
    from hcclog.domain.adverse_event import AdverseEvent
    from hcclog.domain.statement import Statement
    from hcclog.exchange.fhir.frame import Frame

GRADE = f"{OWN}:fhir:ctcae-grade"
NOTE = f"{OWN}:fhir:note"


def adverse_events(frame: Frame) -> Iterator[Made]:
    """Yield each adverse event; its grade has no element of its own in R4."""
    for event in frame.record.adverse_events:
        dates = {"start_on": event.start_on, "end_on": event.end_on}
        resource = frame.home(event, "AdverseEvent", "", **dates)
        if event.grade is not None:
            resource["extension"].append({"url": GRADE, "valueInteger": event.grade})
        note = "; ".join(text for text in map(text_of, _remarks(event)) if text)
        if note:
            resource["extension"].append({"url": NOTE, "valueString": note})
        agents = [
            {"resourceType": "Medication", "id": f"agent-{n}", "code": drug_concept(agent)}
            for n, agent in enumerate(event.agents, start=1)
        ]
        suspects = [{"instance": {"reference": f"#{each['id']}"}} for each in agents]
        yield Made(
            url_of(event.id),
            {
                **resource,
                **({"contained": agents} if agents else {}),
                "actuality": "actual",
                "event": _event(event),
                "subject": frame.subject,
                **frame.dating.optional("date", event.start_on),
                **({"suspectEntity": suspects} if suspects else {}),
            },
        )


def _remarks(event: AdverseEvent) -> Iterator[str]:
    if event.action is not None:
        yield event.action.value
    if event.drug_related is not None:
        yield "drug-related" if event.drug_related else "not drug-related"
    yield event.note


def _event(event: AdverseEvent) -> Element:
    known = find_adverse_event(event.term)
    name = known.term if known is not None else text_of(event.term) or "not stated"
    if known is not None and known.detail:
        name = f"{name}: {known.detail}"
    version = f", CTCAE {event.ctcae_version}" if text_of(event.ctcae_version) else ""
    grade = f", grade {event.grade}{version}" if event.grade is not None else ""
    return concept(own_coding("ctcae-term", event.term, name), f"{name}{grade}")


def statements(frame: Frame) -> Iterator[Made]:
    """Yield what a source says in words of what the record also holds in numbers."""
    for statement in frame.record.statements:
        dates = {"from_on": statement.from_on, "to_on": statement.to_on}
        resource = frame.home(statement, "Observation", "", **dates)
        words = _stated(statement)
        about = (statement.course_id, statement.reported_response_id)
        focus = [reference(each) for each in about if each is not None]
        resource |= {
            "status": "final",
            "category": category("survey"),
            "code": concept(
                own_coding("statement", statement.kind.value),
                f"Statement of the source: {statement.kind.value}",
            ),
            "subject": frame.subject,
            **({"focus": focus} if focus else {}),
            **(said("valueString", words) or absent_value()),
            **notes(statement.note),
        }
        yield Made(url_of(statement.id), resource)


def _stated(statement: Statement) -> str:
    amount = "" if statement.amount is None else f"{statement.amount:f}"
    precision = "" if statement.precision == "as stated" else statement.precision.value
    parts: tuple[Any, ...] = (
        statement.analyte,
        statement.procedure_kind,
        statement.direction,
        precision,
        amount,
        statement.unit,
        statement.sex,
    )
    return " ".join(text_of(str(part)) for part in parts if part is not None and str(part).strip())


def notes_of_contradiction(frame: Frame) -> Iterator[Made]:
    """Yield what a person found to contradict itself."""
    for note in frame.record.discrepancies:
        resource = frame.home(note, "DetectedIssue")
        resource |= {
            "status": "final",
            "patient": frame.subject,
            **said("detail", note.text),
        }
        yield Made(url_of(note.id), resource)
