"""What a person chooses of the chart's lanes: kept for the station, so that all patients follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from hcclog.entry.chart_choices import MOST_HEIGHT, ChartChoices

if TYPE_CHECKING:
    from hcclog.report.course.figure import CourseFigure
    from hcclog.report.course.options import CourseOptions
    from hcclog.ui.desk import Desk


class LaneChoices:
    """Reads and changes the choices of the lanes; the desk keeps them and tells the chart."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def now(self) -> ChartChoices:
        """What holds now."""
        return self._desk.preferences.chart

    def applied(self, options: CourseOptions) -> CourseOptions:
        """Return options with what was chosen of the lanes."""
        return replace(
            options,
            hidden=self.now.hidden,
            order=self.now.order,
            heights=tuple(self.now.heights.items()),
            log_analytes=tuple(self.now.log_scales.items()),
            burden_in_mm=self.now.burden_in_mm,
        )

    def show(self, key: str, *, shown: bool) -> None:
        """Show a lane, or hide it."""
        hidden = [each for each in self.now.hidden if each != key]
        self._set(replace(self.now, hidden=(*hidden, *(() if shown else (key,)))))

    def move(self, figure: CourseFigure, key: str, by: int) -> None:
        """Move a lane down by so many places among those that are shown, up where negative."""
        from hcclog.report.course.arrangement import order_after

        every, shown = ([lane.key for lane in lanes] for lanes in (figure.every, figure.lanes))
        if key in shown:
            order = order_after(self.now.order, every, shown, key, by)
            self._set(replace(self.now, order=order))

    def set_heights(self, heights: Mapping[str, float]) -> None:
        """Give lanes other heights; those that are not named keep theirs."""
        held = {key: min(max(round(height), 1), MOST_HEIGHT) for key, height in heights.items()}
        self._set(replace(self.now, heights={**self.now.heights, **held}))

    def set_natural(self, key: str) -> None:
        """Let a lane be as high as it needs."""
        left = {each: height for each, height in self.now.heights.items() if each != key}
        self._set(replace(self.now, heights=left))

    def set_log(self, code: str, chosen: bool | None) -> None:
        """Draw a marker on a logarithmic axis or a linear one; None for what its range asks."""
        others = {each: log for each, log in self.now.log_scales.items() if each != code}
        scales = others if chosen is None else {**others, code: chosen}
        self._set(replace(self.now, log_scales=scales))

    def set_burden(self, *, in_mm: bool) -> None:
        """Draw the tumour burden in mm, or in percent of the baseline."""
        self._set(replace(self.now, burden_in_mm=in_mm))

    def as_usual(self) -> None:
        """Take back every choice of the lanes."""
        usual = ChartChoices()
        self._set(
            replace(
                self.now,
                hidden=usual.hidden,
                order=usual.order,
                heights=usual.heights,
                log_scales=usual.log_scales,
                burden_in_mm=usual.burden_in_mm,
            )
        )

    def _set(self, choices: ChartChoices) -> None:
        self._desk.set_chart(choices)
