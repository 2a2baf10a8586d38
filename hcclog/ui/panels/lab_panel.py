"""The Labs tab: the row for new results above, all results below."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from hcclog.ui.desk import Desk
from hcclog.ui.models.lab_table import LabTable
from hcclog.ui.panels.block_paste import BlockDrop, BlockPaste
from hcclog.ui.panels.lab_entry import LabEntry
from hcclog.ui.panels.table_page import TablePage


class LabPanel(TablePage):
    """New and old results."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.entry = LabEntry(desk)
        empty = "No result is logged. Type a date, a test and a value above, then Enter."
        super().__init__(desk, LabTable(desk), "Laboratory results", empty, parent)
        self.has_row_menu = True
        self.page.insertWidget(0, self.entry)
        self.view.horizontalHeader().sectionResized.connect(self._follow_width)
        for column in range(self.model.columnCount()):
            self.entry.follow_width(column, self.view.columnWidth(column))
        self.pasting = BlockPaste(desk, self)
        # A field would take what is dropped on it as its own text.
        self.drops = [BlockDrop(desk, field) for field in self.findChildren(QLineEdit)]

    def _follow_width(self, column: int, _was: int, width: int) -> None:
        self.entry.follow_width(column, width)

    def start_entry(self) -> None:
        """Put the cursor where the next result is typed."""
        self.entry.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # As one reads: the row comes before the table. Only within a window can it be said.
        QWidget.setTabOrder(self.entry.laboratory, self.view)
