"""Units and the conversions between them that are exact."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from hcclog.catalogue.reading import (
    CatalogueError,
    Entry,
    citations,
    document,
    of_code,
)

FILE = "units.json"
MOST_DIGITS = 400
SPELLED = str.maketrans(
    {
        "µ": "u",  # micro sign, U+00B5
        "μ": "u",  # Greek mu, U+03BC
        "×": "x",
        "／": "/",
        "％": "%",
        "㎍": "ug",
        "㎎": "mg",
        "㎏": "kg",
        "㎖": "mL",
        "㎗": "dL",
        "ℓ": "L",
        "㎡": "m2",
        "㎜": "mm",
        "㎝": "cm",
    }
)
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class Unit(NamedTuple):
    """A unit of measure.

    Attributes:
        ucum: UCUM code, the key; ``[arb'U]/mL`` where a report prints U/mL or AU/mL.
        symbol: What is printed.
        dimension: Units of one dimension convert exactly into each other.
        factor: How many of the dimension's base are in one of this unit.
        synonyms: Other spellings.
        sources: Citations.
    """

    ucum: str
    symbol: str
    dimension: str
    factor: Fraction
    synonyms: tuple[str, ...]
    sources: tuple[str, ...]


def units() -> tuple[Unit, ...]:
    """Return all units in the order of the file."""
    return tuple(_by_ucum().values())


def unit(ucum: str) -> Unit:
    """Return the unit with a UCUM code.

    Raises:
        UnknownCode: No unit has it.
    """
    return of_code(_by_ucum(), ucum, "unit")


def find_unit(text: str) -> Unit | None:
    """Return the unit that a printed symbol, synonym or UCUM code stands for.

    Micro sign, Greek mu, ``u`` and ``mc`` are one; so are ``10⁹``, ``10^9`` and ``10*9``. Case
    counts where it tells two units apart (``g/L`` and ``G/L``) and is forgiven elsewhere.
    """
    key = spelling(text)
    exact, caseless = _by_spelling()
    return exact.get(key) or caseless.get(key.casefold())


@lru_cache(maxsize=2048)
def spelling(text: str) -> str:
    """Return the form under which two spellings of one unit are equal; case is kept."""
    plain = "".join(unicodedata.normalize("NFC", text).split())
    raised = re.sub(r"(?<=[0-9])[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda found: "^" + found.group(), plain)
    return raised.translate(SUPERSCRIPTS).translate(SPELLED)


def exact_factor(unit_from: Unit, unit_to: Unit) -> Fraction | None:
    """Return by what a value is multiplied to change its unit, None across dimensions."""
    if unit_from.dimension != unit_to.dimension:
        return None
    return unit_from.factor / unit_to.factor


def convert_exact(value: Decimal, unit_from: Unit, unit_to: Unit) -> Decimal | None:
    """Return the value in another unit of the same dimension.

    Returns:
        The same quantity, exactly; None where the dimensions differ (mass and international
        units never convert) or where no finite decimal holds the result.
    """
    factor = exact_factor(unit_from, unit_to)
    if factor is None or factor == 1:
        return value if factor else None
    with localcontext(prec=MOST_DIGITS) as context:
        context.traps[Inexact] = True
        try:
            return value * factor.numerator / factor.denominator
        except Inexact:
            return None


def exact_ratio(
    value: Decimal, unit: Unit, earlier: Decimal, earlier_unit: Unit
) -> Fraction | None:
    """Return how many times the earlier quantity a quantity is.

    Returns:
        None where the units do not convert exactly or the earlier value is 0. 1000 after a change
        of unit is what a slip of unit looks like (9.86 µg/mL after 9.86 ng/mL).
    """
    factor = exact_factor(unit, earlier_unit)
    if factor is None or earlier == 0:
        return None
    return Fraction(value) * factor / Fraction(earlier)


@cache
def _by_ucum() -> dict[str, Unit]:
    read = [_unit(entry) for entry in document(FILE)["units"]]
    by_ucum = {each.ucum: each for each in read}
    if len(by_ucum) != len(read):
        raise CatalogueError(f"{FILE}: a UCUM code stands twice")
    return by_ucum


@cache
def _by_spelling() -> tuple[dict[str, Unit], dict[str, Unit]]:
    exact: dict[str, Unit] = {}
    for each in units():
        for key in _spellings(each):
            if exact.setdefault(key, each) is not each:
                raise CatalogueError(f"{FILE}: {key} stands for {exact[key].ucum} and {each.ucum}")
    folded = [(key.casefold(), each) for key, each in exact.items()]
    owners: dict[str, set[str]] = {}
    for key, each in folded:
        owners.setdefault(key, set()).add(each.ucum)
    return exact, {key: each for key, each in folded if len(owners[key]) == 1}


def _spellings(each: Unit) -> Iterable[str]:
    return {spelling(text) for text in (each.ucum, each.symbol, *each.synonyms)}


def _unit(entry: Entry) -> Unit:
    numerator, denominator = entry["factor"]
    return Unit(
        ucum=entry["ucum"],
        symbol=entry["symbol"],
        dimension=entry["dimension"],
        factor=Fraction(numerator, denominator),
        synonyms=tuple(entry["synonyms"]),
        sources=citations(FILE, entry["source"]),
    )
