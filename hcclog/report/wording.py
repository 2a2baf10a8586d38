"""Numbers and doses as they are printed: thin spaces between thousands, a real minus."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hcclog.domain.quantities import Comparator
from hcclog.domain.therapy import Course, DoseBasis, DoseStep

THIN_SPACE = "\u2009"
MINUS = "\u2212"
_LONGEST = 12
_SIGNS = {
    Comparator.EQUAL: "",
    Comparator.LESS: "<",
    Comparator.LESS_OR_EQUAL: "≤",
    Comparator.GREATER: ">",
    Comparator.GREATER_OR_EQUAL: "≥",
}


def number(value: Decimal) -> str:
    """Return a decimal with all its digits; what is longer than 12 of them as a power of ten."""
    text = f"{value:,f}"
    if len(text) > _LONGEST and sum(letter.isdigit() for letter in text) > _LONGEST:
        text = f"{value:.3e}"
    return text.replace(",", THIN_SPACE).replace("-", MINUS)


def compared(value: Decimal, comparator: Comparator) -> str:
    """Return a result with its comparator: ``<0.8``."""
    return _SIGNS[comparator] + number(value)


def rounded(value: Fraction | float, places: int = 1) -> str:
    """Return a number rounded for the eye."""
    return f"{float(value):,.{places}f}".replace(",", THIN_SPACE).replace("-", MINUS)


def change(share: Fraction) -> str:
    """Return a fraction as a signed percentage: ``+17.8 %``."""
    return f"{float(100 * share):+,.1f} %".replace(",", THIN_SPACE).replace("-", MINUS)


def interval(every_days: int | None) -> str:
    """Return how often an agent is given; empty where not stated."""
    if every_days is None:
        return ""
    return "daily" if every_days == 1 else f"every {every_days} days"


def short_interval(every_days: int | None) -> str:
    """Return an interval as the ward writes it: ``q21d``; nothing for a daily dose."""
    return "" if every_days in {None, 1} else f"q{every_days}d"


def dose(given: Course | DoseStep, *, short: bool = False) -> str:
    """Return dose, unit and interval; empty where no dose is stated."""
    if given.dose is None:
        return ""
    amount = f"{number(given.dose)} {given.dose_unit}".strip()
    if given.dose_basis is DoseBasis.DAY:
        return amount if short else f"{amount} a day"
    words = short_interval(given.every_days) if short else interval(given.every_days)
    return f"{amount} {words}".strip()


def cycle(course: Course) -> str:
    """Return the days on and off of a cycle: ``21 on, 7 off``."""
    if course.days_on is None or course.days_off is None:
        return ""
    return f"{course.days_on} on, {course.days_off} off"


def length(n_days: int) -> str:
    """Return a length of time in whole weeks where it is, else in days."""
    size, unit = (n_days // 7, "week") if n_days and n_days % 7 == 0 else (n_days, "day")
    return f"{size} {unit}{'' if size == 1 else 's'}"
