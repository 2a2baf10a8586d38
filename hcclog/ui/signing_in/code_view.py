"""The recovery code, shown once: to be written down, copied or printed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPainter
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from hcclog.ui.labels import wrapped_label

_SAYS = (
    "This recovery code opens the store when a password is forgotten. It is shown only now. Write "
    "it down and keep it away from this computer."
)
_PRINTED = "Recovery code of the hcclog store"
_POINTS = 14


class CodeView(QWidget):
    """Shows one code until somebody says that it is kept.

    Signals:
        kept: Somebody said so, or took it back.

    Attributes:
        line: The code, to be read and selected.
    """

    kept = Signal(bool)

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(code)
        self.line.setReadOnly(True)
        self.line.setAccessibleName("Recovery code")
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSize(_POINTS - 2)
        self.line.setFont(font)
        self.line.setCursorPosition(0)
        self.copy_button = QPushButton("&Copy")
        self.print_button = QPushButton("&Print…")
        self.written = QCheckBox("I have &written it down")
        self.told = wrapped_label("", "refusal")
        self.told.hide()
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addWidget(self.print_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(wrapped_label(_SAYS))
        column.addWidget(self.line)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(self.written)
        column.addStretch(1)
        self.copy_button.clicked.connect(self.copy)
        self.print_button.clicked.connect(self._ask_printer)
        self.written.toggled.connect(self.kept)
        self.setFocusProxy(self.line)

    def copy(self) -> None:
        """Put the code into the clipboard; a lock and the end of the program take it out."""
        QGuiApplication.clipboard().setText(self.line.text())

    def _ask_printer(self) -> None:
        """Let a person choose the printer."""
        from hcclog.ui.exchanging.printing import why_not

        trouble = why_not()
        self.told.setText(trouble)
        self.told.setVisible(bool(trouble))
        if trouble:
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        printer.setDocName("hcclog")
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self._print(printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _print(self, printer: object) -> None:
        from PySide6.QtPrintSupport import QPrinter

        painter = QPainter()
        if not isinstance(printer, QPrinter) or not painter.begin(printer):
            return
        painter.setFont(QFont(self.line.font().family(), _POINTS))
        high = 2 * painter.fontMetrics().height()
        for n, words in enumerate((_PRINTED, self.line.text()), start=1):
            painter.drawText(high, high + n * high, words)
        painter.end()
