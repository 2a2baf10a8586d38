"""The left side of the cohort's page: who is in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hcclog.cohort.filters import EVERYBODY, Filter, Row
from hcclog.entry.dates import calendar_reader
from hcclog.ui.cohort.choice_menu import ChoiceMenu
from hcclog.ui.cohort.date_line import DateLine
from hcclog.ui.cohort.facets import FACETS, asked, offers_of
from hcclog.ui.labels import plain_label
from hcclog.ui.system_order import settled_order

if TYPE_CHECKING:
    from hcclog.domain.day_forms import CalendarReader
    from hcclog.ui.desk import Desk

_WIDTH = 232


class FilterPanel(QFrame):
    """Narrows the cohort.

    Signals:
        filter_changed: Something else is asked for.

    Attributes:
        menus: By the field of `Filter` that each sets.
        clear_button: Lets everybody in.
    """

    filter_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_left")
        self.setFixedWidth(_WIDTH)
        self._desk = desk
        self.menus = {facet.field: ChoiceMenu(facet.words) for facet in FACETS}
        self.all_agents = QCheckBox("all of them")
        self.all_agents.setAccessibleName("All of these agents")
        self.all_agents.setToolTip("Each line holds every agent that is ticked, not only one")
        self.started_from = DateLine("Line begun from", self._reader)
        self.started_to = DateLine("Line begun to", self._reader, is_end=True)
        self.clear_button = QPushButton("&All patients")
        self.clear_button.clicked.connect(self.clear)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        for menu in self.menus.values():
            menu.chosen_changed.connect(self._changed)
        self.all_agents.clicked.connect(self._changed)
        self.started_from.read.connect(self._changed)
        self.started_to.read.connect(self._changed)
        self._follow_choice()

    def offer(self, rows: Iterable[Row]) -> None:
        """Offer what exists among these; what is chosen stays."""
        known = tuple(rows)
        for facet in FACETS:
            self.menus[facet.field].offer(offers_of(facet, known))

    def wanted(self) -> Filter:
        """Return what is asked for."""
        chosen: dict[str, Any] = {
            facet.field: asked(facet.field, self.menus[facet.field].chosen()) for facet in FACETS
        }
        return Filter(
            **chosen,
            all_agents=self.all_agents.isChecked(),
            started_from=self.started_from.day(),
            started_to=self.started_to.day(),
        )

    def clear(self) -> None:
        """Let everybody in."""
        for menu in self.menus.values():
            menu.choose(())
        self.all_agents.setChecked(False)
        self.started_from.clear()
        self.started_to.clear()
        self._changed()

    def _changed(self) -> None:
        self._follow_choice()
        self.filter_changed.emit()

    def _follow_choice(self) -> None:
        self.all_agents.setEnabled(len(self.menus["agents"].chosen()) > 1)
        self.clear_button.setEnabled(self.wanted() != EVERYBODY)

    def _reader(self) -> CalendarReader:
        today = self._desk.logbook.stamp().today
        return calendar_reader(today, settled_order(self._desk.preferences))

    def _page(self) -> QWidget:
        page = QWidget()
        page.setObjectName("side")
        grid = QGridLayout(page)
        grid.setContentsMargins(14, 12, 12, 12)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        title = plain_label("Who is in", "section")
        title.setIndent(0)
        grid.addWidget(title, 0, 0, 1, 2)
        for facet in FACETS:
            _add(grid, facet.words, self.menus[facet.field])
            if facet.field == "agents":
                grid.addWidget(self.all_agents, grid.rowCount(), 1)
        began = plain_label("Line begun", "section")
        began.setIndent(0)
        grid.addWidget(began, grid.rowCount(), 0, 1, 2)
        _add(grid, "From", self.started_from)
        _add(grid, "To", self.started_to)
        grid.addWidget(self.clear_button, grid.rowCount(), 0, 1, 2)
        grid.setRowStretch(grid.rowCount(), 1)
        return page


def _add(grid: QGridLayout, words: str, field: QWidget) -> None:
    row = grid.rowCount()
    label = plain_label(words, "caption")
    grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setContentsMargins(0, 6, 0, 0)
    grid.addWidget(field, row, 1)
