"""A table that is read, opened from and copied, and never edited."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from hcclog.ui.copying import TableCopying
from hcclog.ui.models.row_table import RowTable
from hcclog.ui.panels.cell_delegate import dress_list

_MEASURED_ROWS = 50
_AROUND = 4


class ListView(QTableView):
    """Shows a table; Ctrl+C copies the rows that are selected, all where none is.

    Signals:
        row_opened: Enter, or a double click on a row: table and id.
    """

    row_opened = Signal(str, str)  # table, id

    def __init__(self, model: RowTable, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setAccessibleName(name)
        self.setModel(model)
        dress_list(self)
        header = self.horizontalHeader()
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setResizeContentsPrecision(_MEASURED_ROWS)
        model.modelReset.connect(self.set_widths)
        model.words_changed.connect(self.set_widths)
        self.copying = TableCopying(self)
        self.doubleClicked.connect(self._open)

    def rows(self) -> RowTable:
        """Return the model."""
        return self._model

    def set_widths(self) -> None:
        """Give each column the width of its words, up to its own; one of 0 takes what is left."""
        header, columns = self.horizontalHeader(), self._model.table().columns
        room = self.viewport().width()
        for n, column in enumerate(columns):
            words = max(self.sizeHintForColumn(n), header.sectionSizeHint(n)) + _AROUND
            width = min(column.width, words) if column.width else max(room, column.least or words)
            header.setSectionResizeMode(n, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(n, width)
            room -= width

    def _open(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if row is not None:
            self.row_opened.emit(*row.mark)

    # Qt's calls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            none = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._model.index(0, 0), none)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_widths()
