"""Laboratory results from what was typed: one reader for the row, the grid, a paste and a script.

A value may carry its unit. Where nothing says a unit, the one of this patient's last result of the
test holds, else the station's, else the catalogue's; what was taken for granted is told in a note.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hcclog.commands.refused import Refused
from hcclog.domain.ids import EntityId
from hcclog.domain.labs import LabResult
from hcclog.entry.dates import read_day
from hcclog.entry.lab_ranges import read_range
from hcclog.entry.lab_values import (
    ValueReading,
    catalogue_unit,
    converted,
    default_unit,
    read_test,
    read_value,
    symbol_of,
)

if TYPE_CHECKING:
    from hcclog.catalogue.analytes import Analyte
    from hcclog.entry.clerk import Clerk

__all__ = [
    "LabPreview",
    "LabReading",
    "LabWords",
    "amended_lab",
    "default_unit",
    "lab_from_words",
    "previewed",
    "read_lab",
    "read_test",
    "read_value",
]


@dataclass(frozen=True, slots=True)
class LabWords:
    """The fields of a result as they were typed.

    Attributes:
        reference: The reference range on one line, such as ``0-7`` or ``<8.4``.
    """

    on: str
    test: str
    value: str
    unit: str = ""
    reference: str = ""
    laboratory: str = ""


@dataclass(frozen=True, slots=True)
class LabReading:
    """A result, and how its words were read.

    Attributes:
        notes: What was understood, where that is not plain: ``read as 1089 ng/mL``; the same
            quantity in the unit that the patient, the station or the catalogue prefers:
            ``= 1.089 µg/L``.
    """

    lab: LabResult
    notes: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The notes on one line."""
        return ", ".join(self.notes)


def read_lab(clerk: Clerk, words: LabWords, *, strict: bool = False) -> LabReading:
    """Return the result that the words say, and how they were read.

    Args:
        clerk: Whose record it is, and who asks.
        words: What was typed.
        strict: Where nobody looks before it is written: the test has its whole name, and the unit
            is stated.

    Raises:
        Refused: A field cannot be read; the sentence stands at it.
    """
    on = read_day(clerk, words.on)
    test = read_test(clerk, words.test, whole=strict)
    usual = "" if strict else default_unit(clerk, test)
    read = read_value(clerk, test, words.value, words.unit.strip(), usual)
    lab = LabResult(
        EntityId(clerk.new_id()),
        clerk.record.patient.id,
        on,
        test.code,
        laboratory=read_laboratory(words.laboratory),
        **_facts_of(read, words.value),
    )
    low, high = read_range(clerk, words.reference)
    if lab.value is not None:
        # A range has no unit of its own, so beside a word it would say nothing.
        lab = replace(lab, reference_low=low, reference_high=high)
    return LabReading(lab, (*read.notes, *_conversions(clerk, test, read)))


@dataclass(frozen=True, slots=True)
class LabPreview:
    """What words would become, without asking or writing.

    Attributes:
        reading: None where the words are refused, or have several readings.
        sentence: Why there is no reading.
        field: Where the sentence stands.
        readings: What the words can mean, where a person must choose.
    """

    reading: LabReading | None = None
    sentence: str = ""
    field: str = ""
    readings: tuple[str, ...] = ()


def previewed(clerk: Clerk, words: LabWords) -> LabPreview:
    """Return what the words would become; what would be asked is told instead."""
    readings: list[str] = []

    def noted(_sentence: str, found: Sequence[str]) -> int | None:
        readings.extend(found)
        return None

    try:
        return LabPreview(read_lab(replace(clerk, choose=noted), words))
    except Refused as refusal:
        return LabPreview(None, refusal.sentence, refusal.field, tuple(readings))


def lab_from_words(clerk: Clerk, words: LabWords) -> LabResult:
    """Return the result that the words say.

    Raises:
        Refused: A field cannot be read; the sentence stands at it.
    """
    return read_lab(clerk, words).lab


def amended_lab(clerk: Clerk, lab: LabResult, field: str, text: str) -> LabResult:
    """Return a result with one field as it was typed.

    Raises:
        Refused: It cannot be read.
    """
    return replace(lab, **_amended(clerk, lab, field, text))


def read_laboratory(text: str) -> str:
    """Return a laboratory's name on one line."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _amended(clerk: Clerk, lab: LabResult, field: str, text: str) -> dict[str, Any]:
    if field == "on":
        return {"on": read_day(clerk, text)}
    if field == "laboratory":
        return {"laboratory": read_laboratory(text)}
    if field == "reference":
        low, high = read_range(clerk, text)
        return {"reference_low": low, "reference_high": high}
    test = read_test(clerk, lab.analyte)
    if field == "unit":
        return {"unit": symbol_of(test, text)}
    return _facts_of(read_value(clerk, test, text, lab.unit, default_unit(clerk, test)), text)


def _facts_of(read: ValueReading, text: str) -> dict[str, Any]:
    return {
        "value": read.value,
        "comparator": read.comparator,
        "qualitative": read.qualitative,
        "unit": read.unit,
        "as_typed": text,
    }


def _conversions(clerk: Clerk, test: Analyte, read: ValueReading) -> tuple[str, ...]:
    """Return the same quantity in the first other unit that is preferred here, where exact."""
    if read.value is None:
        return ()
    preferred = clerk.preferences.units.get(test.code, "")
    for symbol in (default_unit(clerk, test), preferred, catalogue_unit(test)):
        value = converted(test, read.value, read.unit, symbol)
        if symbol and symbol != read.unit and value is not None:
            return (f"= {read.sign}{value:f} {symbol}",)
        if value is None and read.unit == symbol:
            return ()
    return ()
