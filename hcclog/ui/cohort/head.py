"""The head of the cohort's page: who is in, and how far the reading of the store is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from hcclog.ui.labels import ElidedLabel


class CohortHead(QFrame):
    """Says who is in; while patients are read, it says how many and lets one stop.

    Signals:
        stopped: No more patients are to be read now.
        resumed: The rest is to be read after all.
    """

    stopped = Signal()
    resumed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.title = ElidedLabel("title")
        self.title.show_text("Cohort")
        self.facts = ElidedLabel("muted")
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Patients read")
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(160)
        self.stop_button = QPushButton("&Cancel")
        self.stop_button.setToolTip("Read no more patients")
        self.stop_button.clicked.connect(self.stopped)
        self.resume_button = QPushButton("&Read the rest")
        self.resume_button.clicked.connect(self.resumed)
        self._line = QHBoxLayout()
        self._line.setSpacing(10)
        self._line.addWidget(self.title, 1)
        for part in (self.progress, self.stop_button, self.resume_button):
            self._line.addWidget(part)
            part.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 8, 14, 9)
        layout.setSpacing(2)
        layout.addLayout(self._line)
        layout.addWidget(self.facts)

    def show_progress(self, n_done: int, n_all: int) -> None:
        """Say how many patients were read."""
        self.progress.setMaximum(max(n_all, 1))
        self.progress.setValue(n_done)
        self.facts.show_text(f"{n_done} of {n_all} patients read")
        self.progress.show()
        self.stop_button.show()
        self.resume_button.hide()

    def end_progress(self, *, is_complete: bool) -> bool:
        """Say no more how far the reading is, and offer the rest; True where it was said."""
        told = not self.progress.isHidden()
        self.progress.hide()
        self.stop_button.hide()
        self.resume_button.setVisible(not is_complete)
        return told

    def say(self, title: str, facts: str) -> None:
        """Say who is in, and who is not."""
        self.title.show_text(title)
        self.facts.show_text(facts)
