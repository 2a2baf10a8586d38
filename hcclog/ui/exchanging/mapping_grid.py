"""The first rows of a laboratory's table, with what each column says above it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QWidget

from hcclog.exchange.lab_files.mapping import Column, Head, Mapping, Part
from hcclog.exchange.lab_files.tables import Table
from hcclog.ui.labels import ElidedLabel
from hcclog.ui.text import sentence_case

_MOST_COLUMNS, _SAMPLES = 60, 3
_WIDTH = 152
_HEADED = {
    Head.TEST: "values of the test above",
    Head.DATE: "values of the date above",
    Head.PATIENT: "values of the patient above",
}
_Meaning = tuple[Part, Head]
_MEANINGS: tuple[tuple[str, _Meaning], ...] = (
    *((sentence_case(part.value), (part, Head.NONE)) for part in Part if part is not Part.IGNORED),
    *((sentence_case(words), (Part.VALUE, head)) for head, words in _HEADED.items()),
    (sentence_case(Part.IGNORED.value), (Part.IGNORED, Head.NONE)),
)


class MappingGrid(QScrollArea):
    """Shows what each column says, and takes corrections.

    Signals:
        column_meant: A column, from 0, says something else: its part and head.
    """

    column_meant = Signal(int, object, object)  # Part, Head

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.boxes: list[QComboBox] = []
        self._shown: tuple[object, ...] = ()

    def show_table(self, table: Table, mapping: Mapping) -> None:
        """Show a table with the mapping by which it is read."""
        shown = (table.path, table.encoding, table.sheet, len(mapping.columns), mapping.title_row)
        if shown != self._shown:
            self._shown = shown
            self._build(table, mapping)
        for box, column in zip(self.boxes, mapping.columns, strict=False):
            box.setCurrentIndex(_place(column))

    def _build(self, table: Table, mapping: Mapping) -> None:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        self.boxes = []
        rows = table.head[max(mapping.title_row - 1, 0) :][: _SAMPLES + 1]
        for n in range(min(len(mapping.columns), _MOST_COLUMNS)):
            box = self._box(n, mapping.columns[n].title)
            grid.addWidget(box, 0, n)
            for down, row in enumerate(rows, start=1):
                label = ElidedLabel("strong" if down == 1 and mapping.title_row else "muted")
                label.show_text(row[n] if n < len(row) else "")
                label.setFixedWidth(_WIDTH)
                grid.addWidget(label, down, n)
        grid.setColumnStretch(grid.columnCount(), 1)
        grid.setRowStretch(_SAMPLES + 2, 1)
        self.setWidget(page)
        # High enough for a bar below, which comes where the columns are many.
        self.setFixedHeight(
            page.sizeHint().height() + self.horizontalScrollBar().sizeHint().height()
        )

    def _box(self, n: int, title: str) -> QComboBox:
        box = QComboBox()
        box.setFixedWidth(_WIDTH)
        box.setAccessibleName(f"What column {n + 1} says{f', {title}' if title else ''}")
        for words, meaning in _MEANINGS:
            box.addItem(words, meaning)
        box.activated.connect(lambda at: self.column_meant.emit(n, *_MEANINGS[at][1]))
        self.boxes.append(box)
        return box


def _place(column: Column) -> int:
    """Return where a column's meaning stands in the list."""
    meaning = (column.part, column.head if column.part is Part.VALUE else Head.NONE)
    return next(n for n, (_, each) in enumerate(_MEANINGS) if each == meaning)
