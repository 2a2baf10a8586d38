"""A rise or a fall that is told in words against the results themselves.

Results are compared only where unit, assay and specimen are the same; a result such as ``< 5`` is
all values below 5. Where a stretch of time has several results, the word is wrong only if it is
wrong for each pair of them.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.labs import Qualitative
from hcclog.domain.quantities import Comparator
from hcclog.domain.statement import Direction, StatementKind
from hcclog.rules.contradictions.case import ContradictionRule, analyte_name, finding, place_of
from hcclog.rules.words import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.labs import LabResult
    from hcclog.rules.contradictions.case import Case
    from hcclog.rules.verdict import Finding

# "Unchanged" is wrong from this change on, as a part of the first value: markers vary by less.
UNCHANGED_BELOW = Decimal("0.2")
_TOLD = {
    Direction.FALLING: "to have fallen",
    Direction.RISING: "to have risen",
    Direction.UNCHANGED: "to be unchanged",
}
_IN_WORDS = {Qualitative.FALLING: Direction.FALLING, Qualitative.RISING: Direction.RISING}
_BELOW = (Comparator.LESS, Comparator.LESS_OR_EQUAL)
_ABOVE = (Comparator.GREATER, Comparator.GREATER_OR_EQUAL)


class Claim(NamedTuple):
    """A direction that is told of one test.

    Attributes:
        from_on: Where it is counted from; None for the result before.
        entity: The statement, or the result in words.
        place: Where the source says it.
    """

    analyte: str
    direction: Direction
    from_on: ClinicalDate | None
    to_on: ClinicalDate | None
    entity: object
    place: str


def find_lab_trends(case: Case) -> Iterator[Finding]:
    """Yield where a value is told to have fallen that rose, and the other way round."""
    for claim in _claims(case):
        numbers = [lab for lab in case.record.labs if _is_number(lab, claim.analyte)]
        later = [lab for lab in numbers if _lies_in(case, lab, claim.to_on)]
        earlier = [lab for lab in numbers if _lies_in(case, lab, claim.from_on)]
        if claim.from_on is None and later:
            earlier = _result_before(case, numbers, later[0])
        pairs = [pair for pair in product(earlier, later) if _comparable(*pair)]
        if pairs and all(_against(claim.direction, *pair) for pair in pairs):
            yield _trend_finding(case, claim, *pairs[-1])


def _claims(case: Case) -> Iterator[Claim]:
    for told in case.stated(StatementKind.LAB_TREND):
        if told.direction is not None:
            place = place_of(told)
            yield Claim(told.analyte, told.direction, told.from_on, told.to_on, told, place)
    for lab in case.record.labs:
        if lab.qualitative in _IN_WORDS:
            first, last = (lab.on, lab.until_on) if lab.until_on else (None, lab.on)
            yield Claim(lab.analyte, _IN_WORDS[lab.qualitative], first, last, lab, "")


def _is_number(lab: LabResult, analyte: str) -> bool:
    return lab.analyte == analyte and lab.value is not None


def _lies_in(case: Case, lab: LabResult, when: ClinicalDate | None) -> bool:
    """True where a result surely belongs to a date: that year, that month, that day."""
    span, around = case.span(lab.on), case.span(when)
    if span is None or around is None:
        return False
    return around.earliest <= span.earliest and span.latest <= around.latest


def _result_before(case: Case, numbers: list[LabResult], later: LabResult) -> list[LabResult]:
    before = [lab for lab in numbers if case.surely_before(lab.on, later.on)]
    return case.in_order(before)[-1:]


def _comparable(one: LabResult, other: LabResult) -> bool:
    return (one.unit, one.assay, one.specimen) == (other.unit, other.assay, other.specimen)


def _against(direction: Direction, earlier: LabResult, later: LabResult) -> bool:
    """True where no true values of the two results have this direction."""
    low_then, high_then = _bounds(earlier)
    low_now, high_now = _bounds(later)
    fell_or_same = high_now is not None and high_now <= low_then
    rose_or_same = high_then is not None and low_now >= high_then
    if direction is Direction.RISING:
        return fell_or_same
    if direction is Direction.FALLING:
        return rose_or_same
    rose = high_then is not None and _changed(low_now, high_then)
    fell = high_now is not None and _changed(high_now, low_then)
    return (rose_or_same and rose) or (fell_or_same and fell)


def _changed(now: Decimal, then: Decimal) -> bool:
    return now != then and abs(now - then) >= UNCHANGED_BELOW * then


def _bounds(lab: LabResult) -> tuple[Decimal, Decimal | None]:
    """Return the least and the greatest value that a result can mean; None for no greatest."""
    value = lab.value or Decimal(0)
    if lab.comparator in _BELOW:
        return Decimal(0), value
    return value, None if lab.comparator in _ABOVE else value


def _trend_finding(case: Case, claim: Claim, earlier: LabResult, later: LabResult) -> Finding:
    first, last = case.when(earlier.on), case.when(later.on)
    return finding(
        f"{analyte_name(claim.analyte)} is said {_TOLD[claim.direction]} from {first} to {last}"
        f"{claim.place}; it went from {_value(earlier)} to {_value(later)}"
        f"{_change(earlier, later)}.",
        claim.entity,
        earlier,
        later,
    )


def _value(lab: LabResult) -> str:
    comparator = "" if lab.comparator is Comparator.EQUAL else f"{lab.comparator} "
    return f"{comparator}{lab.value:f} {lab.unit}".strip()


def _change(earlier: LabResult, later: LabResult) -> str:
    """Return the change in percent, in brackets; empty where a value is no exact number."""
    exact = earlier.comparator is later.comparator is Comparator.EQUAL
    if not exact or not earlier.value or later.value is None:
        return ""
    return f" ({percent(later.value, earlier.value, Decimal(1))})"


RULES = (
    ContradictionRule(
        "trend of a test",
        "A test is said to rise, to fall or to stay, and its results say otherwise.",
        find_lab_trends,
    ),
)
