"""A part of a dialog that is as high as what it holds, and scrolls where the screen is too low."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QSizePolicy, QWidget

from hcclog.ui.labels import WrappedLabel

_LEAST_HEIGHT = 64
_FRAME_OF_WINDOW = 40


class FittedArea(QScrollArea):
    """Asks for the whole height of its widget, and does with less."""

    def __init__(self, widget: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._coming_width = 0
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

    def fit_to_width(self) -> None:
        """Ask for the height of the width it has, though nobody sees it yet."""
        self._coming_width = self.width()
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        held = self.widget()
        if event.type() is QEvent.Type.LayoutRequest and held is not None:
            # The least height of lines that break is that of a narrow widget, which this is not.
            held.setMinimumHeight(1 if held.hasHeightForWidth() else 0)
            # An area tells nobody by itself that its widget wants another height.
            self.updateGeometry()
        return handled

    def _of_widget(self) -> QSize:
        held, frame = self.widget(), 2 * self.frameWidth()
        wanted = held.sizeHint() if held is not None else QSize(0, 0)
        width = self.width() if self.isVisible() else self._coming_width
        if held is not None and held.hasHeightForWidth() and width:
            wanted.setHeight(held.heightForWidth(width - frame))
        return wanted + QSize(frame, frame)


def fit_to_screen(dialog: QDialog) -> None:
    """Let a dialog be as high as it asks for, as far as the screen goes."""
    room = dialog.screen().availableGeometry().size()
    most = QSize(room.width(), room.height() - _FRAME_OF_WINDOW)
    if not dialog.testAttribute(Qt.WidgetAttribute.WA_Resized):
        dialog.resize(_asked_size(dialog).boundedTo(most))
    elif dialog.height() > most.height() or dialog.width() > most.width():
        dialog.resize(dialog.size().boundedTo(most))


def _asked_size(dialog: QDialog) -> QSize:
    """Return the size that a dialog asks for, with its lines broken at the width it will have.

    Qt breaks them at a width that it finds handsome; wider than that, the rest would be left empty.
    """
    layout = dialog.layout()
    if layout is None:
        return dialog.sizeHint()
    for each in dialog.findChildren(QWidget):
        each.ensurePolished()
    hint = dialog.sizeHint()
    width = max(hint.width(), dialog.minimumWidth())
    # High enough that no bar takes of the width.
    dialog.resize(width, dialog.screen().size().height())
    layout.activate()
    # Parents come before their children: what is not seen yet is told its width by nobody else.
    for each in dialog.findChildren(QWidget):
        if each.isVisibleTo(dialog):
            _tell_width(each)
    layout.activate()
    if layout.hasHeightForWidth():
        return QSize(width, layout.totalHeightForWidth(width))
    return QSize(width, layout.totalSizeHint().height())


def _tell_width(widget: QWidget) -> None:
    """Lay out what a widget holds, and let it ask for the height of its lines."""
    layout = widget.layout()
    if layout is not None:
        layout.setGeometry(widget.contentsRect())
    if isinstance(widget, FittedArea):
        held = widget.widget()
        if held is not None:
            held.resize(widget.width() - 2 * widget.frameWidth(), held.height())
    if isinstance(widget, (FittedArea, WrappedLabel)):
        widget.fit_to_width()


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
