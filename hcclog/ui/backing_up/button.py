"""The date of the last good backup, always in sight; pressed, it opens the list of backups."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from hcclog.ui.announcing import announce
from hcclog.ui.backing_up.keeper import BackupKeeper
from hcclog.ui.backing_up.standing import words_of
from hcclog.ui.fitting_button import FittingButton
from hcclog.ui.labels import plain_tip

_UNKNOWN = "Backups"
_RUNNING = "Backing up…"
_MINUTE_MS = 60_000


class BackupButton(FittingButton):
    """Says when the last backup was made; shorter where the window is narrow, never cut."""

    def __init__(
        self, keeper: BackupKeeper, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__("status_button", _UNKNOWN, parent)
        self._keeper, self._now = keeper, now
        self.setVisible(keeper.store_path is not None)
        keeper.changed.connect(self.refresh)
        keeper.making.connect(self.refresh)
        keeper.settled.connect(self.refresh)
        # "Today" ends at midnight, also where nothing is written.
        self._clock = QTimer(self, interval=_MINUTE_MS)
        self._clock.timeout.connect(self.refresh)
        self._clock.start()
        self.say(_UNKNOWN, _UNKNOWN)

    def refresh(self) -> None:
        """Show the standing of now."""
        words = words_of(self._keeper.standing, self._now())
        running = self._keeper.is_making
        long, short = (_RUNNING, _RUNNING) if running else (words.long, words.short)
        if self.property("warns") != words.warns:
            self.setProperty("warns", words.warns)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleName(f"{words.long}. Open the list of backups")
        self.setToolTip(plain_tip(words.tip))
        if self.accessibleDescription() != words.tip:
            announce(self, words.tip)
        self.say(long, short)
