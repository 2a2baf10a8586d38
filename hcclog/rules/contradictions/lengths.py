"""How long something lasted: from two dates, and as it is told in words.

Both are intervals in days, since a month has no day: a told duration contradicts its dates only
where the two intervals have no day in common.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.chronology import DAYS_PER_MONTH
from hcclog.domain.dates import TimeUnit
from hcclog.domain.statement import Precision

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hcclog.domain.chronology import DaySpan
    from hcclog.domain.statement import Statement

DAYS_PER_UNIT: Mapping[TimeUnit, Fraction] = {
    TimeUnit.DAY: Fraction(1),
    TimeUnit.WEEK: Fraction(7),
    TimeUnit.MONTH: DAYS_PER_MONTH,
    TimeUnit.YEAR: 12 * DAYS_PER_MONTH,
}


class Leeway(NamedTuple):
    """By how many leeways of its unit a told duration may lie off; None for without limit."""

    below: Fraction | None
    above: Fraction | None


# A told duration is right to half its unit; one in days to a day, as first and last may both count.
LEEWAY_DAYS: Mapping[TimeUnit, Fraction] = {
    TimeUnit.DAY: Fraction(1),
    TimeUnit.WEEK: Fraction(7, 2),
    TimeUnit.MONTH: DAYS_PER_MONTH / 2,
}
# Half a year would be too much: years are told to a twelfth, which is a month for one year.
LEEWAY_OF_YEARS = Fraction(1, 12)
LEEWAYS: Mapping[Precision, Leeway] = {
    Precision.AS_STATED: Leeway(Fraction(1), Fraction(1)),
    Precision.ABOUT: Leeway(Fraction(3, 2), Fraction(3, 2)),
    Precision.NEARLY: Leeway(Fraction(2), Fraction(0)),
    Precision.MORE_THAN: Leeway(Fraction(0), None),
    Precision.LESS_THAN: Leeway(None, Fraction(0)),
}
_MOST_IN_DAYS = 45
_MOST_IN_MONTHS = 1100  # three years


class Length(NamedTuple):
    """A length in days, at least and at most; `most` is None where it has no end."""

    least: Fraction
    most: Fraction | None

    def meets(self, other: Length) -> bool:
        """True where some number of days is in both."""
        return not (self.is_below(other) or other.is_below(self))

    def is_below(self, other: Length) -> bool:
        """True where every number of days lies below the other's."""
        return self.most is not None and self.most < other.least


def length_between(first: DaySpan, last: DaySpan) -> Length:
    """Return how many days lie between two dates, at least and at most."""
    least = max(0, last.earliest - first.latest)
    return Length(Fraction(least), Fraction(max(0, last.latest - first.earliest)))


def told_length(statement: Statement) -> Length | None:
    """Return the days that a told duration can mean; None where it has no amount or unit."""
    if statement.amount is None or statement.unit is None:
        return None
    days = Fraction(statement.amount) * DAYS_PER_UNIT[statement.unit]
    step = LEEWAY_DAYS.get(statement.unit, days * LEEWAY_OF_YEARS)
    leeway = LEEWAYS[statement.precision]
    least = Fraction(0) if leeway.below is None else max(Fraction(0), days - leeway.below * step)
    return Length(least, None if leeway.above is None else days + leeway.above * step)


def told_words(statement: Statement) -> str:
    """Return a told duration as it is told, such as ``about 1 year``."""
    word = "" if statement.precision is Precision.AS_STATED else f"{statement.precision} "
    plural = "" if statement.amount == 1 else "s"
    return f"{word}{statement.amount:f} {statement.unit}{plural}"


def length_words(length: Length) -> str:
    """Return a length that has an end in whole days, months or years, with its range in days."""
    most = length.least if length.most is None else length.most
    middle = (length.least + most) / 2
    if most == length.least and middle <= _MOST_IN_DAYS:
        return _days(int(middle))
    span = (
        _days(int(most)) if most == length.least else f"{int(length.least)} to {_days(int(most))}"
    )
    return f"about {_rounded(middle)} ({span})"


def _rounded(days: Fraction) -> str:
    """Return days in the unit in which one would tell them."""
    if days <= _MOST_IN_DAYS:
        return _days(round(days))
    if days <= _MOST_IN_MONTHS:
        months = round(days / DAYS_PER_MONTH)
        return f"{months} month{'' if months == 1 else 's'}"
    tenths = round(days / (12 * DAYS_PER_MONTH) * 10)
    return f"{tenths // 10}.{tenths % 10} years"


def _days(n_days: int) -> str:
    return f"{n_days} day{'' if n_days == 1 else 's'}"
