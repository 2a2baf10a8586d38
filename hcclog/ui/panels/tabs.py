"""The tabs below the chart; each is built when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from hcclog.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its name, and what builds it.

    Attributes:
        tables: The entries that stand in it.
        chart_share: How much of the height the chart above takes at most.
    """

    title: str
    tables: frozenset[str]
    build: Callable[[Desk], QWidget]
    chart_share: float = 0.64


def _labs(desk: Desk) -> QWidget:
    from hcclog.ui.panels.lab_panel import LabPanel

    return LabPanel(desk)


def _lesions(desk: Desk) -> QWidget:
    from hcclog.ui.panels.lesion_panel import LesionPanel

    return LesionPanel(desk)


def _visits(desk: Desk) -> QWidget:
    from hcclog.ui.models.visit_table import VisitTable
    from hcclog.ui.panels.entry_bar import Offer
    from hcclog.ui.panels.table_page import TablePage

    offers = (
        Offer("New vis&it…", "visit"),
        Offer("New &staging…", "staging"),
    )
    return TablePage(
        desk, VisitTable(desk), "Visits", "No visit or staging is logged.", offers=offers
    )


def _treatment(desk: Desk) -> QWidget:
    from hcclog.ui.models.treatment_table import TreatmentTable
    from hcclog.ui.panels.entry_bar import Offer
    from hcclog.ui.panels.table_page import TablePage

    empty = "No course and no procedure is logged."
    offers = (
        Offer("New &course…", "course"),
        Offer("&Dose change…", "dose_step"),
        Offer("&Hold…", "hold"),
        Offer("New &procedure…", "procedure"),
    )
    return TablePage(desk, TreatmentTable(desk), "Treatment", empty, offers=offers)


def _events(desk: Desk) -> QWidget:
    from hcclog.ui.models.event_table import EventTable
    from hcclog.ui.panels.entry_bar import Offer
    from hcclog.ui.panels.table_page import TablePage

    empty = "No adverse event, pathology or outcome is logged."
    offers = (
        Offer("New &adverse event…", "adverse_event"),
        Offer("New &pathology…", "pathology"),
        Offer("New &outcome…", "outcome"),
    )
    return TablePage(desk, EventTable(desk), "Events", empty, offers=offers)


def _assessments(desk: Desk) -> QWidget:
    from hcclog.ui.models.assessment_table import AssessmentTable
    from hcclog.ui.panels.entry_bar import Offer
    from hcclog.ui.panels.table_page import TablePage

    empty = "No imaging is logged, so nothing is computed."
    offers = (
        Offer("New &reported response…", "reported_response"),
        Offer("New s&can…", "scan"),
    )
    return TablePage(desk, AssessmentTable(desk), "Assessments", empty, offers=offers)


def _outcome(desk: Desk) -> QWidget:
    from hcclog.ui.models.outcome_table import OutcomeTable
    from hcclog.ui.panels.entry_bar import Offer
    from hcclog.ui.panels.table_page import TablePage

    empty = "No line of therapy and no value of a score is logged."
    offers = (Offer("What a source &says…", "statement"),)
    return TablePage(desk, OutcomeTable(desk), "Outcome", empty, offers=offers)


def _history(desk: Desk) -> QWidget:
    from hcclog.ui.panels.history_panel import HistoryPanel

    return HistoryPanel(desk)


TABS = (
    Tab("Visits", frozenset({"visit", "staging"}), _visits),
    Tab("Labs", frozenset({"lab_result"}), _labs),
    Tab("Imaging and lesions", frozenset({"measurement", "lesion"}), _lesions, 0.42),
    Tab("Treatment", frozenset({"course", "dose_step", "hold", "procedure"}), _treatment),
    Tab("Events", frozenset({"adverse_event", "pathology", "outcome"}), _events),
    Tab("Assessments", frozenset({"assessment", "reported_response"}), _assessments),
    Tab("Outcome", frozenset({"line_of_therapy", "statement"}), _outcome),
    Tab("History", frozenset(), _history),
)
FIRST = 1


class Tabs(QWidget):
    """One tab bar and one page."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pages: dict[int, QWidget] = {}
        self.bar = QTabBar()
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        # They come only where the tabs have no room.
        self.bar.setUsesScrollButtons(True)
        self.bar.setAccessibleName("Parts of the record")
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.stack = QStackedWidget()
        strip = QWidget()
        strip.setObjectName("tab_strip")
        line = QHBoxLayout(strip)
        line.setContentsMargins(12, 1, 12, 1)
        line.addWidget(self.bar, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(strip)
        layout.addWidget(self.stack, 1)
        for tab in TABS:
            self.bar.addTab(tab.title)
        self.bar.setCurrentIndex(FIRST)
        self.bar.currentChanged.connect(self.show_tab)
        desk.history_wanted.connect(self._show_history)

    def show_tab(self, number: int) -> None:
        """Show a tab, built now where it has not been looked at before."""
        if self.bar.currentIndex() != number:
            self.bar.setCurrentIndex(number)
            return
        self.stack.setCurrentWidget(self.page(number))

    def enter_tab(self, number: int) -> None:
        """Show a tab and put the keyboard into its table; into the tabs where it has no row."""
        self.show_tab(number)
        table = self.page(number).findChild(QTableView)
        reason = Qt.FocusReason.ShortcutFocusReason
        (self.bar if table is None or table.isHidden() else table).setFocus(reason)

    def _show_history(self) -> None:
        """Show the history of the selected entry, and put the keyboard into it."""
        from hcclog.ui.panels.history_panel import HistoryPanel

        number = len(TABS) - 1
        page = self.page(number)
        if isinstance(page, HistoryPanel):
            page.show_value()
        self.enter_tab(number)

    def page(self, number: int) -> QWidget:
        """Return the page of a tab."""
        if number not in self._pages:
            page = TABS[number].build(self._desk)
            self._pages[number] = page
            self.stack.addWidget(page)
        return self._pages[number]

    def show_table(self, table: str) -> None:
        """Show the tab in which entries of a table stand."""
        number = next((n for n, tab in enumerate(TABS) if table in tab.tables), -1)
        if number >= 0:
            self.show_tab(number)
