"""The line above a chart: small buttons whose menus are filled when they are opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

Fill = Callable[[QMenu], None]


class ChartBar(QFrame):
    """What is shown at the left, how it is shown and where it goes at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chart_bar")
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(14, 1, 14, 1)
        self.line.setSpacing(2)
        self.line.addStretch(1)
        self._n_left = 0
        self._last: QWidget = self

    def add_menu(self, words: str, name: str, fill: Fill, *, at_left: bool = False) -> QToolButton:
        """Add a button whose menu is filled anew each time it opens.

        Args:
            words: On the button; an ampersand marks its key.
            name: For who does not see it.
            fill: Puts the actions into the emptied menu.
            at_left: Where it says what is shown and not how.
        """
        button = QToolButton(self)
        button.setObjectName("chart_button")
        button.setText(words)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: _refill(menu, fill))
        button.setMenu(menu)
        if at_left:
            self.line.insertWidget(self._n_left, button)
            self._n_left += 1
        else:
            self.line.addWidget(button)
            self._last = button
        return button

    def last_button(self) -> QWidget:
        """Return the button at the right end; the bar itself before one is added."""
        return self._last


def add_choice(menu: QMenu, group: QActionGroup, words: str, *, on: bool) -> QAction:
    """Add one of several actions to a menu, of which one is ticked."""
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setChecked(on)
    group.addAction(action)
    return action


def _refill(menu: QMenu, fill: Fill) -> None:
    menu.clear()
    fill(menu)
