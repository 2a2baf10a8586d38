"""A pasted or dropped block, as it is read, before anything of it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QListView,
    QVBoxLayout,
    QWidget,
)

from hcclog.entry.paste.choices import Choices
from hcclog.entry.paste.guessing import of_shape, proposed
from hcclog.entry.paste.layout import Subject
from hcclog.entry.paste.previewing import Previewer
from hcclog.ui.dialogs.paste_bar import PasteBar
from hcclog.ui.dialogs.paste_view import PasteView
from hcclog.ui.entering import enter
from hcclog.ui.labels import plain_label, wrapped_label
from hcclog.ui.models.paste_table import MARKS, PasteTable
from hcclog.ui.text import plural

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk
    from hcclog.entry.paste.block import Block
    from hcclog.entry.paste.layout import Layout, Shape
    from hcclog.entry.paste.preview import Problem
    from hcclog.ui.desk import Desk

_SIZE = (940, 640)
_PROBLEMS_HEIGHT = 128
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_HELP = "Space ticks or leaves out · Enter corrects a cell · Ctrl+Enter adds"


class PastePreview(QDialog):
    """Shows how each cell is read; what is ticked is added in one step.

    Attributes:
        bar: How the block is understood.
        view: The cells; `table` is their model.
        problems: A line for each cell about which something is to be said.
    """

    def __init__(
        self,
        desk: Desk,
        clerk: Clerk,
        block: Block,
        subject: Subject,
        parent: QWidget | None = None,
    ) -> None:
        """Make the preview of a block.

        Args:
            desk: Where it is written.
            clerk: Reads it, with the record that it is compared with.
            block: The cells.
            subject: What they seem to hold.
            parent: The window.
        """
        super().__init__(parent)
        self._desk = desk
        self._block = block
        self._previewer = Previewer(clerk)
        layout = proposed(clerk, block, subject)
        choices = Choices(clerk.preferences.date_order)
        self.preview = self._previewer.preview(block, layout, choices)
        self._problems: tuple[Problem, ...] = ()
        self.setWindowTitle(f"Results from {block.document or 'the clipboard'}")
        self.resize(*_SIZE)
        self.bar = PasteBar(self.preview)
        self.table = PasteTable(self.preview, self)
        self.view = PasteView(self.table)
        self._lines = QStringListModel(self)
        self.problems = self._problem_list()
        self.counts = plain_label("", "card_title")
        self.refusal = wrapped_label("", "refusal")
        self.refusal.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add_button = self.buttons.addButton("Add", QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._connect()
        self._show()
        first = next((result.home for result in self.preview.results), (0, 0))
        self.view.go_to(first)
        self.view.setFocus()

    def commit(self) -> bool:
        """Add what is ticked, as one entry of the journal; False where nothing was written."""
        entities = [result.entity for result in self.table.accepted()]
        if not entities:
            return False
        origin = f"from {self._block.document}" if self._block.document else "pasted"
        return enter(self._desk, entities, f"Add {self._counted(len(entities))} {origin}")

    def accept(self) -> None:
        self.refusal.hide()
        if self.commit():
            super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter belongs to cells and lists here; it must not add by the way.
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.add_button.click()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        for part in (self.bar, self.view, self.problems, self.refusal):
            column.addWidget(part, int(part is self.view))
        column.addWidget(self.counts)
        column.addWidget(wrapped_label(_HELP, "muted"))
        column.addWidget(self.buttons)
        self.add_button.setDefault(True)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        # A dialog that is done must hear no refusal of others.
        self.finished.connect(self.deleteLater)
        self._desk.refused.connect(self._show_refusal)
        self._desk.failed.connect(self._show_refusal)
        self.table.corrected.connect(self._correct)
        self.table.ticked.connect(self._count)
        self.bar.reshaped.connect(self._reshape)
        self.bar.relaid.connect(self._relay)
        self.bar.chosen.connect(self._choose)
        self.view.selectionModel().currentChanged.connect(self._moved)
        self.problems.clicked.connect(self._go_to_problem)
        self.problems.activated.connect(self._go_to_problem)

    def _problem_list(self) -> QListView:
        view = QListView()
        view.setObjectName("problems")
        view.setAccessibleName("What is to be looked at")
        view.setModel(self._lines)
        view.setUniformItemSizes(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setFixedHeight(_PROBLEMS_HEIGHT)
        return view

    def _correct(self, row: int, column: int, text: str) -> None:
        self._block = self._block.corrected(row, column, text)
        self._read(self.preview.layout, self.preview.choices)

    def _reshape(self, subject: Subject, shape: Shape) -> None:
        clerk = self._previewer.clerk
        self._read(of_shape(clerk, self._block, subject, shape), self.preview.choices)

    def _relay(self, layout: Layout) -> None:
        self._read(layout, self.preview.choices)

    def _choose(self, choices: Choices) -> None:
        self._read(self.preview.layout, choices)

    def _read(self, layout: Layout, choices: Choices) -> None:
        self.preview = self._previewer.preview(self._block, layout, choices)
        self.table.show(self.preview)
        self.view.set_widths()
        self._show()

    def _show(self) -> None:
        self.bar.show_preview(self.preview)
        self._problems = tuple(self.preview.problems())
        self._lines.setStringList([f"{MARKS[p.standing]}  {p.sentence}" for p in self._problems])
        self.problems.setVisible(bool(self._problems))
        self._count()

    def _count(self) -> None:
        n = len(self.table.accepted())
        self.counts.setText(self.preview.summary() if not self.preview.fault else "No result yet")
        self.add_button.setText(f"Add {self._counted(n)}" if n else "Nothing to add")
        self.add_button.setEnabled(n > 0)

    def _counted(self, n: int) -> str:
        is_labs = self.preview.layout.subject is Subject.LABS
        return plural(n, "result" if is_labs else "measurement")

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.bar.show_column(self.table.column_of(current))

    def _go_to_problem(self, line: QModelIndex) -> None:
        self.view.go_to(self._problems[line.row()].place)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_refusal(self, sentence: str, _field: str = "") -> None:
        self.refusal.setText(sentence)
        self.refusal.show()
