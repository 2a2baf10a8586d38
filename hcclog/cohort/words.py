"""How a cohort names what it shows."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING

from hcclog.catalogue.drugs import name_together
from hcclog.cohort.views import LeftOut, PatientMark
from hcclog.domain.chronology import DAYS_PER_MONTH
from hcclog.domain.response import Category
from hcclog.rules.criteria import RULES
from hcclog.rules.words import shown_percent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from hcclog.cohort.filters import Row
    from hcclog.domain.response import Criteria

NO_LINE = "No line of therapy is recorded."
_SCREEN = Context(prec=60)
_MONTH_DAYS = float(DAYS_PER_MONTH)
# What by iRECIST is the same answer as by RECIST 1.1; its progression is another.
SAME_ANSWER = {
    Category.ICR: Category.CR,
    Category.IPR: Category.PR,
    Category.ISD: Category.SD,
    Category.NON_ICR_NON_IUPD: Category.NON_CR_NON_PD,
}


def percent(change: Fraction, criteria: Criteria) -> str:
    """Return a change as ``−41.2 %``, with as many places as keep it on its side of response."""
    exact = _SCREEN.divide(Decimal(change.numerator * 100), Decimal(change.denominator))
    return shown_percent(exact, RULES[criteria].response_at)


def agents(codes: tuple[str, ...]) -> str:
    """Return agents given together: the name of their combination, else theirs."""
    return name_together(codes) or "agents not stated"


def left_out(row: Row, why: str) -> LeftOut:
    """Return a row that a plot lacks, and why."""
    mark = PatientMark(row.patient.id, f"{row.name}: {why}")
    return LeftOut(mark, row.patient.code, why, row.line.number if row.line else None)


def in_order(out: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """Return those left out by code and line, in whatever order they were found."""
    return tuple(sorted(out, key=lambda one: (one.code, one.line or 0, one.why)))


def months(days: float) -> str:
    """Return a time in months with one decimal."""
    return f"{days / _MONTH_DAYS:.1f}"
