"""What goes on beside the window: its words, how far it is, and how it is ended."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from hcclog.ui.desk import Desk
from hcclog.ui.labels import ElidedLabel
from hcclog.ui.long_work import LongWork

_BAR_WIDTH = 220


class WorkBar(QFrame):
    """A line above the status line, in sight while long work goes on.

    Escape in it, or its button, cancels. In the window it takes the keyboard when work begins, and
    a window that is closed under it asks first; in a dialog it does neither.
    """

    def __init__(self, work: LongWork, desk: Desk, window: QWidget, *, asks: bool = True) -> None:
        super().__init__(window)
        self.setObjectName("work_bar")
        self._work, self._desk, self._window = work, desk, window
        self._unit = ""
        self._before: QWidget | None = None
        self.words = ElidedLabel("notice")
        self.facts = ElidedLabel("muted")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(_BAR_WIDTH)
        self.cancel_button = QPushButton("Cancel")
        self.cancel_button.setToolTip("End it; nothing of it stays (Escape)")
        self.cancel_button.clicked.connect(self.cancel)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 5, 14, 5)
        line.setSpacing(12)
        line.addWidget(self.words, 1)
        line.addWidget(self.facts, 1)
        line.addWidget(self.progress)
        line.addWidget(self.cancel_button)
        work.begun.connect(self._begin)
        work.progressed.connect(self._go_on)
        work.ended.connect(self._end)
        self._asks = asks
        if asks:
            window.installEventFilter(self)
        self.hide()

    def cancel(self) -> None:
        """End the work at its next step."""
        self.cancel_button.setEnabled(False)
        self.facts.show_text("being cancelled…")
        self._work.cancel()

    def _begin(self, words: str) -> None:
        job = self._work.job
        self._unit = job.unit if job is not None else ""
        self.words.show_text(f"{words}…")
        self.facts.show_text("")
        self.progress.setAccessibleName(words)
        self.cancel_button.setAccessibleName(f"Cancel: {words}")
        self.cancel_button.setEnabled(True)
        # Until the first step is told, a bar without an end.
        self.progress.setRange(0, 0)
        self.show()
        if self._asks:
            self._before = self._window.focusWidget()
            self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self, done: int, of: int) -> None:
        if not self.cancel_button.isEnabled():
            return
        # Of what nobody can count beforehand, a bar without an end.
        self.progress.setRange(0, of)
        self.progress.setValue(done)
        said = f"{done} of {of} {self._unit}" if of else ""
        self.facts.show_text(said)
        self.progress.setAccessibleDescription(said)

    def _end(self) -> None:
        had_focus = self.cancel_button.hasFocus()
        self.hide()
        if had_focus and self._before is not None and self._before.isVisible():
            self._before.setFocus()
        elif had_focus and (next_one := self._window.focusWidget()) is not None:
            # Nobody chose what comes next in the order of Tab.
            next_one.clearFocus()
        self._before = None

    # Qt's calls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask before the window is closed under the work."""
        if event.type() is not QEvent.Type.Close or self._work.job is None:
            return False
        sentence = f"{self._work.job.words} goes on still. What of it is done so far is not kept."
        if self._desk.choose(sentence, ("Cancel it and close the window",)) is not None:
            self._work.end_now()
            return False
        event.ignore()
        return True
