"""Many tests on many dates, typed like a spreadsheet; nothing is written before it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from hcclog.catalogue.analytes import Analyte
from hcclog.commands.refused import Refused
from hcclog.entry.lab_defaults import usual_tests, with_known_range
from hcclog.entry.lab_words import result_words
from hcclog.entry.labs import LabPreview, LabWords, default_unit, previewed, read_lab
from hcclog.ui.labels import plain_tip
from hcclog.ui.theme import current_colours

if TYPE_CHECKING:
    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.labs import LabResult
    from hcclog.entry.clerk import Clerk

Index = QModelIndex | QPersistentModelIndex
Place = tuple[int, int]
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class _Date:
    """One column: as it was typed, and as it was read."""

    typed: str
    on: ClinicalDate


class LabGrid(QAbstractTableModel):
    """Tests as rows and dates as columns; what is in the record is shown and left alone.

    Attributes:
        clerk: Who reads, with the record as it was when the grid was opened.
        laboratory: Stands at all results that are typed.
    """

    def __init__(self, clerk: Clerk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clerk, self.laboratory = clerk, clerk.preferences.laboratory
        self._tests: list[Analyte] = list(usual_tests(clerk.record, clerk.chronology))
        self._dates: list[_Date] = []
        self._typed: dict[Place, str] = {}
        self._previews: dict[Place, LabPreview] = {}
        self._there: dict[tuple[str, ClinicalDate], list[LabResult]] = {}
        for lab in clerk.record.labs:
            self._there.setdefault((lab.analyte, lab.on), []).append(lab)

    @property
    def n_typed(self) -> int:
        """How many cells hold something."""
        return len(self._typed)

    def add_date(self, text: str, on: ClinicalDate) -> int:
        """Add a column unless the date is there, and return its number."""
        for number, date in enumerate(self._dates):
            if date.on == on:
                return number + 1
        at = len(self._dates) + 1
        self.beginInsertColumns(QModelIndex(), at, at)
        self._dates.append(_Date(text, on))
        self.endInsertColumns()
        return at

    def add_test(self, test: Analyte) -> int:
        """Add a row unless the test is there, and return its number."""
        if test in self._tests:
            return self._tests.index(test)
        at = len(self._tests)
        self.beginInsertRows(QModelIndex(), at, at)
        self._tests.append(test)
        self.endInsertRows()
        return at

    def said_at(self, index: Index) -> str:
        """Return what there is to say of a cell: how it is read, or why it is not."""
        preview = self._previews.get((index.row(), index.column()))
        if preview is None:
            return ""
        return preview.reading.said if preview.reading else preview.sentence

    def is_refused(self, index: Index) -> bool:
        """True where what was typed cannot be taken as it stands."""
        preview = self._previews.get((index.row(), index.column()))
        return preview is not None and preview.reading is None and not preview.readings

    def read(self, clerk: Clerk) -> list[LabResult]:
        """Return all results that are typed; what has two readings is asked about once.

        Raises:
            Refused: A cell cannot be read; `first_refused` is where.
        """
        labs, refusal = [], None
        for place in sorted(self._typed, key=lambda each: (each[1], each[0])):
            try:
                reading = read_lab(clerk, self._words(place))
            except Refused as refused:
                self._previews[place] = LabPreview(None, refused.sentence, refused.field)
                refusal = refusal or refused
                continue
            self._previews[place] = LabPreview(reading)
            if reading.lab.value is not None:
                # So that a second look at the grid need not ask again.
                self._typed[place] = result_words(reading.lab)
            labs.append(with_known_range(clerk, reading.lab))
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self._dates)))
        if refusal is not None:
            raise refusal
        return labs

    def first_refused(self) -> QModelIndex:
        """Return the first cell that cannot be read."""
        for row, column in sorted(self._typed, key=lambda each: (each[1], each[0])):
            if self.is_refused(self.index(row, column)):
                return self.index(row, column)
        return QModelIndex()

    def _words(self, place: Place) -> LabWords:
        row, column = place
        on, test = self._dates[column - 1].typed, self._tests[row]
        return LabWords(on, test.code, self._typed[place], laboratory=self.laboratory)

    def _in_record(self, index: Index) -> list[LabResult]:
        date = self._dates[index.column() - 1]
        return self._there.get((self._tests[index.row()].code, date.on), [])

    def _shown(self, index: Index) -> str:
        place = (index.row(), index.column())
        if index.column() == 0:
            test = self._tests[index.row()]
            return f"{test.short}  {default_unit(self.clerk, test)}".strip()
        if place not in self._typed:
            return ", ".join(result_words(lab) for lab in self._in_record(index))
        preview = self._previews[place]
        if preview.reading is not None:
            return result_words(preview.reading.lab)
        return f"{self._typed[place]}  {'?' if preview.readings else '✕'}"

    # Qt's calls

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._tests)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._dates) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            return self._shown(index)
        if index.isValid() and role == Qt.ItemDataRole.EditRole:
            return self._typed.get((index.row(), index.column()), "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() else _LEFT
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.said_at(index)) or None
        return self._ink(index) if role == Qt.ItemDataRole.ForegroundRole else None

    def _ink(self, index: Index) -> QColor | None:
        colours = current_colours()
        if index.column() == 0:
            return None
        if (index.row(), index.column()) not in self._typed:
            return QColor(colours.muted)
        return QColor(colours.bad_text) if self.is_refused(index) else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section > len(self._dates):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            label = self.clerk.chronology.label
            return label(self._dates[section - 1].on) if section else "Test"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section else _LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == 0 or self._in_record(index):
            return plain
        return plain | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        place, text = (index.row(), index.column()), str(value).strip()
        if text:
            self._typed[place] = text
            self._previews[place] = previewed(self.clerk, self._words(place))
        else:
            self._typed.pop(place, None)
            self._previews.pop(place, None)
        self.dataChanged.emit(index, index)
        return True
