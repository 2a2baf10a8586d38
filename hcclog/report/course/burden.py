"""Tumour burden: sums of diameters as percent of their baseline, or in mm.

Every series has a baseline of its own: its lines are drawn over its own days, and no curve runs
from one series into the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from hcclog.domain.response import Criteria
from hcclog.report.course.burden_levels import Against, levels, partial_range
from hcclog.report.course.figure import CurveLane
from hcclog.report.course.marks import Break, Curve, CurvePoint
from hcclog.report.course.material import Material
from hcclog.report.entity_words import CRITERIA_NAMES
from hcclog.report.scales import ValueScale, value_scale
from hcclog.report.wording import change, rounded
from hcclog.rules.verdict import SeriesResponse, Timepoint

BURDEN = "burden"
_STYLES = ("first", "second", "third")
_LEAST_PERCENT = 120.0


class _Drawn(NamedTuple):
    """One series by one criteria, and its sums in runs."""

    response: SeriesResponse
    style: str
    runs: tuple[tuple[CurvePoint, ...], ...]

    @property
    def n_points(self) -> int:
        """Number of sums."""
        return sum(map(len, self.runs))

    def sums(self) -> list[list[tuple[float, float]]]:
        """Return days and values, run by run."""
        return [[(point.mark.day, point.value) for point in run] for run in self.runs]


def burden_lane(material: Material) -> CurveLane | None:
    """Return the sums of every series; None where none has two of them."""
    drawn = _worth_drawing(list(_all_drawn(material)))
    if not drawn:
        return None
    in_mm, series = material.options.burden_in_mm, {d.response.series.id for d in drawn}
    criteria = {d.response.criteria for d in drawn}
    named = [(d, _name(d.response, len(series) > 1, len(criteria) > 1)) for d in drawn]
    curves = tuple(Curve(d.runs, d.style, name, printed=d.style == "first") for d, name in named)
    against = [
        Against(d.response, name, len(drawn), len(series), in_mm)
        for d, name in named
        if d.style == "first"
    ]
    found = [level for each in against for level in levels(material, each)]
    values = [p.value for curve in curves for p in curve.points()]
    scale = _scale([*values, *(level.value for level in found)], 0.0 if in_mm else _LEAST_PERCENT)
    ranges = (partial_range(material, each) for each in against)
    subtitle = "mm, sum" if in_mm else "% of baseline"
    green = tuple(span for span in ranges if span is not None)
    breaks = tuple(_new_baselines(drawn))
    return CurveLane(BURDEN, "Tumour burden", subtitle, scale, curves, green, tuple(found), breaks)


def _all_drawn(material: Material) -> Iterator[_Drawn]:
    found = dict.fromkeys(response.criteria for response in material.timeline.responses)
    wanted = _with_own_sums(material.options.criteria or tuple(found))
    for style, criteria in zip(_STYLES, wanted, strict=False):
        for response in material.timeline.of(criteria):
            yield _Drawn(response, style, tuple(_runs(material, response)))


def _name(response: SeriesResponse, tell_series: bool, tell_criteria: bool) -> str:  # noqa: FBT001
    """Return what tells a curve from the others; a lone one still says its criteria."""
    criteria = CRITERIA_NAMES[response.criteria]
    words = [criteria] if tell_criteria or not tell_series else []
    words += [response.series.label] if tell_series else []
    return ", ".join(filter(None, words)) or criteria


def _worth_drawing(found: Sequence[_Drawn]) -> list[_Drawn]:
    """Leave out what is no course: lone sums, unless they begin a series after another.

    Criteria whose sums are the same as those of the first ones have no curve of their own either.
    """
    if not any(each.n_points > 1 for each in found):
        return []
    first = {d.response.series.id: d.sums() for d in found if d.style == "first"}
    return [
        d
        for d in found
        if (d.style == "first" and d.n_points)
        or (d.n_points > 1 and d.sums() != first.get(d.response.series.id))
    ]


def _new_baselines(drawn: Sequence[_Drawn]) -> Iterator[Break]:
    """Yield where a series begins after another: in mm two curves may meet in one point."""
    begun: dict[str, Break] = {}
    for each in drawn:
        series, day = each.response.series, each.runs[0][0].mark.day
        words = f"{series.label}: " if series.label else ""
        begun.setdefault(series.id, Break(day, (f"{words}new baseline", "new baseline")))
    yield from sorted(begun.values(), key=lambda one: one.day)[1:]


def _with_own_sums(criteria: tuple[Criteria, ...]) -> tuple[Criteria, ...]:
    """Leave iRECIST out where RECIST 1.1 is there: both have the same sums."""
    if Criteria.RECIST_1_1 not in criteria:
        return criteria
    return tuple(each for each in criteria if each is not Criteria.IRECIST)


def _scale(values: list[float], least: float) -> ValueScale:
    scale = value_scale(values, logarithmic=False)
    return ValueScale(0.0, max(scale.high, least))


def _runs(material: Material, response: SeriesResponse) -> Iterator[tuple[CurvePoint, ...]]:
    """Yield runs of sums, broken where a target was not measured."""
    run: list[CurvePoint] = []
    for point in response.timepoints:
        placed = _point(material, response, point)
        if placed is not None:
            run.append(placed)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _share(point: Timepoint) -> Fraction | None:
    if point.is_baseline:
        return Fraction(0) if point.total.mm and point.total.complete else None
    return point.change_from_baseline


def _point(material: Material, response: SeriesResponse, point: Timepoint) -> CurvePoint | None:
    total, share = point.total.mm, _share(point)
    if total is None or not point.total.complete:
        return None
    if share is None and not material.options.burden_in_mm:
        return None
    words = _words(material, response, point, total)
    mark = material.mark("assessment", point.assessment.id, point.assessment.on, words)
    if mark is None:
        return None
    if material.options.burden_in_mm or share is None:
        return CurvePoint(mark, float(total), rounded(total))
    percent = 100 * (1 + share)
    return CurvePoint(mark, float(percent), rounded(percent, 0 if point.is_baseline else 1))


def _words(material: Material, response: SeriesResponse, point: Timepoint, total: Fraction) -> str:
    of = CRITERIA_NAMES[response.criteria]
    if len(material.record.series) > 1 and response.series.label:
        of += f", {response.series.label}"
    words = f"sum {rounded(total)} mm ({of})"
    if point.is_baseline:
        return f"{words}, baseline"
    share = _share(point)
    return words if share is None else f"{words}, {change(share)} from baseline"
