"""A quiet line that offers a second place for backups, once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from hcclog.ui.labels import wrapped_label

if TYPE_CHECKING:
    from hcclog.ui.desk import Desk
    from hcclog.ui.main_window import MainWindow

_SAYS = (
    "All backups lie on this computer. A copy on a stick, another disk or a share is there when"
    " the computer is not."
)


class PlaceOffer(QFrame):
    """Stands above the status line until it is answered.

    Signals:
        wanted: A person wants to choose a place.
    """

    wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("work_bar")
        self._desk = desk
        self.choose_button = QPushButton("Second place…")
        self.choose_button.setToolTip("Choose where backups are copied to")
        self.leave_button = QPushButton("Not now")
        self.leave_button.setToolTip("The list of backups offers it at any time")
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 5, 14, 5)
        line.setSpacing(12)
        line.addWidget(wrapped_label(_SAYS, "notice"), 1)
        line.addWidget(self.choose_button)
        line.addWidget(self.leave_button)
        self.choose_button.clicked.connect(self._choose)
        self.leave_button.clicked.connect(self._leave)

    def _choose(self) -> None:
        self._leave()
        self.wanted.emit()

    def _leave(self) -> None:
        self._desk.set_preferences(replace(self._desk.preferences, second_place_offered=True))
        self.hide()
        self.deleteLater()


def offer_place(window: MainWindow) -> PlaceOffer | None:
    """Show the offer above the status line; None where it stands there already."""
    from hcclog.ui.backing_up.place_choice import ask_place

    centre = window.centralWidget()
    middle = centre.layout() if centre is not None else None
    if middle is None or window.findChild(PlaceOffer) is not None:
        return None
    offer = PlaceOffer(window.desk)
    offer.wanted.connect(lambda: ask_place(window.line.keeper, window))
    middle.addWidget(offer)
    return offer
