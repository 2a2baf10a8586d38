"""A pasted block as a table: each cell with its reading, each row with a tick."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from hcclog.entry.paste.layout import Meaning, Place, word_of
from hcclog.entry.paste.preview import ADDABLE, PastedCell, PastedResult, Preview, Standing
from hcclog.ui.labels import plain_tip
from hcclog.ui.models.row_table import CELL, Cell, Index
from hcclog.ui.text import sentence_case

MARKS = {
    Standing.NEW: "✓",
    Standing.THERE: "=",
    Standing.OTHER: "≠",
    Standing.ASKED: "?",
    Standing.OPEN: "?",
    Standing.REFUSED: "✕",
}
LEFT_OUT = "–"
_TONES = {
    Standing.NEW: "good",
    Standing.THERE: "muted",
    Standing.OTHER: "warn",
    Standing.ASKED: "warn",
    Standing.OPEN: "warn",
    Standing.REFUSED: "bad",
}
TICKS = 0
_ADDED = "added"
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.TextAlignmentRole,
    CELL,
)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CHECK = Qt.ItemDataRole.CheckStateRole


class PasteTable(QAbstractTableModel):
    """Shows a preview; its first column holds the ticks.

    Signals:
        corrected: A cell was typed anew: row and column of the block, and the text.
        ticked: Results were ticked or unticked by a person.
    """

    corrected = Signal(int, int, str)
    ticked = Signal()

    def __init__(self, preview: Preview, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen: dict[Place, bool] = {}
        self._take(preview)

    def show(self, preview: Preview) -> None:
        """Take another reading of the same block; what a person ticked stays."""
        self._take(preview)
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def accepted(self) -> list[PastedResult]:
        """Return the results that are ticked, in the order of the block."""
        return [result for result in self.preview.results if self.is_ticked(result)]

    def is_ticked(self, result: PastedResult) -> bool:
        """Tell whether a result is to be added: a new one is, unless a person left it out."""
        if result.standing not in ADDABLE or result.entity is None:
            return False
        return self._chosen.get(result.home, result.standing is Standing.NEW)

    def toggle(self, places: list[Index]) -> None:
        """Tick the results of some cells, or untick them where all are ticked."""
        found = {r.home: r for index in places for r in self._results_at(index)}
        addable = [result for result in found.values() if result.standing in ADDABLE]
        on = not all(self.is_ticked(result) for result in addable)
        self._tick(addable, on=on)

    def column_of(self, index: Index) -> int:
        """Return the column of the block under an index; -1 at the ticks."""
        return index.column() - 1

    def index_of(self, place: Place) -> Index:
        """Return the index of a cell of the block."""
        return self.index(place[0], place[1] + 1)

    def _take(self, preview: Preview) -> None:
        self.preview = preview
        self._at = {result.home: result for result in preview.results}
        self._of_row: dict[int, list[PastedResult]] = {}
        for result in preview.results:
            self._of_row.setdefault(result.home[0], []).append(result)

    def _tick(self, results: list[PastedResult], *, on: bool) -> None:
        self._chosen.update((result.home, on) for result in results)
        rows = [result.home[0] for result in results]
        if rows:
            last = self.index(max(rows), self.columnCount() - 1)
            self.dataChanged.emit(self.index(min(rows), 0), last)
            self.ticked.emit()

    def _results_at(self, index: Index) -> list[PastedResult]:
        """Return the results of a row, or the one of a cell where the row has several."""
        of_row = self._of_row.get(index.row(), [])
        own = self._at.get((index.row(), self.column_of(index)))
        return [own] if own is not None else of_row

    def _cell(self, place: Place) -> Cell:
        """Return what stands in a cell of the block."""
        text = self.preview.block.text(*place)
        if self._is_untaken(place):
            return Cell(text, tone="muted", typed=text)
        read = self.preview.cells.get(place)
        if read is None or (not read.reading and not read.sentence):
            tone = "strong" if place[0] < self.preview.layout.n_head else ""
            return Cell(text, tone=tone, typed=text)
        mark, tone = self._mark(place, read)
        after = read.reading if read.reading != text else ""
        tip = read.sentence or f"Read as {read.reading}"
        return Cell(f"{mark} {text}".rstrip(), after, tone=tone, tip=tip, typed=text)

    def _is_untaken(self, place: Place) -> bool:
        layout = self.preview.layout
        return not self.preview.fault and layout.meanings[place[1]] is Meaning.IGNORED

    def _mark(self, place: Place, read: PastedCell) -> tuple[str, str]:
        result = self._at.get(place)
        if result is None or result.standing not in ADDABLE:
            tone = "" if read.standing is Standing.NEW else _TONES[read.standing]
            return MARKS[read.standing], tone
        if self.is_ticked(result):
            return MARKS[Standing.NEW], _TONES[Standing.NEW]
        if result.standing is Standing.NEW:
            return LEFT_OUT, "muted"
        return MARKS[result.standing], _TONES[result.standing]

    def _check_state(self, row: int) -> Qt.CheckState | None:
        addable = [r for r in self._of_row.get(row, []) if r.standing in ADDABLE]
        if not addable:
            return None
        n_ticked = sum(self.is_ticked(result) for result in addable)
        if n_ticked == len(addable):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if n_ticked else Qt.CheckState.Unchecked

    # Qt's calls

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.preview.block.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1 + self.preview.block.n_columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if index.column() == TICKS:
            return self._tick_data(index.row(), role)
        if role not in _ROLES:
            return None
        cell = self._cell((index.row(), self.column_of(index)))
        tip = plain_tip(cell.tip) or None
        answers = (cell.words, cell.typed, tip, cell.tip or None, _LEFT, cell)
        return dict(zip(_ROLES, answers, strict=True))[role]

    def _tick_data(self, row: int, role: int) -> object:
        if role == _CHECK:
            return self._check_state(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = self._check_state(row)
            words = {Qt.CheckState.Checked: _ADDED, Qt.CheckState.PartiallyChecked: "added in part"}
            return words.get(state, "left out") if state is not None else "nothing to add"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(self.preview.block.numbers[section])
        if section == TICKS:
            return "Add"
        layout = self.preview.layout
        words = word_of(layout.meanings[section - 1], layout.subject)
        return f"{section}  {sentence_case(words)}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() != TICKS:
            return plain | Qt.ItemFlag.ItemIsEditable
        can_tick = self._check_state(index.row()) is not None
        return plain | Qt.ItemFlag.ItemIsUserCheckable if can_tick else plain

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid():
            return False
        if index.column() == TICKS:
            if role != _CHECK:
                return False
            self.toggle([index])
            return True
        row, column = index.row(), self.column_of(index)
        if str(value).strip() == self.preview.block.text(row, column):
            return False
        self.corrected.emit(row, column, str(value))
        return True
