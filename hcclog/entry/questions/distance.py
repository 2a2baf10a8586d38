"""How far a result lies from the last one: ten times or more is asked about."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hcclog.catalogue import analytes
from hcclog.catalogue.units import exact_factor
from hcclog.domain.quantities import Comparator
from hcclog.entry.lab_words import result_words
from hcclog.entry.questions.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.labs import LabResult

_FAR = 10
_SLIP = {Fraction(1000), Fraction(1, 1000)}
_LOGARITHM = "log10 "
_BELOW = {Comparator.LESS, Comparator.LESS_OR_EQUAL}
_ABOVE = {Comparator.GREATER, Comparator.GREATER_OR_EQUAL}
Ends = tuple[Fraction, Fraction | None]


def distance_question(
    lab: LabResult, last: LabResult | None, chronology: Chronology
) -> Iterator[Question]:
    """Ask about a value that is ten times the last one or more, or a tenth of it or less.

    A comparator stands for all that it allows: what may lie nearer is not asked about. Units that
    do not convert exactly are not compared.
    """
    test = analytes.find_analyte(lab.analyte)
    if test is None or last is None or lab.value is None or last.value is None:
        return
    if lab.unit == last.unit and _is_near(lab, last):
        return
    unit, last_unit = (analytes.find_unit_for(test, each.unit) for each in (lab, last))
    factor = exact_factor(unit, last_unit) if unit and last_unit else None
    if factor is None:
        return
    then = f"{result_words(last)} ({chronology.label(last.on)})"
    subject = f"{test.short} {result_words(lab)}"
    if lab.unit.startswith(_LOGARITHM):
        words = _logarithms_apart(_ends(lab, factor), _ends(last))
    else:
        words = _times(_ends(lab, factor), _ends(last))
    if not words:
        return
    slip = factor in _SLIP and lab.value == last.value
    after = ", with the same digits in another unit" if slip else ""
    yield Question("tenfold", "value", f"{subject} is {words} the last one, {then}{after}.")


def _is_near(lab: LabResult, last: LabResult) -> bool:
    """Tell at once of two exact numbers of one unit, as most are, that they are near."""
    exact = lab.comparator is last.comparator is Comparator.EQUAL
    if not exact or lab.value is None or last.value is None or lab.unit.startswith(_LOGARITHM):
        return False
    return lab.value < _FAR * last.value and last.value < _FAR * lab.value


def _ends(lab: LabResult, factor: Fraction = Fraction(1)) -> Ends:
    """Return the least and the most that a result allows; None without an end."""
    value = Fraction(lab.value or 0) * factor
    if lab.comparator in _BELOW:
        return Fraction(0), value
    return value, None if lab.comparator in _ABOVE else value


def _times(now: Ends, last: Ends) -> str:
    """Return how many times the last value the new one surely is; empty where it is near."""
    if last[1] and now[0] >= _FAR * last[1]:
        return f"{_round(now[0] / last[1])} times"
    if now[1] and last[0] >= _FAR * now[1]:
        return f"1/{_round(last[0] / now[1])} of"
    return ""


def _logarithms_apart(now: Ends, last: Ends) -> str:
    """Return the same for logarithms, where one is ten times."""
    if last[1] is not None and now[0] - last[1] >= 1:
        return f"{float(now[0] - last[1]):.1f} powers of ten above"
    if now[1] is not None and last[0] - now[1] >= 1:
        return f"{float(last[0] - now[1]):.1f} powers of ten below"
    return ""


def _round(ratio: Fraction) -> str:
    """Return a ratio of ten or more without more digits than matter, rounded down."""
    whole = ratio.numerator // ratio.denominator
    return f"{whole:,}".replace(",", "\u2009")
