"""The lanes of the chart in its panel: the button above, menus at titles, what the hands do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QScrollArea

from hcclog.ui.panels.lane_choices import LaneChoices

if TYPE_CHECKING:
    from hcclog.report.course.figure import CourseFigure
    from hcclog.report.course.options import CourseOptions
    from hcclog.ui.charts.chart_bar import ChartBar
    from hcclog.ui.charts.course_chart import CourseChart
    from hcclog.ui.charts.lane_hands import LaneHands
    from hcclog.ui.desk import Desk
    from hcclog.ui.panels.lane_menu import LaneMenu

_WORDS = "Lan&es"


class ChartLanes(QObject):
    """Joins what a person does to the lanes with what is kept of it.

    Attributes:
        choices: What is kept.
        button: Opens the menu of all lanes.
        hands: Mouse and keys on the chart; None before there is one.
    """

    def __init__(self, desk: Desk, bar: ChartBar, scroll: QScrollArea) -> None:
        super().__init__(bar)
        self._scroll = scroll
        self._chart: CourseChart | None = None
        self.choices = LaneChoices(desk)
        self.hands: LaneHands | None = None
        self.button = bar.add_menu(_WORDS, "Lanes of the chart", self._fill)
        desk.patient_chosen.connect(self._let_go)

    def applied(self, options: CourseOptions) -> CourseOptions:
        """Return options with what was chosen of the lanes."""
        return self.choices.applied(options)

    def watch(self, chart: CourseChart) -> None:
        """Take what mouse and keys do to the lanes of a chart."""
        from hcclog.ui.charts.lane_hands import LaneHands

        self._chart = chart
        self.hands = LaneHands(chart)
        self.hands.heights_set.connect(self.choices.set_heights)
        self.hands.natural_wanted.connect(self.choices.set_natural)
        self.hands.moved.connect(self._move)
        self.hands.menu_wanted.connect(self._open_menu)
        self.hands.lane_chosen.connect(self._bring_into_sight)

    def count(self, figure: CourseFigure) -> None:
        """Say on the button that something is not shown."""
        n_hidden = len(figure.every) - len(figure.lanes)
        self.button.setText(f"{_WORDS} ({n_hidden} hidden)" if n_hidden else _WORDS)

    def _let_go(self, _patient_id: str) -> None:
        """Keys that were for a lane of one patient are not for that of another."""
        if self.hands is not None:
            self.hands.choose("")

    def _move(self, key: str, by: int) -> None:
        figure = self._chart.figure() if self._chart is not None else None
        if figure is None or self.hands is None:
            return
        is_chosen = key == self.hands.lane()
        self.choices.move(figure, key, by)
        if is_chosen:
            # It may have moved out of sight, and who does not see it is told its new place.
            self.hands.choose(key)

    def _fill(self, menu: QMenu) -> None:
        lane_menu = self._menu()
        if lane_menu is not None:
            lane_menu.fill(menu)

    def _open_menu(self, key: str, place: QPoint) -> None:
        lane_menu = self._menu()
        if lane_menu is not None:
            menu = QMenu(self._chart)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            lane_menu.fill_lane(menu, key)
            menu.popup(place)

    def _menu(self) -> LaneMenu | None:
        from hcclog.ui.panels.lane_menu import LaneMenu

        figure = self._chart.figure() if self._chart is not None else None
        if figure is None or self.hands is None:
            return None
        heights = {part.key: part.rect.height for part in self.hands.parts()}
        return LaneMenu(self.choices, figure, heights)

    def _bring_into_sight(self, key: str) -> None:
        part = self.hands.part(key) if self.hands is not None else None
        drawing = self._chart.drawing() if self._chart is not None else None
        if part is not None and drawing is not None:
            # The axis stays in sight, and lies over what is scrolled.
            axis = drawing.height - drawing.plot.bottom
            for y in (part.rect.bottom + axis, part.rect.top):
                self._scroll.ensureVisible(0, round(y), 0, 0)
