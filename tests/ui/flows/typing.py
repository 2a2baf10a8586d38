"""Type an entity into a form as a person does: by keys, field after field."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from hcclog.ui.fields.choice_field import CheckField, ChoiceField
from hcclog.ui.fields.field import Field

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


def type_text(widget: QWidget, text: str) -> None:
    """Replace what stands in an input."""
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    if not text:
        QTest.keyClick(widget, Qt.Key.Key_Delete)
    for part in text:
        if part == "\n":
            QTest.keyClick(widget, ENTER)
        else:
            QTest.keyClicks(widget, part)


def choose(box: QComboBox, words: str) -> None:
    """Choose an entry of a list with the arrow keys."""
    place = box.findText(words)
    assert place >= 0, f"{words!r} is not offered: {[box.itemText(n) for n in range(box.count())]}"
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(place):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == words


def fill(field: Field, text: str) -> None:
    """Put a text into a field, whatever kind of input it has."""
    widget = field.focusProxy()
    assert widget is not None
    if isinstance(field, ChoiceField):
        assert isinstance(widget, QComboBox)
        choose(widget, text or widget.itemText(0))
    elif isinstance(field, CheckField):
        assert isinstance(widget, QCheckBox)
        if widget.isChecked() is not (text == "yes"):
            QTest.keyClick(widget, Qt.Key.Key_Space)
    else:
        assert isinstance(widget, QLineEdit | QPlainTextEdit)
        type_text(widget, text)


def words_in(field: Field) -> Any:
    """Return what stands in a field, as `fill` takes it."""
    widget = field.focusProxy()
    return widget.currentText() if isinstance(widget, QComboBox) else field.typed()
