"""The store cannot be opened: why, that nothing was changed, and what can be done about it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from hcclog.store.errors import StoreError
from hcclog.ui.labels import plain_label, wrapped_label

_TITLE = "The store cannot be opened"
_AS_IT_WAS = "Nothing was changed. What lies there was left as it is."
_WIDTH = 620
_MARGIN = 32


class CannotOpen(QWidget):
    """Stands in the window in place of the patients.

    Signals:
        tried_again: The same store is to be opened once more.
        chosen: Another store is to be opened: its path.
        restore_asked: A backup is to take the place of the store: the store's path.

    Attributes:
        restore_button: In sight where there are backups and somebody restores them.
    """

    tried_again = Signal()
    chosen = Signal(str)
    restore_asked = Signal(str)

    def __init__(
        self, error: StoreError, place: Path | None, parent: QWidget | None = None
    ) -> None:
        """Take the fault, and which store was meant."""
        super().__init__(parent)
        self._error, self._place = error, place
        self.words = wrapped_label(error.sentence)
        self.again = QPushButton("&Try again")
        self.again.setProperty("primary", True)
        self.choose_button = QPushButton("&Choose another store…")
        self.restore_button = QPushButton("&Restore a backup…")
        self.copy_button = QPushButton("Copy &diagnostics")
        self.quit_button = QPushButton("&Quit")
        self.told = wrapped_label("", "muted")
        self.restore_button.hide()
        self.choose_button.setVisible(place is not None)
        self._lay_out()
        self.again.clicked.connect(self.tried_again)
        self.choose_button.clicked.connect(self.ask_store)
        self.restore_button.clicked.connect(lambda: self.restore_asked.emit(str(place)))
        self.copy_button.clicked.connect(self.copy)
        self.quit_button.clicked.connect(lambda: self.window().close())

    def offer_backups(self) -> bool:
        """Show the button that restores where there are backups; True where it is shown."""
        from hcclog.store.thinning import backups_of

        found = backups_of(self._place) if self._place is not None else []
        if found:
            last = found[-1].manifest.made_at.astimezone()
            self.told.setText(f"The last good backup is of {last:%Y-%m-%d %H:%M}.")
        self.restore_button.setVisible(bool(found))
        return bool(found)

    def ask_store(self) -> QFileDialog:
        """Ask for another store."""
        folder = str(self._place.parent) if self._place is not None else ""
        dialog = QFileDialog(self, "Choose a store", folder, "Stores (*.db);;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.finished.connect(dialog.deleteLater)
        dialog.fileSelected.connect(self.chosen)
        dialog.open()
        return dialog

    def copy(self) -> None:
        """Copy diagnostics; nothing of a patient is in them."""
        from hcclog.ui.diagnosing import COPIED, copy_diagnostics

        copy_diagnostics(fault=self._error)
        self.told.setText(COPIED)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.again, self.restore_button, self.choose_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        more = QHBoxLayout()
        more.setSpacing(8)
        more.addWidget(self.copy_button)
        more.addWidget(self.quit_button)
        more.addStretch(1)
        page = QWidget()
        page.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(plain_label(_TITLE, "title"))
        column.addWidget(self.words)
        column.addWidget(wrapped_label(_AS_IT_WAS, "muted"))
        column.addLayout(buttons)
        column.addLayout(more)
        column.addWidget(self.told)
        around = QVBoxLayout(self)
        around.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        around.addStretch(1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(page, 8)
        line.addStretch(1)
        around.addLayout(line)
        around.addStretch(2)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.again.setFocus()


def saying(sentence: str) -> QLabel:
    """Return a page with one sentence and nothing to do."""
    label = plain_label(sentence)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setMargin(_MARGIN)
    return label
