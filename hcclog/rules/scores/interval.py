"""What a value can be: one number, or all numbers on one side of a bound (``< 0.5``, ``> 400``).

A table decides only where everything that the value can be gives the same answer.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from hcclog.domain.quantities import Comparator

Number = str | int | Decimal | Fraction


class Interval(NamedTuple):
    """The numbers from `low` to `high`; None is no end on that side.

    Attributes:
        low_in: True where `low` itself belongs to it.
        high_in: True where `high` itself belongs to it.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_in: bool = True
    high_in: bool = True

    @property
    def exact(self) -> Fraction | None:
        """The one number that it holds; None where it holds more."""
        return self.low if self.low == self.high else None

    def meets(self, other: Interval) -> bool:
        """Return True where the two have a number in common."""
        return _begins_within(self, other) and _begins_within(other, self)

    def times(self, factor: Fraction) -> Interval:
        """Return every number times a factor above 0."""
        low, high = (None if end is None else end * factor for end in self[:2])
        return self._replace(low=low, high=high)

    def held(self, least: Fraction, most: Fraction | None) -> Fraction | None:
        """Return the one number that it counts as within limits; None where it can be more."""
        low = least if self.low is None else _held(self.low, least, most)
        high = most if self.high is None else _held(self.high, least, most)
        return low if low == high else None

    def __str__(self) -> str:
        """Return it in words, such as ``below 2``, ``2 to 3`` or ``above 3``."""
        if self.low is None or self.high is None:
            return self._one_sided()
        if self.low == self.high:
            return number(self.low)
        low = number(self.low) if self.low_in else f"above {number(self.low)}"
        return f"{low} to {'' if self.high_in else 'below '}{number(self.high)}"

    def _one_sided(self) -> str:
        if self.high is not None:
            return f"{'at most' if self.high_in else 'below'} {number(self.high)}"
        if self.low is not None:
            return f"{'at least' if self.low_in else 'above'} {number(self.low)}"
        return "any"


def _begins_within(one: Interval, other: Interval) -> bool:
    """True where `one` begins before `other` has ended."""
    if one.low is None or other.high is None:
        return True
    if one.low == other.high:
        return one.low_in and other.high_in
    return one.low < other.high


def _held(end: Fraction, least: Fraction, most: Fraction | None) -> Fraction:
    """Return an end, or the limit beyond which it lies."""
    return max(least, end if most is None else min(end, most))


def number(exact: Fraction) -> str:
    """Return a number as it is printed: a decimal without needless zeros."""
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return f"{decimal.normalize():f}"


def below(high: Number) -> Interval:
    """Return all numbers under one."""
    return Interval(None, Fraction(high), high_in=False)


def up_to(high: Number) -> Interval:
    """Return all numbers under one, and that one."""
    return Interval(None, Fraction(high))


def above(low: Number) -> Interval:
    """Return all numbers over one."""
    return Interval(Fraction(low), None, low_in=False)


def at_least(low: Number) -> Interval:
    """Return a number and all over it."""
    return Interval(Fraction(low))


def from_to(low: Number, high: Number) -> Interval:
    """Return all from one number to another, both included."""
    return Interval(Fraction(low), Fraction(high))


def from_to_below(low: Number, high: Number) -> Interval:
    """Return all from one number to another, which does not belong."""
    return Interval(Fraction(low), Fraction(high), high_in=False)


def above_to(low: Number, high: Number) -> Interval:
    """Return all from one number, which does not belong, to another."""
    return Interval(Fraction(low), Fraction(high), low_in=False)


def exactly(value: Number) -> Interval:
    """Return one number."""
    return Interval(Fraction(value), Fraction(value))


ANY = Interval()


def concentration(value: Decimal, comparator: Comparator) -> Interval:
    """Return what a printed result can be; no concentration lies below 0."""
    made = {
        Comparator.LESS: from_to_below,
        Comparator.LESS_OR_EQUAL: from_to,
    }
    if comparator in made:
        return made[comparator](0, value)
    if comparator is Comparator.EQUAL:
        return exactly(value)
    return above(value) if comparator is Comparator.GREATER else at_least(value)
