"""Dialogs that are gone when they are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog


def let_go(dialog: QDialog) -> QDialog:
    """Return a dialog that is gone when it is done, so that it hears no refusal of others."""
    dialog.finished.connect(dialog.deleteLater)
    return dialog
