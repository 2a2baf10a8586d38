"""A lesion that fell apart: its parts with their labels and sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPushButton, QWidget

from hcclog.entry.sizes import measurement_at, size_text
from hcclog.entry.splitting import part_labels, split
from hcclog.ui.dialogs.form import FormDialog, filled
from hcclog.ui.entering import enter, read_by
from hcclog.ui.forms import entries
from hcclog.ui.labels import plain_label, wrapped_label

if TYPE_CHECKING:
    from hcclog.domain.lesion import Lesion
    from hcclog.entry.clerk import Clerk
    from hcclog.ui.desk import Desk

_FIRST_PARTS, _MOST_PARTS = 2, 12


class SplitLesion(FormDialog):
    """Asks for the parts of a lesion.

    Attributes:
        at: The assessment where the parts were seen.
        parts: Label and size of each part, as inputs.
    """

    def __init__(
        self, desk: Desk, lesion: Lesion, assessment_id: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, f"{lesion.label} fell into parts", "Add the parts", parent)
        self._lesion = lesion
        self.parts: list[tuple[QLineEdit, QLineEdit]] = []
        clerk = desk.clerk()
        self.at = filled(QComboBox(), list(entries.assessments(clerk)) if clerk else [])
        place = self.at.findData(assessment_id)
        self.at.setCurrentIndex(place if place >= 0 else self.at.count() - 1)
        self.add_row("&Seen at", self.at)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(1, 1)
        for column, title in enumerate(("Part", "Size")):
            self._grid.addWidget(plain_label(title, "muted"), 0, column)
        self.more = QPushButton("Add a &part")
        self.more.clicked.connect(self._add_and_go)
        self.rest = wrapped_label("", "muted")
        self.column.insertLayout(1, self._grid)
        self.column.insertWidget(2, self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.insertWidget(3, self.rest)
        labels = part_labels(clerk.record, lesion.label, _MOST_PARTS) if clerk else []
        self._free = labels
        for _ in range(_FIRST_PARTS):
            self._add_part()
        self.at.currentIndexChanged.connect(self._say_rest)
        self._say_rest()
        self.parts[0][1].setFocus()

    def commit(self) -> bool:
        entities = read_by(self.desk, self._entities)
        words = ", ".join(label.text().strip() for label, _ in self.parts if label.text().strip())
        return entities is not None and enter(
            self.desk, entities, f"Split {self._lesion.label} into {words}"
        )

    def _entities(self, clerk: Clerk) -> list[Any]:
        typed = [(label.text(), size.text()) for label, size in self.parts]
        return split(clerk, self._lesion, str(self.at.currentData() or ""), typed)

    def _add_part(self) -> QLineEdit:
        n = len(self.parts)
        label, size = QLineEdit(), QLineEdit()
        label.setText(self._free[n] if n < len(self._free) else "")
        label.setAccessibleName(f"Label of part {n + 1}")
        size.setAccessibleName(f"Size of part {n + 1}")
        size.setPlaceholderText("18.0, 18x15, 18.0/12.0…")
        for column, line in enumerate((label, size)):
            self._grid.addWidget(line, n + 1, column)
        self.parts.append((label, size))
        self.setTabOrder(label, size)
        self.setTabOrder(size, self.more)
        return size

    def _add_and_go(self) -> None:
        self._add_part().setFocus()

    def _say_rest(self) -> None:
        """Say what is measured of the whole there: it is counted beside its parts."""
        record = self.desk.record()
        seen = record and measurement_at(record, self._lesion.id, str(self.at.currentData() or ""))
        words = size_text(seen, self._lesion, {}) if seen else ""
        label = self._lesion.label
        self.rest.setText(
            f"{label} itself is {words} there and counts beside its parts; empty its cell if "
            "nothing else of it is left."
            if words
            else f"{label} itself has no size there: its parts stand for all of it."
        )
