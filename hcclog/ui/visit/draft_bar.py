"""One line: a visit was begun and not saved; it is gone on with, or discarded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from hcclog.ui.drafting import unpacked
from hcclog.ui.labels import ElidedLabel

if TYPE_CHECKING:
    from hcclog.ui.desk import Desk

_DISCARD, _KEEP = "Discard it", "Keep it"


class DraftBar(QWidget):
    """Offers what was begun for the chosen patient.

    Signals:
        continued: A person goes on with it.
        discarded: A person said that it may go.
    """

    continued = Signal()
    discarded = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entry_row")
        self._desk = desk
        self.words = ElidedLabel("notice")
        self.go_on = QPushButton("Con&tinue")
        self.go_on.setProperty("primary", True)
        self.discard = QPushButton("Discard…")
        self.go_on.clicked.connect(self.continued)
        self.discard.clicked.connect(self._ask)
        line = QHBoxLayout(self)
        line.setContentsMargins(18, 5, 18, 5)
        line.addWidget(self.words, 1)
        line.addWidget(self.go_on)
        line.addWidget(self.discard)
        self.hide()

    def offer(self, payload: str) -> None:
        """Offer a draft; hide where there is none."""
        if payload:
            self.words.show_text(draft_words(self._desk, payload))
        writable = self._desk.logbook.may_write("visit")
        self.go_on.setEnabled(writable)
        self.discard.setEnabled(writable)
        self.setVisible(bool(payload))

    def _ask(self) -> None:
        question = f"{self.words.text()} What was typed would be gone."
        if self._desk.choose(question, (_DISCARD, _KEEP)) == 0:
            self.discarded.emit()


def draft_words(desk: Desk, payload: str) -> str:
    """Return what is said of a draft: of which day it is, and when it was begun."""
    begun, typed = unpacked(payload)
    day, _, hour = begun.partition(" ")
    today = desk.logbook.stamp().today.isoformat()
    when = f"at {hour}" if day == today else f"on {day} at {hour}"
    on = typed.get("on", "")
    visit = f"A visit of {on}" if on else "A visit without a date"
    return f"{visit} was begun {when} and not saved."
