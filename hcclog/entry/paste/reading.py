"""One result of a block, read by the readers of what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hcclog.catalogue import analytes
from hcclog.commands.labs import check_lab_result
from hcclog.commands.lesions import check_measurement
from hcclog.commands.refused import Refused
from hcclog.commands.texts import check_texts
from hcclog.domain.text_reading import code_key
from hcclog.entry.dates import read_day
from hcclog.entry.lab_ranges import printed_range
from hcclog.entry.lab_values import lone_unit
from hcclog.entry.labs import LabWords, default_unit, read_lab, read_test
from hcclog.entry.paste.choices import Settler, refuse_other_order, refuse_other_sign
from hcclog.entry.paste.kinds import parted_name
from hcclog.entry.paste.layout import Meaning, Subject
from hcclog.entry.sizes import measured, measurement_at

if TYPE_CHECKING:
    from hcclog.domain.assessment import Assessment
    from hcclog.domain.labs import LabResult
    from hcclog.domain.lesion import Lesion, Measurement
    from hcclog.entry.clerk import Clerk

Words = Mapping[Meaning, str]
MEANING_OF_FIELD = {
    "on": Meaning.DATE,
    "analyte": Meaning.NAME,
    "unit": Meaning.UNIT,
    "reference": Meaning.REFERENCE,
    "reference_low": Meaning.REFERENCE,
    "laboratory": Meaning.LABORATORY,
    "patient_id": Meaning.PATIENT,
}
_NO_UNIT = "No unit stands beside it. Type one, or take the usual unit of each test."


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of one result say.

    Attributes:
        entity: The result; None where a part of it is refused or open.
        refusals: Sentences by the part they stand at.
        opened: The parts that can be read in two ways, and await a choice.
        asks_comma: Whether one of them is a number with a comma.
        seen: The measurement that is there already, with other or the same values.
        parts: What date and name say, also where another part is refused.
    """

    entity: Any = None
    refusals: Mapping[Meaning, str] = field(default_factory=dict)
    opened: frozenset[Meaning] = frozenset()
    asks_comma: bool = False
    seen: Any = None
    parts: Mapping[Meaning, str] = field(default_factory=dict)


def read_words(clerk: Clerk, subject: Subject, words: Words, settler: Settler) -> Reading:
    """Return what the words of one result say; a date that is refused hides no other fault."""
    read = _lab if subject is Subject.LABS else _size
    clerk = settler.clerk(clerk)
    refusals: dict[Meaning, str] = {}
    opened: set[Meaning] = set()
    dates = (words.get(Meaning.DATE, ""), "day 1" if clerk.is_relative else "today")
    for date_text in dates:
        settler.is_open = False
        try:
            refuse_other_order(date_text, settler.date_order)
            refuse_other_sign(words.get(Meaning.VALUE, ""), settler.comma)
            entity, seen = read(clerk, {**words, Meaning.DATE: date_text})
        except Refused as refusal:
            at = MEANING_OF_FIELD.get(refusal.field, Meaning.VALUE)
            refusals.setdefault(at, refusal.sentence)
            opened |= {at} if settler.is_open else set()
            if at is Meaning.DATE:
                continue
            break
        if not refusals:
            return Reading(entity, seen=seen, parts=_parts(clerk, subject, words))
        break
    parts = _parts(clerk, subject, words)
    return Reading(None, refusals, frozenset(opened), settler.about_comma, parts=parts)


def _parts(clerk: Clerk, subject: Subject, words: Words) -> Mapping[Meaning, str]:
    """Return what date and name say by themselves, as far as they can be read."""
    parts = {}
    name = words.get(Meaning.NAME, "")
    with suppress(Refused):
        parts[Meaning.DATE] = str(read_day(clerk, words.get(Meaning.DATE, "")).form)
    with suppress(Refused):
        if subject is Subject.LABS:
            parts[Meaning.NAME] = read_test(clerk, parted_name(name)[0], whole=True).short
        else:
            parts[Meaning.NAME] = _lesion(clerk, name).label
    return parts


def needs_unit(reading: Reading) -> bool:
    """Tell whether nothing but a unit is missing."""
    return _NO_UNIT in reading.refusals.values()


def _lab(clerk: Clerk, words: Words) -> tuple[LabResult, None]:
    """Return the laboratory result that the words say; the one place that reads it."""
    _refuse_other_patient(clerk, words.get(Meaning.PATIENT, ""))
    name, beside = parted_name(words.get(Meaning.NAME, ""))
    typed = LabWords(
        words.get(Meaning.DATE, ""),
        name,
        words[Meaning.VALUE],
        words.get(Meaning.UNIT, "") or beside or _only_unit(name),
        printed_range(words.get(Meaning.REFERENCE, "")),
        words.get(Meaning.LABORATORY, ""),
    )
    lab = read_lab(clerk, typed, strict=True).lab
    if lab.value is not None and not lab.unit:
        raise Refused(_NO_UNIT, "unit")
    check_texts(lab)
    check_lab_result(clerk.record, lab)
    _refuse_placeless(clerk, lab)
    return lab, None


def _only_unit(name: str) -> str:
    test = analytes.find_analyte(name)
    return lone_unit(test) if test else ""


def with_usual_unit(clerk: Clerk, words: Words) -> Words:
    """Return the words with the unit that is usual for the test, where none stands."""
    name, beside = parted_name(words.get(Meaning.NAME, ""))
    test = analytes.find_analyte(name)
    if test is None or beside or words.get(Meaning.UNIT):
        return words
    if _has_unit(words[Meaning.VALUE]):
        return words
    return {**words, Meaning.UNIT: default_unit(clerk, test)}


def _has_unit(text: str) -> bool:
    from hcclog.domain.number_reading import read_number
    from hcclog.domain.unreadable import Ambiguous, Unreadable

    try:
        return bool(read_number(text).unit_text)
    except Ambiguous as doubt:
        return _has_unit(doubt.readings[0])
    except Unreadable:
        return False


def _size(clerk: Clerk, words: Words) -> tuple[Measurement, Measurement | None]:
    """Return the measurement that the words say, and the one that is there."""
    _refuse_other_patient(clerk, words.get(Meaning.PATIENT, ""))
    assessment = _assessment(clerk, words.get(Meaning.DATE, ""))
    lesion = _lesion(clerk, words.get(Meaning.NAME, ""))
    text = f"{words[Meaning.VALUE]} {words.get(Meaning.UNIT, '')}".strip()
    if not text:
        raise Refused("A diameter is missing, such as 42.0, or a letter such as a for absent.")
    size = measured(clerk, lesion, assessment.id, text)
    check_measurement(clerk.record, size)
    return size, measurement_at(clerk.record, lesion.id, assessment.id)


def _assessment(clerk: Clerk, text: str) -> Assessment:
    when = read_day(clerk, text)
    of_day = [each for each in clerk.record.assessments if each.on.form == when.form]
    if len(of_day) == 1:
        return of_day[0]
    if of_day:
        raise Refused(f"Two assessments are of {when.form}; type this size in its column.", "on")
    raise Refused(f"No imaging is logged of {when.form}; add the assessment first.", "on")


def _lesion(clerk: Clerk, text: str) -> Lesion:
    found = [x for x in clerk.record.lesions if code_key(x.label) == code_key(text)]
    if found:
        return found[0]
    if not text:
        raise Refused("Which lesion? Its label is missing, such as T1.", "analyte")
    raise Refused(f"No lesion is labelled {text!r}; add the lesion first.", "analyte")


def _refuse_other_patient(clerk: Clerk, text: str) -> None:
    code = clerk.record.patient.code
    if text and code_key(text) != code_key(code):
        raise Refused(f"This row is of patient {text}; {code} is open.", "patient_id")


def _refuse_placeless(clerk: Clerk, lab: LabResult) -> None:
    if clerk.chronology.span(lab.on) is None:
        raise Refused(f"This patient has no day 0, so {lab.on.form} has no place.", "on")
