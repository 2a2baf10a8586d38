"""Changes, results and days in words; rounding happens here and nowhere else.

An end of bounds is rounded towards what is surely so: "more than 92.4 %" of a bound of 92.49 %.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from hcclog.catalogue.analytes import analyte
from hcclog.catalogue.reading import UnknownCode
from hcclog.domain.quantities import Comparator
from hcclog.rules.markers.cutoffs import CUT_OFFS
from hcclog.rules.words import signed

if TYPE_CHECKING:
    from hcclog.domain.chronology import DaySpan
    from hcclog.domain.labs import LabResult
    from hcclog.rules.markers.bounds import Bounds

_MAX_PLACES = 6
_GONE = Fraction(-1)
# What a rounded change must not seem to be: no change, all of it gone, or a published cut-off.
_EDGES = {Fraction(0), _GONE} | {cut.change_at_most for cut in CUT_OFFS}


class Rounding(Enum):
    """Which way a percentage is rounded."""

    NEAREST = "nearest"
    DOWN = "down"
    UP = "up"


def percent(share: Fraction, rounding: Rounding = Rounding.NEAREST) -> str:
    """Return a change as a signed percentage with one decimal, or as many as its side needs."""
    for places in range(1, _MAX_PLACES + 1):
        shown = _rounded(share * 100, places, rounding)
        if Fraction(shown) == share * 100 or Fraction(shown) / 100 not in _EDGES:
            break
    return f"{signed(f'{shown:f}')} %"


def _rounded(number: Fraction, places: int, rounding: Rounding) -> Decimal:
    scaled = number * 10**places
    whole = round(scaled)
    if rounding is not Rounding.NEAREST:
        whole = floor(scaled) if rounding is Rounding.DOWN else ceil(scaled)
    return Decimal((int(whole < 0), tuple(int(d) for d in str(abs(whole))), -places))


def change(bounds: Bounds) -> str:
    """Return a change in words: ``fell by 69.1 %``, ``fell by more than 92.5 %``."""
    if bounds.exact is not None:
        return _exact(bounds.exact)
    low, high = bounds.lower, bounds.upper
    if says_nothing(bounds):
        return "may have fallen or risen by anything"
    if high is None:
        return _at_least(low, is_open=bounds.lower_open)
    if low <= _GONE:
        return _at_most(high, is_open=bounds.upper_open)
    ends = f"{percent(low, Rounding.DOWN)} and {percent(high, Rounding.UP)}"
    return f"changed by something between {ends}"


def says_nothing(bounds: Bounds) -> bool:
    """True where a change may be any fall and any rise."""
    return bounds.lower <= _GONE and bounds.upper is None


def _exact(share: Fraction) -> str:
    if share == 0:
        return "did not change"
    return f"{'fell' if share < 0 else 'rose'} by {_size(share, Rounding.NEAREST)}"


def _at_least(low: Fraction, *, is_open: bool) -> str:
    if low == 0:
        return "rose" if is_open else "did not fall"
    if low < 0:
        most = "less than" if is_open else "at most"
        return f"fell by {most} {_size(low, Rounding.DOWN)}, or rose"
    least = "more than" if is_open else "at least"
    return f"rose by {least} {_size(low, Rounding.DOWN)}"


def _at_most(high: Fraction, *, is_open: bool) -> str:
    if high == 0:
        return "fell" if is_open else "did not rise"
    if high > 0:
        most = "less than" if is_open else "at most"
        return f"rose by {most} {_size(high, Rounding.UP)}, or fell"
    least = "more than" if is_open else "at least"
    return f"fell by {least} {_size(high, Rounding.UP)}"


def _size(share: Fraction, rounding: Rounding) -> str:
    return percent(share, rounding).lstrip("+−")


def short_change(bounds: Bounds | None) -> str:
    """Return a change as a table shows it: ``−69.1 %``, ``< −92.5 %``; empty for none."""
    if bounds is None or says_nothing(bounds):
        return ""
    if bounds.exact is not None:
        return percent(bounds.exact)
    low = percent(bounds.lower, Rounding.DOWN)
    if bounds.upper is None:
        return f"{'>' if bounds.lower_open else '≥'} {low}"
    high = percent(bounds.upper, Rounding.UP)
    if bounds.lower <= _GONE:
        return f"{'<' if bounds.upper_open else '≤'} {high}"
    return f"{low} to {high}"


def amount(lab: LabResult) -> str:
    """Return value and unit as they were entered: ``<30 ng/mL``, ``raised``."""
    if lab.value is None:
        return f'"{lab.qualitative}"' if lab.qualitative else "without a value"
    sign = "" if lab.comparator is Comparator.EQUAL else lab.comparator.value
    return f"{sign}{lab.value:f} {lab.unit}".strip()


def analyte_name(code: str) -> str:
    """Return a test's short name; a code that the catalogue lacks as it is."""
    try:
        return analyte(code).short
    except UnknownCode:
        return code


def n_days(least: int, most: int) -> str:
    """Return a number of days that is known to lie between two: ``5 days``, ``1 to 60 days``."""
    if least == most:
        return f"{least} {'day' if least == 1 else 'days'}"
    return f"{least} to {most} days"


def from_start(days: DaySpan, line: str) -> str:
    """Return where a result lies: ``5 days before line 1 began``."""
    if days.earliest == days.latest == 0:
        return f"on the day {line} began"
    if days.latest <= 0:
        return f"{n_days(-days.latest, -days.earliest)} before {line} began"
    if days.earliest >= 0:
        return f"{n_days(days.earliest, days.latest)} after {line} began"
    before, after = n_days(-days.earliest, -days.earliest), n_days(days.latest, days.latest)
    return f"somewhere from {before} before to {after} after {line} began"


def plain(number: Fraction) -> str:
    """Return an exact number: as a decimal where it has an end, else as a fraction."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return f"{exact.normalize():f}" if Fraction(exact) == number else str(number)
