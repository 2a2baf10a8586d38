"""What a user may choose of the course chart."""

from __future__ import annotations

from dataclasses import dataclass

from hcclog.domain.response import Criteria


@dataclass(frozen=True, slots=True)
class CourseOptions:
    """What a user may choose of the chart.

    Attributes:
        criteria: Computed rows; empty for all that were computed.
        log_analytes: Axes that differ from the rule (logarithmic from a 20-fold range on), by code.
        counted_from: Day that counts as 0 on a calendar record; None for calendar dates.
        counted_label: What happened then.
        hidden: Keys of lanes that are not drawn.
        order: Keys of lanes in the order of the user; see `arrangement.arranged`.
        heights: Heights of lanes, by key, in pixels.
        burden_in_mm: Tumour burden in mm instead of percent of the baseline.
    """

    criteria: tuple[Criteria, ...] = ()
    log_analytes: tuple[tuple[str, bool], ...] = ()
    counted_from: float | None = None
    counted_label: str = ""
    hidden: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    heights: tuple[tuple[str, float], ...] = ()
    burden_in_mm: bool = False
