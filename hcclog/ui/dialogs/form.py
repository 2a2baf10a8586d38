"""A small dialog with a form: what is refused is said in it, and what was typed stays."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.fitted_area import FittedArea, fit_to_screen
from hcclog.ui.labels import wrapped_label

_WIDTH = 420


class FormDialog(QDialog):
    """Asks for one new entry."""

    def __init__(self, desk: Desk, title: str, add: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        body = QWidget()
        self.form = QFormLayout(body)
        self.form.setSpacing(7)
        self.form.setContentsMargins(0, 0, 0, 0)
        self._area = FittedArea(body)
        self._area.hide()
        self.refusal = wrapped_label("", "refusal")
        self.refusal.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add_button = buttons.addButton(add, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        # A dialog that is done must hear no refusal of others.
        self.finished.connect(self.deleteLater)
        self.column = layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(self._area)
        layout.addWidget(self.refusal)
        layout.addWidget(buttons)
        self.add_button.setDefault(True)
        desk.refused.connect(self._show_refusal)
        desk.failed.connect(self._show_refusal)

    def add_row(self, name: str, field: QWidget) -> None:
        """Add a field with its name."""
        field.setAccessibleName(name.replace("&", ""))
        self.form.addRow(name, field)

    def showEvent(self, event: QShowEvent) -> None:
        self._area.setVisible(self.form.rowCount() > 0)
        fit_to_screen(self)
        first = self.form.itemAt(0, QFormLayout.ItemRole.FieldRole)
        widget = first.widget() if first is not None else None
        if widget is not None and self.focusWidget() in {None, self.add_button}:
            widget.setFocus()
        super().showEvent(event)

    def commit(self) -> bool:
        """Write what was typed; True where it was accepted."""
        raise NotImplementedError

    def accept(self) -> None:
        self.refusal.hide()
        if self.commit():
            super().accept()

    def _show_refusal(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()


def align_labels(*forms: QFormLayout) -> None:
    """Let the fields of several forms, one above the other, begin at one edge."""
    labels = [
        item.widget()
        for form in forms
        for n in range(form.rowCount())
        if (item := form.itemAt(n, QFormLayout.ItemRole.LabelRole)) is not None
    ]
    widest = max((label.sizeHint().width() for label in labels if label is not None), default=0)
    for label in labels:
        if label is not None:
            label.setMinimumWidth(widest)


def filled(box: QComboBox, choices: list[tuple[str, object]], chosen: int = 0) -> QComboBox:
    """Return a combo box with words and what they stand for."""
    for words, value in choices:
        box.addItem(words, value)
    box.setCurrentIndex(chosen)
    return box
