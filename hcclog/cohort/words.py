"""How a cohort names what it shows."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING

from hcclog.catalogue.drugs import combinations
from hcclog.cohort.views import LeftOut, PatientMark
from hcclog.rules.criteria import RULES
from hcclog.rules.words import shown_percent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from hcclog.cohort.filters import Row
    from hcclog.domain.response import Criteria

NO_LINE = "No line of therapy is recorded."
_SCREEN = Context(prec=60)
_MONTH_DAYS = 30.4375


def percent(change: Fraction, criteria: Criteria) -> str:
    """Return a change as ``−41.2 %``, with as many places as keep it on its side of response."""
    exact = _SCREEN.divide(Decimal(change.numerator * 100), Decimal(change.denominator))
    return shown_percent(exact, RULES[criteria].response_at)


def agents(codes: tuple[str, ...]) -> str:
    """Return agents given together: the name of their combination, else theirs."""
    named = (one.words for one in combinations() if set(one.agents) == set(codes))
    return next(named, " + ".join(codes) or "agents not stated")


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
