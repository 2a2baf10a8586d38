"""Exact bounds: every concentration, or every change, that printed numbers allow.

``<30`` is from 0, which it may be, up to 30, which it is not. Arithmetic on bounds gives the bounds
of the result, so that a comparator is carried through and never dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from hcclog.domain.quantities import Comparator

if TYPE_CHECKING:
    from decimal import Decimal

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Bounds:
    """All numbers from a lower to an upper end; never empty.

    Attributes:
        lower: Lower end; a concentration has 0, a change −1, where nothing more is known.
        upper: Upper end; None where there is none.
        lower_open: True where the lower end itself does not belong to it.
        upper_open: True where the upper end itself does not belong to it.

    Raises:
        ValueError: No number lies in it.
    """

    lower: Fraction
    upper: Fraction | None
    lower_open: bool = False
    upper_open: bool = False

    def __post_init__(self) -> None:
        """Refuse what holds no number (ValueError)."""
        if self.upper is None:
            return
        is_open = self.lower_open or self.upper_open
        if self.upper < self.lower or (self.upper == self.lower and is_open):
            msg = "no number lies between these ends"
            raise ValueError(msg)

    @classmethod
    def of(cls, comparator: Comparator, value: Decimal) -> Bounds:
        """Return the concentrations that a printed result allows; none is below 0.

        Raises:
            ValueError: It allows none, such as ``<0`` or ``-5``.
        """
        end = Fraction(value)
        if end < 0:
            msg = f"{value} is no concentration"
            raise ValueError(msg)
        if comparator in {Comparator.LESS, Comparator.LESS_OR_EQUAL}:
            return cls(_ZERO, end, upper_open=comparator is Comparator.LESS)
        if comparator is Comparator.EQUAL:
            return cls(end, end)
        return cls(end, None, lower_open=comparator is Comparator.GREATER)

    @property
    def exact(self) -> Fraction | None:
        """The one number that it holds; None where it holds several."""
        return self.lower if self.lower == self.upper else None

    def holds(self, number: Fraction) -> bool:
        """True where a number lies in it."""
        above = number > self.lower or (number == self.lower and not self.lower_open)
        return above and (
            self.upper is None
            or number < self.upper
            or (number == self.upper and not self.upper_open)
        )

    def all_below(self, limit: Fraction) -> bool:
        """True where every number is below the limit."""
        return self.upper is not None and (
            self.upper < limit or (self.upper == limit and self.upper_open)
        )

    def all_at_most(self, limit: Fraction) -> bool:
        """True where no number is above the limit."""
        return self.upper is not None and self.upper <= limit

    def all_above(self, limit: Fraction) -> bool:
        """True where every number is above the limit."""
        return self.lower > limit or (self.lower == limit and self.lower_open)

    def all_at_least(self, limit: Fraction) -> bool:
        """True where no number is below the limit."""
        return self.lower >= limit

    def overlaps(self, other: Bounds) -> bool:
        """True where some number lies in both."""
        return not (self._is_under(other) or other._is_under(self))

    def _is_under(self, other: Bounds) -> bool:
        if self.upper is None or self.upper > other.lower:
            return False
        return self.upper_open or other.lower_open or self.upper < other.lower

    def times(self, factor: Fraction) -> Bounds:
        """Return the bounds in another unit; the factor is above 0."""
        upper = None if self.upper is None else self.upper * factor
        return Bounds(self.lower * factor, upper, self.lower_open, self.upper_open)

    def lowest_with(self, other: Bounds) -> Bounds:
        """Return what the smaller of one number from each can be."""
        if self._is_under(other):
            return self
        if other._is_under(self):
            return other
        lower, closed = min((self.lower, self.lower_open), (other.lower, other.lower_open))
        ends = [(b.upper, not b.upper_open) for b in (self, other) if b.upper is not None]
        upper, is_closed = min(ends, default=(None, True))
        return Bounds(lower, upper, closed, not is_closed)

    def change_from(self, earlier: Bounds) -> Bounds | None:
        """Return the change from an earlier concentration as a fraction of it.

        From 0 there is no percentage, so only what the earlier one can be above 0 is counted.

        Returns:
            None where the earlier one can be nothing but 0, or where both can be 0 and this one
            can be nothing else.
        """
        if earlier.upper == 0 or (self.upper == 0 and earlier.holds(_ZERO)):
            return None
        lower, lower_open = self._least_over(earlier)
        upper, upper_open = self._most_over(earlier)
        return Bounds(lower - 1, None if upper is None else upper - 1, lower_open, upper_open)

    def _least_over(self, earlier: Bounds) -> tuple[Fraction, bool]:
        """Return the lower end of the ratio, and whether it is open."""
        if self.lower == 0:
            return _ZERO, self.lower_open
        if earlier.upper is None:
            return _ZERO, True
        return self.lower / earlier.upper, self.lower_open or earlier.upper_open

    def _most_over(self, earlier: Bounds) -> tuple[Fraction | None, bool]:
        """Return the upper end of the ratio, None without one, and whether it is open."""
        if self.upper == 0:
            return _ZERO, False
        if self.upper is None or earlier.lower == 0:
            return None, False
        return self.upper / earlier.lower, self.upper_open or earlier.lower_open
