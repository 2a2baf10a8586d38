"""The line above a plot of the cohort: by which criteria, how responses count, in which groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from hcclog.entry.preferences import in_order
from hcclog.exchange.accounting import COHORT
from hcclog.rules.timeline import COMPUTED
from hcclog.ui.charts.chart_bar import ChartBar
from hcclog.ui.charts.exporting import Exporting
from hcclog.ui.cohort.plots import GROUPINGS, Options, Plot
from hcclog.ui.text import CRITERIA_NAMES

if TYPE_CHECKING:
    from hcclog.report.picture import Picture
    from hcclog.ui.desk import Desk

T = TypeVar("T")
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
        self.exporting = Exporting(desk, picture, self, COHORT)
        order = in_order(COMPUTED, desk.preferences.criteria)
        self.criteria = Choice("Criteria", [(CRITERIA_NAMES[each], each) for each in order])
        self.responses = Choice("How responses count", _RESPONSES)
        self.groups = Choice("Groups", GROUPINGS)
        boxes: tuple[QComboBox, ...] = (self.criteria, self.responses, self.groups)
        for place, box in enumerate(boxes):
            self.line.insertWidget(place, box)
            box.activated.connect(lambda _n: self.options_changed.emit())
        self.export = self.add_menu("E&xport", "Export", self.exporting.fill)

    def options(self) -> Options:
        """Return what is chosen."""
        return Options(self.criteria.chosen(), self.responses.chosen(), self.groups.chosen())

    def show_for(self, plot: Plot) -> None:
        """Offer what a plot can be counted by."""
        self.criteria.setVisible(plot.by_criteria)
        self.responses.setVisible(plot.by_confirmation)
        self.groups.setVisible(plot.by_group)

    def let_export(self, may: bool) -> None:
        """Offer to export where there is something to see."""
        self.export.setEnabled(may)


class Choice(QComboBox, Generic[T]):
    """One of a few; Qt would make a text of the values, so they are kept beside it."""

    def __init__(self, name: str, choices: Sequence[tuple[str, T]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._values = [value for _, value in choices]
        self.addItems([words for words, _ in choices])

    def chosen(self) -> T:
        """Return the value that is chosen."""
        return self._values[self.currentIndex()]

    def choose(self, value: T) -> None:
        """Choose a value."""
        self.setCurrentIndex(self._values.index(value))
