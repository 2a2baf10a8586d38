"""What stands in the window while a backup is restored: what is being done, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from hcclog.ui.backing_up.listing import size_words
from hcclog.ui.labels import plain_label

_SAYS = "Restoring the backup. The window fills by itself."
_LOOKING = "The backup is looked through."
_COPYING = "{done} of {of} copied."
_PUTTING = "The copy is put in the place of the store."
_BAR_WIDTH, _SPACING, _MARGIN = 320, 14, 32


class RestorePage(QWidget):
    """Follows the steps of one restore.

    Attributes:
        facts: What is being done.
        progress: How much is copied; without an end where nobody can count.
    """

    def __init__(self, n_bytes: int, n_bytes_at_once: int) -> None:
        """Take the size of the backup, and how much of it is copied in one step."""
        super().__init__()
        self._n_bytes, self._n_at_once, self._n_copied = n_bytes, n_bytes_at_once, 0
        self.facts = plain_label("", "muted")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(_BAR_WIDTH)
        self.progress.setAccessibleName(_SAYS)
        self.progress.setRange(0, 0)
        self._say(_LOOKING)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(_SPACING)
        column.addStretch(1)
        for widget in (plain_label(_SAYS, "card_title"), self.progress, self.facts):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def follow(self, step: str) -> None:
        """Show that a step of `hcclog.store.restoring` was done."""
        if step == "copying":
            self._n_copied = min(self._n_copied + self._n_at_once, self._n_bytes)
            self._count()
        elif step == "copied":
            self.progress.setRange(0, 0)
            self._say(_PUTTING)

    def _count(self) -> None:
        done, of = size_words(self._n_copied), size_words(self._n_bytes)
        # In thousands: a bar counts no further than two thousand million.
        self.progress.setRange(0, max(1, self._n_bytes // 1000))
        self.progress.setValue(self._n_copied // 1000)
        self._say(_COPYING.format(done=done, of=of))

    def _say(self, words: str) -> None:
        self.facts.setText(words)
        self.progress.setAccessibleDescription(words)
