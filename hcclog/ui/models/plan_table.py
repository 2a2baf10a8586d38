"""The lines of a file that comes in: those with a problem first, filtered by verdict."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from hcclog.exchange.incoming.plan import Line, Verdict
from hcclog.ui.labels import plain_tip
from hcclog.ui.models.row_table import CELL, Cell, Index

MARKS = {
    Verdict.REFUSED: "✕",
    Verdict.ASKED: "?",
    Verdict.CHANGED: "≠",
    Verdict.NEW: "+",
    Verdict.LEFT: "–",
    Verdict.THERE: "=",
}
# What a person has to look at first.
ORDER = tuple(MARKS)
_TONES = {
    Verdict.REFUSED: "bad strong",
    Verdict.ASKED: "strong",
    Verdict.NEW: "good",
    Verdict.LEFT: "muted",
    Verdict.THERE: "muted",
}
TITLES = ("Verdict", "Place", "Patient", "Read as", "Why")
VERDICT, PLACE, PATIENT, READING, WHY = range(5)
_ADDED = "✓ checked"
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CHECK = Qt.ItemDataRole.CheckStateRole


class PlanTable(QAbstractTableModel):
    """Shows the lines of a plan.

    Signals:
        ticked: A line that was to be checked was ticked, or is no longer.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._shown: list[int] = []
        self._ticked: set[int] = set()
        self._only: Verdict | None = None

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; nothing of them is ticked."""
        rank = {verdict: n for n, verdict in enumerate(ORDER)}
        self.beginResetModel()
        self._lines = sorted(lines, key=lambda line: rank[line.verdict])
        self._ticked.clear()
        self._choose()
        self.endResetModel()

    def filter(self, verdict: Verdict | None) -> None:
        """Show the lines of one verdict; None for all."""
        self.beginResetModel()
        self._only = verdict
        self._choose()
        self.endResetModel()

    def line_at(self, index: Index) -> Line | None:
        """Return the line of an index."""
        return self._lines[self._shown[index.row()]] if index.isValid() else None

    def unticked(self) -> list[Line]:
        """Return the lines that are to be checked and are not ticked."""
        return [
            line
            for n, line in enumerate(self._lines)
            if line.verdict is Verdict.ASKED and n not in self._ticked
        ]

    def tick_all(self, *, on: bool) -> None:
        """Tick every line that is to be checked, or none."""
        asked = {n for n, line in enumerate(self._lines) if line.verdict is Verdict.ASKED}
        self._ticked = asked if on else set()
        self._say()

    def toggle(self, indexes: Sequence[Index]) -> None:
        """Tick lines, or untick them where all are ticked."""
        found = {self._shown[index.row()] for index in indexes if index.isValid()}
        asked = {n for n in found if self._lines[n].verdict is Verdict.ASKED}
        if asked <= self._ticked:
            self._ticked -= asked
        else:
            self._ticked |= asked
        if asked:
            self._say()

    def _choose(self) -> None:
        self._shown = [
            n for n, line in enumerate(self._lines) if self._only in {None, line.verdict}
        ]

    def _say(self) -> None:
        if self._shown:
            last = self.index(len(self._shown) - 1, len(TITLES) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.ticked.emit()

    def _cell(self, row: int, column: int) -> Cell:
        n = self._shown[row]
        line = self._lines[n]
        if column == VERDICT:
            tone = _TONES.get(line.verdict, "")
            if n in self._ticked:
                return Cell(_ADDED, tone="good")
            return Cell(f"{MARKS[line.verdict]} {line.verdict}", tone=tone)
        words = (line.place, line.patient, line.reading, line.why)[column - 1]
        return Cell(words, tip=words)

    # Qt's calls

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == _CHECK:
            return self._check_state(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, CELL}:
            return None
        cell = self._cell(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(cell.tip) or None
        return cell if role == CELL else cell.words

    def _check_state(self, index: Index) -> Qt.CheckState | None:
        n = self._shown[index.row()]
        if index.column() != VERDICT or self._lines[n].verdict is not Verdict.ASKED:
            return None
        return Qt.CheckState.Checked if n in self._ticked else Qt.CheckState.Unchecked

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(TITLES):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT
        return None
