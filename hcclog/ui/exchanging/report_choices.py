"""What is chosen of a report: paper, the page for a tumour board and its question, sections."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from hcclog.report.patient.choices import SECTION_NAMES, Choices, PageSize, Section
from hcclog.ui.dialogs.form import filled

_PAPERS: list[tuple[str, object]] = [("A4", PageSize.A4), ("Letter", PageSize.LETTER)]
_REPORT, _BOARD = "Report, with the sections below", "One page for a tumour board"


class ReportChoices(QWidget):
    """Fields for all that can be chosen.

    Signals:
        changed: Something else is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper = filled(QComboBox(), _PAPERS)
        self.form = filled(QComboBox(), [(_REPORT, False), (_BOARD, True)])
        self.question = QLineEdit()
        self.question.setPlaceholderText("such as: resection now, or another cycle?")
        self.sections = {section: QCheckBox(SECTION_NAMES[section]) for section in Section}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        fields = QFormLayout()
        fields.setSpacing(8)
        fields.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for words, field in (
            ("P&aper", self.paper),
            ("&Kind of page", self.form),
            ("&Question to the board", self.question),
        ):
            field.setAccessibleName(words.replace("&", ""))
            fields.addRow(words, field)
        self._fields = fields
        layout.addLayout(fields)
        for box in self.sections.values():
            box.setChecked(True)
            box.toggled.connect(self.changed)
            layout.addWidget(box)
        self.paper.currentIndexChanged.connect(self.changed)
        self.form.currentIndexChanged.connect(self._turn)
        self.question.editingFinished.connect(self.changed)
        self._follow()

    def choices(self) -> Choices:
        """Return what is chosen."""
        is_board = bool(self.form.currentData())
        chosen = tuple(section for section, box in self.sections.items() if box.isChecked())
        return Choices(
            PageSize(self.paper.currentData()),
            chosen,
            board=is_board,
            question=" ".join(self.question.text().split()) if is_board else "",
        )

    def _turn(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        is_board = bool(self.form.currentData())
        self._fields.setRowVisible(self.question, is_board)
        for box in self.sections.values():
            box.setVisible(not is_board)
