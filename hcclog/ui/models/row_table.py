"""A table of rows that are computed elsewhere: the one model under every tab.

A row belongs to one entry of the record. When the rows change, `dataChanged` is sent once, from the
first to the last that differs; rows that came or went are inserted or removed one by one, so that
selection, editor and scroll stay; a reset is sent only when the columns are others, or nearly all
rows, as for another patient.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from hcclog.domain.response import Category
from hcclog.ui.labels import plain_tip

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1
KEY = Qt.ItemDataRole.UserRole + 2
_MOST_MOVES = 8
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell.

    Attributes:
        text: Its words; empty beside a chip.
        after: More words, in italics, such as a viable diameter.
        category: Shown as a chip.
        differs: A dot on the chip: reported and computed are not the same.
        tone: ``strong``, ``muted``, ``good`` or ``bad``; empty for plain.
        tip: What the pointer reads.
        typed: The text that an editor starts with; None where the cell is not edited.
        provisional: It follows from what is being typed and is not written.
    """

    text: str = ""
    after: str = ""
    category: Category | None = None
    differs: bool = False
    tone: str = ""
    tip: str = ""
    typed: str | None = None
    provisional: bool = False

    @property
    def words(self) -> str:
        """The cell as a screen reader says it."""
        chip = self.category.value if self.category else ""
        return " ".join(part for part in (self.text, self.after, chip) if part)


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        key: Table and id of its entry; where it has several rows, a slash and more follow the id.
        kind: ``entry``, or ``sum`` and ``heading`` of a worksheet.
        retractable: Whether Delete takes its entry out of the record.
    """

    key: tuple[str, str]
    cells: tuple[Cell, ...]
    kind: str = "entry"
    retractable: bool = True

    @property
    def mark(self) -> tuple[str, str]:
        """Table and id of the entry: what stands after a slash only tells its rows apart."""
        return self.key[0], self.key[1].partition("/")[0]


class LateRow(Row):
    """A row whose cells are made when one of them is looked at, for tables of many rows.

    Rows of one basis say the same: it holds all that the cells follow from.
    """

    def __init__(
        self,
        key: tuple[str, str],
        basis: object,
        make: Callable[[], tuple[Cell, ...]],
        *,
        retractable: bool = True,
    ) -> None:
        for name, value in (("key", key), ("kind", "entry"), ("retractable", retractable)):
            object.__setattr__(self, name, value)
        self.__dict__.update(basis=basis, make=make)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """What stands in it."""
        held: dict[str, Any] = self.__dict__
        if "cells" not in held:
            held["cells"] = held["make"]()
        cells: tuple[Cell, ...] = held["cells"]
        return cells

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LateRow):
            return NotImplemented
        same: bool = self.__dict__["basis"] == other.__dict__["basis"]
        return same and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        width: In pixels, at most: a column is as wide as its words; 0 takes what is left over.
        least: In pixels, at least, such as for a field that stands above the column.
        key: What an edit in this column means.
        tip: What the pointer reads over the title.
    """

    title: str
    width: int = 0
    right: bool = False
    key: str = ""
    least: int = 0
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows together."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = field(default=())


class RowTable(QAbstractTableModel):
    """Shows a `Table`.

    Signals:
        words_changed: Words are others, which may need other widths; once for all that differs.
    """

    words_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = Table(())

    def show(self, table: Table) -> None:
        """Take other contents, saying no more than what differs."""
        old, new = self._keys(), [row.key for row in table.rows]
        n_moved = len(set(old).symmetric_difference(new))
        if self._table.columns != table.columns or n_moved > _MOST_MOVES:
            self._reset(table)
            return
        self._remove_gone(set(new))
        self._insert_new(table)
        if self._keys() != new:
            self._reset(table)
        elif self._refresh(table) or new != old:
            self.words_changed.emit()

    def table(self) -> Table:
        """Return what is shown."""
        return self._table

    def row_of(self, key: tuple[str, str]) -> int:
        """Return the row of an entry, -1 where there is none."""
        return next((n for n, row in enumerate(self._table.rows) if row.mark == key), -1)

    def row_at(self, index: Index) -> Row | None:
        """Return the row of an index."""
        return self._table.rows[index.row()] if index.isValid() else None

    def edit(self, row: Row, column: Column, text: str) -> bool:
        """Take what was typed into a cell; True where it was accepted."""
        del row, column, text
        return False

    def _keys(self) -> list[tuple[str, str]]:
        return [row.key for row in self._table.rows]

    def _reset(self, table: Table) -> None:
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def _remove_gone(self, kept: set[tuple[str, str]]) -> None:
        for n in reversed(range(len(self._table.rows))):
            if self._table.rows[n].key not in kept:
                self.beginRemoveRows(QModelIndex(), n, n)
                rows = self._table.rows
                self._table = Table(self._table.columns, (*rows[:n], *rows[n + 1 :]))
                self.endRemoveRows()

    def _insert_new(self, table: Table) -> None:
        have = {row.key for row in self._table.rows}
        for n, row in enumerate(table.rows):
            if row.key not in have:
                place = min(n, len(self._table.rows))
                self.beginInsertRows(QModelIndex(), place, place)
                rows = self._table.rows
                self._table = Table(table.columns, (*rows[:place], row, *rows[place:]))
                self.endInsertRows()

    def _refresh(self, table: Table) -> bool:
        """Take rows that say something else; False where none does."""
        pairs = list(zip(self._table.rows, table.rows, strict=True))
        differing = [
            n for n, (before, after) in enumerate(pairs) if before is not after and before != after
        ]
        # A row that says the same stays, with the cells that it has made.
        rows = [before for before, _ in pairs]
        for n in differing:
            rows[n] = table.rows[n]
        self._table = Table(table.columns, tuple(rows))
        if differing:
            last = len(table.columns) - 1
            self.dataChanged.emit(self.index(differing[0], 0), self.index(differing[-1], last))
        return bool(differing)

    # Qt's calls

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._table.rows[index.row()]
        cell = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == Qt.ItemDataRole.EditRole:
            return cell.words if cell.typed is None else cell.typed
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self._table.columns[index.column()].right else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(cell.tip) or None
        return {CELL: cell, KEY: row.key}.get(role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._table.columns):
            return None
        column = self._table.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(column.tip) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        cell = self._table.rows[index.row()].cells[index.column()]
        return plain if cell.typed is None else plain | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index)
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        typed = row.cells[index.column()].typed
        if typed is None or str(value).strip() == typed:
            return False
        return self.edit(row, self._table.columns[index.column()], str(value).strip())
