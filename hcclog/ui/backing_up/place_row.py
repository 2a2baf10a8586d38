"""The line of the list that says where backups are copied to, and changes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from hcclog.ui.backing_up.place_choice import ask_place, forget_place
from hcclog.ui.labels import plain_label, wrapped_label

if TYPE_CHECKING:
    from hcclog.ui.backing_up.scene import Scene

_NO_PLACE = "None. A copy on a stick, another disk or a share is there when this computer is not."
_OPEN = "No password is set: whoever has what is copied there can read the store."


class PlaceRow(QWidget):
    """Shows the second place.

    Signals:
        forgotten: Backups are copied nowhere else any more.

    Attributes:
        words: Where it is, and who can read what lies there.
    """

    forgotten = Signal()

    def __init__(
        self, scene: Scene, refused: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        """Take whose backups they are, and what tells that a place does not do."""
        super().__init__(parent)
        self._scene, self._refused = scene, refused
        self.words = wrapped_label("", "notice")
        self.choose_button = plain_button("Second &place…", self._ask)
        self.forget_button = plain_button("Use &none", self._forget)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(plain_label("Second place", "card_title"))
        line.addWidget(self.words, 1)
        line.addWidget(self.choose_button)
        line.addWidget(self.forget_button)

    def refresh(self) -> None:
        """Show which place is chosen now."""
        place, keeper = self._scene.place, self._scene.keeper
        said = _NO_PLACE if place is None else str(place)
        if place is not None and keeper is not None and keeper.desk.logbook.store.is_unprotected:
            said = f"{said}\n{_OPEN}"
        self.words.setText(said)
        self.forget_button.setVisible(place is not None and keeper is not None)

    def set_usable(self, *, usable: bool) -> None:
        """Let another place be chosen, or not."""
        for button in (self.choose_button, self.forget_button):
            button.setEnabled(usable)

    def _ask(self) -> None:
        if self._scene.keeper is not None:
            ask_place(self._scene.keeper, self, self._refused)

    def _forget(self) -> None:
        if self._scene.keeper is not None:
            forget_place(self._scene.keeper)
            self.forgotten.emit()


def plain_button(words: str, act: Callable[[], object]) -> QPushButton:
    """Return a button that Enter elsewhere does not press."""
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _on: act())
    return button
