"""How often a response was reached, with exact confidence intervals."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hcclog.cohort.views import LeftOut, Rate, ResponseRow, ResponseTable
from hcclog.cohort.words import NO_LINE, left_out
from hcclog.domain.response import Category
from hcclog.rules.best_response.options import NAMES
from hcclog.rules.endpoints.endpoints import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hcclog.cohort.filters import Row
    from hcclog.domain.response import Criteria

LEVEL = 0.95
_METHOD = (
    "A row for each line of therapy that has a start and a response series. A best response that "
    "is not evaluable (NE) counts as no response (Eisenhauer 2009, 4.8.1). Left out are lines "
    "whose response this log cannot tell, and those without disease at the baseline (ND). "
    "ORR is complete and partial response; DCR is these and stable disease, or neither complete "
    "response nor progression where there is no target lesion. Intervals are exact "
    "(Clopper and Pearson 1934), 95 %. {responses}"
)
_CONFIRMED = "A complete or partial response counts where a later assessment confirmed it."
_ANY = "A complete or partial response counts without a confirmation."


def response_table(
    rows: Sequence[Row], criteria: Iterable[Criteria], *, confirmed: bool = False
) -> ResponseTable:
    """Return the best responses of lines by each of the criteria, side by side."""
    return ResponseTable(
        tuple(response_row(rows, each, confirmed=confirmed) for each in criteria),
        confirmed,
        _METHOD.format(responses=_CONFIRMED if confirmed else _ANY),
    )


def response_row(rows: Iterable[Row], criteria: Criteria, *, confirmed: bool) -> ResponseRow:
    """Return the best responses of lines by one set of criteria."""
    counts: Counter[Category] = Counter()
    out: list[LeftOut] = []
    for row in rows:
        found = best_category(row, criteria, confirmed=confirmed)
        if isinstance(found, Category):
            counts[found] += 1
        else:
            out.append(left_out(row, found))
    names = NAMES[criteria]
    responded = {names.complete, names.partial}
    total = counts.total()
    out.sort(key=lambda one: one.mark.reading)
    return ResponseRow(
        criteria,
        tuple((category, counts[category]) for category in names.order if counts[category]),
        rate(sum(counts[category] for category in responded), total),
        rate(sum(counts[category] for category in CONTROL), total),
        tuple(out),
    )


def best_category(row: Row, criteria: Criteria, *, confirmed: bool) -> Category | str:
    """Return the best response of a line, or why it counts for no rate."""
    if row.line is None:
        return NO_LINE
    judged = row.line.by(criteria)
    if judged is None:
        return f"It was not judged by {criteria.value}."
    if not judged.has_series:
        return judged.why_no_change
    best = judged.best_of(confirmed=confirmed)
    if best is None:
        return f"The start of line {row.line.number} has no place in time."
    if best.category is Category.ND:
        return f"There was no disease at the baseline of line {row.line.number}."
    return best.category


def rate(n: int, of: int) -> Rate:
    """Return a share with its exact interval (Clopper and Pearson 1934)."""
    if not of:
        return Rate(n, of, None, None, None)
    from scipy.stats import binomtest

    interval = binomtest(n, of).proportion_ci(LEVEL, method="exact")
    return Rate(n, of, n / of, float(interval.low), float(interval.high))
