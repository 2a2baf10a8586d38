"""How often a response was reached, with exact confidence intervals."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hcclog.cohort.views import LeftOut, Rate, ResponseRow, ResponseTable
from hcclog.cohort.words import NO_LINE, in_order, left_out
from hcclog.domain.response import Category, Criteria
from hcclog.rules.best_response.options import NAMES, RECIST_NAMES
from hcclog.rules.endpoints.endpoints import CONTROL
from hcclog.rules.reported import as_recist

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hcclog.cohort.filters import Row

LEVEL = 0.95
_METHOD = (
    "Every line of therapy with a start and a response series counts once. A best response that "
    "is not evaluable (NE) counts as no response (Eisenhauer 2009, 4.8.1). Left out are lines "
    "whose response this log cannot tell, and those without disease at the baseline (ND). "
    "ORR is complete and partial response; DCR is these and stable disease, or neither complete "
    "response nor progression where there is no target lesion. Intervals are exact "
    "(Clopper and Pearson 1934), 95 %. {responses}"
)
_CONFIRMED = "A complete or partial response counts where a later assessment confirmed it."
_REPORTED = (
    "Reported is the best that a reader concluded from imaging of the line, by whatever criteria, "
    "up to the first progression that was reported; it asks for no confirmation and no least time."
)
_NO_READER = "No reader's response to imaging of the line is recorded."
_NO_DISEASE = "There was no disease at its baseline."
_ANY = "A complete or partial response counts without a confirmation."


def response_table(
    rows: Sequence[Row],
    criteria: Iterable[Criteria],
    *,
    confirmed: bool = False,
    reported: bool = False,
) -> ResponseTable:
    """Return the best responses of lines by each of the criteria, side by side.

    Args:
        rows: Lines of therapy.
        criteria: By which responses were computed.
        confirmed: True where a response asks for a confirmation.
        reported: True where what readers concluded stands beside them.
    """
    method = _METHOD.format(responses=_CONFIRMED if confirmed else _ANY)
    return ResponseTable(
        tuple(response_row(rows, each, confirmed=confirmed) for each in criteria),
        confirmed,
        f"{method} {_REPORTED}" if reported else method,
        reported_row(rows) if reported else None,
    )


def response_row(rows: Iterable[Row], criteria: Criteria, *, confirmed: bool) -> ResponseRow:
    """Return the best responses of lines by one set of criteria."""
    return _counted(rows, criteria, lambda row: best_category(row, criteria, confirmed=confirmed))


def reported_row(rows: Iterable[Row]) -> ResponseRow:
    """Return the best that readers concluded at assessments of each line, as RECIST 1.1 names it.

    Its criteria are those that are not stated: readers may have used any.
    """
    return _counted(rows, Criteria.NOT_STATED, best_reported)


def _counted(
    rows: Iterable[Row], criteria: Criteria, best_of: Callable[[Row], Category | str]
) -> ResponseRow:
    """Return how often each best response was found; a sentence says why one counts nowhere."""
    counts: Counter[Category] = Counter()
    out: list[LeftOut] = []
    for row in rows:
        found = best_of(row)
        if isinstance(found, Category):
            counts[found] += 1
        else:
            out.append(left_out(row, found))
    names = NAMES.get(criteria, RECIST_NAMES)
    responded = {names.complete, names.partial}
    total = counts.total()
    return ResponseRow(
        criteria,
        tuple((category, counts[category]) for category in names.order if counts[category]),
        rate(sum(counts[category] for category in responded), total),
        rate(sum(counts[category] for category in CONTROL), total),
        in_order(out),
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
        return "Its start has no place in time."
    if best.category is Category.ND:
        return _NO_DISEASE
    return best.category


def best_reported(row: Row) -> Category | str:
    """Return the best that readers concluded from imaging of a line, or why there is none."""
    if row.line is None:
        return NO_LINE
    found = {
        as_recist(each.category)
        for each in row.patient.reported
        if each.line == row.line.number and each.category is not None
        if each.counts and not each.basis
    }
    best = next((category for category in RECIST_NAMES.order if category in found), None)
    if best is Category.ND:
        return _NO_DISEASE
    return best or _NO_READER


def rate(n: int, of: int) -> Rate:
    """Return a share with its exact interval (Clopper and Pearson 1934)."""
    if not of:
        return Rate(n, of, None, None, None)
    from scipy.stats import binomtest

    interval = binomtest(n, of).proportion_ci(LEVEL, method="exact")
    return Rate(n, of, n / of, float(interval.low), float(interval.high))
