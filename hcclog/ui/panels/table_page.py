"""A tab that is a table, or a sentence that says what is missing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hcclog.ui.desk import Desk
from hcclog.ui.labels import plain_label
from hcclog.ui.models.record_table import RecordTable
from hcclog.ui.panels.table_view import TableView


class TablePage(QWidget):
    """Shows one table; where it has no row, what is missing."""

    def __init__(  # noqa: PLR0913 - what a tab is made of
        self,
        desk: Desk,
        model: RecordTable,
        name: str,
        empty: str,
        parent: QWidget | None = None,
        *,
        view: type[TableView] = TableView,
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
        self.page.addWidget(self.refusal)
        self.page.addWidget(self.view, 1)
        self.page.addWidget(self.empty, 1)
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._say_empty)
        self._say_empty()

    def _show_refusal(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    def _say_empty(self) -> None:
        missing = self.model.rowCount() == 0
        self.empty.setVisible(missing)
        self.view.setVisible(not missing)
