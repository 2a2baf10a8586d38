"""What stands in a form, as text: for the file that keeps it where the store cannot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from hcclog.ui.dialogs.saving import Saved, written


def typed_lines(form: QWidget) -> list[str]:
    """Return name and text of each input of a form in which something stands."""
    return [f"{name}: {text}" for name, text in _typed(form) if text.strip()]


def save_typed(form: QWidget, path: Path) -> Saved:
    """Write what stands in a form into a text file, and say what became of it."""
    text = "\n".join(typed_lines(form)) + "\n"
    return written(path, ".txt", (".txt",), lambda to: to.write_text(text, encoding="utf-8"))


def _typed(form: QWidget) -> Iterator[tuple[str, str]]:
    for widget in form.findChildren(QWidget):
        if not widget.isVisibleTo(form):
            continue
        if isinstance(widget, QLineEdit) and not isinstance(widget.parent(), QComboBox):
            yield widget.accessibleName(), widget.text()
        elif isinstance(widget, QComboBox):
            yield widget.accessibleName(), widget.currentText()
        elif isinstance(widget, QPlainTextEdit | QTextEdit):
            yield widget.accessibleName(), widget.toPlainText()
