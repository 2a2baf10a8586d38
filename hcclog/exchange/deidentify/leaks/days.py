"""Calendar days in a text, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = f"({'|'.join(_MONTHS)})[a-z]*"
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})(?!\d)", re.ASCII)
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})[-/.]\s?(\d{1,2})[-/.]\s?(\d{4})(?!\d)", re.ASCII)
_COMPACT = re.compile(r"(?<![\w.])(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6})?(?![\w.])", re.ASCII)
_DAY_NAME = re.compile(rf"(?<!\d)(\d{{1,2}})[-. ]{{0,2}}{_NAME}[-., ]{{0,2}}(\d{{4}})(?!\d)")
_NAME_DAY = re.compile(
    rf"(?<![a-z]){_NAME}[. ]{{1,2}}(\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})(?!\d)"
)
_MONTH = re.compile(r"(?<![\d-])(\d{4})-(\d{2})(?![\d-])", re.ASCII)


def days_in(page: str) -> Iterator[tuple[int, str]]:
    """Yield the ordinal of each day that a folded text can mean, and how it is written.

    What can be day and month either way round counts as both.
    """
    for pattern in (_YEAR_FIRST, _COMPACT):
        for found in pattern.finditer(page):
            yield from _day(found, found[1], found[2], found[3])
    for found in _YEAR_LAST.finditer(page):
        yield from _day(found, found[3], found[2], found[1])
        yield from _day(found, found[3], found[1], found[2])
    for found in _DAY_NAME.finditer(page):
        yield from _day(found, found[3], _number(found[2]), found[1])
    for found in _NAME_DAY.finditer(page):
        yield from _day(found, found[3], _number(found[1]), found[2])


def months_in(page: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield year and month of each month in a text, and how it is written."""
    for found in _MONTH.finditer(page):
        yield (int(found[1]), int(found[2])), found[0]


def _day(found: re.Match[str], *parts: str) -> Iterator[tuple[int, str]]:
    with suppress(ValueError):
        year, month, day = map(int, parts)
        yield date(year, month, day).toordinal(), found[0].strip()


def _number(name: str) -> str:
    return str(_MONTHS.index(name) + 1)
