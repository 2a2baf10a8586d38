"""Laboratory results from what was typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hcclog.catalogue import analytes
from hcclog.commands.refused import Refused
from hcclog.domain.ids import EntityId
from hcclog.domain.labs import LabResult
from hcclog.entry.asking import settled
from hcclog.entry.dates import read_day

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.entry.clerk import Clerk


@dataclass(frozen=True, slots=True)
class LabWords:
    """The four fields of a result as they were typed."""

    on: str
    test: str
    value: str
    unit: str = ""


def lab_from_words(clerk: Clerk, words: LabWords) -> LabResult:
    """Return the result that the words say.

    Raises:
        Refused: A field cannot be read; the sentence stands at it.
    """
    on = read_day(clerk, words.on)
    test = read_test(clerk, words.test)
    facts = read_value(clerk, test, words.value, words.unit)
    return LabResult(EntityId(clerk.new_id()), clerk.record.patient.id, on, test.code, **facts)


def amended_lab(clerk: Clerk, lab: LabResult, field: str, text: str) -> LabResult:
    """Return a result with one field as it was typed.

    Raises:
        Refused: It cannot be read.
    """
    return replace(lab, **_facts(clerk, lab, field, text))


def _facts(clerk: Clerk, lab: LabResult, field: str, text: str) -> dict[str, Any]:
    if field == "on":
        return {"on": read_day(clerk, text)}
    test = read_test(clerk, lab.analyte)
    if field == "unit":
        return {"unit": _symbol(test, text)}
    return read_value(clerk, test, text, lab.unit)


def read_test(clerk: Clerk, text: str) -> analytes.Analyte:
    """Return the test that was named.

    Raises:
        Refused: At ``analyte``.
    """
    if not text.strip():
        raise Refused("Which test? Type its name, such as AFP.", "analyte")
    test = analytes.find_analyte(text)
    if test is not None:
        return test
    possible = analytes.possible_analytes(text) or analytes.search_analytes(text, 6)
    if len(possible) > 1:
        sentence = f"{text} can be several tests."
        chosen = clerk.choose(sentence, [f"{each.short}: {each.name}" for each in possible])
        if chosen is not None:
            return possible[chosen]
        raise Refused(f"{sentence} Type more of its name.", "analyte")
    if possible:
        return possible[0]
    raise Refused(f"{text!r} is not a test that the catalogue knows.", "analyte")


def read_value(clerk: Clerk, test: analytes.Analyte, text: str, unit: str) -> dict[str, Any]:
    """Return value, comparator and unit, or the word of a qualitative result.

    Raises:
        Refused: At ``value`` or ``unit``.
    """
    from hcclog.domain.number_reading import read_number, read_qualitative

    if not text.strip():
        raise Refused(f"{test.short} needs a value, such as 5.51, <0.8 or raised.", "value")
    word = read_qualitative(text)
    if word is not None:
        return {"qualitative": word, "value": None, "unit": "", "as_typed": text}
    reading = settled(read_number, text, clerk.choose, "value")
    if unit and reading.unit_text and _symbol(test, unit) != _symbol(test, reading.unit_text):
        unit = _chosen_unit(clerk, test, unit, reading.unit_text)
    return {
        "value": reading.value,
        "comparator": reading.comparator,
        "qualitative": None,
        "unit": _symbol(test, unit or reading.unit_text),
        "as_typed": text,
    }


def _chosen_unit(clerk: Clerk, test: analytes.Analyte, beside: str, within: str) -> str:
    """Ask which unit holds where the value carries another than the field beside it."""
    sentence = f"The value carries {within}, the unit field says {beside}."
    units = [_symbol(test, within), _symbol(test, beside)]
    chosen = clerk.choose(sentence, units)
    if chosen is None:
        raise Refused(sentence, "unit")
    return units[chosen]


def _symbol(test: analytes.Analyte, text: str) -> str:
    """Return the printed symbol of a unit; what is not known stays, and is refused with a list."""
    found = analytes.find_unit_for(test, text) if text else None
    return analytes.unit_symbol(test, found) if found else text


def usual_unit(record: PatientRecord, test: analytes.Analyte) -> str:
    """Return the unit of the patient's last result of a test, or the catalogue's."""
    of_test = [lab for lab in record.labs if lab.analyte == test.code and lab.unit]
    if of_test:
        return of_test[-1].unit
    return analytes.unit_symbol(test, test.unit) if test.unit else ""
