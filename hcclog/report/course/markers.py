"""One lane a marker and unit: values as curves, results in words as bands, never as points.

A curve is broken wherever unit, assay or specimen changes. Units that convert exactly share an
axis, and the reading of a converted value names both; others (mass and international units of AFP)
do not.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter, is_
from typing import NamedTuple

from hcclog.domain.by_test import results_by_test
from hcclog.domain.labs import LabResult, Qualitative
from hcclog.report.course.figure import BandLane, CurveLane
from hcclog.report.course.marks import Band, Break, Curve, CurvePoint, Level, Mark, RangeSpan
from hcclog.report.course.material import Material
from hcclog.report.course.memory import LanesOfTest
from hcclog.report.naming import analyte_title, converted, is_marker, thresholds
from hcclog.report.scales import ValueScale, value_scale
from hcclog.report.wording import compared, number

_STRENGTH = {
    Qualitative.RAISED: 0.85,
    Qualitative.POSITIVE: 0.85,
    Qualitative.RISING: 0.7,
    Qualitative.FALLING: 0.45,
    Qualitative.NORMAL: 0.18,
    Qualitative.LOW: 0.18,
    Qualitative.NEGATIVE: 0.18,
}


_METHOD = ("unit", "assay", "specimen")
_method_of = attrgetter(*_METHOD)


class _Placed(NamedTuple):
    """A result on its axis: `value`, `text` and limits are in the unit of the axis."""

    result: LabResult
    mark: Mark
    point: CurvePoint
    low: Decimal | None
    high: Decimal | None
    method: tuple[str, ...]


def marker_lanes(
    material: Material, only: Container[str] | None = None
) -> list[CurveLane | BandLane]:
    """Return the lanes of tumour markers, in the order in which they were first entered.

    Args:
        material: The record.
        only: Codes of those that are wanted; None for all.
    """
    lanes: list[CurveLane | BandLane] = []
    for code, results in results_by_test(material.record).items():
        if is_marker(code) if only is None else code in only:
            lanes += _lanes_of(material, code, results)
    return lanes


def _lanes_of(
    material: Material, code: str, results: Sequence[LabResult]
) -> Sequence[CurveLane | BandLane]:
    """Return the lanes of one test: those of the last drawing where they come to the same."""
    memory, logarithmic = material.memory, dict(material.options.log_analytes).get(code)
    last = memory.lanes.pop(code, None)
    if last and last.logarithmic is logarithmic and _same(last.results, results):
        material.unplaced += last.unplaced
        memory.lanes[code] = last
        return last.lanes
    n_before = len(material.unplaced)
    dates = [date for result in results for date in (result.on, result.until_on) if date]
    is_plain = all(map(material.chronology.is_plain, dates))
    made = tuple(_made_lanes(material, _Test(code, analyte_title(code), is_plain), results))
    if is_plain:
        unplaced = material.unplaced[n_before:]
        memory.lanes[code] = LanesOfTest(results, logarithmic, made, unplaced)
    return made


class _Test(NamedTuple):
    """A test; `is_plain` where the dates of its results mean the same in any record."""

    code: str
    title: str
    is_plain: bool


def _same(some: Sequence[LabResult], others: Sequence[LabResult]) -> bool:
    """True where they are the very same results: 5.5 and 5.50 are equal and read differently."""
    return some is others or (len(some) == len(others) and all(map(is_, some, others)))


def _made_lanes(
    material: Material, test: _Test, results: Sequence[LabResult]
) -> Iterator[CurveLane | BandLane]:
    for unit, valued in _by_axis(test.code, results).items():
        placed = [p for one in valued if (p := _place(material, test, one, unit))]
        if placed:
            placed.sort(key=lambda one: one.mark.day)
            yield _curve_lane(material, test.code, unit, placed)
    words = [r for r in results if r.value is None and r.qualitative is not None]
    bands = tuple(band for result in words if (band := _band(material, result)))
    if bands:
        yield BandLane(f"marker:{test.code}:words", test.title, "in words", bands)


def _by_axis(code: str, results: Sequence[LabResult]) -> dict[str, list[tuple[LabResult, Decimal]]]:
    """Return the results with their values in the unit of the axis, by that unit."""
    axes: dict[str, list[tuple[LabResult, Decimal]]] = {}
    for result in results:
        if result.value is None:
            continue
        if result.unit == next(iter(axes), None):
            axes[result.unit].append((result, result.value))
            continue
        found = ((unit, converted(code, result.value, result.unit, unit)) for unit in axes)
        unit, value = next(
            ((unit, value) for unit, value in found if value is not None),
            (result.unit, result.value),
        )
        axes.setdefault(unit, []).append((result, value))
    return axes


def _place(
    material: Material, test: _Test, valued: tuple[LabResult, Decimal], unit: str
) -> _Placed | None:
    """Return where a result stands; of a plain date it is worked out once."""
    if not test.is_plain:
        return _placed(material, test, valued, unit)
    by_unit = material.memory.places.answer(valued[0], _nowhere)
    known: _Placed | None = by_unit.get(unit)
    if known is None:
        known = _placed(material, test, valued, unit)
        if known is not None:
            by_unit[unit] = known
    return known


def _nowhere(_: LabResult) -> dict[str, _Placed]:
    return {}


def _placed(
    material: Material, test: _Test, valued: tuple[LabResult, Decimal], unit: str
) -> _Placed | None:
    result, value = valued
    text = compared(value, result.comparator)
    words = f"{test.title} {text} {unit}".rstrip()
    if result.unit != unit and result.value is not None:
        words += f" (typed as {compared(result.value, result.comparator)} {result.unit})"
    mark = material.mark("lab_result", result.id, result.on, words)
    if mark is None:
        return None
    return _Placed(
        result,
        mark,
        CurvePoint(mark, float(value), text, result.comparator),
        _limit(test.code, unit, result, result.reference_low),
        _limit(test.code, unit, result, result.reference_high),
        _method_of(result),
    )


def _curve_lane(material: Material, code: str, unit: str, placed: list[_Placed]) -> CurveLane:
    runs, breaks = _runs(placed)
    override = dict(material.options.log_analytes).get(code)
    ranges = _ranges(placed)
    limits = [limit for span in ranges for limit in (span.low, span.high) if limit]
    scale = _scale([p.point.value for p in placed], limits, override)
    kind = ", log scale" if scale.logarithmic else ""
    return CurveLane(
        f"marker:{code}:{unit}",
        analyte_title(code),
        f"{unit}{kind}",
        scale,
        (Curve(runs),),
        ranges,
        tuple(_threshold(code, unit, scale)),
        breaks,
    )


def _scale(values: list[float], limits: list[float], override: bool | None) -> ValueScale:  # noqa: FBT001
    """Return a scale for the values; a reference limit widens it only while that costs little."""
    scale = value_scale(values, logarithmic=override)
    if scale.logarithmic:
        near = [limit for limit in limits if scale.low / 10 < limit < scale.high * 10]
    else:
        near = [limit for limit in limits if limit <= scale.high * 2]
    return value_scale([*values, *near], logarithmic=scale.logarithmic)


def _runs(placed: list[_Placed]) -> tuple[tuple[tuple[CurvePoint, ...], ...], tuple[Break, ...]]:
    """Return the points in runs, and why each run ends: what makes two results incomparable."""
    runs: list[list[CurvePoint]] = [[placed[0].point]]
    breaks: list[Break] = []
    for before, after in pairwise(placed):
        if before.method != after.method:
            changed = next(
                name
                for name, was, now in zip(_METHOD, before.method, after.method, strict=True)
                if was != now
            )
            day = (before.mark.day + after.mark.day) / 2
            now = getattr(after.result, changed) or "not stated"
            breaks.append(Break(day, (f"{changed}: {now}", changed)))
            runs.append([])
        runs[-1].append(after.point)
    return tuple(tuple(run) for run in runs), tuple(breaks)


def _ranges(placed: list[_Placed]) -> tuple[RangeSpan, ...]:
    """Return the reference ranges of the results, each while it held."""
    spans: list[RangeSpan] = []
    for one in placed:
        low, high = one.low, one.high
        if low is None and high is None:
            continue
        ends = float(low or 0), None if high is None else float(high)
        if spans and (spans[-1].low, spans[-1].high) == ends:
            continue
        if spans:
            spans[-1] = spans[-1]._replace(end=one.mark.day)
        start = one.mark.day if spans else None
        spans.append(RangeSpan(start, None, *ends, _range_caption(low, high)))
    return tuple(spans)


def _limit(code: str, unit: str, result: LabResult, limit: Decimal | None) -> Decimal | None:
    return None if limit is None else converted(code, limit, result.unit, unit)


def _range_caption(low: Decimal | None, high: Decimal | None) -> str:
    if high is None:
        return f"reference from {number(low)}" if low is not None else ""
    return (
        f"reference to {number(high)}" if low is None else f"reference {number(low)}–{number(high)}"
    )


def _threshold(code: str, unit: str, scale: ValueScale) -> Iterable[Level]:
    """Yield the highest threshold if the axis holds it; lower ones are for detection."""
    top = max(thresholds(code, unit), key=lambda threshold: threshold.value, default=None)
    if top is not None and scale.low < float(top.value) < scale.high:
        amount = f"{number(top.value)} {unit}"
        yield Level(float(top.value), (f"{amount}: {top.label}", amount))


def _band(material: Material, result: LabResult) -> Band | None:
    word = str(result.qualitative)
    words = f"{analyte_title(result.analyte)} {word}, no value stated"
    mark = material.mark("lab_result", result.id, result.on, words)
    if mark is None or result.qualitative is None:
        return None
    until = material.chronology.span(result.until_on)
    start = float(mark.span.earliest) if until is None else mark.day
    end = float(mark.span.latest if until is None else until.middle)
    return Band(mark, start, max(start, end), _STRENGTH[result.qualitative], (word,))
