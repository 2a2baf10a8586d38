"""Who can read the store, always in sight; pressed, it opens what can be done about that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from hcclog.ui.fitting_button import FittingButton

if TYPE_CHECKING:
    from hcclog.ui.actions import Actions
    from hcclog.ui.desk import Desk

_OPEN = "No password is set: whoever has this computer can read the store"
_OPEN_SHORT = "No password"
_PROTECT = "Set a password…"


class WhoButton(FittingButton):
    """Says that no password is set, or who is signed in and as what."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("status_button", parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk = desk
        self._actions: Actions | None = None
        desk.people_changed.connect(self.refresh)
        self.clicked.connect(self._press)
        self.refresh()

    def take(self, actions: Actions) -> None:
        """Offer these when it is pressed."""
        self._actions = actions

    def refresh(self) -> None:
        """Say what holds now."""
        store = self._desk.logbook.store
        person = store.person
        self.setVisible(store.is_unprotected or person is not None)
        if person is None:
            long, short = _OPEN, _OPEN_SHORT
        else:
            long, short = f"{person.name} ({person.role_words})", person.name
        self.setAccessibleName(f"{long}. {_PROTECT if person is None else 'Open the menu'}")
        self.setToolTip("Set a password" if person is None else "Lock, change password, people")
        self.say(long.replace("&", "&&"), short.replace("&", "&&"))

    def _press(self) -> None:
        if self._actions is None:
            return
        if self._desk.logbook.person is None:
            self._actions.protect.trigger()
            return
        menu = QMenu(self)
        menu.addActions([each for each in self._actions.of_people() if each.isVisible()])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
