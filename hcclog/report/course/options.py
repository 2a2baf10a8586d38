"""What a user may choose of the course chart."""

from __future__ import annotations

from dataclasses import dataclass

from hcclog.domain.dates import TimeUnit
from hcclog.domain.response import Criteria


@dataclass(frozen=True, slots=True)
class CourseOptions:
    """What a user may choose of the chart.

    Attributes:
        criteria: Computed rows; empty for all that were computed.
        log_analytes: Axes that differ from the rule (logarithmic from a 20-fold range on), by code.
        counted_from: Day that counts as 0 in place of the record's own axis; None for that axis.
        counted_label: What happened then.
        counted_slack_days: By how much that day may be earlier or later.
        unit: What is counted where days are; None for what suits the span.
        hidden: Keys of lanes that are not drawn.
        order: Keys of lanes in the order of the user; see `arrangement.arranged`.
        heights: Heights of lanes, by key, in pixels.
        burden_in_mm: Tumour burden in mm instead of percent of the baseline.
    """

    criteria: tuple[Criteria, ...] = ()
    log_analytes: tuple[tuple[str, bool], ...] = ()
    counted_from: float | None = None
    counted_label: str = ""
    counted_slack_days: int = 0
    unit: TimeUnit | None = None
    hidden: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    heights: tuple[tuple[str, float], ...] = ()
    burden_in_mm: bool = False
