"""Before a backup takes the store's place: what will be, what is kept, and a deliberate click."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from hcclog.store.thinning import Backup
from hcclog.ui.backing_up.listing import made_words, why_words
from hcclog.ui.dialogs.keyed import KeyedDialog
from hcclog.ui.labels import wrapped_label

if TYPE_CHECKING:
    from hcclog.store.restore_outlook import Outlook

_WIDTH = 480
_KEPT = (
    "What lies there now is kept in a folder beside it, whose name is told afterwards;"
    " nothing is deleted."
)
_DRAFTS = "Visits that were begun and not saved stay as they are."


class ConfirmRestore(KeyedDialog):
    """Enter and Escape go back; only its button restores."""

    def __init__(
        self, backup: Backup, outlook: Outlook, now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Restore a backup")
        self.setMinimumWidth(_WIDTH)
        made = made_words(backup.manifest.made_at, now)
        head = f"The store becomes what it was {made} ({why_words(backup.manifest.why)})."
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(wrapped_label(head, "card_title"))
        for sentence in sentences_of(outlook):
            layout.addWidget(wrapped_label(sentence, "finding"))
        buttons = QDialogButtonBox()
        self.restore_button = buttons.addButton(
            "Restore", QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self.back_button = buttons.addButton("Go back", QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.restore_button, self.back_button):
            button.setAutoDefault(False)
        self.restore_button.clicked.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.back_button.setFocus()


def sentences_of(outlook: Outlook) -> tuple[str, ...]:
    """Return what a person should know before."""
    counted = f"The backup is whole and holds {outlook.n_entries:,} entries. {outlook.sentence}"
    kept = (_KEPT, _DRAFTS) if outlook.is_there else ()
    keys = ("Its key file comes along.",) if outlook.brings_keys else ()
    return (counted, *kept, *keys)
