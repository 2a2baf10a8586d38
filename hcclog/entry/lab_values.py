"""The test, the value and the unit of a laboratory result, each from what was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hcclog.catalogue import analytes
from hcclog.catalogue.units import convert_exact
from hcclog.commands.labs import check_unit
from hcclog.commands.refused import Refused
from hcclog.domain.number_reading import NumberReading, read_number, read_qualitative
from hcclog.domain.quantities import Comparator
from hcclog.domain.unreadable import Ambiguous
from hcclog.entry.asking import settled
from hcclog.entry.lab_words import SIGNS
from hcclog.entry.lengths import bounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcclog.catalogue.analytes import Analyte
    from hcclog.catalogue.units import Unit
    from hcclog.domain.labs import Qualitative
    from hcclog.domain.record import PatientRecord
    from hcclog.entry.clerk import Clerk

_COUNTED = re.compile(r"(?P<number>.*[0-9])\s*[x×*]\s*(?P<power>10\s*(?:\^\s*[0-9]+|[⁰¹²³⁴-⁹]+))$")
_UNIT_BEGINS = re.compile(r"(?<=[0-9])(?:\s*[x×*]\s*(?=10)|\s+|(?=/))")


@dataclass(frozen=True, slots=True)
class ValueReading:
    """A value as it was read.

    Attributes:
        notes: What was understood, where that is not plain.
    """

    value: Decimal | None = None
    comparator: Comparator = Comparator.EQUAL
    unit: str = ""
    qualitative: Qualitative | None = None
    notes: tuple[str, ...] = ()

    @property
    def sign(self) -> str:
        """The comparator as it is printed; nothing for an exact value."""
        return SIGNS[self.comparator]


def read_test(clerk: Clerk, text: str, *, whole: bool = False) -> Analyte:
    """Return the test that was named.

    Args:
        clerk: Who asks where a name can be several tests.
        text: What was typed.
        whole: Take no beginning of a name for it.

    Raises:
        Refused: At ``analyte``.
    """
    if not text.strip():
        raise Refused("Which test? Type its name, such as AFP.", "analyte")
    test = analytes.find_analyte(bounded(text, "analyte"))
    if test is not None:
        return test
    begun = () if whole else analytes.search_analytes(text, 6)
    possible = analytes.possible_analytes(text) or begun
    if len(possible) == 1:
        return possible[0]
    if not possible:
        raise Refused(f"{text!r} is not a test that the catalogue knows.", "analyte")
    sentence = f"{text} can be several tests."
    chosen = clerk.choose(sentence, [f"{each.short}: {each.name}" for each in possible])
    if chosen is None:
        raise Refused(f"{sentence} Type more of its name.", "analyte")
    return possible[chosen]


def read_value(clerk: Clerk, test: Analyte, text: str, unit: str, usual: str = "") -> ValueReading:
    """Return value, comparator and unit, or the word of a result that is no number.

    Args:
        clerk: Who asks where there are two readings.
        test: Whose value it is.
        text: What was typed, perhaps with a unit.
        unit: What was typed beside it.
        usual: The unit that holds where nothing is said.

    Raises:
        Refused: At ``value`` or ``unit``.
    """
    if not text.strip():
        raise Refused(f"{test.short} needs a value, such as {_examples(test)}.", "value")
    word = _word(test, bounded(text, "value"))
    if word is not None:
        return ValueReading(qualitative=word, notes=_word_notes(text, word))
    if not test.units:
        allowed = ", ".join(test.values)
        raise Refused(f"{test.short} takes words, no number: {allowed}.", "value")
    beside = unit or usual

    def choose(sentence: str, readings: Sequence[str]) -> int | None:
        return clerk.choose(f"{test.short}: {sentence}", readings)

    reading = settled(lambda words: _number(test, words, beside), text, choose, "value")
    within = reading.unit_text
    if unit and within and symbol_of(test, unit) != symbol_of(test, within):
        symbol = _chosen_unit(clerk, test, unit, within)
    else:
        symbol = symbol_of(test, within or beside)
    # No unit, and signs that cannot be shown, are refused later, each in words of its own.
    if symbol.isprintable() and symbol:
        check_unit(test, symbol)
    plain = not reading.note and not within
    note = f"read as {SIGNS[reading.comparator]}{reading.value:f} {symbol}".strip()
    return ValueReading(reading.value, reading.comparator, symbol, notes=() if plain else (note,))


def symbol_of(test: Analyte, text: str) -> str:
    """Return the printed symbol of a unit; what is not known stays, and is refused with a list."""
    found = analytes.find_unit_for(test, text)
    return analytes.unit_symbol(test, found) if found else text.strip()


def converted(test: Analyte, value: Decimal, symbol: str, to_symbol: str) -> Decimal | None:
    """Return a value in another unit of the test; None where that is not exact."""
    unit_from = analytes.find_unit_for(test, symbol)
    unit_to = analytes.find_unit_for(test, to_symbol)
    if unit_from is None or unit_to is None:
        return None
    return convert_exact(value, unit_from, unit_to)


def default_unit(clerk: Clerk, test: Analyte) -> str:
    """Return what a value without a unit is in: as last time, as at this station, as usual."""
    own = _last_unit(clerk.record, test)
    return own or clerk.preferences.units.get(test.code, "") or catalogue_unit(test)


def catalogue_unit(test: Analyte) -> str:
    """Return the catalogue's preferred unit; empty where a test has none."""
    return analytes.unit_symbol(test, test.unit) if test.unit else ""


def lone_unit(test: Analyte) -> str:
    """Return the unit of a ratio such as INR, which nobody writes; empty for other tests."""
    ratios = [unit for unit in test.units if unit.ucum.startswith("{")]
    return analytes.unit_symbol(test, ratios[0]) if len(ratios) == len(test.units) == 1 else ""


def _last_unit(record: PatientRecord, test: Analyte) -> str:
    of_test = (lab.unit for lab in reversed(record.labs) if lab.analyte == test.code and lab.unit)
    return next(of_test, "")


def _examples(test: Analyte) -> str:
    return "5.51, <0.8 or raised" if not test.values else " or ".join(test.values[:2])


def _word(test: Analyte, text: str) -> Qualitative | None:
    """Return the word of a result.

    Raises:
        Refused: The test has words of its own, and this is none of them.
    """
    word = read_qualitative(text)
    if word is None or not test.values or word.value in test.values:
        return word
    allowed = ", ".join(test.values)
    raise Refused(f"{test.short} is said as one of {allowed}; {word} is none of them.", "value")


def _word_notes(text: str, word: Qualitative) -> tuple[str, ...]:
    return () if text.strip().casefold() == word.value else (f"read as {word}",)


def _number(test: Analyte, text: str, beside: str) -> NumberReading:
    """Read a number with the unit that stands behind it; units of two words are known here.

    Raises:
        Ambiguous: A power of ten can belong to the number or to the unit.
        Unreadable: It is no number.
    """
    counted = _COUNTED.fullmatch(text.strip())
    if counted is not None:
        _ask_about_power(test, counted["number"], counted["power"], beside)
    head, unit = _split_unit(test, text.strip())
    if not unit:
        return read_number(text)
    reading = read_number(head)
    return NumberReading(reading.comparator, reading.value, unit, text)


def _split_unit(test: Analyte, text: str) -> tuple[str, str]:
    """Return a number and the unit of this test after it: ``g/24 h``, ``x10^3/µL``."""
    for place in _UNIT_BEGINS.finditer(text):
        tail = text[place.end() :]
        found = analytes.find_unit_for(test, tail) if tail[:1] in "1/" or " " in tail else None
        if found in test.units:
            return text[: place.start()], analytes.unit_symbol(test, found)
    return text, ""


def _ask_about_power(test: Analyte, number: str, power: str, beside: str) -> None:
    """Ask where ``41.4 x10^3`` of a count can leave its ``/µL`` away.

    Raises:
        Ambiguous: With both readings.
    """
    key = "".join(power.split())
    units = [each for each in test.units if _has_power(test, each, key)]
    if not units or not beside:
        return
    whole = read_number(f"{number} x{key}")
    sign = SIGNS[whole.comparator]
    first = [f"{number} {analytes.unit_symbol(test, each)}" for each in units]
    readings = (*first, f"{sign}{whole.value:f} {symbol_of(test, beside)}")
    raise Ambiguous(f"{number} x{key} can be {' or '.join(readings)}; choose which.", readings)


def _has_power(test: Analyte, unit: Unit, power: str) -> bool:
    """True for a unit that begins with this power of ten, such as 10^3/µL."""
    head, slash, volume = unit.symbol.partition("/")
    return bool(head and slash) and analytes.find_unit_for(test, f"{power}/{volume}") is unit


def _chosen_unit(clerk: Clerk, test: Analyte, beside: str, within: str) -> str:
    """Ask which unit holds where the value carries another than the field beside it."""
    sentence = f"The value carries {within}, the unit says {beside}."
    units = [symbol_of(test, within), symbol_of(test, beside)]
    chosen = clerk.choose(sentence, units)
    if chosen is None:
        raise Refused(sentence, "unit")
    return units[chosen]
