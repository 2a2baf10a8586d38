"""The table of backups."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from hcclog.ui.copying import TableCopying
from hcclog.ui.models.row_table import RowTable, Table
from hcclog.ui.panels.cell_delegate import dress_list

_AROUND = 2


class BackupView(QTableView):
    """Chooses one backup; Enter restores it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = RowTable(self)
        self.setAccessibleName("Backups")
        self.setModel(self._table)
        dress_list(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.copying = TableCopying(self)

    def show_table(self, table: Table) -> None:
        """Show other rows; what was chosen stays so, else the newest is."""
        chosen = self.chosen_row()
        before = self._table.table().rows[chosen].key if chosen >= 0 else ("", "")
        self._table.show(table)
        row = self._table.row_of(before)
        if table.rows:
            self.selectRow(max(row, 0))
        self.set_widths()

    def chosen_row(self) -> int:
        """Return the row that is chosen, -1 where none is."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    def set_widths(self) -> None:
        """Give each column the width of its words; the last takes what is left over."""
        room, last = self.viewport().width(), self._table.columnCount() - 1
        for n in range(last + 1):
            title = self.horizontalHeader().sectionSizeHint(n)
            width = max(self.sizeHintForColumn(n), title) + _AROUND
            width = max(width, room) if n == last else width
            self.setColumnWidth(n, width)
            room -= width

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_widths()
