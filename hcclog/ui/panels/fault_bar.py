"""What the store could not write: the sentence, a second try, and another place for the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hcclog.store.errors import DiskFull, DiskRefused, FileMoved, StoreError
from hcclog.ui.labels import wrapped_label

if TYPE_CHECKING:
    from hcclog.ui.desk import Desk

# What another place helps against.
_MOVABLE = (FileMoved, DiskRefused, DiskFull)
_HEIGHT, _ABOVE = 96, 40
_KEPT = "What was typed is still here."


class FaultBar(QFrame):
    """In sight from a refused write until something is saved, or a person puts it away.

    Attributes:
        words: The sentence.
        again: Does once more what was refused.
        elsewhere: Asks for another place for the store.
        keep_typed: Asks for a file for what was typed, where the store cannot even be read.
        close_button: Puts the bar away.
    """

    def __init__(
        self, desk: Desk, host: QDialog | None = None, parent: QWidget | None = None
    ) -> None:
        """Make a bar of the window, or of the dialog in which something was typed."""
        super().__init__(parent)
        self.setObjectName("fault_bar")
        self._desk, self._host = desk, host
        self.words = wrapped_label("", "fault")
        self.again = QPushButton("Try a&gain")
        self.again.setProperty("primary", True)
        self.elsewhere = QPushButton("Save a cop&y elsewhere…")
        self.keep_typed = QPushButton("Save what was t&yped…")
        self.close_button = QPushButton("Hide")
        self.close_button.setAccessibleName("Hide this message")
        self.again.clicked.connect(self.try_again)
        self.elsewhere.clicked.connect(self.ask_place)
        self.keep_typed.clicked.connect(self.ask_file)
        self.close_button.clicked.connect(self.hide)
        self._lay_out()
        desk.changed.connect(self.hide)
        self.hide()

    def show_fault(self, error: StoreError) -> None:
        """Say what happened, and offer what helps."""
        may_retry = self._host is not None or self._desk.retry is not None
        self._say(f"{error.sentence} {_KEPT}" if self._form() is not None else error.sentence)
        self.again.setVisible(may_retry)
        file = self._desk.logbook.store.backend.path
        self.elsewhere.setVisible(file is not None and isinstance(error, _MOVABLE))
        self.keep_typed.hide()
        if self._host is not None:
            self._take_over(self._host, error.sentence)
        self.show()

    def _take_over(self, host: QDialog, sentence: str) -> None:
        """Say it in place of the dialog's own line, and leave the form its room."""
        for label in host.findChildren(QLabel, "refusal"):
            if label.text() == sentence:
                label.hide()
        if not self.isVisible():
            most = self.screen().availableGeometry().height() - _ABOVE
            host.resize(host.width(), min(most, host.height() + _HEIGHT))

    def try_again(self) -> None:
        """Do once more what was refused; what is refused again is said again."""
        if self._host is not None:
            button = default_button(self._host)
            if button is not None:
                button.click()
        elif self._desk.retry is not None:
            self._desk.retry()
        else:
            self.hide()

    def ask_place(self) -> QFileDialog:
        """Ask where the store goes on; the place is used when it is chosen."""
        from hcclog.ui.dialogs.saving import ask_path

        path = self._desk.logbook.store.backend.path
        name = path.name if path is not None else "store.db"
        dialog = ask_path(self.window(), "Save a copy of the store", name, "Stores (*.db)")
        dialog.fileSelected.connect(self.save_at)
        return dialog

    def save_at(self, chosen: str) -> bool:
        """Write the store to another place and go on there; False where that is refused too."""
        from hcclog.store.elsewhere import save_elsewhere

        try:
            made = save_elsewhere(self._desk.logbook.store, Path(chosen))
        except StoreError as error:
            self._say(f"No copy was made. {error.sentence}")
            self.keep_typed.setVisible(self._form() is not None)
            return False
        self.elsewhere.hide()
        self.keep_typed.hide()
        words = f"The store is whole in {made}, and hcclog goes on there."
        is_typed = self._form() is not None
        self._say(f"{words} Try again to save what was typed." if is_typed else words)
        self._desk.moved.emit()
        return True

    def ask_file(self) -> QFileDialog:
        """Ask for a file for what was typed."""
        from hcclog.ui.dialogs.saving import ask_path

        dialog = ask_path(self.window(), "Save what was typed", "typed.txt", "Texts (*.txt)")
        dialog.fileSelected.connect(self.keep_at)
        return dialog

    def keep_at(self, chosen: str) -> None:
        """Write what was typed into a text file."""
        from hcclog.ui.panels.typed_text import save_typed

        form = self._form()
        if form is not None:
            self._say(save_typed(form, Path(chosen)).sentence)

    def _form(self) -> QWidget | None:
        return self._host or self._desk.unsaved

    def _say(self, sentence: str) -> None:
        self.words.setText(sentence)
        self.setAccessibleName(sentence)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.again, self.elsewhere, self.keep_typed, self.close_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        # A dialog is narrow: there the buttons stand below the sentence.
        line = QHBoxLayout(self) if self._host is None else QVBoxLayout(self)
        line.setContentsMargins(14, 6, 14, 6)
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        line.addLayout(buttons)
        if self._host is not None:
            buttons.addStretch(1)

    # Qt's calls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


class FaultBars:
    """Shows each fault where it can be answered: in the dialog that is open, or in the window."""

    def __init__(self, desk: Desk, bar: FaultBar) -> None:
        """Take the window's own bar."""
        self._desk, self._bar = desk, bar
        desk.faulted.connect(self._show)

    def _show(self, error: StoreError) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            bar_in(dialog, self._desk).show_fault(error)
        else:
            self._bar.show_fault(error)


def bar_in(dialog: QDialog, desk: Desk) -> FaultBar:
    """Return the bar of a dialog: at its foot, above its buttons; made when first needed."""
    found = dialog.findChild(FaultBar)
    if isinstance(found, FaultBar):
        return found
    bar = FaultBar(desk, dialog, dialog)
    layout = dialog.layout()
    if isinstance(layout, QVBoxLayout):
        layout.insertWidget(max(0, layout.count() - 1), bar)
    elif layout is not None:
        layout.addWidget(bar)
    return bar


def default_button(dialog: QDialog) -> QPushButton | None:
    """Return the button of a dialog that writes."""
    buttons = [each for each in dialog.findChildren(QPushButton) if not _is_of_bar(each)]
    defaults = [each for each in buttons if each.isDefault()]
    primary = [each for each in buttons if each.property("primary")]
    return next(iter((*defaults, *primary)), None)


def _is_of_bar(button: QPushButton) -> bool:
    return isinstance(button.parent(), FaultBar)
