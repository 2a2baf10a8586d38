"""The parts of somebody else's Observation: which test, which value, which range, which day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from hcclog.catalogue.analytes import (
    Analyte,
    Loinc,
    analyte,
    analyte_or_none,
    analytes,
    find_analyte,
    find_unit_for,
    unit_symbol,
)
from hcclog.catalogue.units import Unit, find_unit, units
from hcclog.commands.refused import Refused
from hcclog.domain.date_reading import FIRST_YEAR, LAST_YEAR
from hcclog.domain.dates import Between, Calendar, ClinicalDate
from hcclog.domain.labs import Qualitative
from hcclog.domain.quantities import Comparator
from hcclog.exchange.fhir.laboratory import TEST_SYSTEM
from hcclog.exchange.fhir.terms import system, terms

if TYPE_CHECKING:
    from hcclog.exchange.fhir.elements import Element

_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2}))?)?)?")
_SHOWN = 60
_MOST = 10**15
_MOST_SIGNS = 32


class NotTaken(Exception):
    """Nothing is wrong, and it is no result that hcclog keeps; the message says why."""


class Test(NamedTuple):
    """Which test it is.

    Attributes:
        loinc: The LOINC entry that said so; None where words did.
        doubt: What a person is asked about it.
    """

    analyte: Analyte
    loinc: Loinc | None = None
    doubt: str = ""


class Amount(NamedTuple):
    """A number with its unit.

    Attributes:
        symbol: The unit as it is printed for the test.
        doubt: What a person is asked about it.
    """

    value: Decimal
    symbol: str
    unit: Unit
    comparator: Comparator = Comparator.EQUAL
    doubt: str = ""


def shown(value: Any) -> str:
    """Return something of a file, short enough for a sentence."""
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def objects(value: Any) -> list[Element]:
    """Return the objects of a list; none where it is no list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def words_of(value: Any) -> str:
    """Return what a concept says in words."""
    if not isinstance(value, dict):
        return ""
    codings = objects(value.get("coding"))
    found = (value.get("text"), *(each.get("display") for each in codings))
    return next((text for text in found if isinstance(text, str) and text.strip()), "")


@cache
def _by_loinc() -> dict[str, tuple[Analyte, Loinc | None]]:
    listed = {each.code: (test, each) for test in analytes() for each in test.loinc}
    also = {code: (analyte(name), None) for code, name in terms()["read"]["loinc"].items()}
    return {**also, **listed}


def test_of(code: Any) -> Test:
    """Return the test that an Observation's code names: by LOINC, by our own code, by its words.

    Raises:
        Refused: Two codes name two tests.
        NotTaken: It is no test that the catalogue knows.
    """
    codings = objects(code.get("coding")) if isinstance(code, dict) else []
    found = list(_coded(codings))
    if len({test.code for test, _ in found}) > 1:
        names = " and ".join(test.short for test, _ in found)
        raise Refused(f"Its codes name two tests, {names}.")
    words = words_of(code)
    named = find_analyte(words) if words else None
    if found:
        test, loinc = found[0]
        doubt = f"It is called {shown(words)}, and coded as {test.short}."
        return Test(test, loinc, doubt if named is not None and named != test else "")
    if any(each.get("system") == system("loinc") for each in codings):
        codes = ", ".join(shown(each.get("code")) for each in codings)
        raise NotTaken(f"{shown(words) or 'Its test'} (LOINC {codes}) is no test in the catalogue.")
    if named is None:
        raise NotTaken(f"{shown(words) or 'Its test'} is no test in the catalogue.")
    return Test(named)


def _coded(codings: list[Element]) -> Iterator[tuple[Analyte, Loinc | None]]:
    for each in codings:
        code = str(each.get("code"))
        own = analyte_or_none(code) if each.get("system") == TEST_SYSTEM else None
        if own is not None:
            yield own, None
        elif each.get("system") == system("loinc") and code in _by_loinc():
            yield _by_loinc()[code]


def amount_of(test: Test, quantity: Any) -> Amount:
    """Return a Quantity's number and unit.

    Raises:
        Refused: It has no number, no unit, or a unit that the test is not reported in.
    """
    value = quantity.get("value") if isinstance(quantity, dict) else None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Refused("Its quantity has no number.")
    if not _is_sized(Decimal(value)):
        raise Refused(f"{shown(value)} has more digits than any result.")
    unit, doubt = _unit(test, quantity)
    symbol = unit_symbol(test.analyte, unit)
    if unit not in test.analyte.units:
        raise Refused(f"{test.analyte.short} is not reported in {symbol}.")
    if test.loinc is not None and test.loinc.dimension != unit.dimension:
        doubt = (
            f"LOINC {test.loinc.code} is for a {test.loinc.dimension}, {symbol} is none. {doubt}"
        )
    comparator = quantity.get("comparator", "=")
    if not isinstance(comparator, str) or comparator not in set(Comparator):
        raise Refused(f"{shown(comparator)} is not a comparator that a result takes.")
    return Amount(Decimal(value), symbol, unit, Comparator(comparator), doubt.strip())


def _is_sized(value: Decimal) -> bool:
    """Return whether a number is one that a result can be: not huge, not of endless places."""
    return abs(value) < _MOST and len(f"{value:f}") <= _MOST_SIGNS


def _unit(test: Test, quantity: Element) -> tuple[Unit, str]:
    code, printed = quantity.get("code"), quantity.get("unit")
    texts = [text for text in (code, printed) if isinstance(text, str) and text.strip()]
    if not texts:
        raise Refused(f"No unit stands beside the number of {test.analyte.short}.")
    is_ucum = bool(code) and quantity.get("system") == system("ucum")
    exact = {each.ucum: each for each in units()}.get(texts[0]) if is_ucum else None
    first = exact or _unit_of(test, texts[0])
    if first is None:
        raise Refused(f"{shown(texts[0])} is not a unit that hcclog knows.")
    other = next((each for each in (_unit_of(test, t) for t in texts[1:]) if each), first)
    if other != first:
        raise Refused(f"Its unit is coded as {first.symbol} and printed as {other.symbol}.")
    if exact is None and is_ucum:
        doubt = f"{shown(code)} is no UCUM code for a result; it is read as {first.symbol}."
        return first, doubt
    return first, ""


def _unit_of(test: Test, text: str) -> Unit | None:
    return find_unit_for(test.analyte, text) or find_unit(text)


def word_of(value: Any) -> Qualitative | None:
    """Return the result that a concept or a text says in words; None where it is none of ours."""
    texts: list[Any] = [value]
    if isinstance(value, dict):
        codings = objects(value.get("coding"))
        texts = [value.get("text"), *(each.get("code") for each in codings)]
        texts += [each.get("display") for each in codings]
    known: dict[str, str] = terms()["read"]["words"]
    for text in texts:
        plain = str(text).strip()
        word = known.get(plain) or known.get(plain.casefold()) or plain.casefold()
        if word in set(Qualitative):
            return Qualitative(word)
    return None


def limits_of(test: Test, ranges: Any, unit: Unit | None) -> tuple[Decimal | None, Decimal | None]:
    """Return the reference range; none where the file has none.

    Raises:
        Refused: There are two, or a limit is in another unit than the value.
    """
    found = [each for each in objects(ranges) if "low" in each or "high" in each]
    if not found or unit is None:
        return None, None
    if len(found) > 1:
        raise Refused("It has two reference ranges; which of them counts is not said.")
    low, high = (_limit(test, found[0].get(name), unit) for name in ("low", "high"))
    return low, high


def _limit(test: Test, limit: Any, unit: Unit) -> Decimal | None:
    if not isinstance(limit, dict):
        return None
    has_unit = limit.get("unit") or limit.get("code")
    amount = amount_of(test, limit if has_unit else {**limit, "unit": unit.symbol})
    if amount.unit != unit or amount.comparator is not Comparator.EQUAL:
        raise Refused("Its reference range is in another unit than its value.")
    return amount.value


def day_of(resource: Element) -> ClinicalDate:
    """Return when the specimen was taken, as far as the file says it.

    Raises:
        Refused: No date stands there, or one that no calendar has.
    """
    moment = resource.get("effectiveDateTime", resource.get("effectiveInstant"))
    if moment is not None:
        return ClinicalDate(_calendar(moment))
    period = resource.get("effectivePeriod")
    if not isinstance(period, dict) or "start" not in period or "end" not in period:
        raise Refused("It does not say when: a date, or both ends of a period, is missing.")
    first, last = _calendar(period["start"]), _calendar(period["end"])
    return ClinicalDate(_whole(first, last) or Between(first, last))


def _whole(first: Calendar, last: Calendar) -> Calendar | None:
    """Return the day, month or year that a period is; None where it is none of them."""
    from hcclog.domain.day_spans import calendar_span

    start, end = calendar_span(first).earliest, calendar_span(last).latest
    if end < start:
        raise Refused(f"Its period ends on {last}, before it starts on {first}.")
    coarser = (first, Calendar(first.year, first.month), Calendar(first.year))
    spans = ((each, calendar_span(each)) for each in coarser)
    return next((each for each, s in spans if (s.earliest, s.latest) == (start, end)), None)


def _calendar(text: Any) -> Calendar:
    """Return the calendar day as it is written, whatever the zone of its time."""
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        raise Refused(f"{shown(text)} is not a date; 2021, 2021-10 and 2021-10-14 are.")
    parts = [int(part) for part in text[:10].split("-")]
    if not FIRST_YEAR <= parts[0] <= LAST_YEAR:
        raise Refused(f"{text[:10]} stands for no date; years from {FIRST_YEAR} are read.")
    try:
        return Calendar(*parts)
    except ValueError:
        raise Refused(f"{text[:10]} is not a day that the calendar has.") from None
