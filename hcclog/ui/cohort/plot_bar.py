"""The line above a plot of the cohort: by which criteria, how responses count, in which groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from hcclog.entry.preferences import in_order
from hcclog.rules.timeline import COMPUTED
from hcclog.ui.charts.chart_bar import ChartBar
from hcclog.ui.cohort.plots import GROUPINGS, Options, Plot
from hcclog.ui.text import CRITERIA_NAMES

if TYPE_CHECKING:
    from hcclog.report.picture import Picture
    from hcclog.ui.desk import Desk

_RESPONSES = (("Best response", False), ("Confirmed response", True))


class PlotBar(ChartBar):
    """What a plot is counted by, and where it goes.

    Signals:
        options_changed: Something else was chosen.
    """

    options_changed = Signal()

    def __init__(
        self, desk: Desk, picture: Callable[[], Picture | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._picture = picture
        order = in_order(COMPUTED, desk.preferences.criteria)
        self.criteria = _box("Criteria", [(CRITERIA_NAMES[each], each) for each in order])
        self.responses = _box("How responses count", _RESPONSES)
        self.groups = _box("Groups", [(f"{words}", key) for words, key in GROUPINGS])
        for place, box in enumerate((self.criteria, self.responses, self.groups)):
            self.line.insertWidget(place, box)
            box.activated.connect(lambda _n: self.options_changed.emit())
        self.export = self.add_menu("E&xport", "Export", self._fill_export)

    def options(self) -> Options:
        """Return what is chosen."""
        return Options(
            self.criteria.currentData(), self.responses.currentData(), self.groups.currentData()
        )

    def show_for(self, plot: Plot) -> None:
        """Offer what a plot can be counted by."""
        self.criteria.setVisible(plot.by_criteria)
        self.responses.setVisible(plot.by_confirmation)
        self.groups.setVisible(plot.by_group)

    def let_export(self, may: bool) -> None:
        """Offer to export where there is something to see."""
        self.export.setEnabled(may)

    def _fill_export(self, menu: QMenu) -> None:
        from hcclog.ui.cohort.exporting import fill_export

        picture = self._picture()
        if picture is not None:
            fill_export(menu, picture, self._desk, self.window())


def _box(name: str, choices: Any) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    for words, value in choices:
        box.addItem(words, value)
    return box
