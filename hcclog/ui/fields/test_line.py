"""A laboratory test by the beginning of its name: one or two letters are enough."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

if TYPE_CHECKING:
    from hcclog.catalogue.analytes import Analyte

_MOST = 8


class TestLine(QLineEdit):
    """A line whose beginning of a name becomes the first test that it can mean.

    The patient's own tests come before all others. A name that stands for several stays as it was
    typed, and is asked about when it is read.

    Signals:
        named: The whole name of a test came to stand in it.
    """

    named = Signal()
    __test__ = False  # pytest takes the name for one of its own

    def __init__(
        self, usual: Callable[[], Sequence[Analyte]], parent: QWidget | None = None
    ) -> None:
        """Take what returns the patient's own tests, the likeliest first."""
        super().__init__(parent)
        self.setAccessibleName("Test")
        self._usual = usual
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.textEdited.connect(self._offer)

    def settle_name(self) -> None:
        """Put the whole name in place of its beginning."""
        from hcclog.catalogue.analytes import possible_analytes

        text = self.text().strip()
        if not text or possible_analytes(text):
            return
        found = self._matching(text, 1)
        if found and found[0].short != self.text():
            self.setText(found[0].short)
            self.named.emit()

    def _matching(self, text: str, limit: int) -> Sequence[Analyte]:
        from hcclog.entry.lab_defaults import matching_tests

        return matching_tests(text, self._usual(), limit)

    def _offer(self, text: str) -> None:
        self._names.setStringList([each.short for each in self._matching(text, _MOST)])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.settle_name()
        super().focusOutEvent(event)
