"""Every key in one picture: those of the actions, and those of tables, forms and the chart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from hcclog.ui.dialogs.fitted_area import FittedArea, fit_to_screen
from hcclog.ui.labels import plain_label

Line = tuple[str, str]
Group = tuple[str, Sequence[Line]]
_WIDTH = 640
IN_PLACE: tuple[Group, ...] = (
    (
        "In tables",
        (
            ("Enter or F2", "change the cell; fold and unfold in the history"),
            ("Delete", "retract the entry"),
            ("↑ ↓ ← →", "go from cell to cell"),
            ("Tab", "leave the table"),
        ),
    ),
    (
        "In forms",
        (
            ("Tab, Shift+Tab", "next and last field"),
            ("Enter", "save"),
            ("Ctrl+Enter", "add and go on with the next"),
            ("Alt and a letter", "go to the field with that letter underlined"),
            ("Alt+↓ or F4", "the calendar of a date"),
            ("Escape", "close without saving"),
        ),
    ),
    (
        "In the chart",
        (
            ("← →", "go along the time"),
            ("+ and −", "nearer and farther"),
            ("[ and ]", "last and next entry"),
            ("Home", "all of it"),
            ("Escape", "select nothing"),
        ),
    ),
)


class Keys(QDialog):
    """Shows what each key does.

    Attributes:
        groups: What is shown: a title, and key and words of each line.
    """

    def __init__(
        self, actions: Sequence[tuple[str, Sequence[QAction]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setMinimumWidth(_WIDTH)
        # A dialog that is closed is done.
        self.finished.connect(self.deleteLater)
        self.groups: tuple[Group, ...] = (*_of_actions(actions), *IN_PLACE)
        self.area = FittedArea(_page(self.groups))
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName("Keys")
        said = "; ".join(f"{key}: {words}" for _, lines in self.groups for key, words in lines)
        self.area.setAccessibleDescription(said)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 16)
        layout.addWidget(self.area, 1)
        layout.addWidget(buttons)
        fit_to_screen(self)


def _of_actions(actions: Sequence[tuple[str, Sequence[QAction]]]) -> tuple[Group, ...]:
    """Return the actions that have a key, by group."""
    native = QKeySequence.SequenceFormat.NativeText
    return tuple(
        (title, [(a.shortcut().toString(native), _words(a)) for a in group if _has_key(a)])
        for title, group in actions
    )


def _has_key(action: QAction) -> bool:
    return not action.shortcut().isEmpty()


def _words(action: QAction) -> str:
    # Undo and redo name what they do now; here they are what they always are.
    return str(action.property("words")).removesuffix("…")


def _page(groups: Sequence[Group]) -> QWidget:
    """Return two columns of groups, of about the same length."""
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(2, 18)
    half = sum(len(lines) + 1 for _, lines in groups) / 2
    n_above, rows = 0, [0, 0]
    for title, lines in groups:
        side = int(n_above >= half)
        n_above += len(lines) + 1
        head = plain_label(title, "section")
        head.setIndent(0)
        grid.addWidget(head, rows[side], 3 * side, 1, 2)
        for n, (key, words) in enumerate(lines, start=rows[side] + 1):
            grid.addWidget(plain_label(key, "card_title"), n, 3 * side)
            grid.addWidget(plain_label(words), n, 3 * side + 1)
        rows[side] += len(lines) + 1
    grid.setRowStretch(max(rows), 1)
    return page
