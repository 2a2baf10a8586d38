"""A tab that is a table, or a sentence that says what is missing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from hcclog.ui.desk import Desk
from hcclog.ui.labels import plain_label
from hcclog.ui.models.record_table import RecordTable
from hcclog.ui.panels.entry_bar import EntryBar, Offer
from hcclog.ui.panels.table_view import TableView


class TablePage(QWidget):
    """Shows one table; where it has no row, what is missing.

    Attributes:
        bar: The buttons above it; None where nothing is added here.
        has_row_menu: Whether its rows are entries that can be corrected, retracted and moved.
    """

    def __init__(  # noqa: PLR0913 - what a tab is made of
        self,
        desk: Desk,
        model: RecordTable,
        name: str,
        empty: str,
        parent: QWidget | None = None,
        *,
        view: type[TableView] = TableView,
        offers: tuple[Offer, ...] = (),
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.model = model
        model.setParent(self)
        self.view = view(desk, model, name, self)
        self.empty = plain_label(empty, "empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(0, 24, 0, 0)
        self.page = QVBoxLayout(self)
        self.page.setContentsMargins(0, 0, 0, 0)
        self.page.setSpacing(0)
        self.refusal = plain_label("", "refusal")
        self.refusal.hide()
        self.view.refused_here.connect(self._show_refusal)
        self.has_row_menu = bool(offers)
        self.bar = EntryBar(desk, offers, self) if offers else None
        if self.bar is not None:
            self.page.addWidget(self.bar)
            self.view.entry_opened.connect(self._correct)
        self.view.menu_wanted.connect(self.show_menu)
        self.page.addWidget(self.refusal)
        self.page.addWidget(self.view, 1)
        self.page.addWidget(self.empty, 1)
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._say_empty)
        self._say_empty()

    def _correct(self, table: str, entity_id: str) -> None:
        from hcclog.ui.dialogs.opening import correct_entry

        correct_entry(self.desk, (table, entity_id), self.window())

    def show_menu(self, place: QPoint) -> None:
        """Show what can be done with the current row, and how the table is copied."""
        from hcclog.ui.panels.row_menu import fill_row_menu

        menu, row = QMenu(self), self.view.current_row()
        if self.has_row_menu and row is not None and row.kind == "entry":
            fill_row_menu(menu, self.desk, row.mark, self, retractable=row.retractable)
        self.view.copying.fill(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _show_refusal(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    def _say_empty(self) -> None:
        missing = self.model.rowCount() == 0
        self.empty.setVisible(missing)
        self.view.setVisible(not missing)

    # Qt's calls

    def showEvent(self, event: QShowEvent) -> None:
        """Show what changed while another tab stood here."""
        if self.model.is_stale:
            self.view.follow_after(self.model.wake)
        self.model.wake()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Work out nothing for a tab that is not looked at."""
        self.model.rest()
        super().hideEvent(event)
