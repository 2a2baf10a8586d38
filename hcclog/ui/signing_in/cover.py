"""Covers everything: the window by one page, and every other window by hiding it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QMenu,
    QStatusBar,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

if TYPE_CHECKING:
    from hcclog.ui.signing_in.card import CardPage

_REFUSED = frozenset(
    {QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop, QEvent.Type.ContextMenu}
)


class Cover(QWidget):
    """Lies over a window until it is lifted; what comes up meanwhile is hidden at once.

    Attributes:
        hidden: The windows that come back when it is lifted.
    """

    def __init__(self, window: QMainWindow, page: CardPage) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self._window, self._page = window, page
        self._focus = window.focusWidget()
        parts = (window.centralWidget(), window.findChild(QStatusBar))
        self._parts = [each for each in parts if each is not None and not each.isHidden()]
        self.hidden: list[QWidget] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)

    def lay(self) -> None:
        """Cover the window and hide all others."""
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        QToolTip.hideText()
        for part in self._parts:
            part.hide()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        for widget in QApplication.topLevelWidgets():
            self._hide(widget)

    def lift(self, *, with_windows: bool = True) -> None:
        """Show again what was covered.

        Args:
            with_windows: False where the other windows do not come back.
        """
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.hide()
        for part in self._parts:
            part.show()
        # What had the focus may have gone with what was covered.
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
        # What stands over another window comes after it.
        for widget in sorted(self.hidden, key=_depth) if with_windows else ():
            if isinstance(widget, QDialog):
                widget.open()
            else:
                widget.show()
        self.hidden.clear()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        elif kind is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._keep_off(watched)
        elif kind is QEvent.Type.Shortcut:
            return not (isinstance(watched, QWidget) and self.isAncestorOf(watched))
        return kind in _REFUSED and not (
            isinstance(watched, QWidget) and self.isAncestorOf(watched)
        )

    def _keep_off(self, widget: QWidget) -> None:
        """Hide a window that comes up, before it is on the screen."""
        if widget is self._window:
            return
        widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)

        def put_away() -> None:
            self._hide(widget)
            widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)

        QTimer.singleShot(0, widget, put_away)

    def _hide(self, widget: QWidget) -> None:
        """Hide one window; one that waits for its answer in place is answered by going back."""
        if widget is self._window or widget.isHidden():
            return
        if isinstance(widget, QMenu) or widget.windowType() is Qt.WindowType.Popup:
            widget.close()
        elif isinstance(widget, QDialog) and _waits(widget):
            widget.reject()
        elif widget.windowType() is Qt.WindowType.ToolTip:
            widget.hide()
        else:
            widget.hide()
            self.hidden.append(widget)


def _depth(widget: QWidget) -> int:
    at, depth = widget.parentWidget(), 0
    while at is not None:
        at, depth = at.parentWidget(), depth + 1
    return depth


def _waits(dialog: QDialog) -> bool:
    """Return whether a dialog was opened by exec(), which ends when it is hidden."""
    return dialog.windowModality() is Qt.WindowModality.ApplicationModal
