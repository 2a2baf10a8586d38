"""What the sums of one series are read against: its baseline, -30 %, and what progression needs."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from hcclog.report.course.marks import Captions, Level, RangeSpan
from hcclog.report.course.material import Material
from hcclog.report.wording import MINUS
from hcclog.rules.criteria import RULES, CriteriaRules
from hcclog.rules.verdict import SeriesResponse


class Against(NamedTuple):
    """One series by one criteria.

    Attributes:
        name: Tells it from the others that are drawn.
        n_drawn: How many are drawn.
        n_series: Of how many series.
        in_mm: Levels in mm; else in percent of the baseline.
    """

    response: SeriesResponse
    name: str
    n_drawn: int
    n_series: int
    in_mm: bool

    @property
    def rules(self) -> CriteriaRules:
        """The limits of its criteria."""
        return RULES[self.response.criteria]

    @property
    def baseline_mm(self) -> Fraction | None:
        """The sum that percents are counted from; None where there is none."""
        totals = (p.total for p in self.response.timepoints if p.is_baseline and p.total.complete)
        return next((total.mm for total in totals if total.mm), None)

    def shown(self, mm: Fraction) -> float:
        """Return where a sum stands."""
        base = self.baseline_mm
        return float(mm if self.in_mm or not base else 100 * mm / base)

    def named(self, words: str) -> str:
        """Return what a line is called, with what it belongs to where that is not plain."""
        return words if self.n_drawn == 1 else f"{words}, {self.name}"

    def captions_of_response(self) -> Captions:
        """Return what the line of a partial response is called; in percent all share it."""
        words = f"{MINUS}{100 * (1 - Fraction(self.rules.response_at))} %"
        if self.n_series > 1 or self.in_mm:
            words = self.named(words)
        return f"{words}: partial response", words

    def days(self, material: Material) -> tuple[float, float] | None:
        """Return the first and the last day of the series; None where it has no length."""
        spans = (material.chronology.span(p.assessment.on) for p in self.response.timepoints)
        days = [span.day for span in spans if span is not None]
        return (min(days), max(days)) if days and min(days) < max(days) else None


def levels(material: Material, against: Against) -> Iterator[Level]:
    """Yield the lines of one series over its own days."""
    base, days = against.baseline_mm, against.days(material)
    if base is None or days is None:
        return
    response = Fraction(against.rules.response_at) * base
    yield from _progression(material, against)
    yield Level(against.shown(base), (), *days, dash="")
    yield Level(against.shown(response), against.captions_of_response(), *days)


def partial_range(material: Material, against: Against) -> RangeSpan | None:
    """Return where a sum is a partial response; None where nothing can be said of it."""
    base, days = against.baseline_mm, against.days(material)
    if base is None or days is None:
        return None
    return RangeSpan(*days, 0.0, against.shown(Fraction(against.rules.response_at) * base), "")


def _progression(material: Material, against: Against) -> Iterator[Level]:
    """Yield, step by step, the sum that each assessment would have had to reach."""
    points = against.response.timepoints
    spans = [material.chronology.span(point.assessment.on) for point in points]
    for k, point in enumerate(points[1:], start=1):
        before, at, nadir = spans[k - 1], spans[k], point.nadir_mm
        if nadir is None or before is None or at is None:
            continue
        needed, why = _needed(nadir, against.rules)
        captions = (against.named(why),) if k == len(points) - 1 else ()
        ends = float(before.middle), float(at.middle)
        yield Level(against.shown(needed), captions, *ends, "dot")


def _needed(nadir: Fraction, rules: CriteriaRules) -> tuple[Fraction, str]:
    """Return the sum that is progression over a nadir, and by which limit.

    Growth has to reach both limits where the criteria have both; from a nadir of 0 any target that
    is back is progression.
    """
    if not nadir:
        return nadir, "nadir 0: any regrowth is progression"
    grown = Fraction(rules.progression_at) * nadir
    by_mm = nadir + Fraction(rules.progression_mm or 0)
    if by_mm > grown:
        return by_mm, f"nadir +{rules.progression_mm} mm"
    return grown, f"nadir +{100 * (Fraction(rules.progression_at) - 1)} %"
