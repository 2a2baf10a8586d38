"""Procedures: their ordinals and their number as told, and radiotherapy that does not fit its days.

Conventional radiotherapy gives one fraction a day on five days a week (Joiner and van der Kogel,
Basic Clinical Radiobiology); more is possible, and then worth a word in the record.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from hcclog.catalogue.procedures import find_procedure
from hcclog.domain.patient import TimeAxis
from hcclog.domain.statement import Precision, StatementKind
from hcclog.rules.contradictions.case import (
    ContradictionRule,
    finding,
    in_a_sentence,
    place_of,
    procedure_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.procedure import Procedure
    from hcclog.domain.statement import Statement
    from hcclog.rules.contradictions.case import Case
    from hcclog.rules.verdict import Finding

FRACTIONS_A_DAY = 1
WORKING_DAYS_A_WEEK = 5
_DAYS_A_WEEK = 7
_WORDS = (
    *("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth"),
)
_TEENS = range(11, 14)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
# How many fewer and how many more a told number may mean; None for without limit.
COUNT_LEEWAYS: Mapping[Precision, tuple[int | None, int | None]] = {
    Precision.AS_STATED: (0, 0),
    Precision.ABOUT: (-1, 1),
    Precision.NEARLY: (-1, 0),
    Precision.MORE_THAN: (1, None),
    Precision.LESS_THAN: (None, -1),
}


def find_ordinals(case: Case) -> Iterator[Finding]:
    """Yield where a procedure is called the second and is, say, the third by count."""
    by_kind: dict[str, list[Procedure]] = defaultdict(list)
    for procedure in case.in_order(case.record.procedures):
        by_kind[procedure.kind].append(procedure)
    for same in by_kind.values():
        for procedure in same:
            if procedure.stated_ordinal is None:
                continue
            before = [p for p in same if case.surely_before(p.on, procedure.on)]
            after = [p for p in same if case.surely_before(procedure.on, p.on)]
            first, last = len(before) + 1, len(same) - len(after)
            if not first <= procedure.stated_ordinal <= last:
                yield _ordinal_finding(case, procedure, same, range(first, last + 1))


def _ordinal_finding(
    case: Case, procedure: Procedure, same: list[Procedure], places: range
) -> Finding:
    name, told = procedure_name(procedure.kind), ordinal(procedure.stated_ordinal or 0)
    dates = "; ".join(case.when(p.on) for p in same)
    by_count = " or ".join(f"the {ordinal(place)}" for place in places)
    return finding(
        f"the {name} of {case.when(procedure.on)} is called the {told}; by count it is "
        f"{by_count} ({dates}).",
        procedure,
        *(p for p in same if p is not procedure),
    )


def ordinal(number: int) -> str:
    """Return ``second`` for 2, ``21st`` for 21."""
    if 0 < number < len(_WORDS):
        return _WORDS[number]
    ending = "th" if abs(number) % 100 in _TEENS else _ENDINGS.get(abs(number) % 10, "th")
    return f"{number}{ending}"


def find_counts(case: Case) -> Iterator[Finding]:
    """Yield where a told number of procedures of a kind is not that of the record."""
    for told in case.stated(StatementKind.COUNT):
        if told.amount is None or not told.procedure_kind:
            continue
        same = [p for p in case.record.procedures if p.kind == told.procedure_kind]
        inside = [p for p in same if _may_lie_within(case, p, told)]
        sure = [p for p in inside if _lies_within(case, p, told)]
        below, above = COUNT_LEEWAYS[told.precision]
        too_many = above is not None and len(sure) > told.amount + above
        too_few = below is not None and len(inside) < told.amount + below
        if too_many or too_few:
            yield _count_finding(case, told, sure if too_many else inside)


def _may_lie_within(case: Case, procedure: Procedure, told: Statement) -> bool:
    too_early = case.surely_before(procedure.on, told.from_on)
    return not (too_early or case.surely_before(told.to_on, procedure.on))


def _lies_within(case: Case, procedure: Procedure, told: Statement) -> bool:
    """True where a procedure surely lies in the stretch of time that is spoken of."""
    span = case.span(procedure.on)
    first, last = case.span(told.from_on), case.span(told.to_on)
    begun = told.from_on is None or bool(span and first and first.latest <= span.earliest)
    return begun and (told.to_on is None or bool(span and last and span.latest <= last.earliest))


def _count_finding(case: Case, told: Statement, found: list[Procedure]) -> Finding:
    word = "" if told.precision is Precision.AS_STATED else f"{told.precision} "
    plural = "" if told.amount == 1 else "s"
    dates = f" ({'; '.join(case.when(p.on) for p in case.in_order(found))})" if found else ""
    return finding(
        f"{procedure_name(told.procedure_kind)} is said to have been done {word}{told.amount:f} "
        f"time{plural}{place_of(told)}; {len(found)} {'is' if len(found) == 1 else 'are'} "
        f"recorded{dates}.",
        told,
        *found,
    )


def find_fractions(case: Case) -> Iterator[Finding]:
    """Yield where more fractions are told than there are days at one a working day."""
    for procedure in case.record.procedures:
        first, last = case.span(procedure.on), case.span(procedure.until_on)
        if procedure.until_on is None or not procedure.n_fractions or not (first and last):
            continue
        on_calendar = case.chronology.axis is TimeAxis.CALENDAR
        n_days = last.latest - first.earliest + 1
        possible = n_working_days(first.earliest, last.latest) if on_calendar else n_days
        if n_days > 0 and procedure.n_fractions > FRACTIONS_A_DAY * possible:
            working = f"{_count(possible, 'working day')} in " if on_calendar else ""
            most = "" if first.exact and last.exact else "at most "
            yield _fraction_finding(
                case, procedure, procedure.until_on, f"{most}{working}{_count(n_days, 'day')}"
            )


def n_working_days(first: int, last: int) -> int:
    """Return the days from Monday to Friday between two ordinal days, both included."""
    weeks, rest = divmod(max(0, last - first + 1), _DAYS_A_WEEK)
    extra = [date.fromordinal(first + n).weekday() for n in range(rest)]
    return weeks * WORKING_DAYS_A_WEEK + sum(day < WORKING_DAYS_A_WEEK for day in extra)


def _whole_name(code: str) -> str:
    kind = find_procedure(code)
    return in_a_sentence(kind.name) if kind else code


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _fraction_finding(
    case: Case, procedure: Procedure, until_on: ClinicalDate, days: str
) -> Finding:
    site = f" ({procedure.site})" if procedure.site else ""
    return finding(
        f"{_count(procedure.n_fractions or 0, 'fraction')} of "
        f"{_whole_name(procedure.kind)}{site} do not fit between "
        f"{case.when(procedure.on)} and {case.when(until_on)} at one a working day: "
        f"there are {days}.",
        procedure,
    )


RULES = (
    ContradictionRule(
        "ordinal of a procedure",
        "A procedure is called the first, the second and so on, and is not by count.",
        find_ordinals,
    ),
    ContradictionRule(
        "number of procedures",
        "A source tells another number of procedures of a kind than are recorded.",
        find_counts,
    ),
    ContradictionRule(
        "fractions against days",
        "Radiotherapy has more fractions than working days from its first to its last day.",
        find_fractions,
    ),
)
