"""Files that are dropped, as a file manager lets them fall."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

_COPY = Qt.DropAction.CopyAction
_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier


def drop(target: QWidget, mime: QMimeData) -> bool:
    """Drag something over a widget and let it fall; True where it was taken."""
    enter = QDragEnterEvent(QPoint(5, 5), _COPY, mime, _LEFT, _NONE)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    fall = QDropEvent(QPointF(5, 5), _COPY, mime, _LEFT, _NONE)
    QApplication.sendEvent(target, fall)
    return fall.isAccepted()


def dropped_file(*paths: Path) -> QMimeData:
    """Return what a file manager hands over."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime
