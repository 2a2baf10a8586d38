"""The switch that takes out whose records they are, and what a person decides beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hcclog.exchange.deidentify.choices import DateMode, FreeText
from hcclog.ui.labels import wrapped_label
from hcclog.ui.text import plural

if TYPE_CHECKING:
    from hcclog.exchange.deidentify.leaving import Leaving
    from hcclog.logbook import Logbook

_DATES = {
    DateMode.DAYS: "dates as days from day 0",
    DateMode.SHIFT: "dates shifted by a secret number of days",
}


@dataclass(frozen=True, slots=True)
class LeavingChoice:
    """How records leave.

    Attributes:
        is_deidentified: Nobody may be known from what is written.
        dates: What becomes of dates then.
        kept: Free texts that a person looked at and lets go out.
    """

    is_deidentified: bool = False
    dates: DateMode = DateMode.DAYS
    kept: frozenset[FreeText] = frozenset()

    def leaving(self, book: Logbook) -> Leaving:
        """Return what records go through.

        Raises:
            StoreError: The store has no secret yet and cannot write one.
        """
        from hcclog.exchange.deidentify.leaving import AS_THEY_STAND, deidentified_from

        if not self.is_deidentified:
            return AS_THEY_STAND
        return deidentified_from(book, self.dates, self.kept)


class LeavingBox(QWidget):
    """A box to tick; where it is, how dates leave, and which free texts.

    Signals:
        turned: Records are to leave otherwise.
        review_wanted: A person wants to look at the free texts.
    """

    turned = Signal()
    review_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kept: frozenset[FreeText] = frozenset()
        self.switch = QCheckBox("&De-identify: nobody can be known from it")
        self.dates = QComboBox()
        self.dates.setAccessibleName("What becomes of dates")
        for mode, words in _DATES.items():
            self.dates.addItem(words, mode)
        self.review_button = QPushButton("Re&view free texts…")
        self.review_button.setAutoDefault(False)
        self.said = wrapped_label("", "muted")
        self._more = QWidget()
        line = QHBoxLayout(self._more)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.dates)
        line.addWidget(self.review_button)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for part in (self.switch, self._more, self.said):
            layout.addWidget(part)
        self.switch.toggled.connect(self._turn)
        self.review_button.clicked.connect(self.review_wanted)
        self._follow()

    def choice(self) -> LeavingChoice:
        """Return what a person decided."""
        dates = DateMode(self.dates.currentData())
        return LeavingChoice(self.switch.isChecked(), dates, self.kept)

    def keep(self, kept: frozenset[FreeText]) -> None:
        """Let some free texts go out."""
        self.kept = kept
        self._follow()

    def forget_review(self) -> None:
        """Drop all free texts again: other patients are meant."""
        self.keep(frozenset())

    def _turn(self) -> None:
        self._follow()
        self.turned.emit()

    def _follow(self) -> None:
        on = self.switch.isChecked()
        self._more.setVisible(on)
        self.said.setVisible(on)
        n = len(self.kept)
        texts = (
            f"{plural(n, 'free text')} that you looked at, and no other," if n else "No free text"
        )
        self.said.setText(
            f"Codes and ids are replaced, births coarsened. {texts} goes out. The files are"
            " searched for every name, code and date of the store before they leave."
        )
