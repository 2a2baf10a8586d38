"""The menus of the chart's lanes: all of them above the chart, and one lane's at its title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from hcclog.report.course.burden import BURDEN
from hcclog.report.course.figure import CourseFigure, CurveLane, Lane
from hcclog.ui.charts.chart_bar import add_choice
from hcclog.ui.labels import menu_words
from hcclog.ui.panels.lane_choices import LaneChoices

_MARKER = "marker"
_STEP = 12.0


class LaneMenu:
    """Fills menus for the lanes of one figure as it is drawn now."""

    def __init__(
        self, choices: LaneChoices, figure: CourseFigure, heights: dict[str, float]
    ) -> None:
        self._choices, self._figure, self._heights = choices, figure, heights

    def fill(self, menu: QMenu) -> None:
        """Put in every lane to show or hide, a menu of each, and how all are as usual again."""
        shown = [lane.key for lane in self._figure.lanes]
        names = self._names()
        for lane in self._figure.every:
            action = menu.addAction(names[lane.key])
            action.setCheckable(True)
            action.setChecked(lane.key in shown)
            action.setEnabled(shown != [lane.key])
            action.toggled.connect(lambda on, key=lane.key: self._choices.show(key, shown=on))
        menu.addSeparator()
        arrange = menu.addMenu("A&rrange")
        arrange.setEnabled(bool(shown))
        for lane in self._figure.lanes:
            self.fill_lane(arrange.addMenu(names[lane.key]), lane.key)
        self._add_burden(menu.addMenu("Tumour &burden in"))
        menu.addSeparator()
        _add(menu, "All lanes as &usual", self._choices.as_usual)

    def fill_lane(self, menu: QMenu, key: str) -> None:
        """Put in what can be done with one lane."""
        lane = self._figure.lane(key)
        if lane is None:
            return
        keys = [each.key for each in self._figure.lanes]
        at, last = keys.index(key), len(keys) - 1
        _add(menu, "&Hide", lambda: self._choices.show(key, shown=False), enabled=last > 0)
        _add(menu, "Move &up", lambda: self._choices.move(self._figure, key, -1), enabled=at > 0)
        _add(
            menu, "Move &down", lambda: self._choices.move(self._figure, key, 1), enabled=at < last
        )
        menu.addSeparator()
        _add(menu, "&Taller", lambda: self._resize(key, _STEP))
        _add(menu, "&Lower", lambda: self._resize(key, -_STEP))
        chosen = key in dict(self._figure.heights)
        _add(menu, "&Natural height", lambda: self._choices.set_natural(key), enabled=chosen)
        self._add_axis(menu, lane)

    def _resize(self, key: str, by: float) -> None:
        self._choices.set_heights({key: self._heights.get(key, 0.0) + by})

    def _add_axis(self, menu: QMenu, lane: Lane) -> None:
        if not isinstance(lane, CurveLane):
            return
        if lane.key == BURDEN:
            menu.addSeparator()
            self._add_burden(menu)
        kind, _, rest = lane.key.partition(":")
        if kind == _MARKER:
            menu.addSeparator()
            self._add_log(menu, lane, rest.partition(":")[0])

    def _add_log(self, menu: QMenu, lane: CurveLane, code: str) -> None:
        values = [point.value for curve in lane.curves for point in curve.points()]
        possible = max(values, default=0.0) > 0 and min(values) >= 0
        no_place = "" if possible else ", no value is above 0"
        now, group = self._choices.now.log_scales.get(code), QActionGroup(menu)
        for chosen, words in (
            (None, "Axis as the range &asks: logarithmic beyond 20-fold"),
            (True, f"Lo&garithmic axis{no_place}"),
            (False, "L&inear axis"),
        ):
            action = add_choice(menu, group, words, on=now is chosen)
            action.setEnabled(possible or chosen is not True)
            action.triggered.connect(lambda _on, to=chosen: self._choices.set_log(code, to))

    def _add_burden(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for in_mm, words in ((False, "&Percent of the baseline"), (True, "&mm, sum of diameters")):
            action = add_choice(menu, group, words, on=self._choices.now.burden_in_mm is in_mm)
            action.triggered.connect(lambda _on, to=in_mm: self._choices.set_burden(in_mm=to))

    def _names(self) -> dict[str, str]:
        """Return what each lane is called in a menu: with what is below where two share a title."""
        n_named = Counter(lane.title for lane in self._figure.every)
        return {
            lane.key: menu_words(
                lane.title if n_named[lane.title] == 1 else f"{lane.title}, {lane.subtitle}"
            )
            for lane in self._figure.every
        }


def _add(menu: QMenu, words: str, act: Callable[[], object], *, enabled: bool = True) -> None:
    action = menu.addAction(words)
    action.setEnabled(enabled)
    action.triggered.connect(lambda _on: act())
