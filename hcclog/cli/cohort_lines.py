"""A cohort as lines of text: who is in, response rates side by side, survival."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hcclog.cohort.kaplan_meier import METHOD
from hcclog.cohort.words import months
from hcclog.rules.best_response.options import RECIST_NAMES
from hcclog.rules.reported import as_recist

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hcclog.cohort.filters import Chosen, Dropped
    from hcclog.cohort.views import (
        Estimate,
        LeftOut,
        Rate,
        ResponseTable,
        Survival,
        SurvivalCurve,
    )
    from hcclog.domain.response import Category

_FIRST, _NEXT = 18, 30
_DEATH = "OS"


def cohort_lines(
    chosen: Chosen, table: ResponseTable, survivals: Iterable[Survival]
) -> Iterator[str]:
    """Yield a cohort as a person reads it."""
    yield (
        f"{len(chosen.patients)} of {chosen.n_patients_of} patients, "
        f"{chosen.n_lines} of {chosen.n_lines_of} lines of therapy"
    )
    yield from map(_dropped, chosen.dropped)
    if chosen.n_unsure:
        yield f"  not sure: {chosen.n_unsure} may have begun outside of the dates; they are in"
    yield from _responses(table)
    for survival in survivals:
        yield from _survival(survival)
    yield f"survival: {METHOD}"


def _dropped(dropped: Dropped) -> str:
    unknown = f", of {dropped.n_unknown} it is not known" if dropped.n_unknown else ""
    return f"  fell out by {dropped.name}: {dropped.n}{unknown}"


def _responses(table: ResponseTable) -> Iterator[str]:
    kind = "best confirmed response" if table.confirmed else "best response"
    yield kind
    names = [row.criteria.value for row in table.rows]
    rows = list(table.rows)
    if table.reported is not None:
        names, rows = [*names, "reported"], [*rows, table.reported]
    yield _row("", names)
    for category in sorted({category for row in rows for category, _n in row.counts}, key=_place):
        counts = [dict(row.counts).get(category, 0) for row in rows]
        yield _row(category.value, [str(n) for n in counts])
    yield _row("ORR", [_rate(row.orr) for row in rows])
    yield _row("DCR", [_rate(row.dcr) for row in rows])
    for name, row in zip(names, rows, strict=True):
        yield from _left_out(row.left_out, f" ({name})")
    yield f"  how: {table.method}"


def _place(category: Category) -> tuple[int, str]:
    """Order categories from the best to the worst, those of iRECIST after their like."""
    plain = as_recist(category)
    return RECIST_NAMES.order.index(plain), "" if category is plain else category.value


def _row(name: str, cells: Sequence[str]) -> str:
    return f"  {name:<{_FIRST}}{''.join(f'{cell:<{_NEXT}}' for cell in cells)}".rstrip()


def _rate(rate: Rate) -> str:
    if rate.share is None or rate.low is None or rate.high is None:
        return "0/0"
    bounds = f"{100 * rate.low:.1f} to {100 * rate.high:.1f}"
    return f"{rate.n}/{rate.of}, {100 * rate.share:.1f} % ({bounds})"


def _survival(survival: Survival) -> Iterator[str]:
    # Death is death by any criteria.
    by = "" if survival.endpoint == _DEATH else f", {survival.criteria.value}"
    yield f"{survival.name} ({survival.endpoint}){by}"
    for curve in survival.curves:
        yield f"  {curve.group}: {_curve(curve)}"
    if survival.n_uncertain:
        yield f"  not exact: {survival.n_uncertain} rest on dates that are not known to the day"
    yield from _left_out(survival.left_out)
    yield f"  how: {survival.method.removesuffix(METHOD).strip()}"


def _curve(curve: SurvivalCurve) -> str:
    if not curve.n:
        return "nobody"
    events = "1 event" if curve.n_events == 1 else f"{curve.n_events} events"
    return f"n {curve.n}, {events}, {_median(curve.median_days)}"


def _median(median: Estimate) -> str:
    interval = f" ({_time(median.low)} to {_time(median.high)})"
    if median.value is None:
        return "median not reached" + (interval if median.low is not None else "")
    return f"median {_time(median.value)} months{interval}"


def _time(days: float | None) -> str:
    return "not reached" if days is None else months(days)


def _left_out(rows: Iterable[LeftOut], by: str = "") -> Iterator[str]:
    for why, n in Counter(one.why for one in rows).items():
        yield f"  left out{by}, {n}: {why}"
