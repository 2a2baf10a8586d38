"""A page with one card in its middle, for what stands in the window while no store is open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hcclog.ui.dialogs.fitted_area import FittedArea
from hcclog.ui.labels import plain_label, wrapped_label

_WIDTH = 450  # a recovery code is seen whole


class CardPage(QWidget):
    """Fills the window; on a low screen the card scrolls.

    Attributes:
        column: What the card holds, from above.
    """

    def __init__(self, title: str, about: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(_WIDTH)
        self.column = QVBoxLayout(card)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(10)
        self.column.addWidget(plain_label(title, "title"))
        self.about = wrapped_label(about, "muted")
        self.column.addWidget(self.about)
        if not about:
            self.about.hide()
        around = QWidget()
        middle = QGridLayout(around)
        middle.addWidget(card, 1, 1)
        for end in (0, 2):
            middle.setRowStretch(end, 1)
            middle.setColumnStretch(end, 1)
        area = FittedArea(around)
        area.setObjectName("card_area")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def add_buttons(self, go_on: QPushButton, other: QPushButton | None = None) -> None:
        """End the card with what goes on, at the right, and what else can be done, at the left."""
        go_on.setProperty("primary", True)
        row = QHBoxLayout()
        if other is not None:
            row.addWidget(other)
        row.addStretch(1)
        row.addWidget(go_on)
        self.column.addLayout(row)
