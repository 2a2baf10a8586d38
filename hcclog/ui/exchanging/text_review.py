"""Free texts line by line: what a person keeps goes out, all else is dropped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from hcclog.exchange.deidentify.choices import FreeText
from hcclog.ui.dialogs.keyed import KeyedDialog
from hcclog.ui.labels import plain_tip, wrapped_label
from hcclog.ui.text import plural
from hcclog.ui.theme import ROW_HEIGHT

_SIZE = (760, 520)
_SAYS = (
    "A tick lets a text go out as it stands. Names, initials, places and dates in it would tell"
    " who the patient is; what is not ticked is dropped."
)
_PLACE_WIDTH = 230
_BESIDE_TEXT = 40
_CHECK = Qt.ItemDataRole.CheckStateRole


class TextReview(KeyedDialog):
    """A line for each free text, with a tick; none is ticked beforehand.

    Signals:
        decided: Those that go out.
    """

    decided = Signal(object)  # frozenset[FreeText]

    def __init__(
        self,
        texts: Sequence[FreeText],
        kept: frozenset[FreeText] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Free texts")
        self.resize(*_SIZE)
        self._texts = list(texts)
        self.model = QStandardItemModel(0, 2, self)
        self.model.setHorizontalHeaderLabels(["Keep: text", "Where it stands"])
        for text in self._texts:
            self.model.appendRow(_items(text, is_kept=text in kept))
        self.view = self._made_view()
        self.counts = wrapped_label("", "muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.keep_button = QPushButton("&Take this")
        self.keep_button.setProperty("primary", True)
        buttons.addButton(self.keep_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        for part in (wrapped_label(_SAYS), self.view, self.counts, buttons):
            layout.addWidget(part, int(part is self.view))
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.model.itemChanged.connect(lambda _item: self._count())
        self._count()
        self.view.setFocus()

    def kept(self) -> frozenset[FreeText]:
        """Return what is ticked."""
        ticked = (self.model.item(n, 0).checkState() for n in range(self.model.rowCount()))
        pairs = zip(self._texts, ticked, strict=True)
        return frozenset(text for text, state in pairs if state is Qt.CheckState.Checked)

    def accept(self) -> None:
        self.decided.emit(self.kept())
        super().accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_whole_texts()

    def _show_whole_texts(self) -> None:
        """Give the texts that need them several lines: what is cut cannot be looked at."""
        width, metrics = self.view.columnWidth(0) - _BESIDE_TEXT, self.view.fontMetrics()
        for row in range(self.model.rowCount()):
            if metrics.horizontalAdvance(self.model.item(row, 0).text()) > width:
                self.view.resizeRowToContents(row)
            else:
                self.view.setRowHeight(row, ROW_HEIGHT)

    def _count(self) -> None:
        n, n_kept = len(self._texts), len(self.kept())
        self.counts.setText(f"{plural(n, 'text')}: {n_kept} kept, {n - n_kept} dropped.")

    def _made_view(self) -> QTableView:
        view = QTableView()
        view.setAccessibleName("Free texts")
        view.setModel(self.model)
        view.setShowGrid(False)
        view.setWordWrap(True)
        view.setTabKeyNavigation(False)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        view.setColumnWidth(0, _SIZE[0] - _PLACE_WIDTH - 60)
        header.setStretchLastSection(True)
        header.sectionResized.connect(lambda *_: self._show_whole_texts())
        if self._texts:
            view.setCurrentIndex(self.model.index(0, 0))
        return view


def _items(text: FreeText, *, is_kept: bool) -> list[QStandardItem]:
    words, place = QStandardItem(" ".join(text.text.split())), QStandardItem(text.place)
    words.setCheckable(True)
    words.setCheckState(Qt.CheckState.Checked if is_kept else Qt.CheckState.Unchecked)
    words.setToolTip(plain_tip(text.text))
    return [words, place]
