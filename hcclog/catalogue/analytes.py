"""Laboratory tests: names, units, usual ranges, thresholds, codes."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from hcclog.catalogue.names import by_code, candidates, fold, name_index, starting_with
from hcclog.catalogue.reading import (
    Entry,
    citations,
    decimal_or_none,
    document,
    names_of,
    of_code,
)
from hcclog.catalogue.units import Unit, convert_exact, find_unit, spelling, unit

FILE = "analytes.json"


class ReferenceRange(NamedTuple):
    """A usual range, as a hint only: the range that counts belongs to the result.

    Attributes:
        text: As the source prints it, such as ``< 8.4``.
        sex: ``male`` or ``female`` where the range is for one of them.
        specimen: Where the range is for one specimen.
    """

    unit: Unit
    low: Decimal | None
    high: Decimal | None
    text: str
    sex: str | None
    specimen: str | None
    source: str


class PlausibleRange(NamedTuple):
    """Values outside are asked about, never refused."""

    unit: Unit
    below: Decimal
    above: Decimal
    source: str

    def holds(self, value: Decimal) -> bool:
        """Return whether a value in this unit needs no question."""
        return self.below <= value <= self.above


class Threshold(NamedTuple):
    """A value that a published rule draws a line at."""

    unit: Unit
    value: Decimal
    label: str
    source: str


class ConventionalFactor(NamedTuple):
    """A rounded factor between mass and amount of substance; never applied silently."""

    unit_from: Unit
    unit_to: Unit
    factor: Decimal
    source: str


class Loinc(NamedTuple):
    """A LOINC code for results of one dimension."""

    code: str
    name: str
    dimension: str
    source: str


class SdtmTest(NamedTuple):
    """A CDISC short name (LBTESTCD), with its NCI code where that was verified."""

    testcd: str
    nci: str | None
    source: str


class Analyte(NamedTuple):
    """One laboratory test.

    Attributes:
        code: Stable key, such as ``afp``.
        short: Name on screen, such as ``AFP``.
        unit: Preferred unit; None where results are words.
        units: Units that results come in.
        log_axis: Whether its curve is better read on a logarithmic axis.
        values: Allowed results in words, in their order.
        unit_readings: Spellings that mean another unit for this test only (IU/L of an enzyme).
        unit_symbols: Printed symbols that differ for this test only (AU/mL of PIVKA-II).
    """

    code: str
    short: str
    name: str
    kind: str
    unit: Unit | None
    units: tuple[Unit, ...]
    specimen: str
    log_axis: bool
    synonyms: tuple[str, ...]
    reference_ranges: tuple[ReferenceRange, ...]
    plausible: tuple[PlausibleRange, ...]
    thresholds: tuple[Threshold, ...]
    conventional: tuple[ConventionalFactor, ...]
    loinc: tuple[Loinc, ...]
    sdtm: SdtmTest | None
    values: tuple[str, ...]
    unit_readings: tuple[tuple[str, Unit], ...]
    unit_symbols: tuple[tuple[str, str], ...]
    note: str

    @property
    def names(self) -> tuple[str, ...]:
        """Code, names and synonyms of every language."""
        return (self.code, self.short, self.name, *self.synonyms)


def analytes() -> tuple[Analyte, ...]:
    """Return all tests in the order of the file."""
    return tuple(_by_code().values())


def analyte(code: str) -> Analyte:
    """Return the test with a code.

    Raises:
        UnknownCode: No test has it.
    """
    return of_code(_by_code(), code, "laboratory test")


def analyte_or_none(code: str) -> Analyte | None:
    """Return the test with a code, None where no test has it."""
    return _by_code().get(code)


def find_analyte(text: str) -> Analyte | None:
    """Return the test that a name in any language stands for, None where none or several do."""
    # A code names itself: the index of all names waits for who types one.
    return _by_code().get(text) or _by_name().get(fold(text))


def possible_analytes(text: str) -> tuple[Analyte, ...]:
    """Return the tests that an ambiguous name may stand for, so that a person can choose."""
    return candidates(text, document(FILE)["ambiguous"], analyte)


def search_analytes(prefix: str, limit: int = 10) -> tuple[Analyte, ...]:
    """Return tests by what was typed so far, best first."""
    return starting_with(prefix, analytes(), limit)


def find_unit_for(test: Analyte, text: str) -> Unit | None:
    """Return the unit that a printed symbol means for this test, allowed or not."""
    key = spelling(text)
    for spelled, meant in test.unit_readings:
        if spelling(spelled).casefold() == key.casefold():
            return meant
    for ucum, symbol in test.unit_symbols:
        if spelling(symbol).casefold() == key.casefold():
            return unit(ucum)
    return find_unit(text) or _unit_whatever_case(test, key)


def _unit_whatever_case(test: Analyte, key: str) -> Unit | None:
    """Return the one unit of a test spelled so but for case: ``g/l`` of albumin is no ``G/L``."""
    small = key.casefold()
    own = [
        each
        for each in test.units
        if small in {spelling(name).casefold() for name in (each.symbol, *each.synonyms)}
    ]
    return own[0] if len(own) == 1 else None


def unit_symbol(test: Analyte, measured_in: Unit) -> str:
    """Return the symbol to print for a unit of this test."""
    return dict(test.unit_symbols).get(measured_in.ucum, measured_in.symbol)


def loinc_for(test: Analyte, measured_in: Unit | None) -> Loinc | None:
    """Return the LOINC code that fits the unit; without a unit, the one for results in words."""
    dimension = "ordinal" if measured_in is None else measured_in.dimension
    return next((each for each in test.loinc if each.dimension == dimension), None)


def reference_hint(
    test: Analyte, measured_in: Unit, *, sex: str | None = None
) -> ReferenceRange | None:
    """Return a usual range in exactly this unit, for this sex or for both."""
    in_unit = [each for each in test.reference_ranges if each.unit == measured_in]
    return next((each for each in in_unit if each.sex in {None, sex}), None)


def plausible_range(test: Analyte, measured_in: Unit) -> PlausibleRange | None:
    """Return the plausible range in a unit, converted where that is exact."""
    for each in test.plausible:
        below = convert_exact(each.below, each.unit, measured_in)
        above = convert_exact(each.above, each.unit, measured_in)
        if below is not None and above is not None:
            return PlausibleRange(measured_in, below, above, each.source)
    return None


@lru_cache(maxsize=1024)
def plausible_for(code: str, symbol: str) -> PlausibleRange | None:
    """Return the plausible range of a test by its code and a printed unit; None without one."""
    test = find_analyte(code)
    measured_in = find_unit_for(test, symbol) if test else None
    return plausible_range(test, measured_in) if test and measured_in else None


@cache
def _by_code() -> dict[str, Analyte]:
    return by_code(_analyte(entry) for entry in document(FILE)["analytes"])


@cache
def _by_name() -> dict[str, Analyte]:
    return name_index(analytes(), document(FILE)["ambiguous"])


def _analyte(entry: Entry) -> Analyte:
    codes = entry["codes"]
    return Analyte(
        code=entry["code"],
        short=entry["short"],
        name=entry["name"],
        kind=entry["kind"],
        unit=None if entry["unit"] is None else unit(entry["unit"]),
        units=tuple(unit(ucum) for ucum in entry["units"]),
        specimen=entry["specimen"],
        log_axis=entry["log_axis"],
        synonyms=names_of(entry),
        reference_ranges=tuple(_range(each) for each in entry["reference_ranges"]),
        plausible=tuple(
            PlausibleRange(
                unit(each["unit"]), Decimal(each["below"]), Decimal(each["above"]), _cite(each)
            )
            for each in entry["plausible"]
        ),
        thresholds=tuple(
            Threshold(unit(each["unit"]), Decimal(each["value"]), each["label"], _cite(each))
            for each in entry["thresholds"]
        ),
        conventional=tuple(_conventional(entry["conventional"])),
        loinc=tuple(
            Loinc(each["code"], each["name"], each["dimension"], _cite(each))
            for each in codes["loinc"]
        ),
        sdtm=None if codes["sdtm"] is None else _sdtm(codes["sdtm"]),
        values=tuple(entry.get("values", ())),
        unit_readings=tuple(
            (spelled, unit(ucum)) for spelled, ucum in entry.get("unit_readings", {}).items()
        ),
        unit_symbols=tuple(entry.get("unit_symbols", {}).items()),
        note=entry.get("note", ""),
    )


def _range(entry: Entry) -> ReferenceRange:
    return ReferenceRange(
        unit=unit(entry["unit"]),
        low=decimal_or_none(entry["low"]),
        high=decimal_or_none(entry["high"]),
        text=entry["text"],
        sex=entry.get("sex"),
        specimen=entry.get("specimen"),
        source=_cite(entry),
    )


def _conventional(entries: Sequence[Entry]) -> list[ConventionalFactor]:
    return [
        ConventionalFactor(
            unit(each["from"]), unit(each["to"]), Decimal(each["factor"]), _cite(each)
        )
        for each in entries
    ]


def _sdtm(entry: Entry) -> SdtmTest:
    return SdtmTest(entry["testcd"], entry.get("nci"), _cite(entry))


def _cite(entry: Entry) -> str:
    return citations(FILE, entry["source"])[0]
