"""The Imaging and lesions tab: the worksheet, and how a column or a row is added to it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from hcclog.entry.sizes import measurement_at
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.form import FormDialog
from hcclog.ui.dialogs.new_assessment import NewAssessment
from hcclog.ui.dialogs.new_lesion import NewLesion
from hcclog.ui.labels import ElidedLabel
from hcclog.ui.models.lesion_table import LesionTable
from hcclog.ui.panels.baseline_bar import BaselineButton, ProposalBar
from hcclog.ui.panels.block_paste import BlockPaste
from hcclog.ui.panels.table_page import TablePage
from hcclog.ui.panels.worksheet_view import WorksheetView

_HINT = (
    "mm · 42.0/38.0 whole/viable (viable in italics) · a absent · p present · t too small · "
    "n not evaluable · g progressed · e equivocal"
)


class LesionPanel(TablePage):
    """The worksheet with its buttons, and the baseline that is proposed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        empty = "No lesion is logged. Add an assessment (a column), then lesions (rows)."
        super().__init__(
            desk, LesionTable(desk), "Lesion worksheet", empty, parent, view=WorksheetView
        )
        self.new_assessment = QPushButton("New assessment…")
        self.new_lesion = QPushButton("New lesion…")
        self.baseline = BaselineButton(desk, self)
        self.proposal = ProposalBar(desk, self.baseline)
        hint = ElidedLabel("muted")
        hint.show_text(_HINT)
        bar = QWidget()
        bar.setObjectName("entry_row")
        line = QHBoxLayout(bar)
        line.setContentsMargins(10, 4, 10, 4)
        line.addWidget(self.new_assessment)
        line.addWidget(self.new_lesion)
        line.addWidget(self.baseline)
        line.addWidget(hint, 1)
        self.page.insertWidget(0, bar)
        self.page.insertWidget(1, self.proposal)
        self.pasting = BlockPaste(desk, self, lesions=True)
        self.new_assessment.clicked.connect(lambda: self._open(NewAssessment(desk, self)))
        self.new_lesion.clicked.connect(lambda: self._open(NewLesion(desk, self)))
        desk.patient_chosen.connect(self._set_enabled)
        self.view.selectionModel().selectionChanged.connect(self._point_at_column)
        self._set_enabled()

    def _set_enabled(self) -> None:
        writable = bool(self.desk.patient_id) and not self.desk.logbook.store.read_only
        self.new_assessment.setEnabled(writable)
        self.new_lesion.setEnabled(writable)
        self.baseline.setEnabled(writable)

    def _open(self, dialog: FormDialog) -> None:
        dialog.open()

    def _point_at_column(self, _selected: QItemSelection, _gone: QItemSelection) -> None:
        """Choose the measurement of the cell, else the assessment of its column."""
        index = self.view.currentIndex()
        record, row = self.desk.record(), self.model.row_at(index)
        if record is None or row is None or not self.view.selectionModel().hasSelection():
            return
        assessment_id = self.model.table().columns[index.column()].key
        if not assessment_id:
            return
        found = measurement_at(record, row.mark[1], assessment_id)
        if found is not None:
            self.desk.choose_mark("measurement", found.id)
        else:
            self.desk.choose_mark("assessment", assessment_id)
