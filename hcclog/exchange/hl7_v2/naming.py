"""Which test of the catalogue a result is of: by its LOINC code, else by its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from hcclog.catalogue import analytes
from hcclog.exchange.hl7_v2.message import Segment

_LOINC = {"LN", "LOINC"}
# A coded element names a thing twice: by one system and by another.
_TRIPLETS = ((1, 2, 3), (4, 5, 6))


@dataclass(frozen=True, slots=True)
class Named:
    """What a result is of.

    Attributes:
        said: As the message names it.
        code: Of the catalogue; empty where it does not know the test.
        doubt: A sentence, where code and name do not fit together.
    """

    said: str
    code: str = ""
    doubt: str = ""


def named_test(segment: Segment, field: int) -> Named:
    """Return which test a coded field names."""
    triplets = [tuple(segment.text(field, part) for part in parts) for parts in _TRIPLETS]
    said = next((text or code for code, text, _ in triplets if text or code), "")
    loinc = [code for code, _, system in triplets if code and system.upper() in _LOINC]
    by_code = next((_by_loinc()[code] for code in loinc if code in _by_loinc()), "")
    by_name = next(_named(triplets), "")
    if by_code:
        return Named(said, by_code, _contradiction(by_code, by_name, loinc[0]))
    doubt = f"LOINC {loinc[0]} is not in the catalogue; it was read by its name." if loinc else ""
    return Named(said, by_name, doubt if by_name else "")


def _named(triplets: list[tuple[str, ...]]) -> Iterator[str]:
    """Yield the tests that its names mean; a LOINC code is no name."""
    for code, text, system in triplets:
        for name in (text, "" if system.upper() in _LOINC else code):
            test = analytes.find_analyte(name) if name else None
            if test is not None:
                yield test.code


def _contradiction(by_code: str, by_name: str, loinc: str) -> str:
    if not by_name or by_name == by_code:
        return ""
    meant, named = analytes.analyte(by_code).short, analytes.analyte(by_name).short
    return f"LOINC {loinc} is {meant}, its name says {named}; it was read as {meant}."


@cache
def _by_loinc() -> dict[str, str]:
    return {each.code: test.code for test in analytes.analytes() for each in test.loinc}
