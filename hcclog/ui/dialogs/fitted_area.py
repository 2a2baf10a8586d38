"""A part of a dialog that is as high as what it holds, and scrolls where the screen is too low."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QSizePolicy, QWidget

_LEAST_HEIGHT = 64
_FRAME_OF_WINDOW = 40


class FittedArea(QScrollArea):
    """Asks for the whole height of its widget, and does with less."""

    def __init__(self, widget: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if widget is not None:
            self.setWidget(widget)

    def sizeHint(self) -> QSize:
        return self._of_widget()

    def minimumSizeHint(self) -> QSize:
        wanted = self._of_widget()
        held = self.widget()
        width = held.minimumSizeHint().width() if held is not None else 0
        # Else the bar, where it comes, would lie over the right edge of the fields.
        width += self.verticalScrollBar().sizeHint().width()
        return QSize(width, min(_LEAST_HEIGHT, wanted.height()))

    def _of_widget(self) -> QSize:
        held, frame = self.widget(), 2 * self.frameWidth()
        wanted = held.sizeHint() if held is not None else QSize(0, 0)
        return wanted + QSize(frame, frame)


def fit_to_screen(dialog: QDialog) -> None:
    """Let a dialog be as high as it asks for, as far as the screen goes."""
    room = dialog.screen().availableGeometry().size()
    most = QSize(room.width(), room.height() - _FRAME_OF_WINDOW)
    if not dialog.testAttribute(Qt.WidgetAttribute.WA_Resized):
        dialog.resize(dialog.sizeHint().boundedTo(most))
    elif dialog.height() > most.height() or dialog.width() > most.width():
        dialog.resize(dialog.size().boundedTo(most))


def make_room(dialog: QDialog) -> None:
    """Let a dialog grow where it has more to show than before, as far as the screen goes."""
    if not dialog.isVisible():
        return
    for area in dialog.findChildren(FittedArea):
        held = area.widget()
        inner = held.layout() if held is not None else None
        if inner is not None:
            inner.activate()
        area.updateGeometry()
    room = dialog.screen().availableGeometry()
    wanted = min(dialog.sizeHint().height(), room.height() - _FRAME_OF_WINDOW)
    if wanted > dialog.height():
        dialog.resize(dialog.width(), wanted)
        frame = dialog.frameGeometry()
        below = frame.top() + wanted + _FRAME_OF_WINDOW - room.bottom()
        if below > 0:
            dialog.move(frame.left(), max(room.top(), frame.top() - below))
