"""Doubling time of a marker that rises: days x ln 2 / ln(later / earlier).

From two exact values that follow each other, in one unit and assay, with exponential growth taken
for granted between them (Schwartz 1961, Cancer 14:1272, for tumours). Logarithms have 50 digits.
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.labs import LabResult
from hcclog.rules.markers import words
from hcclog.rules.markers.results import conversion, obstacle

if TYPE_CHECKING:
    from hcclog.domain.chronology import Chronology, DaySpan
    from hcclog.rules.markers.results import Result

SOURCE = "days x ln 2 / ln(later / earlier)"
_DIGITS = 50


class Doubling(NamedTuple):
    """One pair of results between which a marker rose.

    Attributes:
        first: The earlier result.
        last: The later one.
        value_days: Doubling time in days, by the middle of what is known of the time between; None
            where it is not computed.
        least_days: With the fewest days that can lie between.
        most_days: With the most.
        sentence: The doubling time, or why there is none.
    """

    first: LabResult
    last: LabResult
    value_days: Decimal | None
    least_days: Decimal | None
    most_days: Decimal | None
    sentence: str


def doubling(now: Result, then: Result, chronology: Chronology) -> Doubling | None:
    """Return the doubling time between two results; None where the marker did not surely rise."""
    earlier = then.in_unit_of(now)
    if obstacle(now, then) or earlier is None or now.bounds is None:
        return None
    change = now.bounds.change_from(earlier)
    if change is None or not change.all_above(Fraction(0)):
        return None
    days = chronology.days_between(then.lab.on, now.lab.on)
    why_not = _why_not(change.exact, days)
    pair = f"{then.told} to {now.told}"
    if why_not or days is None or change.exact is None:
        sentence = f"No doubling time from {pair}: {why_not}."
        return Doubling(then.lab, now.lab, None, None, None, sentence)
    middle, least, most = _times(change.exact + 1, days)
    shown = f"{middle:.1f} days"
    if not days.exact:
        shown += f" ({least:.1f} to {most:.1f})"
    name = words.analyte_name(now.lab.analyte)
    sentence = (
        f"{name} doubled in {shown} from {pair}, "
        f"{words.n_days(days.earliest, days.latest)} apart.{conversion(now, then)}"
    )
    return Doubling(then.lab, now.lab, middle, least, most, sentence)


def _why_not(exact: Fraction | None, days: DaySpan | None) -> str:
    if exact is None:
        return "a value with a comparator is not exact"
    if days is None or days.earliest < 0:
        return "their order is not certain"
    return ""


def _times(ratio: Fraction, days: DaySpan) -> tuple[Decimal, Decimal, Decimal]:
    """Return the doubling time by the middle, the fewest and the most days."""
    digits = len(str(ratio.numerator)) + len(str(ratio.denominator))
    context = Context(prec=_DIGITS + digits)  # so that no rise, however small, is rounded to none
    quotient = context.divide(Decimal(ratio.numerator), Decimal(ratio.denominator))
    doublings = context.divide(context.ln(quotient), context.ln(Decimal(2)))
    least, most = Decimal(days.earliest), Decimal(days.latest)
    amounts = (context.divide(least + most, Decimal(2)), least, most)
    middle, fewest, longest = (context.divide(amount, doublings) for amount in amounts)
    return middle, fewest, longest
