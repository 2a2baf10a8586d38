"""A window that is closed makes a backup first, where something was written since the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from hcclog.store.thinning import AT_CLOSING
from hcclog.ui.backing_up.wishes import Outcome, Wish
from hcclog.ui.labels import plain_label

if TYPE_CHECKING:
    from hcclog.ui.backing_up.keeper import BackupKeeper
    from hcclog.ui.desk import Desk

_SAYS = "Backing up, then the window closes…"
_HELD = "The window is being closed; nothing more is written."


class BackupAtClosing(QObject):
    """Keeps a window open for as long as its backup takes.

    A session that ends is not kept waiting: the next start makes the backup of the day.

    Attributes:
        notice: What stands in the window meanwhile; None before.
    """

    def __init__(self, keeper: BackupKeeper, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._keeper, self._desk, self._window = keeper, desk, window
        self.notice: ClosingNotice | None = None
        self._may_close = False
        keeper.settled.connect(self._settled)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.notice is not None:
            self.notice.centre()
        if event.type() is not QEvent.Type.Close or not self._is_due():
            return False
        if self.notice is not None:
            # Who asks once more does not want to wait.
            self._may_close = True
            self._end_notice()
            self._keeper.end_now()
            return False
        event.ignore()
        self._begin()
        return True

    def close_now(self) -> None:
        """Close without the backup; what of it is made so far is taken away."""
        self._may_close = True
        self._end_notice()
        self._keeper.end_now()
        self._window.close()

    def _end_notice(self) -> None:
        if self.notice is not None:
            self.notice.hide()
            self.notice.deleteLater()
            self.notice = None
            self._desk.release_writing()

    def _is_due(self) -> bool:
        app = QGuiApplication.instance()
        ends = isinstance(app, QGuiApplication) and app.isSavingSession()
        if self._may_close or ends or not self._keeper.is_possible:
            return False
        return self._keeper.is_new

    def _begin(self) -> None:
        self.notice = ClosingNotice(self._window)
        self.notice.close_button.clicked.connect(self.close_now)
        self._desk.hold_writing(_HELD)
        self._keeper.ask(Wish(AT_CLOSING))

    def _settled(self, outcome: object) -> None:
        """Close, or say why there is no backup and let a person decide."""
        if self.notice is None:
            return
        if isinstance(outcome, Outcome) and outcome.wish.why != AT_CLOSING:
            # Another one was under way; ours comes after it.
            return
        self._end_notice()
        fault = outcome.fault if isinstance(outcome, Outcome) else "It ended early."
        sentence = f"There is no backup of what was written last. {fault}"
        if fault and self._desk.choose(sentence, ("Close without a backup",)) is None:
            return
        self._may_close = True
        self._window.close()


class ClosingNotice(QFrame):
    """Says in the middle of the window what it waits for."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("card")
        words = plain_label(_SAYS, "card_title")
        self.close_button = QPushButton("Close without waiting")
        self.close_button.setToolTip("Nothing half is left of the backup (Escape)")
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 16, 20, 16)
        line.setSpacing(20)
        line.addWidget(words)
        line.addWidget(self.close_button)
        self.setAccessibleName(_SAYS)
        self.adjustSize()
        self.centre()
        self.show()
        self.raise_()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def centre(self) -> None:
        """Stand in the middle of the window."""
        self.move(self.window().rect().center() - self.rect().center())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_button.click()
        else:
            super().keyPressEvent(event)
