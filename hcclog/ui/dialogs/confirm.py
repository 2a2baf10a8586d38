"""Something unlikely, or a correction: a person says that it is right, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from hcclog.ui.labels import plain_label, wrapped_label

_WIDTH = 440
_CLOSE = "Close without saving"
REASONS = (
    "typing error",
    "checked against the source",
    "new information",
    "entered for the wrong patient",
)


class Confirm(QDialog):
    """Says what is unlikely; Enter keeps what was typed, Escape goes back to it.

    Attributes:
        reason: A reason from the list or in own words; hidden where none is due.
    """

    def __init__(
        self,
        title: str,
        sentences: Sequence[str],
        needs_reason: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        retracts, closes = title.startswith("Retract"), title.startswith("Close")
        self.setWindowTitle("Is this right?" if sentences and not retracts else "Why?")
        self.setMinimumWidth(_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(wrapped_label(title, "card_title"))
        for sentence in sentences:
            layout.addWidget(wrapped_label(sentence, "finding"))
        self._needs_reason = needs_reason
        self.reason = QComboBox()
        self.reason.setEditable(True)
        # A completer within the line would take the first Enter for itself.
        self.reason.setCompleter(None)  # type: ignore[arg-type]
        # A correction is most often a slip; what is unlikely was most often looked up.
        self.reason.addItems(REASONS[1:] if sentences and not retracts else REASONS)
        self.reason.setAccessibleName("Reason")
        label = plain_label("&Reason, kept in the history")
        label.setBuddy(self.reason)
        layout.addWidget(label)
        layout.addWidget(self.reason)
        label.setVisible(needs_reason)
        self.reason.setVisible(needs_reason)
        self.refusal = wrapped_label("", "refusal")
        self.refusal.hide()
        layout.addWidget(self.refusal)
        buttons = QDialogButtonBox()
        words = "Retract" if retracts else "Keep as typed" if sentences else "Save"
        self.keep = buttons.addButton(
            _CLOSE if closes else words, QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.back = buttons.addButton("Go back", QDialogButtonBox.ButtonRole.RejectRole)
        # What was typed is lost only by an answer that says so, never by Enter alone.
        default = self.back if closes else self.keep
        default.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addStretch(1)
        layout.addWidget(buttons)
        default.setFocus()
        if needs_reason:
            self.reason.setFocus()
            line = self.reason.lineEdit()
            if line is not None:
                line.selectAll()

    def text(self) -> str:
        """Return the reason that was given."""
        return self.reason.currentText().strip() if self._needs_reason else ""

    def accept(self) -> None:
        if self._needs_reason and not self.text():
            self.refusal.setText("A reason is needed: what was wrong, or how you know.")
            self.refusal.show()
            return
        super().accept()


def confirm(
    parent: QWidget, title: str, sentences: Sequence[str], needs_reason: bool
) -> str | None:
    """Return the reason that a person gave, perhaps empty; None to go back."""
    dialog = Confirm(title, sentences, needs_reason, parent)
    kept = dialog.exec() == QDialog.DialogCode.Accepted
    return dialog.text() if kept else None
