"""Systemic therapy: a MedicationRequest for each course, each later dose and each hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hcclog.catalogue.drugs import find_drug
from hcclog.catalogue.units import find_unit
from hcclog.domain.therapy import DoseBasis, StopReason
from hcclog.exchange.fhir.conditions import primary
from hcclog.exchange.fhir.elements import (
    Element,
    concept,
    notes,
    own_coding,
    quantity,
    said,
    text_of,
)
from hcclog.exchange.fhir.frame import Made, reference, url_of
from hcclog.exchange.fhir.terms import coding, system, terms

if TYPE_CHECKING:
    from hcclog.domain.therapy import Course, DoseStep, Hold
    from hcclog.exchange.fhir.frame import Frame

_PROFILE = "medication-request"
_NOT_STATED = {"display": "not stated"}
_OF_A_DAY = "/d"


def therapy(frame: Frame) -> Iterator[Made]:
    """Yield lines of therapy, courses, dose steps and holds."""
    yield from _lines(frame)
    by_id = {course.id: course for course in frame.record.courses}
    for course in frame.record.courses:
        yield Made(url_of(course.id), _course(frame, course))
    for step in frame.record.dose_steps:
        yield Made(url_of(step.id), _step(frame, step, by_id.get(step.course_id)))
    for hold in frame.record.holds:
        yield Made(url_of(hold.id), _hold(frame, hold, by_id.get(hold.course_id)))


def _lines(frame: Frame) -> Iterator[Made]:
    for line in frame.record.lines:
        resource = frame.home(line, "CarePlan")
        given = [reference(c.id) for c in frame.record.courses if c.line_id == line.id]
        resource |= {
            "status": "unknown",
            "intent": "order",
            "title": f"Line of therapy {line.number}",
            **said("description", line.note),
            "subject": frame.subject,
            "addresses": [primary(frame)],
            **({"activity": [{"reference": each} for each in given]} if given else {}),
        }
        yield Made(url_of(line.id), resource)


def drug_concept(agent: str) -> Element:
    """Return a drug: its ATC code where one is known, our own code, and its name."""
    drug = find_drug(agent)
    name = drug.name if drug is not None else text_of(agent) or "not stated"
    found = own_coding("drug", agent, name)
    if drug is not None and drug.atc:
        found = [{"system": system("atc"), "code": drug.atc, "display": drug.name}, *found]
    return concept(found, name)


def status_of(frame: Frame, course: Course) -> str:
    """Return what became of a course: ``active``, ``on-hold``, ``stopped`` or ``completed``.

    A course with a reason for its stop and no end is neither: its status is ``unknown``.
    """
    if course.end_on is not None:
        return "completed" if course.stop_reason is StopReason.COMPLETED else "stopped"
    if course.stop_reason is not None:
        return "unknown"
    holds = (hold for hold in frame.record.holds if hold.course_id == course.id)
    is_held = any(hold.end_on is None and hold.n_days is None for hold in holds)
    return "on-hold" if is_held else "active"


def _request(frame: Frame, agent: str, status: str) -> dict[str, Any]:
    return {
        "status": status,
        "intent": "order",
        "reportedBoolean": True,
        "medicationCodeableConcept": drug_concept(agent),
        "subject": frame.subject,
        "requester": _NOT_STATED,
        "reasonReference": [primary(frame)],
    }


def _course(frame: Frame, course: Course) -> dict[str, Any]:
    dates = {"start_on": course.start_on, "end_on": course.end_on}
    status = status_of(frame, course)
    period = {
        **frame.dating.optional("start", course.start_on),
        **frame.dating.optional("end", course.end_on),
    }
    return {
        **frame.home(course, "MedicationRequest", _PROFILE, **dates),
        **_request(frame, course.agent, status),
        **_stop_reason(course, status),
        **frame.dating.optional("authoredOn", course.start_on),
        **notes(course.note),
        "dosageInstruction": [_dosage(course, period)],
    }


def _stop_reason(course: Course, status: str) -> dict[str, Any]:
    if course.stop_reason is None:
        return {}
    word = course.stop_reason.value
    entry = terms()["stop_reasons"].get(word)
    # mCODE takes these codes beside the status stopped only.
    codings = [coding(entry)] if entry and status == "stopped" else []
    return {"statusReason": concept(codings, word)}


def _step(frame: Frame, step: DoseStep, course: Course | None) -> dict[str, Any]:
    status = status_of(frame, course) if course is not None else "unknown"
    start = frame.dating.optional("start", step.on)
    return {
        **frame.home(step, "MedicationRequest", _PROFILE, on=step.on),
        **_request(frame, course.agent if course is not None else "", status),
        **frame.dating.optional("authoredOn", step.on),
        **notes(
            f"Dose {step.direction}" if text_of(step.direction) else "", step.reason, step.note
        ),
        "dosageInstruction": [_dosage(step, start)],
        "priorPrescription": reference(step.course_id),
    }


def _hold(frame: Frame, hold: Hold, course: Course | None) -> dict[str, Any]:
    dates = {"start_on": hold.start_on, "end_on": hold.end_on}
    days = f"Held for {hold.n_days} days" if hold.n_days is not None else ""
    reason = text_of(hold.reason)
    period = {
        **frame.dating.optional("start", hold.start_on),
        **frame.dating.optional("end", hold.end_on),
    }
    return {
        **frame.home(hold, "MedicationRequest", _PROFILE, **dates),
        **_request(frame, course.agent if course is not None else "", "on-hold"),
        **({"statusReason": {"text": reason}} if reason else {}),
        **frame.dating.optional("authoredOn", hold.start_on),
        **notes(days, hold.note),
        **({"dispenseRequest": {"validityPeriod": period}} if period else {}),
        "priorPrescription": reference(hold.course_id),
    }


def _dosage(ordered: Course | DoseStep, period: Element) -> Element:
    words = [_dose_words(ordered)]
    every = ordered.every_days
    if every is not None:
        words.append("daily" if every == 1 else f"every {every} days")
    on, off = getattr(ordered, "days_on", None), getattr(ordered, "days_off", None)
    if on is not None or off is not None:
        words.append(
            f"{on if on is not None else '?'} days on, {off if off is not None else '?'} off"
        )
    route = getattr(ordered, "route", None)
    repeat: Element = {"boundsPeriod": period} if period else {}
    if every is not None and every > 0:
        repeat |= {"frequency": 1, "period": every, "periodUnit": "d"}
    return {
        "text": ", ".join(words),
        **({"timing": {"repeat": repeat}} if repeat else {}),
        **({"route": concept(own_coding("route", route.value), route.value)} if route else {}),
        **_dose(ordered),
    }


def _dose_words(ordered: Course | DoseStep) -> str:
    if ordered.dose is None:
        return "dose not stated"
    basis = " a day" if ordered.dose_basis is DoseBasis.DAY else ""
    return f"{ordered.dose:f} {text_of(ordered.dose_unit)}{basis}"


def _dose(ordered: Course | DoseStep) -> Element:
    if ordered.dose is None:
        return {}
    symbol = text_of(ordered.dose_unit)
    if ordered.dose_basis is DoseBasis.ADMINISTRATION:
        return {"doseAndRate": [{"doseQuantity": quantity(ordered.dose, symbol)}]}
    unit = find_unit(symbol)
    rate = quantity(ordered.dose, f"{symbol}{_OF_A_DAY}")
    if unit is not None:
        rate |= {"system": system("ucum"), "code": f"{unit.ucum}{_OF_A_DAY}"}
    return {"doseAndRate": [{"rateQuantity": rate}]}
