"""Who is not in a plot, and why: folded up until it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from hcclog.cohort.views import LeftOut
from hcclog.ui.cohort.list_view import ListView
from hcclog.ui.cohort.tables import left_out_table
from hcclog.ui.models.row_table import RowTable
from hcclog.ui.theme import ROW_HEIGHT

_LEAST_ROWS = 4
_UNBOUND = 16777215  # Qt's QWIDGETSIZE_MAX


class LeftOutPanel(QWidget):
    """A line with their number, and below it the table of them.

    Signals:
        row_opened: A row was opened: table and id.
    """

    row_opened = Signal(str, str)  # table, id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("left_out")
        self.button = QToolButton(self)
        self.button.setObjectName("fold")
        self.button.setCheckable(True)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.table = ListView(RowTable(self), "Not in this plot", self)
        self.table.row_opened.connect(self.row_opened)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.button)
        layout.addWidget(self.table, 1)
        self.button.toggled.connect(self._unfold)
        self._unfold(False)

    def show_left_out(self, left_out: Sequence[LeftOut]) -> None:
        """Say how many are left out, and list them."""
        self.table.rows().show(left_out_table(left_out))
        words = f"Not in this plot: {len(left_out)}, each with its reason"
        self.button.setText(words)
        self.button.setAccessibleName(words)
        self.setVisible(bool(left_out))

    def _unfold(self, on: bool) -> None:
        self.table.setVisible(on)
        self.button.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        line = self.button.sizeHint().height()
        self.setMinimumHeight(line + _LEAST_ROWS * ROW_HEIGHT if on else line)
        self.setMaximumHeight(_UNBOUND if on else line)
