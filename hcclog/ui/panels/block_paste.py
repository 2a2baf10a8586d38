"""A block that is pasted or dropped anywhere on a page goes to the preview, not into a field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from hcclog.ui.desk import Desk
from hcclog.ui.pasting import holds_block, preview_mime


class BlockPaste(QObject):
    """Takes Ctrl+V on a page where the clipboard holds more than one cell."""

    def __init__(self, desk: Desk, page: QWidget, *, lesions: bool = False) -> None:
        super().__init__(page)
        self._desk, self._page, self._lesions = desk, page, lesions
        self._watched: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._watch)

    def _watch(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Look at the keys of whatever has the focus on the page, and of nothing else."""
        # A page that is being taken down loses the focus when half of it is gone already.
        if not isValid(self) or not isValid(self._page):
            return
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        is_here = now is not None and self._page.isAncestorOf(now)
        self._watched = now if is_here else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
            self._watched.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._watched = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not event.matches(QKeySequence.StandardKey.Paste):
            return False
        mime = QGuiApplication.clipboard().mimeData()
        if not holds_block(mime):
            return False
        preview_mime(self._desk, mime, self._page.window(), lesions=self._lesions)
        return True


class BlockDrop(QObject):
    """Takes blocks that are dropped on a page; a file is the window's."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent):
            return False
        if event.mimeData().hasUrls():
            # Else a field would take the file's name for its text.
            event.ignore()
            return True
        if not self._desk.patient_id or not holds_block(event.mimeData()):
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            preview_mime(self._desk, event.mimeData(), self._page.window(), lesions=False)
        return True
