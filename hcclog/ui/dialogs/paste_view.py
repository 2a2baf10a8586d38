"""The table of a preview: Space ticks, Enter or typing corrects a cell."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from hcclog.entry.paste.layout import Place
from hcclog.ui.copying import TableCopying
from hcclog.ui.dialogs.paste_delegate import PasteDelegate
from hcclog.ui.models.paste_table import TICKS, PasteTable
from hcclog.ui.theme import ROW_HEIGHT

_EDIT = QAbstractItemView.EditTrigger
_TICK_WIDTH, _LEAST, _MOST = 44, 70, 320


class PasteView(QTableView):
    """Shows a block, however large: only what is seen is painted."""

    def __init__(self, model: PasteTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self.setAccessibleName("Pasted cells")
        self.setModel(model)
        self.setItemDelegate(PasteDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(_EDIT.DoubleClicked | _EDIT.EditKeyPressed | _EDIT.AnyKeyPressed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(TICKS, QHeaderView.ResizeMode.Fixed)
        self.copying = TableCopying(self)
        self.set_widths()

    def set_widths(self) -> None:
        """Give each column the width of its words."""
        header = self.horizontalHeader()
        self.setColumnWidth(TICKS, _TICK_WIDTH)
        for column in range(1, self._table.columnCount()):
            words = max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
            self.setColumnWidth(column, min(_MOST, max(_LEAST, words)))

    def go_to(self, place: Place) -> None:
        """Go to a cell of the block."""
        index = self._table.index_of(place)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._table.toggle(list(self.selectionModel().selectedIndexes()))
        elif (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            self._start_editing()
        else:
            super().keyPressEvent(event)

    def _start_editing(self) -> None:
        """Open the cell; an editor that is open passes its Enter on and closes after it."""
        index = self.currentIndex()
        is_free = self.state() is not QAbstractItemView.State.EditingState
        if is_free and self._table.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
