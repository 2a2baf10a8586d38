"""A table that follows the desk: selection in step, Delete retracts, Enter edits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from hcclog.exchange.accounting import CLIPBOARD
from hcclog.ui.copying import TableCopying
from hcclog.ui.desk import Desk
from hcclog.ui.entering import take_out
from hcclog.ui.kinship import Mark, kin
from hcclog.ui.leaving import may_leave
from hcclog.ui.models.row_table import Row, RowTable
from hcclog.ui.panels.cell_delegate import dress
from hcclog.ui.panels.column_widths import fitted, widened
from hcclog.ui.panels.keeping_editor import KeepingEditor

_LEAST = 56
# Widths follow the words of so many rows from the first in sight on.
_MEASURED_ROWS = 50
_GIVES_WAY, _FOR_THE_REST = 90, 150
_EDIT = QAbstractItemView.EditTrigger
_EDITING = QAbstractItemView.State.EditingState


class TableView(KeepingEditor):
    """Shows one table of the chosen patient.

    Signals:
        entry_opened: Enter or a double click on a cell that is not edited in place: table and id.
        menu_wanted: A right click or the Menu key on a row, and where on the screen.
    """

    entry_opened = Signal(str, str)  # table, id
    menu_wanted = Signal(QPoint)

    def __init__(
        self, desk: Desk, model: RowTable, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._desk = desk
        self._row_table = model
        self._following = False
        # How wide the words of each column are, until others come; another size changes it not.
        self._measured: dict[int, int] = {}
        self._width = 100
        self.setAccessibleName(name)
        self.setModel(model)
        dress(self)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(_EDIT.DoubleClicked | _EDIT.EditKeyPressed | _EDIT.AnyKeyPressed)
        header = self.horizontalHeader()
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setMinimumSectionSize(_LEAST)
        header.setResizeContentsPrecision(_MEASURED_ROWS)
        model.modelReset.connect(self.set_widths)
        model.words_changed.connect(self._follow_words)
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._span_titles)
        desk.mark_chosen.connect(self._follow)
        self.selectionModel().selectionChanged.connect(self._lead)
        self.doubleClicked.connect(self._open_entry)
        self.copying = TableCopying(self, has_menu=False)
        self.copying.leaves = lambda: may_leave(desk, CLIPBOARD)
        # The widths come with the first size.
        self._span_titles()
        # A tab that is looked at for the first time selects what is chosen already.
        if desk.mark is not None:
            self._follow(*desk.mark)

    def _span_titles(self) -> None:
        """Let a title that is no entry take as many columns as it may."""
        self.clearSpans()
        for n, row in enumerate(self._row_table.table().rows):
            if row.kind != "entry":
                self.setSpan(n, 0, 1, self._title_columns())

    def _follow_words(self) -> None:
        """Fit the widths to words that changed."""
        self.set_widths()

    def _title_columns(self) -> int:
        """Return how many columns a title takes: here all of them."""
        return self._row_table.columnCount()

    def set_widths(self) -> None:
        """Give each column the width of its words, up to its own; one of 0 takes what is left."""
        self._measured.clear()
        self._share_width()

    def _share_width(self) -> None:
        header = self.horizontalHeader()
        columns = self._row_table.table().columns
        for n, column in enumerate(columns):
            stretch = QHeaderView.ResizeMode.Stretch
            mode = QHeaderView.ResizeMode.Interactive if column.width else stretch
            header.setSectionResizeMode(n, mode)
        asked = {n: self._asked_width(n) for n, column in enumerate(columns) if column.width}
        shares = fitted(list(asked.values()), self._room(), _GIVES_WAY)
        spare = self._width - self._words_of_the_rest() - sum(shares)
        shares = widened(shares, [self._words_width(n) for n in asked], spare)
        for n, width in zip(asked, shares, strict=True):
            self.setColumnWidth(n, max(width, columns[n].least))

    def _room(self) -> int:
        """Return what the columns may take together; one that takes the rest needs its words."""
        columns = self._row_table.table().columns
        rest = (self._words_width(n) for n, column in enumerate(columns) if not column.width)
        return self._width - sum(min(width, _FOR_THE_REST) for width in rest)

    def _words_of_the_rest(self) -> int:
        columns = self._row_table.table().columns
        return sum(self._words_width(n) for n, column in enumerate(columns) if not column.width)

    def _asked_width(self, n: int) -> int:
        column = self._row_table.table().columns[n]
        return max(column.least, min(column.width, self._words_width(n)))

    def _words_width(self, n: int) -> int:
        if n not in self._measured:
            words = max(self.sizeHintForColumn(n), self.horizontalHeader().sectionSizeHint(n))
            self._measured[n] = max(_LEAST, words)
        return self._measured[n]

    def current_row(self) -> Row | None:
        """Return the row that is selected."""
        return self._row_table.row_at(self.currentIndex())

    def retract_current(self) -> bool:
        """Take the selected entry out of the record; undo brings it back."""
        row = self.current_row()
        return row is not None and row.retractable and take_out(self._desk, *row.mark)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Not from the viewport: to find out of what class it is, every class of Qt is looked up.
        self._width = event.size().width()
        if event.size().width() != event.oldSize().width():
            if self._measured:
                self._share_width()
            else:
                self.set_widths()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.retract_current()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # An editor that is open passes its Enter on and closes after it.
            if self.currentIndex().isValid() and self.state() is not _EDITING:
                self._edit_current()
        else:
            super().keyPressEvent(event)

    def _edit_current(self) -> None:
        index = self.currentIndex()
        if self._row_table.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            self._open_entry(index)

    def _open_entry(self, index: QModelIndex) -> None:
        row = self._row_table.row_at(index)
        editable = self._row_table.flags(index) & Qt.ItemFlag.ItemIsEditable
        if row is not None and row.kind == "entry" and not editable:
            self.entry_opened.emit(*row.mark)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        if not by_key and self.indexAt(event.pos()).isValid():
            self.setCurrentIndex(self.indexAt(event.pos()))
        if self._row_table.rowCount():
            below = self.visualRect(self.currentIndex()).bottomLeft()
            place = self.viewport().mapToGlobal(below) if by_key else event.globalPos()
            self.menu_wanted.emit(place)

    def _lead(self, _selected: QItemSelection, _gone: QItemSelection) -> None:
        row = self.current_row()
        if row is not None and row.kind == "entry" and not self._following:
            self._desk.choose_mark(*row.mark)

    def follow_after(self, work: Callable[[], None]) -> None:
        """Let the rows change without choosing another entry, then select what is chosen."""
        self._following = True
        work()
        self._follow(*(self._desk.mark or ("", "")))

    @property
    def is_following(self) -> bool:
        """True while it selects what was chosen elsewhere."""
        return self._following

    def _row_of(self, mark: Mark) -> int:
        """Return the row of an entry, or of what stands for it here; -1 without one."""
        rows = map(self._row_table.row_of, kin(self._desk.record(), mark))
        return next((row for row in rows if row >= 0), -1) if mark[0] else -1

    def _follow(self, table: str, entity_id: str) -> None:
        current = self.current_row()
        if current is not None and current.mark == (table, entity_id):
            number = self.currentIndex().row()
        else:
            number = self._row_of((table, entity_id))
        flags = QItemSelectionModel.SelectionFlag
        self._following = True
        if number < 0:
            self.selectionModel().clearSelection()
        elif number != self.currentIndex().row() or not self.selectionModel().hasSelection():
            column = max(self.currentIndex().column(), 0)
            index = self._row_table.index(number, column)
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._following = False
