"""The thin bar above a table: what can be added here, and which keys change what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from hcclog.ui.labels import ElidedLabel, plain_tip
from hcclog.ui.permitting import forbidden

if TYPE_CHECKING:
    from hcclog.ui.desk import Desk

HINT = "Enter corrects · Delete retracts · Menu key or right click for more"


class Offer(NamedTuple):
    """One kind of entry that can be added.

    Attributes:
        words: Such as ``New &course…``; the letter after ``&`` is its key with Alt.
        table: The noun's table.
    """

    words: str
    table: str


class EntryBar(QWidget):
    """Buttons that open the form of a new entry.

    Attributes:
        buttons: By table, in the order shown.
    """

    def __init__(self, desk: Desk, offers: tuple[Offer, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("entry_row")
        self._desk = desk
        self.buttons: dict[str, QPushButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 4, 10, 4)
        for offer in offers:
            button = QPushButton(offer.words)
            key = QKeySequence.mnemonic(offer.words)
            button.setToolTip(key.toString(QKeySequence.SequenceFormat.NativeText))
            button.clicked.connect(lambda _on, table=offer.table: self.add(table))
            self.buttons[offer.table] = button
            line.addWidget(button)
        hint = ElidedLabel("muted")
        hint.show_text(HINT)
        line.addWidget(hint, 1)
        desk.patient_chosen.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Let the buttons be pressed where something can be written."""
        book, is_shown = self._desk.logbook, bool(self._desk.patient_id)
        for table, button in self.buttons.items():
            button.setEnabled(is_shown and book.may_write(table))
            why = forbidden(book, [table])
            if why:
                button.setToolTip(plain_tip(why))

    def add(self, table: str) -> None:
        """Open the form of a new entry; it belongs to what is selected, where it can."""
        from hcclog.ui.dialogs.entry_dialog import EntryDialog
        from hcclog.ui.dialogs.opening import given_by

        given = given_by(self._desk, table)
        EntryDialog(self._desk, table, given=given, parent=self.window()).open()
