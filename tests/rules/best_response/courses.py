"""Courses of assessments from one line: ``60 PR, 90 CR`` is PR on day 60 and CR on day 90.

A day may be a stretch: ``76..106 SD``. The treatment starts on day 0 unless said otherwise.
"""

from __future__ import annotations

from typing import Any

from hcclog.domain.chronology import DaySpan
from hcclog.domain.response import Category
from hcclog.rules.best_response.best import BestResponse, best_response
from hcclog.rules.best_response.facts import Assessed
from hcclog.rules.best_response.options import BestResponseOptions

OF_NAME = {category.value: category for category in Category}
OF_NAME |= {"NON": Category.NON_CR_NON_PD, "iNON": Category.NON_ICR_NON_IUPD}


def span(text: str) -> DaySpan:
    """Return the days of ``60`` or ``76..106``."""
    first, _, last = text.partition("..")
    return DaySpan(int(first), int(last or first))


def course(text: str) -> list[Assessed]:
    """Return the assessments of a line."""
    found = []
    for part in filter(None, text.split(", ")):
        days, name = part.split()
        found.append(Assessed(span(days), OF_NAME[name], f"day {days}"))
    return found


def best(text: str, start: str = "0", **options: Any) -> BestResponse:
    """Return the best response of a line."""
    return best_response(course(text), span(start), BestResponseOptions(**options))


def confirmed(text: str, start: str = "0", **options: Any) -> BestResponse:
    """Return the best confirmed response of a line."""
    return best(text, start, confirmed=True, **options)
