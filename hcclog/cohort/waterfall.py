"""Best change, and changes over time, of each line of therapy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.cohort.summary import Judged, LineSummary, Measured
from hcclog.cohort.views import (
    ChangeBar,
    LeftOut,
    PatientMark,
    Spider,
    SpiderLine,
    SpiderPoint,
    Waterfall,
)
from hcclog.cohort.words import NO_LINE, agents, in_order, left_out, percent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from hcclog.cohort.filters import Row
    from hcclog.domain.response import Category, Criteria

_METHOD = {
    confirmed: (
        "A bar for each line of therapy: the smallest change of the sum of diameters from the "
        "baseline of its first series with a sum, up to the first progression that is final and "
        f"to the start of the next line. Letters and colour are the best response, {kind}."
    )
    for confirmed, kind in ((True, "confirmed"), (False, "confirmed or not"))
}
_OVER_TIME = (
    "A line for each line of therapy: changes of the sum of diameters from the baseline of its "
    "first series with a sum, to the start of the next line, also after progression. An assessment "
    "without a complete sum is no point."
)


class _Shown(NamedTuple):
    """A line of therapy with a change to show."""

    row: Row
    line: LineSummary
    judged: Judged
    best_change: Measured
    best: Category | None

    @property
    def key(self) -> tuple[str, int]:
        """Code and number, by which rows of one height are ordered."""
        return self.row.patient.code, self.line.number

    @property
    def height(self) -> tuple[float, Fraction]:
        """The best change, to order by; the exact one is asked where doubles are alike."""
        change = self.best_change.change
        return float(change), change


def waterfall(rows: Iterable[Row], criteria: Criteria, *, confirmed: bool = False) -> Waterfall:
    """Return the best change of each line, the largest growth first; its method says what counts.

    Args:
        rows: Lines of therapy.
        criteria: By which sums are measured and the best response is given.
        confirmed: True where the best response asks for a confirmation.
    """
    shown, out = _sort_out(rows, criteria, confirmed=confirmed)
    shown.sort(key=lambda one: one.key)
    shown.sort(key=lambda one: one.height, reverse=True)
    return Waterfall(criteria, tuple(_bar(one) for one in shown), out, _METHOD[confirmed])


def spider(rows: Iterable[Row], criteria: Criteria, *, confirmed: bool = False) -> Spider:
    """Return the changes of each line over time, counted from its baseline.

    An assessment without a complete sum is no point. The arguments are those of `waterfall`.
    """
    shown, out = _sort_out(rows, criteria, confirmed=confirmed)
    shown.sort(key=lambda one: one.key)
    return Spider(criteria, tuple(_line(one) for one in shown), out, _OVER_TIME)


def _sort_out(
    rows: Iterable[Row], criteria: Criteria, *, confirmed: bool
) -> tuple[list[_Shown], tuple[LeftOut, ...]]:
    shown, out = [], []
    for row in rows:
        judged = row.line.by(criteria) if row.line else None
        if row.line is None:
            out.append(left_out(row, NO_LINE))
        elif judged is None:
            out.append(left_out(row, f"It was not judged by {criteria.value}."))
        elif (change := judged.best_change) is None:
            out.append(left_out(row, judged.why_no_change))
        else:
            best = judged.best_of(confirmed=confirmed)
            category = best.category if best else None
            shown.append(_Shown(row, row.line, judged, change, category))
    return shown, in_order(out)


def _bar(one: _Shown) -> ChangeBar:
    text = percent(one.best_change.change, one.judged.criteria)
    given = agents(one.line.agents)
    said = f"{one.row.name} ({given}): {text} at {one.best_change.at.label}, {_best_words(one)}"
    return ChangeBar(
        PatientMark(one.row.patient.id, said),
        one.row.patient.code,
        one.line.number,
        float(100 * one.best_change.change),
        text,
        one.best,
        given,
    )


def _line(one: _Shown) -> SpiderLine:
    start = SpiderPoint(0.0, 0.0, 0.0, 0.0, "baseline", None)
    return SpiderLine(
        PatientMark(one.row.patient.id, f"{one.row.name}: {_best_words(one)}"),
        one.row.patient.code,
        one.line.number,
        (start, *(_point(each, one.judged.criteria) for each in one.judged.measured)),
        one.best,
    )


def _point(measured: Measured, criteria: Criteria) -> SpiderPoint:
    days = measured.at.since_baseline
    return SpiderPoint(
        days.day,
        float(days.earliest),
        float(days.latest),
        float(100 * measured.change),
        percent(measured.change, criteria),
        measured.at.category,
    )


def _best_words(one: _Shown) -> str:
    return f"best response {one.best.value}" if one.best else "no best response"
