"""Logarithms to sixty digits, and their results rounded for the eye only."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from hcclog.rules.words import signed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

# A logarithm is irrational but for powers of the base, which come out exactly: with so many digits
# no result can stand on the wrong side of a threshold that has two.
PRECISE = Context(prec=60)
_MOST_PLACES = 20


def decimal(exact: Fraction) -> Decimal:
    """Return a fraction as a decimal, to sixty digits where it has no end."""
    return PRECISE.divide(Decimal(exact.numerator), Decimal(exact.denominator))


def ln(exact: Fraction) -> Decimal:
    """Return the natural logarithm of a number above 0."""
    return PRECISE.ln(decimal(exact))


def log10(exact: Fraction) -> Decimal:
    """Return the logarithm to base 10 of a number above 0."""
    return PRECISE.log10(decimal(exact))


def rounded(exact: Decimal, places: int, edges: Iterable[Decimal] = ()) -> str:
    """Return a number with so many places, or as many as keep it apart from every edge."""
    kept = [edge for edge in edges if edge != exact]
    for n in range(places, _MOST_PLACES):
        text = f"{exact:.{n}f}"
        if Decimal(text) not in kept:
            break
    return signed(text).removeprefix("+")


def whole(exact: Decimal) -> int:
    """Return the nearest whole number; a half is rounded up, as allocation does."""
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP, context=PRECISE))


def capital(sentence: str) -> str:
    """Return a sentence with its first letter large."""
    return sentence[:1].upper() + sentence[1:]
