"""One Observation of anybody's as a laboratory result: the one way of reading them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hcclog.commands.labels import lab_words
from hcclog.commands.labs import check_lab_result
from hcclog.commands.refused import Refused
from hcclog.commands.texts import check_texts
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.labs import LabResult
from hcclog.domain.number_reading import read_number
from hcclog.domain.patient import TimeAxis
from hcclog.domain.unreadable import Unreadable
from hcclog.exchange.fhir.observed_parts import (
    NotTaken,
    Test,
    amount_of,
    day_of,
    limits_of,
    objects,
    shown,
    test_of,
    word_of,
    words_of,
)
from hcclog.exchange.fhir.terms import terms
from hcclog.exchange.incoming.plan import Verdict

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.sources import Source
    from hcclog.exchange.fhir.elements import Element

_PREFIX = "value"
_ASKED = {
    "preliminary": "The laboratory calls it preliminary.",
    "unknown": "The laboratory does not say whether it is final.",
}
_LEFT = {
    "registered": "It is registered only; there is no result yet.",
    "cancelled": "It was cancelled.",
    "entered-in-error": "It was entered in error, says the laboratory.",
}


@dataclass(frozen=True, slots=True)
class Observed:
    """How an Observation is read.

    Attributes:
        lab: The result; None where it is refused or not taken.
        reading: What it says, as it was understood.
        why: What there is to ask, or why it is not taken.
    """

    lab: LabResult | None
    verdict: Verdict
    reading: str = ""
    why: str = ""


def observed(resource: Element, record: PatientRecord, new_id: str, source: Source) -> Observed:
    """Return how an Observation is read as a result of a patient; nothing in it is guessed.

    Args:
        resource: The Observation.
        record: The patient's.
        new_id: The id of the new result.
        source: The file, and the place in it.
    """
    try:
        lab, doubts = _read(resource, record, new_id, source)
        check_texts(lab)
        check_lab_result(record, lab)
    except NotTaken as reason:
        return Observed(None, Verdict.LEFT, shown(words_of(resource.get("code"))), str(reason))
    except Refused as refusal:
        reading = shown(words_of(resource.get("code")))
        return Observed(None, Verdict.REFUSED, reading, refusal.sentence)
    verdict = Verdict.ASKED if doubts else Verdict.NEW
    return Observed(lab, verdict, f"{lab_words(lab)}, {lab.on.form}", " ".join(doubts))


def _read(
    resource: Element, record: PatientRecord, new_id: str, source: Source
) -> tuple[LabResult, list[str]]:
    doubts = [_status(resource)]
    # Whoever takes it in all the same still sees later that it was not final.
    note = " ".join(text for text in (_notes(resource), *doubts) if text)
    test = test_of(resource.get("code"))
    on = day_of(resource)
    if record.patient.time_axis is TimeAxis.RELATIVE:
        zero = record.patient.day_zero_label or "day 0"
        raise Refused(f"This patient's days are counted from {zero}; {on.form} has no place there.")
    start = LabResult(
        EntityId(new_id),
        PatientId(record.patient.id),
        on,
        test.analyte.code,
        laboratory=_names(resource.get("performer")),
        specimen=_name(resource.get("specimen")),
        assay=words_of(resource.get("method")),
        note=note,
        source=source,
    )
    lab, doubt = _with_value(start, test, resource)
    return lab, [each for each in (*doubts, test.doubt, doubt) if each]


def _status(resource: Element) -> str:
    """Return what to ask about a status (NotTaken, Refused)."""
    status = resource.get("status")
    meaning = terms()["read"]["statuses"].get(status) if isinstance(status, str) else None
    if meaning is None:
        raise Refused(f"{shown(status) if status else 'No status'} is no status of an Observation.")
    if meaning == "left":
        raise NotTaken(_LEFT[str(status)])
    return _ASKED.get(str(status), "")


def _with_value(lab: LabResult, test: Test, resource: Element) -> tuple[LabResult, str]:
    kinds = [name for name in resource if name.startswith(_PREFIX)]
    if not kinds:
        raise NotTaken(_valueless(resource))
    if len(kinds) > 1:
        raise Refused(f"It has two values, {kinds[0]} and {kinds[1]}.")
    value = resource[kinds[0]]
    if kinds[0] == "valueQuantity":
        return _number(lab, test, resource, value)
    if kinds[0] == "valueInteger":
        return _number(lab, test, resource, {"value": value})
    if kinds[0] == "valueString" and isinstance(value, str):
        return _text(lab, test, resource, value)
    if kinds[0] == "valueCodeableConcept":
        return _word(lab, value, words_of(value))
    raise Refused(f"A result of the kind {kinds[0].removeprefix(_PREFIX)} has no place in hcclog.")


def _valueless(resource: Element) -> str:
    reason = words_of(resource.get("dataAbsentReason"))
    if reason:
        return f"It has no value: {shown(reason)}."
    if resource.get("hasMember"):
        return "It only names other results, which are read by themselves."
    if resource.get("component"):
        return "Its values stand in components, which are not read as results."
    return "It has no value."


def _number(lab: LabResult, test: Test, resource: Element, value: Any) -> tuple[LabResult, str]:
    amount = amount_of(test, value)
    low, high = limits_of(test, resource.get("referenceRange"), amount.unit)
    sign = "" if amount.comparator == "=" else amount.comparator.value
    numbered = replace(
        lab,
        value=amount.value,
        unit=amount.symbol,
        comparator=amount.comparator,
        reference_low=low,
        reference_high=high,
        as_typed=f"{sign}{amount.value:f}",
    )
    return numbered, amount.doubt


def _text(lab: LabResult, test: Test, resource: Element, text: str) -> tuple[LabResult, str]:
    """Read a number or a word that stands as text; a comparator belongs to the number."""
    if word_of(text) is not None:
        return _word(lab, text, text)
    try:
        number = read_number(text)
    except Unreadable as reason:
        raise Refused(f"{shown(text)}: {reason.sentence}") from None
    value = {"value": number.value, "comparator": number.comparator.value}
    numbered, doubt = _number(lab, test, resource, {**value, "unit": number.unit_text})
    return replace(numbered, as_typed=text), doubt


def _word(lab: LabResult, value: Any, text: str) -> tuple[LabResult, str]:
    word = word_of(value)
    if word is None:
        raise Refused(f"{shown(text) or 'Its word'} is not a word that a result takes.")
    return replace(lab, qualitative=word, as_typed=text or word.value), ""


def _names(references: Any) -> str:
    return ", ".join(name for name in map(_name, objects(references)) if name)


def _name(reference: Any) -> str:
    name = reference.get("display") if isinstance(reference, dict) else None
    return " ".join(name.split()) if isinstance(name, str) else ""


def _notes(resource: Element) -> str:
    flags = [words_of(each) or _code(each) for each in objects(resource.get("interpretation"))]
    said = [each.get("text") for each in objects(resource.get("note"))]
    flagged = [f"Laboratory's flag: {flag}" for flag in flags if flag]
    return "; ".join(
        [*flagged, *(" ".join(text.split()) for text in said if isinstance(text, str))]
    )


def _code(concept: Element) -> str:
    return next(
        (str(each["code"]) for each in objects(concept.get("coding")) if "code" in each), ""
    )
