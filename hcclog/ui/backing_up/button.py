"""The date of the last good backup, always in sight; pressed, it opens the list of backups."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from hcclog.ui.announcing import announce
from hcclog.ui.backing_up.keeper import BackupKeeper
from hcclog.ui.backing_up.standing import words_of
from hcclog.ui.labels import plain_tip

_UNKNOWN = "Backups"
_RUNNING = "Backing up…"
_MINUTE_MS = 60_000


class BackupButton(QToolButton):
    """Says when the last backup was made; shorter where the window is narrow, never cut."""

    def __init__(
        self, keeper: BackupKeeper, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        # Not the style sheet's focus rule alone: it is the only button of its line.
        self.setObjectName("status_button")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._keeper, self._now = keeper, now
        self._long = self._short = _UNKNOWN
        self.setVisible(keeper.store_path is not None)
        keeper.changed.connect(self.refresh)
        keeper.begun.connect(self.refresh)
        keeper.settled.connect(self.refresh)
        # "Today" ends at midnight, also where nothing is written.
        self._clock = QTimer(self, interval=_MINUTE_MS)
        self._clock.timeout.connect(self.refresh)
        self._clock.start()
        self._show_words()

    def refresh(self) -> None:
        """Show the standing of now."""
        words = words_of(self._keeper.standing, self._now())
        running = self._keeper.is_running
        self._long = _RUNNING if running else words.long
        self._short = _RUNNING if running else words.short
        if self.property("warns") != words.warns:
            self.setProperty("warns", words.warns)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleName(f"{words.long}. Open the list of backups")
        self.setToolTip(plain_tip(words.tip))
        if self.accessibleDescription() != words.tip:
            announce(self, words.tip)
        self.updateGeometry()
        self._show_words()

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
