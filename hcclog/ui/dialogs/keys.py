"""Every key in one picture: those of the actions, and those of tables, forms and the chart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from hcclog.ui.dialogs.fitted_area import FittedArea, fit_to_screen
from hcclog.ui.labels import plain_label

Line = tuple[str, str]
Group = tuple[str, Sequence[Line]]
_WIDTH = 640
IN_PLACE: tuple[Group, ...] = (
    (
        "In tables",
        (
            ("Enter or F2", "Change the cell; fold and unfold in the history"),
            ("Delete", "Retract the entry"),
            ("↑ ↓ ← →", "Go from cell to cell"),
            ("Ctrl+C", "Copy; the menu has more ways"),
            ("Tab", "Leave the table"),
        ),
    ),
    (
        "In the lesion worksheet",
        (
            ("Ctrl+I", "New assessment"),
            ("Ctrl+Shift+I", "New lesion"),
            ("Ctrl+F2", "Correct the imaging of the column"),
            ("Alt+↓", "List what can stand in a cell"),
        ),
    ),
    (
        "In forms",
        (
            ("Tab, Shift+Tab", "Next and previous field"),
            ("Enter", "Save"),
            ("Ctrl+Enter", "Add and go on with the next"),
            ("Alt and a letter", "Go to the field with that letter underlined"),
            ("Alt+↓ or F4", "Open the calendar of a date"),
            ("Escape", "Close without saving"),
        ),
    ),
    (
        "In the chart",
        (
            ("← →", "Go along the time"),
            ("Shift+← →", "Read every lane at an earlier or a later day"),
            ("+ and −", "Zoom in and out"),
            ("[ and ]", "Previous and next entry"),
            ("Enter", "Correct the selected entry"),
            ("Menu or Shift+F10", "What can be done with it, or added there"),
            ("Home", "Show the whole course"),
            ("Escape", "Select nothing"),
        ),
    ),
    (
        "In a plot of the cohort",
        (
            ("← →", "Read the marks one by one"),
            ("↑ ↓", "Go to the previous and the next patient"),
            ("Home, End", "Read the first and the last"),
            ("Enter", "Open the patient"),
            ("Space", "Tick a choice of a filter"),
            ("Ctrl+C", "Copy the table"),
        ),
    ),
    (
        "In files that enter and leave",
        (
            ("Space", "Tick a row or a text"),
            ("Ctrl+Enter", "Add what the file brings"),
            ("Page up and down", "Turn the pages of a report"),
            ("Escape", "Cancel what goes on"),
        ),
    ),
    (
        "On the lanes of the chart",
        (
            ("↑ ↓", "Choose a lane, for the keys below"),
            ("Alt+↑ ↓", "Move the lane up or down"),
            ("Shift+↑ ↓", "Make the lane lower or taller"),
            ("Menu or Shift+F10", "Hide it, its height, its axis"),
            ("Escape", "Choose none"),
        ),
    ),
    (
        "In the line below the chart",
        (
            ("← →", "Move the days that are shown"),
            ("Shift+← →", "Show less or more at the end"),
            ("Page up and down", "Move by all that is shown"),
            ("Home", "Show the whole course"),
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
    sides = QHBoxLayout(page)
    sides.setContentsMargins(0, 0, 0, 0)
    sides.setSpacing(30)
    # Two grids: a title on one side would stretch the row beside it.
    grids = (_grid(), _grid())
    for grid in grids:
        sides.addLayout(grid)
    half = sum(len(lines) + 1 for _, lines in groups) / 2
    n_above = 0
    for title, lines in groups:
        _add_group(grids[int(n_above >= half)], title, lines)
        n_above += len(lines) + 1
    for grid in grids:
        grid.setRowStretch(grid.rowCount(), 1)
    return page


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    return grid


def _add_group(grid: QGridLayout, title: str, lines: Sequence[Line]) -> None:
    head = plain_label(title, "section")
    head.setIndent(0)
    first = grid.rowCount()
    grid.addWidget(head, first, 0, 1, 2)
    for n, (key, words) in enumerate(lines, start=first + 1):
        grid.addWidget(plain_label(key, "card_title"), n, 0)
        grid.addWidget(plain_label(words), n, 1)
