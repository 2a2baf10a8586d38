"""Who can read the store, always in sight; pressed, it opens what can be done about that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

if TYPE_CHECKING:
    from hcclog.ui.actions import Actions
    from hcclog.ui.desk import Desk

_OPEN = "No password is set: whoever has this computer can read the store"
_OPEN_SHORT = "No password"
_PROTECT = "Set a password…"


class WhoButton(QToolButton):
    """Says that no password is set, or who is signed in and as what."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_button")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk = desk
        self._actions: Actions | None = None
        self._long = self._short = ""
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
            self._long, self._short = _OPEN, _OPEN_SHORT
        else:
            self._long, self._short = f"{person.name} ({person.role_words})", person.name
        self._long = self._long.replace("&", "&&")
        self._short = self._short.replace("&", "&&")
        self.setAccessibleName(f"{self._long}. {_PROTECT if person is None else 'Open the menu'}")
        self.setToolTip("Set a password" if person is None else "Lock, change password, people")
        self.updateGeometry()
        self._show_words()

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

    # Qt's calls

    def sizeHint(self) -> QSize:
        return self._size_with(self._long)

    def minimumSizeHint(self) -> QSize:
        return self._size_with(self._short)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_words()

    def _show_words(self) -> None:
        words = self._long if self.width() >= self.sizeHint().width() else self._short
        if self.text() != words:
            self.setText(words)

    def _size_with(self, words: str) -> QSize:
        shown, metrics = super().sizeHint(), self.fontMetrics()
        wider = metrics.horizontalAdvance(words) - metrics.horizontalAdvance(self.text())
        return QSize(shown.width() + wider, shown.height())
