"""Lesions down; their place, their size at a baseline, a role to choose, and why it is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QSizePolicy, QWidget

from hcclog.domain.response import LesionRole
from hcclog.ui.dialogs.form import filled
from hcclog.ui.labels import plain_label, wrapped_label

_TITLES = ("Lesion", "Place", "Size, mm", "Role", "Proposed because")
_CHOICES: list[tuple[str, object]] = [
    ("no role", None),
    *((role.value, role) for role in LesionRole),
]
_WHY = len(_TITLES) - 1
_WHY_WIDTH = 250


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One lesion: its id, what stands in its row, and the role that is chosen first."""

    lesion_id: str
    label: str
    place: str
    size: str
    role: LesionRole | None
    reason: str


class RoleChoice(QComboBox):
    """A choice that scrolling by cannot change."""

    def __init__(self, row: RoleRow) -> None:
        super().__init__()
        values = [value for _, value in _CHOICES]
        filled(self, _CHOICES, values.index(row.role))
        self.setAccessibleName(f"Role of {row.label}")
        self.setAccessibleDescription(row.reason)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def role(self) -> LesionRole | None:
        """The role that is chosen."""
        chosen = self.currentData()
        return None if chosen is None else LesionRole(chosen)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class RoleGrid(QScrollArea):
    """The lesions of one baseline.

    Signals:
        chosen: A person chose a role; with the lesion's id.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: dict[str, RoleChoice] = {}
        self.setWidgetResizable(True)
        self.setAccessibleName("Lesions and their roles")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: Sequence[RoleRow]) -> None:
        """Show lesions, in place of those that were shown."""
        page = QWidget()
        page.setObjectName("side")
        grid = QGridLayout(page)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(_WHY, 1)
        grid.setColumnMinimumWidth(_WHY, _WHY_WIDTH)
        for column, title in enumerate(_TITLES):
            name = plain_label(title, "section")
            name.setIndent(0)
            grid.addWidget(name, 0, column)
        self.choices = {}
        for n, row in enumerate(rows, start=1):
            self._add(grid, n, row)
        if not rows:
            grid.addWidget(plain_label("No lesion is logged.", "muted"), 1, 0, 1, len(_TITLES))
        grid.setRowStretch(len(rows) + 2, 1)
        self.setWidget(page)

    def roles(self) -> dict[str, LesionRole | None]:
        """Return the chosen roles by lesion."""
        return {lesion_id: choice.role for lesion_id, choice in self.choices.items()}

    def _add(self, grid: QGridLayout, n: int, row: RoleRow) -> None:
        place, size, why = (wrapped_label(words) for words in (row.place, row.size, row.reason))
        for label in (place, size):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        choice = RoleChoice(row)
        choice.activated.connect(lambda _n: self.chosen.emit(row.lesion_id))
        self.choices[row.lesion_id] = choice
        widgets = (plain_label(row.label, "card_title"), place, size, choice, why)
        for column, widget in enumerate(widgets):
            grid.addWidget(widget, n, column)
