"""Doses from what was typed: amount, unit, and whether it counts one administration or a day."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from hcclog.commands.refused import Refused
from hcclog.domain.number_reading import read_number
from hcclog.domain.quantities import Comparator
from hcclog.domain.therapy import DoseBasis
from hcclog.entry.asking import settled
from hcclog.entry.lengths import bounded

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk

HINT = "8 mg, 200 mg, 8 mg/kg, 800 mg/day"
_A_DAY = re.compile(r"\s*(?:/\s*(?:day|d)|\b(?:a|per)\s+day)\s*$", re.IGNORECASE)
_TIMES = re.compile(
    r"\s*(?:\b(?:od|qd|bid|bd|tid|tds|qid)|\b(?:once|twice|daily)\b.*|[x×]\s*\d+.*)$",
    re.IGNORECASE,
)


class Dose(NamedTuple):
    """What is ordered; `amount` is None where no dose is stated, which is never 0."""

    amount: Decimal | None = None
    unit: str = "mg"
    basis: DoseBasis = DoseBasis.ADMINISTRATION


UNKNOWN = Dose()


def read_dose(clerk: Clerk, text: str, unit: str = "", field: str = "dose") -> Dose:
    """Return the dose that was typed; nothing typed is a dose that is not stated.

    Args:
        clerk: Who asks where a number has two readings.
        text: Such as ``8 mg/kg``.
        unit: Stands for one that is not typed, where the course has one already.
        field: Where a refusal stands.

    Raises:
        Refused: It is no dose, or its unit is missing.
    """
    words = bounded(text.strip(), field)
    if not words:
        return Dose(unit=unit or UNKNOWN.unit)
    if _TIMES.search(words):
        sentence = (
            f"{words!r}: how often it is given stands in the schedule; several times a day is "
            "written as the day's total, such as 800 mg/day."
        )
        raise Refused(sentence, field)
    basis = DoseBasis.DAY if _A_DAY.search(words) else DoseBasis.ADMINISTRATION
    words = _A_DAY.sub("", words)
    if words[:1].isalpha():
        return _of_unit_alone(words, basis, field)
    reading = settled(read_number, words, clerk.choose, field)
    if reading.comparator is not Comparator.EQUAL:
        raise Refused(f"{text.strip()!r}: a dose is one number, without a comparator.", field)
    found = reading.unit_text.strip() or unit
    if not found:
        raise Refused(f"{text.strip()!r} needs its unit, such as {text.strip()} mg.", field)
    return Dose(reading.value, unit_code(found), basis)


def _of_unit_alone(words: str, basis: DoseBasis, field: str) -> Dose:
    """Return a dose of which only the unit is known."""
    from hcclog.catalogue.units import find_unit

    if find_unit(words) is None:
        raise Refused(f"{words!r} is not a dose; write it like {HINT}.", field)
    return Dose(None, unit_code(words), basis)


def unit_code(text: str) -> str:
    """Return the code of a unit; one that the catalogue lacks stays as it was typed."""
    from hcclog.catalogue.units import find_unit

    found = find_unit(text)
    return text if found is None else found.ucum


def dose_words(dose: Dose) -> str:
    """Return a dose in words that read back to it."""
    a_day = "/day" if dose.basis is DoseBasis.DAY else ""
    if dose.amount is None:
        return "" if dose == UNKNOWN else f"{dose.unit}{a_day}"
    return f"{dose.amount:f} {dose.unit}".strip() + a_day
